import type { BatchTables, FolderScan } from '../../core/batch/ports';
import { isLeftOut, type FoundFile, type LeftOut, type ScanFinding } from '../../core/batch/scan';
import type { KeptRow, TableSource } from '../../core/batch/table';
import type { BatchId } from '../../core/ground/ids';
import { encodedSizeBytes } from '../../core/ground/encoded-size';
import { nameOf, parentOf, withSlashes } from '../../core/ground/paths';
import { rowInputsOf } from './item-input';

/**
 * Makes an item of a row, or tells why the row can't be one; `undefined` for a row that the filter leaves out.
 * @throws AppError `table-unusable` if the use doesn't fit the table
 */
export function rowFinder(
  table: TableSource,
  scan: Pick<FolderScan, 'lookInside'>,
): (row: KeptRow) => Promise<FoundFile | LeftOut | undefined> {
  const inputs = rowInputsOf(table);
  const name = nameOf(withSlashes(table.path));
  const base = parentOf(table.path);
  return async ({ cells, line, number, start, sizeBytes }) => {
    const input = inputs.of(cells);
    if (input === 'filtered') return undefined;
    if (typeof input === 'string') return { base, relativePath: `${name}:${line}`, reason: input };
    const place = { number, start, sizeBytes };
    if (input.kind === 'file') {
      const found = await scan.lookInside(base, input.path);
      return isLeftOut(found) ? found : { ...found, row: place };
    }
    let bytes = 0;
    for (const piece of input.pieces) {
      if ('text' in piece) {
        bytes += new TextEncoder().encode(piece.text).length;
        continue;
      }
      const found = await scan.lookInside(base, piece.path);
      if (isLeftOut(found)) return found;
      bytes += encodedSizeBytes(found.sizeBytes);
    }
    return { base, relativePath: inputs.nameOf(cells, number, input.kind), sizeBytes: bytes, row: place };
  };
}

/**
 * Makes items of the kept rows of a table, in their order. Rows that the filter leaves out are not reported.
 * @param after number of the last row of which an item was made already
 * @throws AppError `list-damaged`, `table-unusable`
 */
export async function* findRows(
  { id, table, after }: { readonly id: BatchId; readonly table: TableSource; readonly after: number },
  { tables, scan }: { readonly tables: BatchTables; readonly scan: FolderScan },
): AsyncGenerator<readonly ScanFinding[]> {
  const find = rowFinder(table, scan);
  for await (const portion of tables.rows(id)) {
    const found = await Promise.all(portion.filter(({ number }) => number > after).map(find));
    yield found.filter((finding) => finding !== undefined);
  }
}
