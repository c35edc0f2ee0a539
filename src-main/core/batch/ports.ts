import type { TableForm, TableReadOptions } from '../input/table/form';
import type { RowPiece } from '../input/table/template';
import type { Cell } from './export/table';
import type { KeptRow, RowPlace, TableSource } from './table';
import type { AnswerReading } from '../answer/answer';
import type { AnswerFields } from '../answer/fields';
import type { ResultStore, StoredPart } from '../answer/ports';
import type { InvocationId, BatchId } from '../ground/ids';
import type { ScanFinding } from './scan';
import type { ByteSource } from '../ground/ports';
import type { HistoryEntry } from '../history/history';
import type { JournalEntry, RecordedBatch } from './journal';
import type { CollisionRule } from './names';
import type { FileIdentity, BatchResult } from './batch';
import type { RecordedResult, RecordedResults } from './record';
import type { ReportName, ResultRows, WrittenReport } from './report';

/** Answers of a batch, most of which are on their way to the output folder. Small ones may not be on disk yet. */
export interface BatchAnswers extends ResultStore {
  /** The payload of an answer, or where it is. @throws AppError `result-gone` */
  payload(id: InvocationId): Promise<Uint8Array | StoredPart>;
  /** Room in bytes that the answers of a list take. */
  sizeOfList(id: BatchId): Promise<number>;
  /** Removes all answers of a list. */
  deleteList(id: BatchId): Promise<void>;
  /** Puts an answer on disk that stays here. @throws AppError `disk-full`, `permission-denied`, `folder-gone` */
  keep(id: InvocationId): Promise<void>;
}

/** What the user gave, looked through for files. */
export interface FolderScan {
  /**
   * Looks at a file that a table names.
   * @param base folder of the table, which the file must not lead out of
   */
  lookInside(base: string, path: string): Promise<ScanFinding>;
  /**
   * Tells what is found in portions, folder by folder in the order of names. A folder that can't be read is a finding too.
   * @param paths files and folders
   * @param ownPatterns what is to be left out besides, see `fitsPattern`; what is given by itself is taken all the same
   */
  scan(
    paths: readonly string[],
    ownPatterns: readonly string[],
    signal: AbortSignal,
  ): AsyncIterable<readonly ScanFinding[]>;
}

/** An input of a batch as it was when it was opened. */
export interface BatchInput extends ByteSource {
  /** Set where only its bytes tell it from others: all rows of a table have one time. */
  readonly hasNoTime?: true;
  /** When it was last changed, in milliseconds since 1970. */
  readonly modifiedMs: number;
}

/** Files of a batch, by path. */
export interface BatchInputs {
  /** The file as it is now. @throws AppError `file-unreadable` */
  open(path: string): Promise<BatchInput>;
  /** What is sent for a row of a table. @param pieces of which files have whole paths @throws AppError `file-unreadable`, `file-changed` */
  openRow(pieces: readonly RowPiece[]): Promise<BatchInput>;
  /** Whether a folder that the user gave is there and holds anything: a drive that was taken out may leave an empty folder. */
  isThere(folder: string): Promise<boolean>;
}

/** The journal of one batch: entries are only ever added. */
export interface BatchJournal {
  /** Adds entries behind the others, to be written soon. */
  append(...entries: readonly JournalEntry[]): void;
  /** Resolves when all entries so far are on disk to stay. @throws AppError `disk-full`, `permission-denied`; nothing is lost then */
  synced(): Promise<void>;
  close(): Promise<void>;
}

/** The journals of all batches. */
export interface BatchJournals {
  /** Every journal. What was set aside is not among them. */
  list(): Promise<readonly KeptJournal[]>;
  /** Reads a journal. @throws AppError `list-damaged`; `batch-gone` where there is none */
  read(id: BatchId): Promise<RecordedBatch>;
  /** Opens a journal, to go on behind its last entry. */
  open(id: BatchId): Promise<BatchJournal>;
  /**
   * Paths of inputs directly in a folder, of all lists that were written to since a time. What was set aside is not among them.
   * @param sinceMs milliseconds since 1970
   * @throws AppError `list-damaged` where a list can't be read: its inputs are unknown then
   */
  inputsIn(folder: string, sinceMs: number): Promise<readonly string[]>;
  /** Size of a journal in bytes; 0 where there is none. */
  sizeOf(id: BatchId): Promise<number>;
  /** Keeps the list's row of the history beside its journal, which must be closed: that can be read at once. */
  keepRow(id: BatchId, row: HistoryEntry): Promise<void>;
  delete(id: BatchId): Promise<void>;
  /** Takes journals out of the way, so that they can still be put back. */
  setAside(ids: readonly BatchId[]): Promise<void>;
  putBack(ids: readonly BatchId[]): Promise<void>;
  /** Removes for good what was set aside. @returns which it was */
  purge(): Promise<readonly BatchId[]>;
}

