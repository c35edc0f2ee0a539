import type { BatchItem } from '../batch';
import type { CopyRequest } from './copies';
import type { SpreadsheetForm } from '../spreadsheet';
import type { Cell, ReadDetections } from './table';

/** What became of a table that was written. */
export interface WrittenTable {
  /** How many sheets it takes: one holds 1,048,576 rows. Text has one. */
  readonly sheets: number;
  /** How many texts were cut, since a cell holds 32,767 characters. */
  readonly cutCells: number;
}

/** Tables as files. */
export interface TableFiles {
  /**
   * Writes a table, which appears whole or not at all; a file of the same name is replaced.
   * @param rows in portions, none so large that making it would be felt
   * @throws AppError of writing, or whatever the rows throw
   */
  writeTable(
    path: string,
    format: 'xlsx' | SpreadsheetForm,
    headings: readonly string[],
    rows: AsyncIterable<readonly (readonly Cell[])[]>,
  ): Promise<WrittenTable>;
  /** Writes a text in the same way. @throws AppError of writing, or whatever the text throws */
  writeText(path: string, text: AsyncIterable<string>): Promise<void>;
  /** Writes a file as {@link writeTable} does. */
  writeBytes(path: string, content: AsyncIterable<string | Uint8Array>): Promise<void>;
}

/** Reads what answers tell of. */
export interface DetectionReader {
  read(item: BatchItem): Promise<ReadDetections>;
}

/** What became of copies that were to be taken away again. */
export interface UndoneCopies {
  readonly removed: number;
  /** Copies that stay, since they were changed. */
  readonly changed: number;
  /** Copies that stay, since their originals are gone or changed: nothing else may have these bytes. */
  readonly lastOnes: number;
}

/** A folder with copies, and the record in it of what was copied. */
export interface CopyFolder {
  /** Whether a copy that was wanted is there already, by the record. */
  has(request: CopyRequest): Promise<boolean>;
  /**
   * Copies a file, whole or not at all, under a name that nothing has; its time goes with it. It is written down before it
   * takes its name.
   * @throws AppError `file-unreadable`, `file-changed` of the file; of writing for the folder; or the signal's reason
   */
  copy(request: CopyRequest, signal: AbortSignal): Promise<void>;
  /** Removes copies that nobody changed and whose originals are there, and the folders that were made for them. */
  undo(signal: AbortSignal, onChecked: () => void): Promise<UndoneCopies>;
  /** How many copies the record tells of. */
  readonly copyCount: number;
  close(): Promise<void>;
}

/** Folders that files are copied to. */
export interface CopyFolders {
  /** Opens a folder, and brings what an interruption left in order. @throws AppError of writing */
  open(folder: string): Promise<CopyFolder>;
  /** Opens a folder that has a record. @throws AppError `no-copies` for another */
  openRecorded(folder: string): Promise<CopyFolder>;
  /** Writes copies into a zip archive, which appears whole or not at all. @throws AppError as `copy` */
  zip(path: string, requests: readonly CopyRequest[], signal: AbortSignal, onCopied: () => void): Promise<void>;
}
