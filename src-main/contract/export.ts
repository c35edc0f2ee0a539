import * as v from 'valibot';
import type { WrittenTable } from '../core/batch/export/ports';
import type { ExportProgress } from '../core/batch/export/progress';
import type { ExportScope } from '../core/batch/export/scope';
import { tableFormats, tableRows, type TableWish } from '../core/batch/export/table';
import type { BatchId } from '../core/ground/ids';
import { id } from './arguments';
import { itemNumbers, listQuery } from './batch';
import { call } from './call';
import type { SavedFile } from './result';

export { tableFormats, tableRows };

/** A table that was saved, and what did not fit. */
export type SavedTable = SavedFile & WrittenTable;

const scope: v.GenericSchema<unknown, ExportScope> = v.variant('kind', [
  v.strictObject({ kind: v.literal('shown'), query: listQuery }),
  v.strictObject({ kind: v.literal('selected'), items: itemNumbers }),
]);
const sentence = v.pipe(v.string(), v.maxLength(2000));
const tableWish = v.strictObject({
  rows: v.picklist(tableRows),
  format: v.picklist(tableFormats),
  reasons: v.record(v.pipe(v.string(), v.maxLength(1000)), sentence),
});

/** What the page can ask to take away from lists of files. */
export const exportCalls = {
  /** Asks for a place and saves a table; `undefined` when the user closes the dialog. */
  saveBatchTable: call<(id: BatchId, scope: ExportScope, wish: TableWish) => SavedTable | undefined>(
    id,
    scope,
    tableWish,
  ),
  /** Stops what is being taken away from a list. */
  stopExport: call<(id: BatchId) => void>(id),
  /** Shows what was last taken away from a list in the system's file manager. */
  showExport: call<(id: BatchId) => void>(id),
};

/** What the main process tells the page of what is being taken away. */
export interface ExportEvents {
  /** At most ten times a second. */
  exportProgress: ExportProgress;
}
