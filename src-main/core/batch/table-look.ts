import type { TableForm } from '../input/table/form';
import type { LikelyColumns } from '../input/table/likely-columns';
import type { BatchId } from '../ground/ids';
import type { LeftOutReason } from './scan';

/** A table that was read and of which a list may be made, as the window shows it; it holds no path. */
export interface OpenedTable {
  /** The id of the list that is made of its rows. */
  readonly id: BatchId;
  readonly form: TableForm;
  /** Names of the sheets that a workbook has. */
  readonly sheets?: readonly string[];
  /** Names of its columns, all different. */
  readonly headings: readonly string[];
  readonly columns: LikelyColumns;
  /** The line of a cell whose quotes are broken, after which nothing could be read. */
  readonly brokenLine?: number;
}

/** The preview of a row that would be sent. */
export interface RowLook {
  /** Its line in the table, or its row in the sheet. */
  readonly line: number;
  /** The name of the input. */
  readonly name: string;
  /** The beginning of the input; absent for a file. */
  readonly text?: string;
  /** Why the row is left out; absent if it is sent. */
  readonly problem?: LeftOutReason;
}

/** The preview of a table with a certain use of its rows. */
export interface TableLook {
  readonly rows: number;
  /** Number of rows that would be sent. For rows that name files, it is not checked whether the files exist. */
  readonly toSend: number;
  /** Number of rows that are left out for a reason, not counting those that the filter leaves out. */
  readonly problems: readonly { readonly reason: LeftOutReason; readonly count: number }[];
  /** The first rows that match the filter. */
  readonly first: readonly RowLook[];
}