/** A journal, and what is known without reading it. */
export interface KeptJournal {
  readonly id: BatchId;
  /** Instant of its last change, ISO 8601. */
  readonly changedAt: string;
  /** The row that was kept with it; absent where it was written to since. */
  readonly row?: HistoryEntry;
}

/** What the user chose for the last batch, for the next one. It holds a path, so it stays in the main process. */
export interface BatchDefaults {
  readonly outputFolder?: string;
  /** Whether each list gets a folder of its own there. */
  readonly inDatedFolder?: boolean;
  readonly template: string;
  readonly collision: CollisionRule;
  readonly atOnceLimit?: number;
}

/** Which lists are open, in their order, and which ones were closed before they were done with. */
export interface OpenListsMemory {
  readonly order: readonly BatchId[];
  readonly closed: readonly BatchId[];
}

/** The document that tells which lists are open. */
export interface OpenListsStore {
  get(): Promise<OpenListsMemory>;
  replace(memory: OpenListsMemory): Promise<void>;
}

/** The document of those choices. */
export interface BatchDefaultsStore {
  get(): Promise<BatchDefaults>;
  replace(defaults: BatchDefaults): Promise<void>;
}

/** What is to be known of the bytes of a result. */
export interface ResultBytes {
  readonly sizeBytes: number;
  /** SHA-256, hexadecimal. */
  readonly sha256: string;
}

/** A complete result beside its place. */
export interface StagedResult {
  readonly bytes: ResultBytes;
  /** Whether something has its name already. */
  readonly isTaken: boolean;
}

/** What is left of a result after a crash: complete beside its place, in its place, or neither. */
export type ResultTrace = 'staged' | 'placed' | 'none';

/** Where the results of a batch go. Ways are relative to its folder, with `/` between folders. */
export interface OutputFolders {
  /** The path, without symbolic links, that a folder has or will have, without making it. @throws AppError `permission-denied`, `file-in-the-way` */
  plannedPath(folder: string): Promise<string>;
  /** Makes the folder where it is missing. @throws AppError `disk-full`, `permission-denied`, `folder-gone`, `file-in-the-way` */
  make(folder: string): Promise<void>;
  /**
   * Makes a folder that was not there before, with a number behind its name where that is taken.
   * @returns its path
   * @throws AppError as `make`
   */
  makeNew(place: string, name: string): Promise<string>;
  /** The true path of something that is there. @throws AppError `folder-gone` */
  realPath(path: string): Promise<string>;
  /**
   * Names of the files in a folder below; none where it is missing.
   * @throws AppError `file-in-the-way`, `path-too-long` where results could not come to lie in it
   */
  names(folder: string, below: string): Promise<readonly string[]>;
  /** Space left for this user in bytes, where a folder is or will be. */
  freeBytes(folder: string): Promise<number>;
  /** The file at a path, `undefined` where there is none. */
  identify(folder: string, output: string): Promise<FileIdentity | undefined>;
  /**
   * Writes a result beside its place, complete and on disk to stay.
   * @param key distinguishes it from everything else that is under way in this folder
   * @throws AppError `disk-full`, `permission-denied`, `folder-gone`, `file-in-the-way`; nothing is left behind then
   */
  stage(folder: string, output: string, key: string, source: Uint8Array | StoredPart): Promise<StagedResult>;
  /**
   * Gives a staged result its name, on disk to stay, unless something else has it. Repeated after a crash, it completes what was begun.
   * @param replaces the only file that may be replaced, as long as it is unchanged
   * @returns whether the result has the name
   * @throws AppError `permission-denied`, `folder-gone`
   */
  place(folder: string, output: string, key: string, replaces?: FileIdentity): Promise<boolean>;
  /** After a crash: what is left of a result. What was half written is removed. */
  trace(folder: string, output: string, key: string, bytes: ResultBytes): Promise<ResultTrace>;
  /**
   * Removes a result, as long as it is what was put there.
   * @returns whether it was there
   * @throws AppError `permission-denied`
   */
  remove(folder: string, output: string, bytes: ResultBytes): Promise<boolean>;
  /** Removes what was begun beside a place, if anything was. */
  sweep(folder: string, output: string, key: string): Promise<void>;
}

