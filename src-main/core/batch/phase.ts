import type { ErrorInfo } from '../ground/error';

/** What a batch as a whole is doing. */
export type BatchPhase =
  /** It is being put together. */
  | { readonly status: 'ready' }
  /** It waits until its cluster is free: another list is before it. */
  | { readonly status: 'queued'; readonly isSample: boolean }
  | { readonly status: 'running'; readonly isSample: boolean }
  /** The cluster can't be reached, or refuses everything: it is tried again by itself. */
  | { readonly status: 'holding'; readonly reason: ErrorInfo; readonly resumesInMs: number }
  /** By the user, or because something has to be put right first. */
  | { readonly status: 'paused'; readonly reason?: ErrorInfo }
  /** The sample is done: these items. */
  | { readonly status: 'sampled'; readonly items: readonly number[] }
  /** The program ended in the middle of it. */
  | { readonly status: 'interrupted' }
  | {
      readonly status: 'finished';
      readonly finishedAt: string;
      /** Name of the report's table in the output folder; absent where it could not be written. */
      readonly report?: string;
      readonly reportProblem?: ErrorInfo;
    };

/** The name of a phase. */
export type BatchPhaseStatus = BatchPhase['status'];

const transitions: Readonly<Record<BatchPhaseStatus, readonly BatchPhaseStatus[]>> = {
  // Files that the program added to it can't be run.
  ready: ['queued', 'running', 'paused', 'interrupted'],
  queued: ['running', 'paused', 'interrupted'],
  // Also after a sample or a hold: the same phase with other facts.
  running: ['queued', 'running', 'holding', 'paused', 'sampled', 'finished', 'interrupted'],
  holding: ['queued', 'running', 'holding', 'paused', 'interrupted'],
  paused: ['queued', 'running', 'interrupted'],
  sampled: ['queued', 'running', 'interrupted'],
  interrupted: ['queued', 'running', 'interrupted'],
  // An answer that is accepted afterwards changes its report. Files that are added afterwards may have to wait.
  finished: ['queued', 'running', 'paused', 'finished', 'interrupted'],
};

/** Whether a batch may go from one phase to another. */
export function canEnter(from: BatchPhaseStatus, to: BatchPhaseStatus): boolean {
  return transitions[from].includes(to);
}

/** Whether items are run, or are run again by themselves. */
export function isWorking(status: BatchPhaseStatus | undefined): boolean {
  return status === 'running' || status === 'holding';
}

/** Whether items are run, or are to be run as soon as the cluster is free. */
export function isInLine(status: BatchPhaseStatus | undefined): boolean {
  return status === 'queued' || isWorking(status);
}

/** Whether there is anything to stop: not in a list that never ran, and not in one that has ended. */
export function canStop(status: BatchPhaseStatus): boolean {
  return status !== 'ready' && status !== 'finished';
}
