import { chmod, mkdir, mkdtemp, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { numberedName } from '../core/output-filename';
import { AppError } from '../core/error';
import type { OutputFiles, StoredPart } from '../core/ports';
import { errnoOf, writeError } from './errno';

const mostNamesakes = 10_000;

/** Files in folders of the user, and copies for other programs. */
export class DiskOutputFiles implements OutputFiles {
  /** @param copies folder for copies, which nothing else uses */
  constructor(private readonly copies: string) {}

  async reserve(folder: string, name: string): Promise<string> {
    for (let number = 1; ; number += 1) {
      const path = join(folder, numberedName(name, number));
      try {
        // Made before anything is written, so that nobody else takes the name meanwhile.
        await (await open(path, 'wx')).close();
        return path;
      } catch (error) {
        if (errnoOf(error) !== 'EEXIST' || number === mostNamesakes) throw writeError(error, folder);
      }
    }
  }

  async release(path: string): Promise<void> {
    await rm(path, { force: true });
  }

  async newCopyPath(name: string): Promise<string> {
    try {
      await mkdir(this.copies, { recursive: true });
      return join(await mkdtemp(join(this.copies, 'copy-')), name);
    } catch (error) {
      throw writeError(error, this.copies);
    }
  }

  async read({ path, start, end }: StoredPart): Promise<Uint8Array> {
    const bytes = new Uint8Array(end - start);
    const file = await open(path).catch((error: unknown) => {
      throw new AppError({ code: 'result-gone' }, error);
    });
    try {
      const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
      if (bytesRead < bytes.length) throw new AppError({ code: 'result-gone' });
    } finally {
      await file.close();
    }
    return bytes;
  }

  async protect(path: string): Promise<void> {
    await chmod(path, 0o444);
  }

  async removeCopies(): Promise<void> {
    await rm(this.copies, { recursive: true, force: true });
  }
}
