import {
  inputCopies,
  resultCopies,
  sortingOf,
  type CopySource,
  type CopyRequest,
  type SortingOptions,
} from '../../../core/batch/export/copies';
import {
  commonFolder,
  DetectionDocument,
  hasPhotoDetections,
  isPhoto,
  type DetectionWords,
} from '../../../core/batch/export/megadetector';
import type { CopyOutcome, DetectionsOutcome, ExportOffer, TableOutcome } from '../../../core/batch/export/outcome';
import type { CopyFolders, DetectionReader, TableFiles, UndoneCopies } from '../../../core/batch/export/ports';
import type { ExportProgress } from '../../../core/batch/export/progress';
import { resultInput } from '../../../core/batch/export/result-inputs';
import { itemsInScope, type ExportScope } from '../../../core/batch/export/scope';
import {
  detectionHeadings,
  detectionRows,
  FileTable,
  type Cell,
  type ReadDetections,
  type TableFacts,
  type TableOptions,
} from '../../../core/batch/export/table';
import type { BatchItem, BatchPlanChange } from '../../../core/batch/batch';
import { findingOf } from '../../../core/batch/facets';
import type { FoundFile } from '../../../core/batch/scan';
import type { OutputFolders } from '../../../core/batch/ports';
import { reservedBytes } from '../../../core/ground/disk-space';
import { AppError } from '../../../core/ground/error';
import type { BatchId } from '../../../core/ground/ids';
import type { Clock } from '../../../core/ground/ports';
import { fittingName, safeNamePart } from '../../../core/result/output-filename';
import type { BatchService, ExportedBatch } from '../batch-service';
import type { AnswersFile } from '../table-answers';
import { expectFolderApart, expectRoom, givenFolder } from '../folder-check';
import { copyAll } from './copying';
import { ExportTask, inPortions } from './export-task';

/** What taking away works with. */
export interface BatchExportParts {
  readonly batches: Pick<BatchService, 'answersFile' | 'exported' | 'makeList'>;
  readonly tables: TableFiles;
  readonly detections: DetectionReader;
  readonly copies: CopyFolders;
  readonly outputs: Pick<OutputFolders, 'realPath' | 'freeBytes'>;
  readonly clock: Pick<Clock, 'wait'>;
  /** Is told how far it is, many times a second. */
  readonly onProgress: (progress: ExportProgress) => void;
}

/** How many rows are made before others have their turn, and how many answers are read together. */
const rowsAtOnce = 100;
const filesAtOnce = 32;
/** What is read together comes back together, and taking it over must not be felt. */
const bytesAtOnce = 256 * 1024;

/** Takes away what a list found: tables and other files that the user wants to have. */
export class BatchExports {
  readonly #underWay = new Set<{ readonly task: ExportTask; readonly ended: Promise<unknown> }>();

  constructor(private readonly parts: BatchExportParts) {}

  /** A name to propose for a file, of the service and the day of the list. @throws AppError `batch-gone` */
  proposedName(id: BatchId, ending: string): string {
    const { plan, startedAt } = this.parts.batches.exported(id);
    const name = [plan.serviceName, startedAt.slice(0, 10)].filter((part) => part !== '').join(' ');
    return `${fittingName(safeNamePart(name))}.${ending}`;
  }

