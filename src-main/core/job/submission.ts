import type { ErrorInfo } from '../ground/error';
import { errorTable } from '../ground/error-table';

const hourMs = 3_600_000;

/**
 * How long a job whose arrival is not known is sent again, under the same id. Clusters remove ended jobs after a time of
 * their own, 30 days unless set otherwise, and one that is removed would run a second time.
 */
const sendingLimitMs = 24 * hourMs;
/** After this many failures, the server is not expected to take the job at all. */
const mostFailures = 5;

/** Statuses other than 201 that have a meaning of their own for a submission. */
export type SubmissionAnswer =
  /** An earlier request with the same id arrived: its answer was lost. */
  | 'arrived-before'
  /** OSCAR answers this, by mistake, to an access token that has expired. */
  | 'token-expired';

/**
 * Reads the answer to a submission.
 * @param id the id that the job was sent with
 * @param isWebToken whether an access token came with it
 */
export function readSubmission(
  status: number,
  text: string,
  id: string,
  isWebToken: boolean,
): SubmissionAnswer | undefined {
  if (status === 500 && text.includes(`jobs.batch "${id}" already exists`)) return 'arrived-before';
  if (status === 500 && text === '' && isWebToken) return 'token-expired';
  return undefined;
}

/** Whether a job may be sent again whose arrival is not known and which the cluster does not list. */
export function mayBeSentAgain(ageMs: number): boolean {
  return ageMs <= sendingLimitMs;
}

/**
 * Whether a job that could not be submitted is sent again. That can't make it run twice, whatever became of the request
 * before: the cluster takes one job of an id.
 * @param attempts how often it was sent before
 * @param ageMs since it was sent first
 */
export function isSentAgain(error: ErrorInfo, attempts: number, ageMs: number): boolean {
  if (!mayBeSentAgain(ageMs)) return false;
  if (error.code === 'service-failed') return attempts + 1 < mostFailures;
  const { again, concerns, ran } = errorTable[error.code];
  // An earlier request may have arrived: what a person has to put right is no reason to forget the job.
  if (attempts > 0 && concerns === 'person') return true;
  return again !== 'never' && (concerns === 'cluster' || ran === 'maybe' || again === 'automatic');
}
