import type { Api } from '../../../src-main/contract/call';
import type { exportCalls, SavedTable } from '../../../src-main/contract/export';
import type { ExportProgress } from '../../../src-main/core/batch/export/progress';
import type { ExportScope } from '../../../src-main/core/batch/export/scope';
import type { TableWish } from '../../../src-main/core/batch/export/table';
import type { BatchId } from '../../../src-main/core/ground/ids';
import { FakeBatch } from './batch';

/** The calls that take something away from lists. */
export class FakeExport extends FakeBatch implements Api<typeof exportCalls> {
  savedTable: SavedTable | undefined = { name: 'foxes.xlsx', folder: 'Documents', sheets: 1, cutCells: 0 };

  /** Tells the page how far it is. */
  tellExport(progress: ExportProgress): void {
    this.push('exportProgress', progress);
  }

  saveBatchTable = (_id: BatchId, scope: ExportScope, wish: TableWish) => {
    this.batchCalls.push(['saveBatchTable', scope, wish]);
    return this.reply('saveBatchTable', this.savedTable);
  };
  stopExport = () => this.told('stopExport');
  showExport = () => this.told('showExport');
}
