import { Worker } from 'node:worker_threads';
import type { AnswerFields } from '../../core/answer/fields';
import type { ReadDetections } from '../../core/batch/export/table';
import type { ReadableAs } from '../../core/batch/ports';
import type { DetectionSource } from '../batch/export/detections-in';
import type { RowsSource, RowsTable, SomeLines } from '../batch/result-rows';
import {
  runFileJobs,
  type FileReading,
  type FileJob,
  type FileJobOutcome,
  type FileVersion,
  type PlacedFile,
  type WrittenFile,
} from './file-jobs';

/** Work on small files, each piece done in one go. Errors are those of the system, with their codes. */
export interface FileThread {
  /** Reads the size and the date of a file, and its content where it has at most `limitBytes`. */
  read(path: string, limitBytes: number): Promise<FileReading>;
  /** Writes a new file, on disk to stay. @param wanted the path that it is to have in the end */
  write(path: string, bytes: Uint8Array, wanted: string): Promise<WrittenFile>;
  /**
   * Gives a file another name in the same folder, on disk to stay, unless something has it.
   * @param replaces what may be replaced all the same, as long as it is unchanged
   */
  place(path: string, to: string, replaces?: FileVersion): Promise<PlacedFile>;
  /** Writes behind the end of a file that was opened for it, on disk to stay. */
  append(file: number, text: string): Promise<void>;
  /** Understands what an answer says. @param isWhole whether the bytes are all of it */
  readFields(bytes: Uint8Array, isWhole: boolean, as: ReadableAs): Promise<AnswerFields | undefined>;
  /** Reads what a result tells of its picture. */
  readDetections(source: DetectionSource): Promise<ReadDetections>;
  /** Names of the values in the rows of a result. */
  resultColumns(source: RowsSource, most: number): Promise<readonly string[]>;
  /** A portion of the rows of a result as lines of a table. @param from number of the first row */
  resultLines(source: RowsSource, table: RowsTable, from: number): Promise<SomeLines>;
}

/** A job that the thread is to do. */
export interface JobRequest {
  readonly id: number;
  readonly job: FileJob;
}

/** The outcomes of jobs that were done together. */
export type JobResponses = readonly { readonly id: number; readonly outcome: FileJobOutcome }[];

abstract class FileJobs implements FileThread {
  async read(path: string, limitBytes: number): Promise<FileReading> {
    return (await this.run({ kind: 'read', path, limitBytes })) as FileReading;
  }

  async write(path: string, bytes: Uint8Array, wanted: string): Promise<WrittenFile> {
    return (await this.run({ kind: 'write', path, bytes, wanted })) as WrittenFile;
  }

  async append(file: number, text: string): Promise<void> {
    await this.run({ kind: 'append', file, text });
  }

  async readFields(bytes: Uint8Array, isWhole: boolean, as: ReadableAs): Promise<AnswerFields | undefined> {
    return (await this.run({ kind: 'fields', bytes, isWhole, as })) as AnswerFields | undefined;
  }

  async readDetections(source: DetectionSource): Promise<ReadDetections> {
    return (await this.run({ kind: 'detections', ...source })) as ReadDetections;
  }

  async resultColumns(source: RowsSource, most: number): Promise<readonly string[]> {
    return (await this.run({ kind: 'columns', source, most })) as readonly string[];
  }

  async resultLines(source: RowsSource, table: RowsTable, from: number): Promise<SomeLines> {
    return (await this.run({ kind: 'lines', source, table, from })) as SomeLines;
  }

  async place(path: string, to: string, replaces?: FileVersion): Promise<PlacedFile> {
    return (await this.run({ kind: 'place', path, to, ...(replaces && { replaces }) })) as PlacedFile;
  }

  /** @returns what this kind of job gives */
  protected abstract run(job: FileJob): Promise<unknown>;
}

/**
 * A thread of its own for files. Every call of Node's asynchronous functions is a visit to another thread and back, which takes
 * longer in the main process of Electron than what is done there, and a small file needs five of them. Here it is one, and what
 * is asked meanwhile is done together. It starts when it is first needed.
 */
export class WorkerFileThread extends FileJobs {
  #worker: Worker | undefined;
  #lastId = 0;
  readonly #pending = new Map<number, (outcome: FileJobOutcome) => void>();
  #unsent: JobRequest[] = [];

  /** @param workerFile the bundled `file-worker`, as an absolute path */
  constructor(private readonly workerFile: string) {
    super();
  }

  protected async run(job: FileJob): Promise<unknown> {
    this.#worker ??= this.#start();
    const id = (this.#lastId += 1);
    // Nobody can end before what was asked is done, and everybody can as soon as it is.
    if (this.#pending.size === 0) this.#worker.ref();
    // Waking the thread takes longer than telling it more: what is asked in one turn of the event loop goes together.
    if (this.#unsent.length === 0) setImmediate(() => this.#send());
    this.#unsent.push({ id, job });
    return valueOf(await new Promise((resolve) => void this.#pending.set(id, resolve)));
  }

  #send(): void {
    const jobs = this.#unsent;
    this.#unsent = [];
    this.#worker?.postMessage(jobs);
  }

  #start(): Worker {
    const worker = new Worker(this.workerFile);
    worker.on('message', (responses: JobResponses) => {
      for (const { id, outcome } of responses) this.#settle(id, outcome);
    });
    // Listened to for good: an error event that nobody hears would end the app. The exit that follows is all that counts.
    worker.on('error', () => undefined);
    worker.once('exit', () => {
      if (this.#worker === worker) this.#worker = undefined;
      const failure = { message: 'The thread for files has ended.', code: '' };
      for (const id of [...this.#pending.keys()]) this.#settle(id, { failure });
    });
    return worker;
  }

  #settle(id: number, outcome: FileJobOutcome): void {
    this.#pending.get(id)?.(outcome);
    this.#pending.delete(id);
    if (this.#pending.size === 0) this.#worker?.unref();
  }
}

/** The same work where there are no other threads, such as in a test. */
export class SameThreadFiles extends FileJobs {
  protected async run(job: FileJob): Promise<unknown> {
    return runFileJobs([job]).map(valueOf)[0];
  }
}

/** What a job gave. @throws the error of the system, with its code */
function valueOf(outcome: FileJobOutcome): unknown {
  if ('value' in outcome) return outcome.value;
  throw Object.assign(new Error(outcome.failure.message), { code: outcome.failure.code });
}
