import type { Handlers } from '../../contract/ground/call';
import type { exportCalls } from '../../contract/export';
import type { BatchId } from '../../core/ground/ids';
import { fileAndFolder, folderName } from '../../core/ground/paths';
import type { BatchExports } from '../../services/batch/export/batch-exports';
import type { Dialogs } from '../dialogs';

/** Answers the calls that take something away from lists of files. */
export function exportHandlers(exports: BatchExports, dialogs: Dialogs): Handlers<typeof exportCalls> {
  /** What was last saved of each list, and the folder that was last copied to. */
  const saved = new Map<BatchId, string>();
  const copiedTo = new Map<BatchId, string>();

  const choosePath = (id: BatchId, ending: string) => dialogs.chooseSavePath(exports.proposedName(id, ending));
  const noteFile = (id: BatchId, path: string) => {
    saved.set(id, path);
    return fileAndFolder(path);
  };
  /** Asks for a folder and fills it. */
  const fillFolder = async <Outcome>(id: BatchId, fill: (folder: string) => Promise<Outcome>) => {
    const folder = await dialogs.chooseOutputFolder();
    if (folder === undefined) return undefined;
    copiedTo.set(id, folder);
    saved.set(id, folder);
    return { ...(await fill(folder)), folder: folderName(folder) };
  };

  return {
    saveBatchTable: async (id, scope, options) => {
      const path = await choosePath(id, options.format === 'xlsx' ? 'xlsx' : 'csv');
      if (path === undefined) return undefined;
      const written = await exports.saveTable(id, scope, options, path);
      return { ...noteFile(id, path), ...written };
    },
    saveBatchAnswers: async (id) => {
      const path = await choosePath(id, exports.answersEnding(id));
      if (path === undefined) return undefined;
      await exports.saveAnswers(id, path);
      return noteFile(id, path);
    },
    saveBatchDetections: async (id, scope, words) => {
      const path = await choosePath(id, 'json');
      if (path === undefined) return undefined;
      const { folder, unread } = await exports.saveDetections(id, scope, words, path);
      return { ...noteFile(id, path), ...(folder !== undefined && { photosIn: folderName(folder) }), unread };
    },
    sortBatchFiles: (id, scope, options) => fillFolder(id, (folder) => exports.sort(id, scope, options, folder)),
    copyBatchFiles: (id, scope, source) => fillFolder(id, (folder) => exports.copy(id, scope, source, folder)),
    zipBatchResults: async (id, scope) => {
      const path = await choosePath(id, 'zip');
      if (path === undefined) return undefined;
      const fileCount = await exports.zipResults(id, scope, path);
      return { ...noteFile(id, path), fileCount };
    },
    undoBatchCopies: async (id, where) => {
      const folder = where === 'last' ? copiedTo.get(id) : await dialogs.chooseOutputFolder();
      return folder === undefined ? undefined : { ...(await exports.undo(id, folder)), folder: folderName(folder) };
    },
    useBatchAsInput: (id, scope, source, service) => exports.useAsInput(id, scope, source, service),
    getExportOffer: async (id) => exports.offer(id),
    stopExport: async (id) => exports.stop(id),
    showExport: async (id) => {
      const path = saved.get(id);
      if (path !== undefined) dialogs.showInFolder(path);
    },
  };
}
