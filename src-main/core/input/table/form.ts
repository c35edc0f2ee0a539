import * as v from 'valibot';
import { delimiters } from './separator';

/** How a table is to be read; what is missing is found out. */
export const tableReadOptionsSchema = v.strictObject({
  separator: v.exactOptional(v.picklist(delimiters)),
  /** Label of a character set, such as `windows-1252`. */
  encoding: v.exactOptional(v.string()),
  /** Name of a sheet; the first one without. */
  sheet: v.exactOptional(v.string()),
});
export type TableReadOptions = v.InferOutput<typeof tableReadOptionsSchema>;

/** How a table was read, so that a copy of it can have the same form. */
export const tableFormSchema = v.variant('kind', [
  v.object({
    kind: v.literal('text'),
    separator: v.picklist(delimiters),
    encoding: v.string(),
    /** Whether it began with a byte order mark. */
    hasMark: v.boolean(),
    lineEnd: v.picklist(['\n', '\r\n', '\r']),
  }),
  v.object({ kind: v.literal('workbook'), sheet: v.string() }),
]);
export type TableForm = v.InferOutput<typeof tableFormSchema>;

/** A row of a table. */
export interface TableRow {
  readonly cells: readonly string[];
  /** Where it stands: the line that it begins in, or its row in the sheet, from 1. */
  readonly line: number;
}

/** A table whose rows are read one portion after the other. */
export interface OpenTable {
  readonly form: TableForm;
  /** Names of the sheets that a workbook has. */
  readonly sheets?: readonly string[];
  /** The rows with something in them, and empty ones between them. Whoever reads them asks for {@link brokenLine} at the end. */
  readonly rows: AsyncIterable<readonly TableRow[]>;
  /** The line of a cell whose quotes are broken: nothing behind it could be read. */
  readonly brokenLine: () => number | undefined;
}
