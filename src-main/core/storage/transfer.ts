import type { ErrorInfo } from '../ground/error';

/** What is done with several files of a storage, one after the other. */
export type TransferKind = 'save' | 'upload' | 'remove' | 'open';

/** How far that is. */
export interface TransferProgress {
  readonly kind: TransferKind;
  /** Of the one that is at work. */
  readonly name: string;
  /** How many are over, whatever became of them, and how many there are. */
  readonly done: number;
  readonly total: number;
  readonly doneBytes: number;
  readonly totalBytes: number;
}

/** A file that was not transferred, and why. */
export interface FailedTransfer {
  readonly name: string;
  readonly error: ErrorInfo;
}

/** What became of several files. */
export interface TransferReport {
  readonly kind: TransferKind;
  readonly done: number;
  readonly failed: readonly FailedTransfer[];
  /** Why the others were left alone: somebody stopped it, or nothing that comes next could succeed. */
  readonly endedBy?: ErrorInfo;
}
