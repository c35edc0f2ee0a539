import { parentPort, workerData } from 'node:worker_threads';
import { isAppError } from '../../core/ground/error';
import { errnoOf } from '../ground/errno';
import type { TableOutcome } from './table-thread';
import { keepRows, type TableRequest } from './table-rows';

// The entry of a thread that reads one table and ends.
async function read(request: TableRequest): Promise<TableOutcome> {
  try {
    return { table: await keepRows(request) };
  } catch (error) {
    if (isAppError(error)) return { error: error.info };
    return { failure: error instanceof Error ? error.message : String(error), errno: errnoOf(error) };
  }
}

void read(workerData as TableRequest).then((outcome) => parentPort?.postMessage(outcome));
