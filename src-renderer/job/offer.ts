import type { Profile } from '../../src-main/core/connection/profile';
import type { ErrorInfo } from '../../src-main/core/ground/error';
import { errorTable, fixOf } from '../../src-main/core/ground/error-table';
import { inlineLimitBytes } from '../../src-main/core/job/job';
import type { Draft } from '../input/input';

/** Shorter than the shortest limit that ends a run which is under way, that of nginx. */
const lateAnswerMs = 45_000;

/** Whether a run failed because it took too long to wait for, so that a background job may succeed. */
export function tookTooLong(error: ErrorInfo): boolean {
  switch (error.code) {
    case 'gateway-timed-out':
      return true;
    case 'timed-out':
    case 'connection-lost':
      return error.phase === 'waiting';
    case 'service-not-ready':
      return (error.answeredAfterMs ?? 0) > lateAnswerMs;
    default:
      return false;
  }
}

/**
 * Whether an input is small enough for a job, as far as the page knows its size.
 * @param isChanged whether a copy of another size is sent in its place
 */
export function fitsJob(draft: Draft, isChanged: boolean): boolean {
  return draft.kind !== 'file' || isChanged || draft.file.sizeBytes <= inlineLimitBytes;
}

/** Whether the log of the service may tell more of a failed run: the service may have run, and the connection may see its log. */
export function mayHaveServiceLog(error: ErrorInfo, profile: Profile): boolean {
  if (profile.kind === 'practice' || profile.signIn.kind === 'service-token') return false;
  return errorTable[error.code].ran === 'maybe' && ['cluster', 'answer'].includes(fixOf(error));
}
