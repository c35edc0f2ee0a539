import { mkdir, open, readdir, rm, type FileHandle } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { BatchId } from '../../core/ground/ids';
import { JournalReader, parseJournalEntry, type JournalEntry, type RecordedBatch } from '../../core/batch/journal';
import { formatCheckedLine } from '../../core/ground/checked-line';
import type { BatchJournal, BatchJournals } from '../../core/batch/ports';
import { readCheckedLines } from '../files/checked-lines';
import { diskError, errnoOf } from '../ground/errno';
import type { FileThread } from '../files/file-thread';

const ending = '.journal';

/** Journals in a folder, a file each. */
export class FileBatchJournals implements BatchJournals {
  /** @param shownAs what the user knows the folder as */
  constructor(
    private readonly folder: string,
    private readonly thread: Pick<FileThread, 'append'>,
    private readonly shownAs = basename(folder),
  ) {}

  async list(): Promise<readonly RecordedBatch[]> {
    const names = await readdir(this.folder).catch(() => []);
    const batches: RecordedBatch[] = [];
    for (const name of names.filter((one) => one.endsWith(ending))) {
      const reader = new JournalReader();
      for await (const value of readCheckedLines(join(this.folder, name))) {
        const entry = parseJournalEntry(value);
        if (entry) reader.read(entry);
      }
      if (reader.batch) batches.push(reader.batch);
    }
    return batches.sort((one, other) => one.startedAt.localeCompare(other.startedAt));
  }

  async open(id: BatchId): Promise<BatchJournal> {
    try {
      await mkdir(this.folder, { recursive: true });
      const file = await open(this.#pathOf(id), 'a');
      await syncFolder(this.folder);
      return new FileBatchJournal(file, this.thread, this.shownAs);
    } catch (error) {
      throw diskError(error, this.shownAs);
    }
  }

  async delete(id: BatchId): Promise<void> {
    await rm(this.#pathOf(id), { force: true });
  }

  #pathOf(id: BatchId): string {
    return join(this.folder, `${id}${ending}`);
  }
}

/**
 * A journal as lines that are only ever added. Entries that come while others are being synced share the next sync, so that its
 * price is divided among all items under way.
 */
class FileBatchJournal implements BatchJournal {
  /** A line feed first: the line before may have been torn. */
  #unwritten: string[] = ['\n'];
  /** How many entries were added, and how many of them are on disk to stay. */
  #added = 0;
  #safe = 0;
  #sync: Promise<void> | undefined;

  constructor(
    private readonly file: FileHandle,
    private readonly thread: Pick<FileThread, 'append'>,
    private readonly shownAs: string,
  ) {}

  append(...entries: readonly JournalEntry[]): void {
    for (const entry of entries) this.#unwritten.push(formatCheckedLine(entry));
    this.#added += entries.length;
  }

  async synced(): Promise<void> {
    const wanted = this.#added;
    // A sync that has begun may have been too early for the last entries.
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

/** Makes a new file's name last. Windows has no such thing, and needs none. */
async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  } catch (error) {
    if (!['EISDIR', 'EPERM', 'EINVAL', 'EACCES'].includes(errnoOf(error))) throw error;
  }
}
