import { statfs } from 'node:fs/promises';
import { reservedBytes } from '../../core/ground/disk-space';

/** Other programs write to the same disk too, so one look at it is trusted for no more bytes than this. */
const maxBytesBetweenChecks = 16 * 1024 ** 2;

/** Bytes that this user may still write to the disk of a folder. Errors are those of the system. */
export async function freeBytesOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/**
 * Keeps a file whose size nobody knows beforehand from filling its disk: it counts what is written, and looks at the disk
 * before what it saw there is used up.
 */
export class FreeSpaceGuard {
  #allowedBytes = 0;

  /** @param folder any that is on the disk */
  constructor(private readonly folder: string) {}

  /**
   * Makes sure that bytes can be written; to be called before they are.
   * @throws an error of the code `ENOSPC`, as the full disk would give it
   */
  async expectRoom(bytes: number): Promise<void> {
    if (bytes > this.#allowedBytes) {
      const roomBytes = (await freeBytesOf(this.folder)) - reservedBytes;
      if (bytes > roomBytes) throw Object.assign(new Error('no space left but the reserve'), { code: 'ENOSPC' });
      this.#allowedBytes = Math.min(roomBytes, Math.max(bytes, maxBytesBetweenChecks));
    }
    this.#allowedBytes -= bytes;
  }
}
