import type { BatchItem } from '../../core/batch/batch';
import type { BatchInput, BatchInputs, BatchTables } from '../../core/batch/ports';
import type { TableSource } from '../../core/batch/table';
import { AppError } from '../../core/ground/error';
import type { BatchId } from '../../core/ground/ids';
import { nameOf, pathBelow, withSlashes } from '../../core/ground/paths';
import { RowInputs } from '../../core/input/table/rows';

const rowInputs = new WeakMap<TableSource, RowInputs>();

/** Makes inputs of the rows of a table. @throws AppError `table-unusable` */
export function rowInputsOf(table: TableSource): RowInputs {
  const known = rowInputs.get(table);
  if (known) return known;
  const made = new RowInputs(table.headings, table.use, nameOf(withSlashes(table.path)));
  rowInputs.set(table, made);
  return made;
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
  if (!row || !table || table.use.input.kind === 'file') return inputs.open(pathBelow(base, relativePath));
  const input = rowInputsOf(table).of(await tables.cells(id, row));
  // It was one when the list was made of it.
  if (typeof input === 'string' || input.kind === 'file') throw new AppError({ code: 'list-damaged' });
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
