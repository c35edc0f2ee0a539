import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { numberedName } from '../../core/result/output-filename';
import { errnoOf, writeError } from '../ground/errno';

const dayMs = 24 * 60 * 60_000;

/**
 * Files of inputs that have no file of the user's: pictures from the clipboard, and results that become inputs. The folder holds
 * nothing else.
 */
export class OwnInputs {
  /** @param folder such as `<user data>/pasted`; made when it is first needed */
  constructor(private readonly folder: string) {}

  /** The path for a new file of some name, if nothing has that name yet. @throws AppError `disk-full`, `permission-denied` */
  async pathFor(name: string): Promise<string> {
    try {
      await mkdir(this.folder, { recursive: true });
      return join(this.folder, name);
    } catch (error) {
      throw writeError(error, this.folder);
    }
  }

  /**
   * Writes a picture to a file.
   * @param now such as `2026-05-01T10:00:00.000Z`, for the file's name
   * @returns the path of the file
   * @throws AppError `disk-full`, `permission-denied`
   */
  async keep(png: Uint8Array, now: string): Promise<string> {
    const name = `clipboard ${now.slice(0, 19).replace('T', ' ').replaceAll(':', '.')}.png`;
    try {
      await mkdir(this.folder, { recursive: true });
      for (let number = 1; ; number += 1) {
        const path = join(this.folder, numberedName(name, number));
        const isFree = await writeFile(path, png, { flag: 'wx' }).then(
          () => true,
          (error: unknown) => {
            if (errnoOf(error) === 'EEXIST') return false;
            throw error;
          },
        );
        if (isFree) return path;
      }
    } catch (error) {
      throw writeError(error, this.folder);
    }
  }

  /**
   * Removes files that are older than some days and that nothing refers to. A file that can't be removed now is tried again at
   * the next start.
   * @param referredTo gives the paths of files in a folder to which lists and runs still refer. Files older than `sinceMs`
   * (milliseconds since 1970) need not be named
   * @throws every error of `referredTo`; then nothing is removed
   */
  async sweep(
    days: number,
    nowMs: number,
    referredTo: (folder: string, sinceMs: number) => Promise<Iterable<string>>,
  ): Promise<void> {
    const names = await readdir(this.folder).catch(() => []);
    const found = await Promise.all(
      names.map(async (name) => {
        const path = join(this.folder, name);
        return stat(path).then(
          ({ mtimeMs }) => ({ path, mtimeMs }),
          () => undefined,
        );
      }),
    );
    const old = found.filter((file) => file !== undefined).filter(({ mtimeMs }) => mtimeMs < nowMs - days * dayMs);
    if (old.length === 0) return;
    const needed = new Set(await referredTo(this.folder, Math.min(...old.map(({ mtimeMs }) => mtimeMs))));
    for (const { path } of old) if (!needed.has(path)) await rm(path, { force: true }).catch(() => undefined);
  }
}
