import * as v from 'valibot';
import { tableFormSchema } from '../input/table/form';
import { tableUseSchema } from '../input/table/rows';
import { count } from '../ground/schemas';

/** The table that a list is made of, as a part of the list's plan. It holds a path, so it stays in the main process. */
export const tableSourceSchema = v.object({
  path: v.string(),
  form: tableFormSchema,
  /** Names of its columns, all different. */
  headings: v.array(v.string()),
  use: tableUseSchema,
  /** The line of a cell whose quotes are broken, after which nothing could be read. */
  brokenLine: v.exactOptional(count),
});
export type TableSource = v.InferOutput<typeof tableSourceSchema>;

/** The place of a row among the rows that are kept with the list. */
export const rowPlaceSchema = v.object({
  /** Counted from 1, without the row of headings. */
  number: count,
  /** Offset of its bytes in the file of kept rows. */
  start: count,
  sizeBytes: count,
});
export type RowPlace = v.InferOutput<typeof rowPlaceSchema>;

/** A row of a table that is kept with its list. */
export interface KeptRow extends RowPlace {
  readonly cells: readonly string[];
  /** Its line in the table, or its row in the sheet. */
  readonly line: number;
}
