import type { ErrorInfo } from '../ground/error';

/**
 * Whom a failure concerns: this item only; all of them until the cluster can be reached again; or all of them until a
 * person puts it right.
 */
export type TroubleScope = 'item' | 'cluster' | 'person';

/**
 * Tells one bad file from a cluster that is gone and from something that every other item would run into as well.
 * @param othersWork whether another item was answered since this one was begun
 */
export function scopeOf(error: ErrorInfo, othersWork: boolean): TroubleScope {
  switch (error.code) {
    case 'host-not-found':
    case 'network-unreachable':
    case 'connection-refused':
    case 'proxy-unreachable':
      return 'cluster';
    case 'timed-out':
      return error.phase === 'connecting' ? 'cluster' : 'item';
    case 'connection-lost':
      // A gateway may cut off what is too large for it; an answer cut short belongs to its item in any case.
      if (error.phase === 'connecting') return 'cluster';
      return error.phase === 'sending' && !othersWork ? 'cluster' : 'item';
    case 'service-busy':
    case 'service-not-ready':
      return othersWork ? 'item' : 'cluster';
    case 'endpoint-invalid':
    case 'plain-http-refused':
    case 'profile-gone':
    case 'tls-untrusted':
    case 'no-certificate':
    case 'proxy-unauthorized':
    case 'proxy-refused':
    case 'proxy-unsupported':
    case 'redirected':
    case 'unauthorized':
    case 'forbidden':
    case 'service-not-found':
    case 'service-ambiguous':
    case 'token-missing':
    case 'secret-missing':
    case 'not-oscar':
    case 'keychain-unavailable':
    case 'disk-full':
    case 'disk-failed':
    case 'space-short':
    case 'permission-denied':
    case 'folder-gone':
      return 'person';
    default:
      return 'item';
  }
}

const shortestHoldMs = 5_000;
const longestHoldMs = 60_000;

/** Milliseconds until a cluster that could not be reached is tried again: 5, 10, 20, 40, then 60 seconds. */
export function holdMs(failedProbes: number): number {
  return Math.min(longestHoldMs, shortestHoldMs * 2 ** failedProbes);
}
