import type { TableForm } from '../input/table/form';
import type { LikelyColumns } from '../input/table/likely-columns';
import type { BatchId } from '../ground/ids';
import type { LeftOutReason } from './scan';

/** A table that was read and of which a list may be made, as the window shows it; it holds no path. */
export interface OpenedTable {
  /** What a list of its rows will be known by. */
  readonly id: BatchId;
  readonly form: TableForm;
  /** Names of the sheets that a workbook has. */
  readonly sheets?: readonly string[];
  /** Names of its columns, no two alike. */
  readonly headings: readonly string[];
  readonly columns: LikelyColumns;
  /** The line of a cell whose quotes are broken: nothing behind it could be read. */
  readonly brokenLine?: number;
}

/** A row as it would be sent. */
export interface RowLook {
  /** Where it stands in the table: its line, or its row in the sheet. */
  readonly line: number;
  /** Name of what is sent. */
  readonly name: string;
  /** The start of what is sent; absent for a file. */
  readonly text?: string;
  /** Why the row is left out, where it is. */
  readonly problem?: LeftOutReason;
}

/** What would become of the rows of a table with one use of it. */
export interface TableLook {
  readonly rows: number;
  /** How many of them would be sent, as far as that can be told without looking for files. */
  readonly toSend: number;
  /** How many rows are left out for a reason, those apart that the filter leaves out. */
  readonly problems: readonly { readonly reason: LeftOutReason; readonly count: number }[];
  /** The first rows that the filter lets through. */
  readonly first: readonly RowLook[];
}
