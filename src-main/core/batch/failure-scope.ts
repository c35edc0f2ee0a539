import type { ErrorInfo } from '../ground/error';
import { errorTable, type ErrorTraits } from '../ground/error-table';

/**
 * Tells one bad file from a cluster that is gone and from something that every other item would run into as well.
 * @param othersWork whether another item was answered since this one was begun
 */
export function scopeOf(error: ErrorInfo, othersWork: boolean): ErrorTraits['concerns'] {
  switch (error.code) {
    case 'timed-out':
      return error.phase === 'connecting' ? 'cluster' : 'item';
    case 'connection-lost':
      // A gateway may cut off what is too large for it; an answer cut short belongs to its item in any case.
      if (error.phase === 'connecting') return 'cluster';
      return error.phase === 'sending' && !othersWork ? 'cluster' : 'item';
    case 'proxy-refused':
      // A rule of the proxy stays until somebody changes it; a 5xx says that the cluster can't be reached from there now.
      return error.status < 500 ? 'person' : 'cluster';
    case 'service-busy':
    case 'service-not-ready':
      return othersWork ? 'item' : 'cluster';
    default:
      return errorTable[error.code].concerns;
  }
}

const shortestHoldMs = 5_000;
const longestHoldMs = 60_000;

/** Milliseconds until a cluster that could not be reached is tried again: 5, 10, 20, 40, then 60 seconds. */
export function holdMs(failedProbes: number): number {
  return Math.min(longestHoldMs, shortestHoldMs * 2 ** failedProbes);
}