/** The record in an output folder of what was made from which input. Several programs may add to it at the same time. */
export interface ResultRecord {
  /** What it told when it was opened, and what was added since. */
  readonly results: RecordedResults;
  /** Adds a result, and resolves when it is on disk to stay. @throws AppError of writing */
  add(result: RecordedResult): Promise<void>;
  close(): Promise<void>;
}

/** The records of output folders. */
export interface ResultRecords {
  /** Opens the record of a folder, which is made where it is missing. @throws AppError `permission-denied`, `disk-full`, `folder-gone` */
  open(folder: string): Promise<ResultRecord>;
}

/** One file of a report. */
export interface ReportFile {
  readonly name: ReportName;
  readonly lines: AsyncIterable<string | Uint8Array> | Iterable<string>;
}

/** What is written at the end of a batch. */
export interface BatchReports extends ResultRows {
  /**
   * Writes the files of a report whole, those without a line not at all. Their names have the first number that none of them is taken
   * with: none for `report.csv`, 2 for `report (2).csv`.
   * @param key distinguishes them from everything else that is under way in this folder
   * @param before what may be replaced, as long as it is unchanged: the last report of the same batch
   * @throws AppError `disk-full`, `permission-denied`, `folder-gone`; nothing is left behind then
   */
  write(folder: string, key: string, files: readonly ReportFile[], before?: WrittenReport): Promise<WrittenReport>;
  /** The end of a text, at most 2,000 characters. @throws AppError `result-gone` */
  readTail(text: StoredPart): Promise<string>;
  /** The text of a result, as much as a cell holds; `undefined` for what is no plain text, or has gone. */
  text(result: BatchResult): Promise<string | undefined>;
  /** The content of a copy of a table, in the form that the table has. */
  tableCopy(form: TableForm, table: AnsweredTable): AsyncIterable<string | Uint8Array>;
}

/** Reads what answers say, for the list. */
export interface AnswerFieldReader {
  /**
   * What an answer says; `undefined` for one that is not understood, too large, or not to be had any more: the result stays
   * what it is without it.
   */
  read(answer: Uint8Array | StoredPart, reading: ReadableAs): Promise<AnswerFields | undefined>;
}

/** How the bytes of an answer are to be understood. */
export type ReadableAs = Pick<AnswerReading, 'mediaType' | 'charset'>;

/** A copy of a table, with columns for the answers behind its own. */
export interface AnsweredTable {
  readonly headings: readonly string[];
  readonly rows: AsyncIterable<readonly AnsweredRow[]>;
}

/** A row of such a copy: its cells as they were, and what was added. */
export interface AnsweredRow {
  readonly own: readonly string[];
  readonly added: readonly Cell[];
}

/** What is known of a table once its rows are kept. */
export interface KeptTable extends Pick<TableSource, 'form' | 'headings' | 'brokenLine'> {
  /** Names of the sheets that a workbook has. */
  readonly sheets?: readonly string[];
}

/**
 * Rows of tables that are items of lists. They are kept with the list, as they were when it was made: whatever becomes of the table,
 * the list runs what was shown of it.
 */
export interface BatchTables {
  /**
   * Reads a table and keeps its rows. They are on disk to stay when it resolves.
   * @throws AppError `table-unusable`, `file-unreadable`, `cancelled`, or of writing; nothing is kept then
   */
  keep(id: BatchId, path: string, readOptions: TableReadOptions, signal: AbortSignal): Promise<KeptTable>;
  /** All rows that are kept, in portions. @throws AppError `list-damaged` */
  rows(id: BatchId): AsyncIterable<readonly KeptRow[]>;
  /** The cells of one row. @throws AppError `list-damaged` */
  cells(id: BatchId, place: RowPlace): Promise<readonly string[]>;
  delete(id: BatchId): Promise<void>;
  /** Deletes the rows of lists that are not among these, such as of one that was never begun. */
  sweep(known: readonly BatchId[]): Promise<void>;
}
