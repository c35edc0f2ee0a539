import { Worker } from 'node:worker_threads';
import type { KeptTable } from '../../core/batch/ports';
import { AppError, type ErrorInfo } from '../../core/ground/error';
import type { KeepRows } from './table-rows';

/** How reading a table ended. */
export type TableOutcome =
  { readonly table: KeptTable } | { readonly error: ErrorInfo } | { readonly failure: string; readonly errno: string };

const mostMemoryMib = 1024;

/**
 * Reads each table in a thread of its own. A hostile workbook can harm only this thread, and the program goes on meanwhile.
 * @param workerFile the bundled `table-worker`, as an absolute path
 */
export function keepRowsInThread(workerFile: string): KeepRows {
  return (request, signal) =>
    new Promise((resolve, reject) => {
      const worker = new Worker(workerFile, {
        workerData: request,
        resourceLimits: { maxOldGenerationSizeMb: mostMemoryMib },
      });
      const end = () => void worker.terminate();
      if (signal.aborted) end();
      signal.addEventListener('abort', end);
      worker.once('message', (outcome: TableOutcome) => {
        if ('table' in outcome) resolve(outcome.table);
        else if ('error' in outcome) reject(new AppError(outcome.error));
        else reject(Object.assign(new Error(outcome.failure), { code: outcome.errno }));
      });
      // Nothing to do here, because `exit` always follows.
      worker.on('error', () => undefined);
      worker.once('exit', () => {
        signal.removeEventListener('abort', end);
        if (signal.aborted) reject(new AppError({ code: 'cancelled', clusterMayContinue: false }));
        else reject(new AppError({ code: 'table-unusable', problem: 'too-large' }));
      });
    });
}
