import type { batchCalls } from '../../contract/batch';
import type { Handlers } from '../../contract/ground/call';
import type { BatchService } from '../../services/batch/batch-service';
import type { Dialogs } from '../dialogs';

/** Answers the calls about lists of files. */
export function batchHandlers(batches: BatchService, dialogs: Dialogs): Handlers<typeof batchCalls> {
  return {
    getBatch: async () => batches.overview,
    listBatches: async () => batches.summaries,
    moveBatch: (id, place) => batches.move(id, place),
    listBatchItems: async (id, query, start, count) => batches.rows(id, query, start, count),
    findBatchItems: async (id, query) => batches.indices(id, query),
    countBatchFacets: async (id, query) => batches.facets(id, query),
    changeBatchMarks: (id, items, change) => batches.changeMarks(id, items, change),
    markBatchItems: (id, marks) => batches.mark(id, marks),
    reportBatch: async (id) => dialogs.showInFolder(await batches.report(id)),
    listLeftOut: async (id, start, count) => batches.leftOut(id, start, count),
    keepOnlyInBatch: (id, endings) => batches.keepOnly(id, endings),
    changeBatch: (id, change) => batches.change(id, change),
    chooseOutputFolder: async (id) => {
      const folder = await dialogs.chooseOutputFolder(batches.outputFolder(id));
      if (folder !== undefined) await batches.changeOutputFolder(id, folder);
      return folder !== undefined;
    },
    startBatch: (id, isSample) => batches.start(id, isSample),
    pauseBatch: (id) => batches.pause(id),
    probeBatch: (id) => batches.probeNow(id),
    stopBatch: (id, dropsUnderWay) => batches.stop(id, dropsUnderWay),
    retryBatchItems: (id, items) => batches.retry(id, items),
    runBatchItemsAsJobs: (id, items) => batches.retry(id, items, true),
    removeBatchItems: (id, items) => batches.remove(id, items),
    acceptBatchItem: (id, item) => batches.accept(id, item),
    openBatchItem: (id, item) => batches.openItem(id, item),
    showBatchItem: async (id, item) => dialogs.showInFolder(batches.pathOf(id, item)),
    showOutputFolder: async (id) => dialogs.showFolder(batches.outputFolder(id)),
    showBatch: (id) => batches.show(id),
    closeBatch: (id) => batches.close(id),
    deleteBatchResults: (id) => batches.past.deleteResults(id),
  };
}
