import {
  appendFileSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as v from 'valibot';
import writeFileAtomic from 'write-file-atomic';
import { historyRecordSchema, type HistoryRecord } from '../../core/history/history';
import { formatChange, formatJournal, parseJournal, type HistoryChange } from '../../core/history/journal';
import type { InvocationId } from '../../core/ground/ids';
import type { FoundHistory, HistoryStore, PreparedText } from '../../core/history/ports';
import type { Logger } from '../../core/ground/ports';
import { diskError, errnoOf } from '../ground/errno';

const factsName = 'invocation.json';
const answerName = 'answer.json';
const partEnding = '.part';
// A journal that is mostly of changes that later ones replaced is written anew.
const mostStaleShare = 2;
const fewStaleChanges = 200;

const factsSchema = v.object({
  version: v.literal(1),
  record: historyRecordSchema,
  input: v.exactOptional(
    v.variant('kind', [
      v.object({ kind: v.literal('text'), text: v.string() }),
      v.object({ kind: v.literal('json'), text: v.string() }),
    ]),
  ),
});

/** Folders and files of the history, all in the folder of the user. */
export interface HistoryPaths {
  /** One line a change. */
  readonly journal: string;
  /** A folder for each invocation, with its answer and its facts. */
  readonly results: string;
  /** What was deleted and can still be put back. */
  readonly setAside: string;
}

/**
 * The history on disk. The journal is one file, so that ten thousand entries are read at once; the facts beside each
 * answer are what it can be rebuilt from. Lines are appended synchronously: that takes microseconds, and when an
 * outcome is shown it is there. A program that ends by force leaves at most half a line, which is passed over.
 */
export class FileHistoryStore implements HistoryStore {
  #journal: number | undefined;
  #isLoaded = false;
  /** Lines that could not be written yet: the journal was not read, or the disk is full. They come with the next change. */
  #waiting = '';

  constructor(
    private readonly places: HistoryPaths,
    private readonly log: Logger,
  ) {}

  async load(): Promise<FoundHistory> {
    await rm(this.places.setAside, { recursive: true, force: true });
    const text = await readFile(this.places.journal, 'utf8').catch(() => '');
    const journal = parseJournal(text);
    // Of a newer version of this program, or damaged: not ours to write to, and not ours to throw away.
    if (!journal && text !== '') await rename(this.places.journal, `${this.places.journal}.set-aside-${Date.now()}`);
    const listed = journal?.records ?? [];
    const { records: found, unlisted } = await this.#search(new Set(listed.map(({ entry }) => entry.id)));
    const records = [...listed, ...found];
    const staleChanges = journal?.staleChanges ?? 0;
    const isDue = !journal || found.length > 0 || staleChanges > fewStaleChanges + mostStaleShare * records.length;
    if (!isDue || !(await this.#renew(records))) {
      if (!journal) this.#waiting = formatJournal(records) + this.#waiting;
      // Behind half a line, the next one would be lost as well.
      else if (!text.endsWith('\n')) this.#waiting = `\n${this.#waiting}`;
    }
    this.#isLoaded = true;
    this.#append();
    return { records, unlisted };
  }

  write(change: HistoryChange): void {
    this.#waiting += formatChange(change);
    this.#append();
  }

  writeFacts(record: HistoryRecord, input?: PreparedText): number {
    try {
      return this.#writeFacts(record, input);
    } catch (error) {
      this.log.warn('facts of an invocation', { id: record.entry.id, cause: error });
      return 0;
    }
  }

  takeFacts(record: HistoryRecord, input?: PreparedText): number {
    try {
      return this.#writeFacts(record, input);
    } catch (error) {
      throw diskError(error, basename(dirname(this.places.results)));
    }
  }

  async typedText(id: InvocationId): Promise<PreparedText | undefined> {
    return (await this.#facts(id))?.input;
  }

  async setAside(ids: readonly InvocationId[]): Promise<void> {
    await mkdir(this.places.setAside, { recursive: true });
    for (const id of ids) await moved(this.#folderOf(id), join(this.places.setAside, id));
  }

  async putBack(ids: readonly InvocationId[]): Promise<void> {
    for (const id of ids) await moved(join(this.places.setAside, id), this.#folderOf(id));
  }

  async purge(): Promise<void> {
    await rm(this.places.setAside, { recursive: true, force: true });
  }

  async delete(ids: readonly InvocationId[]): Promise<void> {
    // Out of the way first: of a folder that is half removed, the next start would make an entry again.
    await this.setAside(ids);
    for (const id of ids) await rm(join(this.places.setAside, id), { recursive: true, force: true });
  }

  #writeFacts(record: HistoryRecord, input?: PreparedText): number {
    const folder = this.#folderOf(record.entry.id);
    mkdirSync(folder, { recursive: true });
    const diskBytes = sizeOf(folder);
    const facts = {
      version: 1,
      record: { ...record, entry: { ...record.entry, diskBytes } },
      ...(input && { input }),
    };
    // Renamed into place: half a document would be no use to anyone.
    const path = join(folder, factsName);
    writeFileSync(`${path}${partEnding}`, JSON.stringify(facts));
    renameSync(`${path}${partEnding}`, path);
    return diskBytes;
  }

  /** Writes the journal anew. @returns whether there was room for it */
  async #renew(records: readonly HistoryRecord[]): Promise<boolean> {
    try {
      await writeFileAtomic(this.places.journal, formatJournal(records));
      return true;
    } catch (error) {
      this.log.warn('history journal', { cause: error });
      return false;
    }
  }

  #append(): void {
    if (!this.#isLoaded || this.#waiting === '') return;
    try {
      this.#journal ??= openSync(this.places.journal, 'a');
      appendWhole(this.#journal, this.#waiting);
      this.#waiting = '';
    } catch (error) {
      this.log.warn('history journal', { cause: error });
    }
  }

  /** Looks for folders that the journal does not tell of, and removes answers that never became whole. */
  async #search(listed: ReadonlySet<InvocationId>): Promise<FoundHistory> {
    const records: HistoryRecord[] = [];
    const unlisted: { id: InvocationId; finishedAt: string }[] = [];
    for (const id of await readdir(this.places.results).catch(() => [])) {
      const folder = join(this.places.results, id);
      if (id.endsWith(partEnding)) await rm(folder, { recursive: true, force: true });
      else if (!listed.has(id)) {
        const facts = await this.#facts(id);
        const answer = await stat(join(folder, answerName)).catch(() => undefined);
        if (facts) records.push(facts.record);
        else if (answer) unlisted.push({ id, finishedAt: answer.mtime.toISOString() });
      }
    }
    return { records, unlisted };
  }

  async #facts(id: InvocationId): Promise<v.InferOutput<typeof factsSchema> | undefined> {
    try {
      return v.parse(factsSchema, JSON.parse(await readFile(join(this.#folderOf(id), factsName), 'utf8')));
    } catch {
      return undefined;
    }
  }

  #folderOf(id: InvocationId): string {
    return join(this.places.results, id);
  }
}

/** Moves a folder where it is there. */
async function moved(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
  }
}

/** Appends all of a text, or nothing where there is no room for all of it. */
function appendWhole(file: number, text: string): void {
  const { size } = fstatSync(file);
  try {
    appendFileSync(file, text);
  } catch (error) {
    ftruncateSync(file, size);
    throw error;
  }
}

function sizeOf(folder: string): number {
  return readdirSync(folder).reduce((bytes, name) => bytes + statSync(join(folder, name)).size, 0);
}
