import type { ErrorInfo } from '../ground/error';
import { errorTable, type ErrorTraits } from '../ground/error-table';

/**
 * Decides whom a failure concerns: only this file, all files until the cluster is back, or all files until a person acts.
 * @param othersWork whether another item was answered since this one was begun
 */
export function scopeOf(error: ErrorInfo, othersWork: boolean): ErrorTraits['concerns'] {
  switch (error.code) {
    case 'timed-out':
      return error.phase === 'connecting' ? 'cluster' : 'item';
    case 'connection-lost':
      // A gateway may cut off a request that is too large for it. An answer that is cut short always concerns its item only.
      if (error.phase === 'connecting') return 'cluster';
      return error.phase === 'sending' && !othersWork ? 'cluster' : 'item';
    case 'proxy-refused':
      // With a 4xx, a rule of the proxy forbids it until somebody changes the rule. With a 5xx, the proxy can't reach the cluster now.
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
