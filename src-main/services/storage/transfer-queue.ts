import { isAppError, type ErrorInfo } from '../../core/ground/error';
import { errorTable } from '../../core/ground/error-table';
import type { FailedTransfer, TransferKind, TransferProgress, TransferReport } from '../../core/storage/transfer';

/** One file of several. */
export interface Transfer {
  readonly name: string;
  readonly sizeBytes: number;
  /** @param onProgress is told how many of its bytes came or went */
  readonly carryOut: (onProgress: (doneBytes: number) => void) => Promise<void>;
}

/**
 * Carries out one transfer after the other. What concerns one file only keeps no other waiting; everything else ends it.
 * @throws whatever is no AppError
 */
export async function carryOutAll(
  kind: TransferKind,
  transfers: readonly Transfer[],
  onProgress: (progress: TransferProgress) => void = () => undefined,
): Promise<TransferReport> {
  const total = transfers.length;
  const totalBytes = transfers.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const failed: FailedTransfer[] = [];
  let beforeBytes = 0;
  for (const [done, { name, sizeBytes, carryOut }] of transfers.entries()) {
    const tell = (ownBytes: number) =>
      onProgress({ kind, name, done, total, doneBytes: beforeBytes + Math.min(ownBytes, sizeBytes), totalBytes });
    tell(0);
    try {
      await carryOut(tell);
    } catch (error) {
      if (!isAppError(error)) throw error;
      if (endsAll(error.info)) return { kind, done: done - failed.length, failed, endedBy: error.info };
      failed.push({ name, error: error.info });
    }
    beforeBytes += sizeBytes;
  }
  return { kind, done: total - failed.length, failed };
}

function endsAll({ code }: ErrorInfo): boolean {
  return code === 'cancelled' || errorTable[code].concerns !== 'item';
}