  /** Saves a table. @throws AppError `batch-gone`, `cancelled`, or of writing; then nothing has changed on disk */
  async saveTable(id: BatchId, scope: ExportScope, options: TableOptions, path: string): Promise<TableOutcome> {
    const { batch, items } = this.#chosen(id, scope);
    return this.#working(id, items.length, async (task) => {
      const { tables } = this.parts;
      const facts = { serviceName: batch.plan.serviceName, words: options.words };
      if (options.rows === 'detections') {
        const reading = this.#readDetections(items, task);
        const rows = rowsOfDetections(reading.answers, facts);
        const written = await tables.writeTable(path, options.format, detectionHeadings, rows);
        return { ...written, unread: reading.unread };
      }
      const table = new FileTable(facts);
      for (const some of inPortions(items, 10 * rowsAtOnce)) {
        table.note(some);
        await this.parts.clock.wait(0, new AbortController().signal);
        task.signal.throwIfAborted();
      }
      const written = await tables.writeTable(path, options.format, table.headings, fileRows(items, table, task));
      return { ...written, unread: 0 };
    });
  }

  /** Ending of the copy that `saveAnswers` saves. @throws AppError `batch-gone` */
  answersEnding(id: BatchId): string {
    return this.#answersFile(id).ending;
  }

  /** Saves a copy of the table that a list is made of, with the answers. @throws AppError as `saveTable` */
  async saveAnswers(id: BatchId, path: string): Promise<void> {
    const { content } = this.#answersFile(id);
    await this.#working(id, 1, ({ signal }) => this.parts.tables.writeBytes(path, untilAborted(content, signal)));
  }

  /** What a list has to take away besides tables. @throws AppError `batch-gone` */
  offer(id: BatchId): ExportOffer {
    const { items } = this.parts.batches.exported(id);
    return {
      hasDetections: hasPhotoDetections(items),
      hasLabels: items.some((item) => findingOf(item, 0) !== undefined),
    };
  }

  /** Saves the detections of photos for programs that look through them. @throws AppError as `saveTable` */
  async saveDetections(
    id: BatchId,
    scope: ExportScope,
    words: DetectionWords,
    path: string,
  ): Promise<DetectionsOutcome> {
    const { batch, items } = this.#chosen(id, scope);
    const photos = items.filter(isPhoto);
    const folders = new Set(batch.items.map((item) => givenFolder(item).path.replace(/\\/g, '/')));
    const folder = commonFolder(folders);
    const document = new DetectionDocument(folder, words);
    const unread = await this.#working(id, photos.length, async (task) => {
      const reading = this.#readDetections(photos, task);
      await this.parts.tables.writeText(path, textOf(document, batch.plan.serviceName, reading.answers));
      return reading.unread;
    });
    return { ...(folder !== '' && { folder }), unread };
  }

  /** Copies files into a folder for each label. @throws AppError `batch-gone`, `output-among-inputs`, `space-short`, or of writing */
  async sort(id: BatchId, scope: ExportScope, options: SortingOptions, folder: string): Promise<CopyOutcome> {
    const { batch, items } = this.#chosen(id, scope);
    const { requests, unlabelled } = sortingOf(items, options);
    return { ...(await this.#copy(id, batch, requests, folder)), unlabelled };
  }

  /** Copies inputs or results into a folder. @throws AppError as `sort` */
  async copy(id: BatchId, scope: ExportScope, what: CopySource, folder: string): Promise<CopyOutcome> {
    const { batch, items } = this.#chosen(id, scope);
    const requests = what === 'inputs' ? inputCopies(items) : resultCopies(items);
    return { ...(await this.#copy(id, batch, requests, folder)), unlabelled: 0 };
  }

  /** Puts results into a zip archive. @returns how many @throws AppError as `saveTable`, or of a result that has gone or changed */
  async zipResults(id: BatchId, scope: ExportScope, path: string): Promise<number> {
    const requests = resultCopies(this.#chosen(id, scope).items);
    await this.#working(id, requests.length, (task) =>
      this.parts.copies.zip(path, requests, task.signal, () => task.advance(1)),
    );
    return requests.length;
  }

  /** Takes the copies in a folder away again. @throws AppError `no-copies`, or of writing */
  async undo(id: BatchId, folder: string): Promise<UndoneCopies> {
    const opened = await this.parts.copies.openRecorded(folder);
    try {
      return await this.#working(id, opened.copyCount, (task) => opened.undo(task.signal, () => task.advance(1)));
    } finally {
      await opened.close();
    }
  }

  /** Makes another list of inputs or results, for a service. @throws AppError `batch-gone` */
  async useAsInput(
    id: BatchId,
    scope: ExportScope,
    source: CopySource,
    service: NonNullable<BatchPlanChange['service']>,
  ): Promise<void> {
    const { batch, items } = this.#chosen(id, scope);
    const { serviceName, serviceTitle = serviceName } = batch.plan;
    const maker = { list: id, service: serviceTitle };
    const files = source === 'inputs' ? inputFiles(items) : items.flatMap((item) => resultInput(item, maker) ?? []);
    await this.parts.batches.makeList(files, service);
  }

  /** Stops what is being taken away from a list. */
  stop(id: BatchId): void {
    for (const { task } of this.#underWay) if (task.batch === id) task.stop();
  }

  /** Stops everything, and resolves when it has ended. */
  async stopAll(): Promise<void> {
    for (const { task } of this.#underWay) task.stop();
    await Promise.allSettled([...this.#underWay].map(({ ended }) => ended));
  }

  #answersFile(id: BatchId): AnswersFile {
    const file = this.parts.batches.answersFile(id);
    if (!file) throw new AppError({ code: 'batch-gone' });
    return file;
  }

  #chosen(id: BatchId, scope: ExportScope): { readonly batch: ExportedBatch; readonly items: readonly BatchItem[] } {
    const batch = this.parts.batches.exported(id);
    return { batch, items: itemsInScope(batch.items, scope) };
  }

  async #working<Outcome>(id: BatchId, total: number, work: (task: ExportTask) => Promise<Outcome>): Promise<Outcome> {
    const task = new ExportTask(id, total, this.parts.onProgress);
    const ended = work(task);
    const underWay = { task, ended };
    this.#underWay.add(underWay);
    try {
      return await ended;
    } finally {
      this.#underWay.delete(underWay);
    }
  }

  async #copy(
    id: BatchId,
    { items }: ExportedBatch,
    requests: readonly CopyRequest[],
    folder: string,
  ): Promise<Omit<CopyOutcome, 'unlabelled'>> {
    const { copies, outputs } = this.parts;
    await expectFolderApart({ folder: await outputs.realPath(folder), isNew: false }, items, outputs);
    const opened = await copies.open(folder);
    try {
      return await this.#working(id, requests.length, async (task) => {
        const missing: CopyRequest[] = [];
        for (const request of requests) {
          task.signal.throwIfAborted();
          if (await opened.has(request)) task.advance(1);
          else missing.push(request);
        }
        const neededBytes = missing.reduce((sum, { sizeBytes }) => sum + sizeBytes, reservedBytes);
        await expectRoom(folder, neededBytes, outputs);
        return { ...(await copyAll(opened, missing, task)), already: requests.length - missing.length };
      });
    } finally {
      await opened.close();
    }
  }

  /** Reads what results tell of, a few at a time, and counts those that can't be read. */
  #readDetections(items: readonly BatchItem[], task: ExportTask): DetectionReading {
    const { detections } = this.parts;
    const reading = { unread: 0, answers: answersOf() };
    async function* answersOf(): AsyncGenerator<ReadItem> {
      for (const some of inReadablePortions(items)) {
        task.signal.throwIfAborted();
        const answers = await Promise.all(some.map((item) => detections.read(item)));
        for (const [index, item] of some.entries()) {
          const read = answers[index];
          if (read === 'unread') reading.unread += 1;
          yield { item, read };
        }
        task.advance(some.length);
      }
    }
    return reading;
  }
}

