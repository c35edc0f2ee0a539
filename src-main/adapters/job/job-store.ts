import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as v from 'valibot';
import writeFileAtomic from 'write-file-atomic';
import { AppError } from '../../core/ground/error';
import type { JobId } from '../../core/ground/ids';
import { InTurn } from '../../core/ground/in-turn';
import type { Logger } from '../../core/ground/ports';
import type { PreparedText } from '../../core/history/ports';
import { jobTable } from '../../core/job/job';
import type { JobStore } from '../../core/job/ports';
import { jobRecordSchema, type JobRecord } from '../../core/job/record';
import { syncFolder } from '../files/file-jobs';
import { writeError } from '../ground/errno';

const recordName = 'job.json';
const inputName = 'input';
const textName = 'text.json';
const staleMs = 3_600_000;

const documentSchema = v.object({ version: v.literal(1), job: jobRecordSchema });
const textSchema = v.variant('kind', [
  v.object({ kind: v.literal('text'), text: v.string() }),
  v.object({ kind: v.literal('json'), text: v.string() }),
]);

/**
 * Jobs in a folder, each in a folder of its own, named by its id:
 *
 * - `input`: the bytes to send; gone once the job is over
 * - `text.json`: what was typed, likewise
 * - `job.json`: the record. It is written last: a folder without it never became a job, and nothing was sent for it
 */
export class FileJobStore implements JobStore {
  /** One after another: a record that is still being written would come back after its job was deleted. */
  readonly #changes = new InTurn();

  constructor(
    private readonly folder: string,
    private readonly log: Pick<Logger, 'warn'>,
  ) {}

  async load(): Promise<readonly JobRecord[]> {
    const records: JobRecord[] = [];
    for (const id of await readdir(this.folder).catch(() => [])) {
      const text = await readFile(join(this.folder, id, recordName), 'utf8').catch(() => undefined);
      const record = text === undefined ? undefined : readRecord(text);
      if (record?.id === id) records.push(record);
      // The record is damaged, or of a newer version of this program: it is neither read nor deleted.
      else if (text !== undefined) this.log.warn('record of a job', { id });
      else await this.#removeStale(join(this.folder, id));
    }
    return records;
  }

  async add(record: JobRecord, input: Uint8Array, text?: PreparedText): Promise<void> {
    const folder = this.#folderOf(record.id);
    try {
      await mkdir(folder, { recursive: true });
      await writeSynced(join(folder, inputName), input);
      if (text) await writeSynced(join(folder, textName), JSON.stringify(text));
      await this.#write(record);
      syncFolder(folder);
      syncFolder(this.folder);
    } catch (error) {
      await rm(folder, { recursive: true, force: true }).catch(() => undefined);
      throw this.#told(error);
    }
  }

  update(record: JobRecord): Promise<void> {
    return this.#changes.do(async () => {
      try {
        await this.#write(record);
      } catch (error) {
        throw this.#told(error);
      }
      const { asks, isAtWork } = jobTable[record.state.status];
      if (asks !== 'nothing' || isAtWork) return;
      for (const name of [inputName, textName]) await rm(join(this.#folderOf(record.id), name), { force: true });
    });
  }

  async input(id: JobId): Promise<Uint8Array> {
    try {
      return await readFile(join(this.#folderOf(id), inputName));
    } catch (error) {
      throw new AppError({ code: 'file-unreadable', file: inputName, problem: 'gone' }, error);
    }
  }

  async text(id: JobId): Promise<PreparedText | undefined> {
    try {
      return v.parse(textSchema, JSON.parse(await readFile(join(this.#folderOf(id), textName), 'utf8')));
    } catch {
      return undefined;
    }
  }

  delete(id: JobId): Promise<void> {
    return this.#changes.do(async () => {
      const folder = this.#folderOf(id);
      // The record goes first: without it, what an interrupted removal leaves behind is no job.
      await rm(join(folder, recordName), { force: true });
      await rm(folder, { recursive: true, force: true });
    });
  }

  /** A folder that is new may be of a job that another program is just about to send. */
  async #removeStale(folder: string): Promise<void> {
    const found = await stat(folder).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > staleMs) await rm(folder, { recursive: true, force: true });
  }

  async #write(record: JobRecord): Promise<void> {
    const document = JSON.stringify({ version: 1, job: record });
    await writeFileAtomic(join(this.#folderOf(record.id), recordName), document);
  }

  #told(error: unknown): unknown {
    // What the user knows of it is the program's folder.
    return writeError(error, this.folder, basename(dirname(this.folder)));
  }

  #folderOf(id: JobId): string {
    return join(this.folder, id);
  }
}

function readRecord(text: string): JobRecord | undefined {
  try {
    return v.parse(documentSchema, JSON.parse(text)).job;
  } catch {
    return undefined;
  }
}

async function writeSynced(path: string, content: Uint8Array | string): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}
