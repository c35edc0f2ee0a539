import * as v from 'valibot';
import { delimiters } from './separator';

/** How to read a table. Options that are left out are found by looking at the file. */
export const tableReadOptionsSchema = v.strictObject({
  separator: v.exactOptional(v.picklist(delimiters)),
  /** Label of a character set, such as `windows-1252`. */
  encoding: v.exactOptional(v.string()),
  /** Name of a sheet; by default, the first one. */
  sheet: v.exactOptional(v.string()),
  /** Whether the first row is a row like the others, so that columns are named by letters. By default, it holds their names. */
  hasNoNames: v.exactOptional(v.boolean()),
});
export type TableReadOptions = v.InferOutput<typeof tableReadOptionsSchema>;

/** How a table was read, so that a copy of it can have the same form. */
export const tableFormSchema = v.variant('kind', [
  v.object({
    kind: v.literal('text'),
    separator: v.picklist(delimiters),
    encoding: v.string(),
    /** Whether the file began with a byte order mark. */
    hasMark: v.boolean(),
    lineEnd: v.picklist(['\n', '\r\n', '\r']),
  }),
  v.object({ kind: v.literal('workbook'), sheet: v.string() }),
]);
export type TableForm = v.InferOutput<typeof tableFormSchema>;

/** A row of a table. */
export interface TableRow {
  readonly cells: readonly string[];
  /** The line in which the row begins, or its row in the sheet, counted from 1. */
  readonly line: number;
}

/** A table whose rows are read in portions. */
export interface OpenTable {
  readonly form: TableForm;
  /** Names of the sheets that a workbook has. */
  readonly sheets?: readonly string[];
  /** The rows, without empty ones at the end. After all are read, ask for {@link brokenLine}. */
  readonly rows: AsyncIterable<readonly TableRow[]>;
  /** The line of a cell whose quotes are broken, after which nothing could be read. */
  readonly brokenLine: () => number | undefined;
}
