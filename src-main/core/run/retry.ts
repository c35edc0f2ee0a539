import type { ErrorInfo } from '../ground/error';
import { errorTable } from '../ground/error-table';

/** Attempts of one invocation, the first included. */
export const maxAttempts = 5;

/** Longest wait that a server may ask for, in milliseconds. Whoever asks for more is not asked again. */
export const maxRetryAfterMs = 5 * 60_000;

const shortestWaitMs = 1000;
const longestWaitMs = 30_000;

// Go's dialer, in OSCAR, gives up after 30 s; the shortest limit that ends a running request is nginx' of 60 s.
const promptAnswerMs = 45_000;

/** An attempt that failed, and a random number for the length of the wait. */
export interface FailedAttempt {
  /** 1 for the first. */
  readonly attempt: number;
  readonly error: ErrorInfo;
  /** In [0, 1). */
  readonly random: number;
  /** Set where nothing runs, and nothing is there twice, however often it is asked for: as for the rest of a file. */
  readonly isHarmless?: true;
}

/** What to do after a failed attempt; the wait is in milliseconds. */
export type RetryDecision = { readonly retry: true; readonly waitMs: number } | { readonly retry: false };

/**
 * The one retry policy: the app repeats an attempt only where the service can't have run and time may help.
 * Waits double from attempt to attempt, spread at random between one second and a ceiling of 4, 8, 16 and 30 s, and are
 * never shorter than the server's `Retry-After`.
 */
export function nextAttempt({ attempt, error, random, isHarmless }: FailedAttempt): RetryDecision {
  if (attempt >= maxAttempts || !(isHarmless ? isHarmlessAgain(error) : isPassing(error) && !mayHaveRun(error))) {
    return { retry: false };
  }
  const askedMs = 'retryAfterMs' in error ? (error.retryAfterMs ?? 0) : 0;
  if (askedMs > maxRetryAfterMs) return { retry: false };
  const ceilingMs = Math.min(longestWaitMs, shortestWaitMs * 2 ** (attempt + 1));
  const spreadMs = shortestWaitMs + Math.floor(random * (ceilingMs - shortestWaitMs));
  return { retry: true, waitMs: Math.max(spreadMs, askedMs) };
}

/**
 * Whether a cluster may take the same request with another token: clusters make new service tokens with a change of the
 * service, and end access tokens early. Nothing has run then.
 */
export function mayNeedNewToken(error: ErrorInfo): boolean {
  return error.code === 'unauthorized' || (error.code === 'service-not-found' && error.signIn === 'web-token');
}

function isHarmlessAgain({ code }: ErrorInfo): boolean {
  return code === 'service-failed' || errorTable[code].again === 'automatic';
}

/** Whether the same request can succeed a little later without anybody changing anything. */
function isPassing(error: ErrorInfo): boolean {
  // An upload that stalled would stall again, and be sent from its beginning.
  if (error.code === 'timed-out') return error.phase === 'connecting';
  return errorTable[error.code].again === 'automatic';
}

/**
 * Whether the service may have run, or may still be running, although the attempt failed. In doubt it may have.
 * OSCAR's pod starts the service's program only once it has the whole body, so an upload cut short runs nothing.
 */
export function mayHaveRun(error: ErrorInfo): boolean {
  switch (error.code) {
    case 'timed-out':
    case 'connection-lost':
      return error.phase !== 'connecting' && error.phase !== 'sending';
    case 'service-not-ready':
      return !wasNeverReached(error);
    case 'cancelled':
      return error.clusterMayContinue;
    default:
      return errorTable[error.code].ran === 'maybe';
  }
}

// What Knative, Envoy and Traefik say when no pod was there to take the request. Any other text, such as `EOF` or
// `connection reset by peer`, speaks of a pod that was lost with the request in its hands.
const neverReachedTexts: readonly RegExp[] = [
  /^context deadline exceeded$/,
  /^pending request queue full$/,
  /\bconnection refused\b/,
  /\bno such host\b/,
  /^dial tcp\b/,
  /\bno healthy upstream\b/,
  /^no available server$/,
  /reset reason: (remote )?connection failure/,
];
const bareText = /^((\d{3} )?(bad gateway|service (temporarily )?unavailable))?$/i;

/**
 * Of the meanings of 502 and 503, those that leave the service untouched. A bare 502 means that the next hop was not
 * there, unless it came late: then that hop ended a request that it had taken, as OSCAR does after its 300 s.
 * @see knative.dev/pkg network error handler; knative/serving activator handler; net/http/httputil ReverseProxy
 */
function wasNeverReached(error: Extract<ErrorInfo, { code: 'service-not-ready' }>): boolean {
  const text = error.text.trim();
  if (neverReachedTexts.some((sign) => sign.test(text))) return true;
  if (!bareText.test(text)) return false;
  return error.status !== 502 || (error.answeredAfterMs ?? Infinity) < promptAnswerMs;
}
