import * as v from 'valibot';
import { tableFormSchema } from '../input/table/form';
import { tableUseSchema } from '../input/table/rows';
import { count } from '../ground/schemas';

/** The table that a list is made of, as the plan of the list knows it. It holds a path, so it stays in the main process. */
export const tableSourceSchema = v.object({
  path: v.string(),
  form: tableFormSchema,
  /** Names of its columns, no two alike. */
  headings: v.array(v.string()),
  use: tableUseSchema,
  /** The line of a cell whose quotes are broken: nothing behind it could be read. */
  brokenLine: v.exactOptional(count),
});
export type TableSource = v.InferOutput<typeof tableSourceSchema>;

/** Where a row is among those that are kept with the list. */
export const rowPlaceSchema = v.object({
  /** From 1, without the names of the columns. */
  number: count,
  /** Where its bytes are. */
  start: count,
  sizeBytes: count,
});
export type RowPlace = v.InferOutput<typeof rowPlaceSchema>;

/** A row of a table that is kept with its list. */
export interface KeptRow extends RowPlace {
  readonly cells: readonly string[];
  /** Where it stood in the table: its line, or its row in the sheet. */
  readonly line: number;
}
