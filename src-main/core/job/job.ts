import type { Verdict } from '../answer/verdict';
import type { ErrorInfo } from '../ground/error';
import type { JobId, ProfileId } from '../ground/ids';
import type { HistoryInput } from '../history/history';

/** How a job ended on the cluster. The cluster calls it a success even if the program failed: only its log tells. */
export type JobOutcome = 'succeeded' | 'failed';

/** Where a job is. Instants are ISO 8601, UTC, by this computer's clock; `ranMs` is a difference of two of the cluster's. */
export type JobState =
  /** On its way, or nobody knows whether it arrived. `attempts` counts the requests so far. */
  | { readonly status: 'sending'; readonly attempts: number }
  /** The cluster has it, and this connection can't see what becomes of it. */
  | { readonly status: 'unseen' }
  /** `missed` counts the complete listings, one after the other, in which it was not. */
  | { readonly status: 'waiting'; readonly missed: number }
  | { readonly status: 'running'; readonly missed: number }
  /** It has ended on the cluster, and its log has not come yet. `attempts` counts the logs that were empty or broke off. */
  | { readonly status: 'ended'; readonly outcome: JobOutcome; readonly ranMs?: number; readonly attempts: number }
  | { readonly status: 'done'; readonly verdict: Verdict; readonly ranMs?: number; readonly finishedAt: string }
  | { readonly status: 'failed'; readonly error: ErrorInfo; readonly ranMs?: number; readonly finishedAt: string };

/** Names a state. */
export type JobStatus = JobState['status'];

/** A background job at one moment. */
export interface Job {
  readonly id: JobId;
  readonly profileId: ProfileId;
  readonly profileName: string;
  /** Base address of the cluster. */
  readonly endpoint: string;
  readonly serviceName: string;
  readonly owner?: string;
  readonly input: HistoryInput;
  readonly startedAt: string;
  readonly state: JobState;
  /** Why its state is unknown at present. The program keeps asking. */
  readonly trouble?: ErrorInfo;
}

/** A change of the jobs, for the window. */
export interface JobEvent {
  readonly kept: readonly Job[];
  readonly removed: readonly JobId[];
}

/** What is decided about a job by its state alone. */
export interface JobTraits {
  /** What the cluster is asked next. */
  readonly asks: 'submission' | 'state' | 'result' | 'nothing';
  /** Whether something may still be at work, or waiting to be, on the cluster. */
  readonly isAtWork: boolean;
}

/** Every state with its traits. */
export const jobTable: Readonly<Record<JobStatus, JobTraits>> = {
  sending: { asks: 'submission', isAtWork: true },
  unseen: { asks: 'nothing', isAtWork: true },
  waiting: { asks: 'state', isAtWork: true },
  running: { asks: 'state', isAtWork: true },
  ended: { asks: 'result', isAtWork: false },
  done: { asks: 'nothing', isAtWork: false },
  failed: { asks: 'nothing', isAtWork: false },
};

/** What the jobs of this program are called on a cluster: lower-case letters, digits and dashes, at most 63 of them. */
export function jobName(id: JobId): string {
  return `oscar-desktop-${id}`;
}

/**
 * The most bytes of an input that a job takes. OSCAR puts the body into an environment variable, of which Linux allows
 * 131,072 bytes with its name; one line of base64 of these bytes is what fits. It accepts more, and the job fails later.
 */
export const inlineLimitBytes = 98_298;
