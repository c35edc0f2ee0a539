import * as v from 'valibot';
import { safeNamePart } from '../../result/output-filename';
import { withoutEnding } from '../../result/file-endings';
import type { TableForm } from './form';
import { columnOf } from './headings';
import { rowConditionSchema, rowFilter } from './row-filter';
import { JsonTemplate, type RowPiece } from './template';

/** What is sent for each row: the text of a column, JSON with cells in it, or the file that a column names. */
export const rowUseSchema = v.variant('kind', [
  v.object({ kind: v.literal('text'), column: v.string() }),
  v.object({ kind: v.literal('json'), template: v.string() }),
  v.object({ kind: v.literal('file'), column: v.string() }),
]);
export type RowUse = v.InferOutput<typeof rowUseSchema>;

/** What a table is used for. */
export const tableUseSchema = v.object({
  input: rowUseSchema,
  /** The column with the names of the results. By default, results are named by the number of their row. */
  nameColumn: v.exactOptional(v.string()),
  /** Takes only rows that meet all of these conditions. */
  only: v.exactOptional(v.array(rowConditionSchema)),
});
export type TableUse = v.InferOutput<typeof tableUseSchema>;

/** Why a row is not run. */
export type RowProblem =
  /** The filter leaves it out. */
  | 'filtered'
  | 'empty-cell'
  /** A cell has to be a number, `true`, `false` or `null` in the JSON, but is none of these. */
  | 'not-a-value';

/** What is sent for a row. */
export type RowInput =
  | { readonly kind: 'text' | 'json'; readonly pieces: readonly RowPiece[] }
  /** A path relative to the table's folder. */
  | { readonly kind: 'file'; readonly path: string };

/** Makes inputs of the rows of one table. */
export class RowInputs {
  readonly #read: (cells: readonly string[]) => RowInput | RowProblem;
  readonly #nameColumn: number | undefined;
  readonly #fits: (cells: readonly string[]) => boolean;
  readonly #tableName: string;

  /**
   * @param table with its file name
   * @throws AppError `table-unusable` if the use doesn't fit the table
   */
  constructor(
    table: { readonly name: string; readonly headings: readonly string[]; readonly form: TableForm },
    { input, nameColumn, only = [] }: TableUse,
  ) {
    const { headings } = table;
    this.#tableName = table.name;
    this.#nameColumn = nameColumn === undefined ? undefined : columnOf(headings, nameColumn);
    this.#fits = rowFilter(only, table);
    if (input.kind === 'json') {
      const template = new JsonTemplate(input.template, headings);
      this.#read = (cells) => {
        const filled = template.fill(cells);
        return 'pieces' in filled ? { kind: 'json', pieces: filled.pieces } : filled.problem;
      };
      return;
    }
    const column = columnOf(headings, input.column);
    this.#read = (cells) => {
      const cell = cells[column] ?? '';
      if (cell.trim() === '') return 'empty-cell';
      return input.kind === 'text' ? { kind: 'text', pieces: [{ text: cell }] } : { kind: 'file', path: cell.trim() };
    };
  }

  /** What is sent for a row, or why nothing is sent. */
  of(cells: readonly string[]): RowInput | RowProblem {
    return this.#fits(cells) ? this.#read(cells) : 'filtered';
  }

  /** The name of an input that is not a file. @param number the number of the row, counted from 1 */
  nameOf(cells: readonly string[], number: number, kind: 'text' | 'json'): string {
    const cell = this.#nameColumn === undefined ? '' : safeNamePart(cells[this.#nameColumn] ?? '');
    const name = cell || `${withoutEnding(this.#tableName)} ${String(number).padStart(4, '0')}`;
    return `${name}.${kind === 'json' ? 'json' : 'txt'}`;
  }
}
