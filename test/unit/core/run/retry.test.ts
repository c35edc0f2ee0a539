import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ErrorInfo } from '../../../../src-main/core/ground/error';
import { nextAttempt, maxAttempts, maxRetryAfterMs, mayHaveRun } from '../../../../src-main/core/run/retry';

const host = 'oscar.example.org';
const notReady = (status: number, text: string, answeredAfterMs = 200): ErrorInfo => ({
  code: 'service-not-ready',
  status,
  text,
  answeredAfterMs,
});

/** What is repeated by itself: the service was not reached, and time may help. */
const repeated: readonly ErrorInfo[] = [
  { code: 'connection-refused', host },
  { code: 'connection-lost', phase: 'connecting', receivedBytes: 0 },
  { code: 'connection-lost', phase: 'sending', receivedBytes: 0 },
  { code: 'timed-out', phase: 'connecting', seconds: 10 },
  { code: 'service-busy', host },
  notReady(502, ''),
  notReady(502, '502 Bad Gateway'),
  notReady(502, 'Bad Gateway'),
  notReady(502, 'dial tcp 10.42.0.7:8012: connect: connection refused'),
  notReady(502, 'dial tcp: lookup cowsay.oscar-svc.svc.cluster.local: no such host'),
  notReady(502, 'dial tcp 10.42.0.7:8012: i/o timeout', 240_000),
  notReady(503, ''),
  notReady(503, 'context deadline exceeded\n', 240_000),
  notReady(503, 'pending request queue full\n'),
  notReady(503, '503 Service Temporarily Unavailable'),
  notReady(503, 'no healthy upstream'),
  notReady(503, 'no available server'),
  notReady(503, 'upstream connect error or disconnect/reset before headers. reset reason: connection failure'),
];

/** What may have run, and is therefore never repeated by itself. */
const mayHaveRunErrors: readonly ErrorInfo[] = [
  { code: 'connection-lost', phase: 'waiting', receivedBytes: 0 },
  { code: 'connection-lost', phase: 'receiving', receivedBytes: 10, expectedBytes: 20 },
  { code: 'timed-out', phase: 'waiting', seconds: 300 },
  { code: 'timed-out', phase: 'receiving', seconds: 30 },
  { code: 'gateway-timed-out', host },
  { code: 'service-failed', status: 500, text: 'exit status 1' },
  { code: 'not-an-answer', host, status: 200, text: 'Sign in' },
  { code: 'response-malformed', offset: 17 },
  { code: 'response-too-large', limitBytes: 1 },
  { code: 'disk-full', folder: 'Results' },
  { code: 'disk-failed', folder: 'Results', problem: 'EIO' },
  { code: 'cancelled', clusterMayContinue: true },
  { code: 'internal', reference: 'a1b2' },
  notReady(502, 'EOF\n'),
  notReady(502, 'read tcp 10.0.0.1:80->10.0.0.2:8012: read: connection reset by peer'),
  notReady(502, 'unexpected EOF'),
  notReady(503, 'upstream connect error or disconnect/reset before headers. reset reason: connection termination'),
  notReady(502, '502 Bad Gateway', 300_000),
  notReady(502, '', 300_000),
  { code: 'service-not-ready', status: 502, text: '' },
  notReady(502, 'A page that nobody knows'),
];

/** What ran nothing, but would fail the same way again. */
const lasting: readonly ErrorInfo[] = [
  { code: 'host-not-found', host },
  { code: 'network-unreachable', host },
  { code: 'tls-untrusted', host, problem: 'expired' },
  { code: 'redirected', host, target: 'https://elsewhere.example.org' },
  { code: 'unauthorized', host },
  { code: 'forbidden', host },
  { code: 'service-not-found', service: 'cowsay', host },
  { code: 'service-ambiguous', service: 'cowsay' },
  { code: 'not-oscar', host },
  { code: 'input-too-large', host, sizeBytes: 2 ** 20 },
  { code: 'request-rejected', status: 400, text: 'invalid workload' },
  { code: 'file-changed', file: 'leaf.jpg' },
  { code: 'timed-out', phase: 'sending', seconds: 30 },
  { code: 'cancelled', clusterMayContinue: false },
];

const title = (error: ErrorInfo) => JSON.stringify(error);

describe('nextAttempt', () => {
  it.each(repeated.map((error) => [title(error), error] as const))('repeats %s', (_, error) => {
    expect(mayHaveRun(error)).toBe(false);
    expect(nextAttempt({ attempt: 1, error, random: 0 })).toEqual({ retry: true, waitMs: 1000 });
  });

  it.each(mayHaveRunErrors.map((error) => [title(error), error] as const))('leaves to the user %s', (_, error) => {
    expect(mayHaveRun(error)).toBe(true);
    expect(nextAttempt({ attempt: 1, error, random: 0 })).toEqual({ retry: false });
  });

  it.each(lasting.map((error) => [title(error), error] as const))('does not hope for %s', (_, error) => {
    expect(mayHaveRun(error)).toBe(false);
    expect(nextAttempt({ attempt: 1, error, random: 0 })).toEqual({ retry: false });
  });

  it.each([
    [1, 0, 1000],
    [1, 0.5, 2500],
    [2, 0.5, 4500],
    [3, 0.5, 8500],
    [4, 0.5, 15_500],
  ])('after attempt %i, at %f of the spread, waits %i ms', (attempt, random, waitMs) => {
    expect(nextAttempt({ attempt, error: { code: 'connection-refused', host }, random })).toEqual({
      retry: true,
      waitMs,
    });
  });

  it('waits between 1 and 30 s and stops after the fifth attempt, whatever the random number', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (attempt, random) => {
          const decision = nextAttempt({ attempt, error: { code: 'service-busy', host }, random });
          expect(decision.retry).toBe(attempt < maxAttempts);
          if (!decision.retry) return;
          expect(decision.waitMs).toBeGreaterThanOrEqual(1000);
          expect(decision.waitMs).toBeLessThanOrEqual(30_000);
        },
      ),
    );
  });

  it.each([
    [0, { retry: true, waitMs: 2500 }],
    [2000, { retry: true, waitMs: 2500 }],
    [60_000, { retry: true, waitMs: 60_000 }],
    [maxRetryAfterMs, { retry: true, waitMs: maxRetryAfterMs }],
    [maxRetryAfterMs + 1, { retry: false }],
  ])('with Retry-After of %i ms decides %o', (retryAfterMs, decision) => {
    const busy: ErrorInfo = { code: 'service-busy', host, retryAfterMs };
    const asleep: ErrorInfo = { code: 'service-not-ready', status: 503, text: '', retryAfterMs };
    expect(nextAttempt({ attempt: 1, error: busy, random: 0.5 })).toEqual(decision);
    expect(nextAttempt({ attempt: 1, error: asleep, random: 0.5 })).toEqual(decision);
  });

  it.each<[ErrorInfo, boolean]>([
    [{ code: 'connection-lost', phase: 'receiving', receivedBytes: 7 }, true],
    [{ code: 'timed-out', phase: 'sending', seconds: 120 }, true],
    [{ code: 'service-failed', status: 503, text: '' }, true],
    [{ code: 'storage-refused', host, status: 403, text: '' }, false],
    [{ code: 'cancelled', clusterMayContinue: true }, false],
  ])('asks again for what does no harm where time may help: %o', (error, retry) => {
    expect(nextAttempt({ attempt: 1, error, random: 0, isHarmless: true }).retry).toBe(retry);
    expect(nextAttempt({ attempt: maxAttempts, error, random: 0, isHarmless: true }).retry).toBe(false);
  });
});
