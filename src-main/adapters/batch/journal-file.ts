import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as v from 'valibot';
import writeFileAtomic from 'write-file-atomic';
import type { BatchId } from '../../core/ground/ids';
import { JournalReader, parseJournalEntry, type RecordedBatch } from '../../core/batch/journal';
import type { BatchJournal, BatchJournals, KeptJournal } from '../../core/batch/ports';
import { AppError } from '../../core/ground/error';
import { historyEntrySchema, type HistoryEntry } from '../../core/history/history';
import { readCheckedLines } from '../files/checked-lines';
import { CheckedLineFile } from '../files/checked-line-file';
import { diskError, errnoOf } from '../ground/errno';
import type { FileThread } from '../files/file-thread';

const ending = '.journal';
const rowEnding = '.row.json';
const setAsideName = 'removed';

const rowSchema = v.object({
  version: v.literal(1),
  /** Size of the journal that it is made from. */
  journalBytes: v.number(),
  row: historyEntrySchema,
});

/** What a journal has to tell of an input to find it; read without the rest of its entry. */
const inputSchema = v.object({ is: v.literal('item'), base: v.string(), path: v.string() });

/** Journals in a folder, a file each, with the row of the history that was made from each beside it. */
export class FileBatchJournals implements BatchJournals {
  /** @param shownAs what the user knows the folder as */
  constructor(
    private readonly folder: string,
    private readonly thread: Pick<FileThread, 'append'>,
    private readonly shownAs = basename(folder),
  ) {}

  async list(): Promise<readonly KeptJournal[]> {
    const names = await readdir(this.folder).catch(() => []);
    const ids = names.filter((name) => name.endsWith(ending)).map((name) => name.slice(0, -ending.length));
    const journals = await Promise.all(
      ids.map(async (id) => {
        const stats = await stat(this.#pathOf(id)).catch(() => undefined);
        if (!stats) return [];
        const row = await this.#rowOf(id, stats.size);
        return [{ id, changedAt: stats.mtime.toISOString(), ...(row && { row }) }];
      }),
    );
    return journals.flat();
  }

  async read(id: BatchId): Promise<RecordedBatch> {
    const reader = new JournalReader();
    try {
      for await (const value of readCheckedLines(this.#pathOf(id))) {
        const entry = parseJournalEntry(value);
        if (entry) reader.read(entry);
      }
    } catch (error) {
      throw new AppError({ code: errnoOf(error) === 'ENOENT' ? 'batch-gone' : 'list-damaged' }, error);
    }
    if (!reader.batch) throw new AppError({ code: 'list-damaged' });
    return reader.batch;
  }

  async open(id: BatchId): Promise<BatchJournal> {
    try {
      await mkdir(this.folder, { recursive: true });
      return await CheckedLineFile.open(this.#pathOf(id), this.thread, this.shownAs);
    } catch (error) {
      throw diskError(error, this.shownAs);
    }
  }

  async inputsIn(folder: string, sinceMs: number): Promise<readonly string[]> {
    const paths: string[] = [];
    for (const { id, changedAt } of await this.list()) {
      if (Date.parse(changedAt) < Math.floor(sinceMs)) continue;
      try {
        for await (const value of readCheckedLines(this.#pathOf(id))) {
          if (v.is(inputSchema, value) && value.base === folder) paths.push(join(folder, value.path));
        }
      } catch (error) {
        throw new AppError({ code: 'list-damaged' }, error);
      }
    }
    return paths;
  }

  async sizeOf(id: BatchId): Promise<number> {
    return (await stat(this.#pathOf(id)).catch(() => undefined))?.size ?? 0;
  }

  async keepRow(id: BatchId, row: HistoryEntry): Promise<void> {
    const journalBytes = await this.sizeOf(id);
    await writeFileAtomic(join(this.folder, id + rowEnding), JSON.stringify({ version: 1, journalBytes, row }));
  }

  async delete(id: BatchId): Promise<void> {
    await rm(this.#pathOf(id), { force: true });
    await rm(join(this.folder, id + rowEnding), { force: true });
  }

  async setAside(ids: readonly BatchId[]): Promise<void> {
    await mkdir(join(this.folder, setAsideName), { recursive: true });
    for (const id of ids) await this.#move(id, this.folder, join(this.folder, setAsideName));
  }

  async putBack(ids: readonly BatchId[]): Promise<void> {
    for (const id of ids) await this.#move(id, join(this.folder, setAsideName), this.folder);
  }

  async purge(): Promise<readonly BatchId[]> {
    const setAside = join(this.folder, setAsideName);
    const names = await readdir(setAside).catch(() => []);
    await rm(setAside, { recursive: true, force: true });
    return names.filter((name) => name.endsWith(ending)).map((name) => name.slice(0, -ending.length));
  }

  async #rowOf(id: BatchId, journalBytes: number): Promise<HistoryEntry | undefined> {
    const text = await readFile(join(this.folder, id + rowEnding), 'utf8').catch(() => '');
    try {
      const kept = v.parse(rowSchema, JSON.parse(text));
      return kept.journalBytes === journalBytes && kept.row.id === id ? kept.row : undefined;
    } catch {
      // Missing or damaged: it is made from the journal again.
      return undefined;
    }
  }

  async #move(id: BatchId, from: string, to: string): Promise<void> {
    for (const name of [id + rowEnding, id + ending]) {
      await rename(join(from, name), join(to, name)).catch((error: unknown) => {
        if (errnoOf(error) !== 'ENOENT') throw diskError(error, this.shownAs);
      });
    }
  }

  #pathOf(id: BatchId): string {
    return join(this.folder, `${id}${ending}`);
  }
}
