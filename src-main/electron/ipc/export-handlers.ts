import { basename, dirname } from 'node:path';
import type { Handlers } from '../../contract/call';
import type { exportCalls } from '../../contract/export';
import type { BatchId } from '../../core/ground/ids';
import type { BatchExports } from '../../services/batch/export/batch-exports';
import type { Dialogs } from '../dialogs';

/** Answers the calls that take something away from lists of files. */
export function exportHandlers(exports: BatchExports, dialogs: Dialogs): Handlers<typeof exportCalls> {
  /** What was last saved of each list. */
  const saved = new Map<BatchId, string>();
  const note = (id: BatchId, path: string) => {
    saved.set(id, path);
    return { name: basename(path), folder: basename(dirname(path)) || dirname(path) };
  };
  return {
    saveBatchTable: async (id, scope, wish) => {
      const path = await dialogs.chooseSavePath(exports.proposedName(id, wish.format === 'xlsx' ? 'xlsx' : 'csv'));
      if (path === undefined) return undefined;
      const written = await exports.saveTable(id, scope, wish, path);
      return { ...note(id, path), ...written };
    },
    stopExport: async (id) => exports.stop(id),
    showExport: async (id) => {
      const path = saved.get(id);
      if (path !== undefined) dialogs.showInFolder(path);
    },
  };
}
