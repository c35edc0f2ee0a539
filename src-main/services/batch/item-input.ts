import type { BatchItem } from '../../core/batch/batch';
import type { BatchInput, BatchInputs, BatchTables } from '../../core/batch/ports';
import type { RowPlace, TableSource } from '../../core/batch/table';
import { AppError } from '../../core/ground/error';
import type { BatchId } from '../../core/ground/ids';
import { nameOf, pathBelow, withSlashes } from '../../core/ground/paths';
import { RowInputs, type RowInput } from '../../core/input/table/rows';

type RowText = Exclude<RowInput, { readonly kind: 'file' }>;

const rowInputs = new WeakMap<TableSource, RowInputs>();

/** Makes inputs of the rows of a table. @throws AppError `table-unusable` */
export function rowInputsOf(table: TableSource): RowInputs {
  const known = rowInputs.get(table);
  if (known) return known;
  const { path, headings, form, use } = table;
  const made = new RowInputs({ name: nameOf(withSlashes(path)), headings, form }, use);
  rowInputs.set(table, made);
  return made;
}

/**
 * What a row is sent as; nothing where it names a file.
 * @throws AppError `list-damaged`
 */
export async function rowText(
  id: BatchId,
  row: RowPlace,
  table: TableSource,
  tables: Pick<BatchTables, 'cells'>,
): Promise<RowText | undefined> {
  if (table.use.input.kind === 'file') return undefined;
  const input = rowInputsOf(table).of(await tables.cells(id, row));
  // It was one when the list was made of it.
  if (typeof input === 'string' || input.kind === 'file') throw new AppError({ code: 'list-damaged' });
  return input;
}

/**
 * Opens what an item sends: a file, or what a row of a table was made into.
 * @param table that the list is made of, where it is made of one
 * @throws AppError `file-unreadable`, `file-changed`, `list-damaged`
 */
export async function openItem(
  { base, relativePath, row }: BatchItem,
  table: TableSource | undefined,
  id: BatchId,
  { inputs, tables }: { readonly inputs: BatchInputs; readonly tables: Pick<BatchTables, 'cells'> },
): Promise<BatchInput> {
  const input = row && table && (await rowText(id, row, table, tables));
  if (!input) return inputs.open(pathBelow(base, relativePath));
  const bytes = new TextEncoder().encode(input.text);
  return {
    sizeBytes: bytes.length,
    modifiedMs: 0,
    hasNoTime: true,
    async *open() {
      yield bytes;
    },
  };
}
