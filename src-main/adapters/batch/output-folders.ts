import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, mkdir, open, readdir, realpath, rm, stat, statfs } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../core/ground/error';
import type { LaidFile, LaidResult, OutputFolders } from '../../core/batch/ports';
import type { StoredPart } from '../../core/answer/ports';
import { errnoOf, writeError } from '../ground/errno';
import type { FileThread } from '../files/file-thread';

const readChunkBytes = 256 * 1024;

/**
 * Output folders on disk. A result is written beside its place, under a hidden name that its key gives, and synced; then renamed.
 * Only folders below an output folder are made: where the folder itself has gone, a drive may have been taken out, and making
 * it anew would fill the place where it was.
 */
export class DiskOutputFolders implements OutputFolders {
  constructor(private readonly thread: Pick<FileThread, 'write' | 'rename'>) {}

  async prepare(folder: string): Promise<string> {
    try {
      await mkdir(folder, { recursive: true });
      return await realpath(folder);
    } catch (error) {
      // A file has the name that the folder is to have.
      if (errnoOf(error) === 'EEXIST') throw new AppError({ code: 'folder-gone', folder: basename(folder) }, error);
      throw writeError(error, folder);
    }
  }

  async truePath(path: string): Promise<string> {
    try {
      return await realpath(path);
    } catch (error) {
      throw writeError(error, path);
    }
  }

  async names(folder: string, below: string): Promise<readonly string[]> {
    return readdir(join(folder, ...below.split('/'))).catch(() => []);
  }

  async freeBytes(folder: string): Promise<number> {
    try {
      const { bavail, bsize } = await statfs(folder);
      return bavail * bsize;
    } catch (error) {
      throw writeError(error, folder);
    }
  }

  async lay(folder: string, output: string, key: string, source: Uint8Array | StoredPart): Promise<LaidFile> {
    const path = besidePath(folder, output, key);
    const place = placePath(folder, output);
    try {
      return await this.#write(path, source, place).catch(async (error: unknown) => {
        if (errnoOf(error) !== 'ENOENT') throw error;
        await stat(folder);
        await mkdir(dirname(path), { recursive: true });
        return this.#write(path, source, place);
      });
    } catch (error) {
      await rm(path, { force: true }).catch(() => undefined);
      throw writeError(error, folder);
    }
  }

  async isFree(folder: string, output: string): Promise<boolean> {
    return isFree(placePath(folder, output));
  }

  async place(folder: string, output: string, key: string): Promise<void> {
    try {
      await this.thread.rename(besidePath(folder, output, key), placePath(folder, output));
    } catch (error) {
      throw writeError(error, folder);
    }
  }

  async finish(folder: string, output: string, key: string, laid: LaidResult): Promise<boolean> {
    const beside = besidePath(folder, output, key);
    if (await isSame(beside, laid)) {
      await this.place(folder, output, key);
      return true;
    }
    await rm(beside, { force: true });
    return isSame(placePath(folder, output), laid);
  }

  async sweep(folder: string, output: string, key: string): Promise<void> {
    await rm(besidePath(folder, output, key), { force: true });
  }

  async #write(path: string, source: Uint8Array | StoredPart, place: string): Promise<LaidFile> {
    if (!(source instanceof Uint8Array)) return { laid: await copy(path, source), isTaken: !(await isFree(place)) };
    const { sha256, isTaken } = await this.thread.write(path, source, place);
    return { laid: { sizeBytes: source.length, sha256 }, isTaken };
  }
}

function isFree(path: string): Promise<boolean> {
  return lstat(path).then(
    () => false,
    () => true,
  );
}

function placePath(folder: string, output: string): string {
  return join(folder, ...output.split('/'));
}

// Not made from the result's name, which may be as long as names can be.
function besidePath(folder: string, output: string, key: string): string {
  return join(dirname(placePath(folder, output)), `.${key}.part`);
}

async function copy(path: string, { path: source, start, end }: StoredPart): Promise<LaidResult> {
  const file = await open(path, 'w');
  try {
    const hash = createHash('sha256');
    if (end > start) {
      const bytes = createReadStream(source, { start, end: end - 1, highWaterMark: readChunkBytes });
      for await (const chunk of bytes as AsyncIterable<Buffer>) {
        hash.update(chunk);
        await file.writeFile(chunk);
      }
    }
    await file.sync();
    return { sizeBytes: end - start, sha256: hash.digest('hex') };
  } finally {
    await file.close();
  }
}

async function isSame(path: string, { sizeBytes, sha256 }: LaidResult): Promise<boolean> {
  try {
    if ((await stat(path)).size !== sizeBytes) return false;
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) hash.update(chunk);
    return hash.digest('hex') === sha256;
  } catch {
    return false;
  }
}
