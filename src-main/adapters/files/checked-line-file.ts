import { open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { formatCheckedLine } from '../../core/ground/checked-line';
import { diskError } from '../ground/errno';
import { syncFolder } from './file-jobs';
import type { FileThread } from './file-thread';

/**
 * A file of checked lines that are only ever added. Lines that come while others are being synced share the next sync, so that its
 * price is divided among all that wait. Several programs may add to the same file: each writes whole lines behind the end.
 */
export class CheckedLineFile {
  /** A line feed first: the line before may have been torn. */
  #unwritten: string[] = ['\n'];
  /** How many lines were added, and how many of them are on disk to stay. */
  #added = 0;
  #safe = 0;
  #sync: Promise<void> | undefined;

  private constructor(
    private readonly file: FileHandle,
    private readonly thread: Pick<FileThread, 'append'>,
    private readonly shownAs: string,
  ) {}

  /**
   * Opens a file, or makes it.
   * @param shownAs what the user knows its folder as
   * @throws the system's error
   */
  static async open(path: string, thread: Pick<FileThread, 'append'>, shownAs: string): Promise<CheckedLineFile> {
    const file = await open(path, 'a');
    syncFolder(dirname(path));
    return new CheckedLineFile(file, thread, shownAs);
  }

  append(...values: readonly unknown[]): void {
    for (const value of values) this.#unwritten.push(formatCheckedLine(value));
    this.#added += values.length;
  }

  /** Resolves when all lines so far are on disk to stay. @throws AppError `disk-full`, `permission-denied`; nothing is lost then */
  async synced(): Promise<void> {
    const wanted = this.#added;
    // A sync that has begun may have been too early for the last lines.
    while (this.#safe < wanted) {
      this.#sync ??= this.#writeAndSync().finally(() => {
        this.#sync = undefined;
      });
      await this.#sync;
    }
  }

  async close(): Promise<void> {
    try {
      await this.synced();
    } finally {
      await this.file.close();
    }
  }

  async #writeAndSync(): Promise<void> {
    const lines = this.#unwritten;
    const included = this.#added;
    this.#unwritten = [];
    try {
      await this.thread.append(this.file.fd, lines.join(''));
      this.#safe = included;
    } catch (error) {
      // Whatever part of them was written ends in a torn line, and they follow once more: read twice, they say the same.
      this.#unwritten = ['\n', ...lines, ...this.#unwritten];
      throw diskError(error, this.shownAs);
    }
  }
}
