import type { BatchItem } from '../../core/batch/batch';
import type { BatchInput, BatchInputs, BatchTables, FolderScan } from '../../core/batch/ports';
import { isLeftOut } from '../../core/batch/scan';
import type { RowPlace, TableSource } from '../../core/batch/table';
import { AppError } from '../../core/ground/error';
import type { BatchId } from '../../core/ground/ids';
import { nameOf, parentOf, pathBelow, withSlashes } from '../../core/ground/paths';
import { RowInputs, type RowInput } from '../../core/input/table/rows';
import type { RowPiece } from '../../core/input/table/template';

type RowContent = Exclude<RowInput, { readonly kind: 'file' }>;

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
export async function rowContent(
  id: BatchId,
  row: RowPlace,
  table: TableSource,
  tables: Pick<BatchTables, 'cells'>,
): Promise<RowContent | undefined> {
  if (table.use.input.kind === 'file') return undefined;
  const input = rowInputsOf(table).of(await tables.cells(id, row));
  // It was one when the list was made of it.
  if (typeof input === 'string' || input.kind === 'file') throw new AppError({ code: 'list-damaged' });
  return input;
}

/** What inputs of items are opened with. */
export interface ItemInputParts {
  readonly inputs: BatchInputs;
  readonly scan: Pick<FolderScan, 'lookInside'>;
  readonly tables: Pick<BatchTables, 'cells'>;
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
  { inputs, scan, tables }: ItemInputParts,
): Promise<BatchInput> {
  const content = row && table && (await rowContent(id, row, table, tables));
  if (!content) return inputs.open(pathBelow(base, relativePath));
  // The files are looked for again, since a folder may have become a link that leads out of the folder of the table.
  return inputs.openRow(await Promise.all(content.pieces.map((piece) => placed(piece, parentOf(table.path), scan))));
}

/** A piece with the whole path of its file. @throws AppError `file-unreadable` */
async function placed(piece: RowPiece, base: string, scan: ItemInputParts['scan']): Promise<RowPiece> {
  if ('text' in piece) return piece;
  const found = await scan.lookInside(base, piece.path);
  if (!isLeftOut(found)) return { path: pathBelow(base, found.relativePath) };
  const { reason } = found;
  const problem = reason === 'denied' || reason === 'empty' || reason === 'not-a-file' ? reason : 'gone';
  throw new AppError({ code: 'file-unreadable', file: piece.path, problem });
}
