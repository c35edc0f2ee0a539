import type { BatchItem } from '../batch';
import type { SpreadsheetForm } from '../spreadsheet';
import type { Cell, ExportedDetection } from './table';

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
}

/** Reads what answers tell of. */
export interface DetectionReader {
  /** What a result tells of; `undefined` where it tells of nothing, is too large, or has gone. */
  read(item: BatchItem): Promise<readonly ExportedDetection[] | undefined>;
}
