import { mkdir, readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { BatchId } from '../../core/ground/ids';
import { JournalReader, parseJournalEntry, type RecordedBatch } from '../../core/batch/journal';
import type { BatchJournal, BatchJournals } from '../../core/batch/ports';
import { readCheckedLines } from '../files/checked-lines';
import { CheckedLineFile } from '../files/checked-line-file';
import { diskError } from '../ground/errno';
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
      return await CheckedLineFile.open(this.#pathOf(id), this.thread, this.shownAs);
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
