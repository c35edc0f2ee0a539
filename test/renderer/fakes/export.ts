import type { Api } from '../../../src-main/contract/ground/call';
import type { exportCalls, SavedCopies, SavedTable } from '../../../src-main/contract/export';
import type { CopySource, SortingOptions } from '../../../src-main/core/batch/export/copies';
import type { ExportOffer } from '../../../src-main/core/batch/export/outcome';
import type { ExportProgress } from '../../../src-main/core/batch/export/progress';
import type { ExportScope } from '../../../src-main/core/batch/export/scope';
import type { TableOptions } from '../../../src-main/core/batch/export/table';
import type { BatchId } from '../../../src-main/core/ground/ids';
import { FakeBatch } from './batch';

/** The calls that take something away from lists. */
export class FakeExport extends FakeBatch implements Api<typeof exportCalls> {
  savedTable: SavedTable | undefined = { name: 'foxes.xlsx', folder: 'Documents', sheets: 1, cutCells: 0, unread: 0 };

  /** Tells the page how far it is. */
  tellExport(progress: ExportProgress): void {
    this.push('exportProgress', progress);
  }

  saveBatchTable = (_id: BatchId, scope: ExportScope, options: TableOptions) => {
    this.batchCalls.push(['saveBatchTable', scope, options]);
    return this.reply('saveBatchTable', this.savedTable);
  };
  exportOffer: ExportOffer = { hasDetections: true, hasLabels: true };
  savedCopies: SavedCopies = {
    ...{ folder: 'sorted', copied: 2, already: 0, unlabelled: 0, failed: 0, problems: [], left: 0 },
  };

  getExportOffer = () => this.reply('getExportOffer', this.exportOffer);
  saveBatchDetections = () => {
    const saved = { name: 'foxes.json', folder: 'Documents', photosIn: 'card', unread: 0 };
    return this.reply('saveBatchDetections', saved);
  };
  saveBatchAnswers = () => this.reply('saveBatchAnswers', { name: 'plots.csv', folder: 'Documents' });
  sortBatchFiles = (_id: BatchId, scope: ExportScope, options: SortingOptions) => {
    this.batchCalls.push(['sortBatchFiles', scope, options]);
    return this.reply('sortBatchFiles', this.savedCopies);
  };
  copyBatchFiles = (_id: BatchId, scope: ExportScope, source: CopySource) => {
    this.batchCalls.push(['copyBatchFiles', scope, source]);
    return this.reply('copyBatchFiles', this.savedCopies);
  };
  zipBatchResults = () => this.reply('zipBatchResults', { name: 'foxes.zip', folder: 'Documents', fileCount: 2 });
  undoBatchCopies = (_id: BatchId, where: 'last' | 'elsewhere') => {
    this.batchCalls.push(['undoBatchCopies', where]);
    return this.reply('undoBatchCopies', { folder: 'sorted', removed: 2, changed: 1, lastOnes: 1 });
  };
  useBatchAsInput = (_id: BatchId, scope: ExportScope, source: CopySource, service: unknown) => {
    this.batchCalls.push(['useBatchAsInput', scope, source, service]);
    return this.reply('useBatchAsInput', undefined);
  };
  stopExport = () => this.told('stopExport');
  showExport = () => this.told('showExport');
}
