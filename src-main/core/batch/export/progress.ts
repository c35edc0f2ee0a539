import type { BatchId } from '../../ground/ids';

/** How far something is that is being taken away from a list. */
export interface ExportProgress {
  readonly batch: BatchId;
  /** Items that are done. */
  readonly done: number;
  readonly total: number;
}
