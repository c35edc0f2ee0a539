import { createHash, type Hash } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DownloadFiles, IncomingFile } from '../../core/storage/ports';
import type { NotesOutputs } from '../../core/result/ports';
import { takeFreeName } from '../files/free-name';
import { PartFile } from '../files/part-file';
import { pathBeside } from '../files/whole-file';
import { writeError } from '../ground/errno';

/** Saves objects of a storage as files. A file is complete or not there, and never replaces another one. */
export class DiskDownloadFiles implements DownloadFiles {
  /** @param unfinished notes unfinished files, so that they can be removed after a crash */
  constructor(private readonly unfinished?: NotesOutputs) {}

  async begin(folder: string, names: readonly string[]): Promise<IncomingFile> {
    const wanted = join(folder, ...names);
    try {
      await mkdir(dirname(wanted), { recursive: true });
    } catch (error) {
      throw writeError(error, folder);
    }
    return new PartialFile(await pathBeside(wanted, this.unfinished), wanted, this.unfinished);
  }
}

class PartialFile implements IncomingFile {
  readonly #part: PartFile;
  #hash: Hash = createHash('md5');
  #isOver = false;

  constructor(
    private readonly path: string,
    private readonly wanted: string,
    private readonly unfinished: Pick<NotesOutputs, 'end'> | undefined,
  ) {
    this.#part = new PartFile(path);
  }

  get sizeBytes(): number {
    return this.#part.sizeBytes;
  }

  async append(chunk: Uint8Array): Promise<void> {
    this.#hash.update(chunk);
    await this.#part.append(chunk).catch((error: unknown) => this.#fail(error));
  }

  async clear(): Promise<void> {
    this.#hash = createHash('md5');
    await this.#part.clear().catch((error: unknown) => this.#fail(error));
  }

  md5(): string {
    return this.#hash.copy().digest('hex');
  }

  async finish(): Promise<string> {
    try {
      await this.#part.close();
      const file = await open(this.path, 'r+');
      try {
        await file.sync();
      } finally {
        await file.close();
      }
      const path = takeFreeName(this.path, this.wanted);
      this.#isOver = true;
      await this.unfinished?.end(this.path);
      return path;
    } catch (error) {
      return this.#fail(error);
    }
  }

  async discard(): Promise<void> {
    if (this.#isOver) return;
    this.#isOver = true;
    await this.#part.discard();
    await rm(this.path, { force: true }).catch(() => undefined);
    await this.unfinished?.end(this.path);
  }

  #fail(error: unknown): never {
    throw writeError(error, dirname(this.wanted));
  }
}