async function* untilAborted<Piece>(pieces: AsyncIterable<Piece>, signal: AbortSignal): AsyncGenerator<Piece> {
  for await (const piece of pieces) {
    signal.throwIfAborted();
    yield piece;
  }
}

/** An item, and what its result tells of. */
interface ReadItem {
  readonly item: BatchItem;
  readonly read: ReadDetections;
}

/** What results tell of, while they are read. */
interface DetectionReading {
  readonly answers: AsyncIterable<ReadItem>;
  /** How many could not be read so far. */
  readonly unread: number;
}

/** Items whose results are read together: many small ones, or one that is large. */
function* inReadablePortions(items: readonly BatchItem[]): Generator<readonly BatchItem[]> {
  let some: BatchItem[] = [];
  let sizeBytes = 0;
  for (const item of items) {
    some.push(item);
    sizeBytes += 'result' in item.state ? item.state.result.sizeBytes : 0;
    if (some.length < filesAtOnce && sizeBytes < bytesAtOnce) continue;
    yield some;
    some = [];
    sizeBytes = 0;
  }
  yield some;
}

async function* rowsOfDetections(
  answers: AsyncIterable<ReadItem>,
  facts: TableFacts,
): AsyncGenerator<readonly (readonly Cell[])[]> {
  for await (const { item, read } of answers) yield* inPortions(detectionRows(item, read, facts), rowsAtOnce);
}

async function* textOf(
  document: DetectionDocument,
  detector: string,
  answers: AsyncIterable<ReadItem>,
): AsyncGenerator<string> {
  yield document.head(detector);
  for await (const { item, read } of answers) yield document.photo(item, read);
  yield document.tail();
}

function inputFiles(items: readonly BatchItem[]): readonly FoundFile[] {
  return items.map(({ base, relativePath, sizeBytes, from }) => ({
    base,
    relativePath,
    sizeBytes,
    ...(from && { from }),
  }));
}

async function* fileRows(
  items: readonly BatchItem[],
  table: FileTable,
  task: ExportTask,
): AsyncGenerator<readonly (readonly Cell[])[]> {
  for (const some of inPortions(items, rowsAtOnce)) {
    task.signal.throwIfAborted();
    yield some.map((item) => table.row(item));
    task.advance(some.length);
  }
}
