import { describe, expect, it } from 'vitest';
import { seesJobs, takesOwnIds } from '../../../../src-main/core/job/ability';
import { inlineLimitBytes, jobName } from '../../../../src-main/core/job/job';
import { listingGapMs, logPauseMs, pauseMs } from '../../../../src-main/core/job/polling';
import { isSentAgain, readSubmission } from '../../../../src-main/core/job/submission';
import { practiceId, systemTrust, type SignIn } from '../../../../src-main/core/connection/profile';
import type { ErrorInfo } from '../../../../src-main/core/ground/error';

const host = 'cluster.example.org';
const id = jobName('1b4e28ba-2fa1-41d2-883f-0016d3cca427');
const dayMs = 86_400_000;

describe('the name of a job', () => {
  it('is one that OSCAR takes and Kubernetes can label a pod with', () => {
    expect(id).toMatch(/^[a-z][a-z0-9-]{0,62}$/);
  });
});

describe('the size of an input', () => {
  it('is limited so that its base64 fits into a variable with its name and end', () => {
    const encoded = (bytes: number) => 4 * Math.ceil(bytes / 3);
    const room = 131_065;
    expect(encoded(inlineLimitBytes)).toBeLessThanOrEqual(room);
    expect(encoded(inlineLimitBytes + 1)).toBeGreaterThan(room);
  });
});

describe('the answer to a submission', () => {
  it.each([
    ['an id that is taken', 500, `jobs.batch "${id}" already exists`, false, 'arrived-before'],
    ['the id of another job that is taken', 500, 'jobs.batch "grayify-1" already exists', false, undefined],
    ['nothing, to an access token', 500, '', true, 'token-expired'],
    ['nothing, to a service token', 500, '', false, undefined],
    ['no permission', 403, '', true, undefined],
    ['an unknown service', 401, '', false, undefined],
  ])('is understood: %s', (_what, status, text, isWebToken, expected) => {
    expect(readSubmission(status, text, id, isWebToken)).toBe(expected);
  });
});

describe('a submission that failed', () => {
  const lost: ErrorInfo = { code: 'connection-lost', phase: 'waiting', receivedBytes: 0 };

  it.each<ErrorInfo>([
    lost,
    { code: 'timed-out', phase: 'waiting', seconds: 30 },
    { code: 'gateway-timed-out', host },
    { code: 'network-unreachable', host },
    { code: 'host-not-found', host },
    { code: 'connection-refused', host },
    { code: 'service-not-ready', status: 503, text: '' },
    { code: 'service-busy', host },
  ])('is sent again after $code: the cluster takes one job of an id', (error) => {
    expect(isSentAgain(error, 100, 1000)).toBe(true);
  });

  it.each<ErrorInfo>([
    { code: 'unauthorized', host },
    { code: 'forbidden', host },
    { code: 'service-not-found', service: 'plants', host },
    { code: 'not-oscar', host },
    { code: 'request-rejected', status: 400, text: '' },
    { code: 'input-too-large', host, sizeBytes: 1 },
    { code: 'tls-untrusted', host, problem: 'expired' },
  ])('is over after $code', (error) => {
    expect(isSentAgain(error, 0, 0)).toBe(false);
  });

  it('is over when the server fails five times', () => {
    const error: ErrorInfo = { code: 'service-failed', status: 500, text: 'exceeded quota' };
    expect([3, 4].map((attempts) => isSentAgain(error, attempts, 0))).toEqual([true, false]);
  });

  it('is over after a day: a job that was removed meanwhile would run twice', () => {
    expect(isSentAgain(lost, 1, dayMs + 1)).toBe(false);
  });

  it('is not forgotten for what a person has to put right, since it may have arrived before', () => {
    expect(isSentAgain({ code: 'unauthorized', host }, 1, 0)).toBe(true);
    expect(isSentAgain({ code: 'request-rejected', status: 400, text: '' }, 1, 0)).toBe(false);
  });
});

describe('the pauses between questions', () => {
  it('grow with the age of a job, from two seconds to a minute', () => {
    expect([0, 60_000, 300_000, 86_400_000].map((ageMs) => pauseMs(ageMs, false))).toEqual([
      2_000, 6_000, 30_000, 60_000,
    ]);
  });

  it('are longer where nothing can be learned, and never shorter than the gap that all listings share', () => {
    expect(pauseMs(0, true)).toBe(10_000);
    expect(pauseMs(0, false)).toBeGreaterThanOrEqual(listingGapMs);
  });

  it('double for a log that has not come', () => {
    expect([1, 2, 3, 9].map(logPauseMs)).toEqual([2_000, 4_000, 8_000, 60_000]);
  });
});

describe('what a connection can do', () => {
  const signedInBy = (signIn: SignIn) =>
    seesJobs({
      kind: 'cluster',
      id: 'one',
      name: 'Field lab',
      colour: 'green',
      endpoint: `https://${host}`,
      allowsPlainHttp: false,
      trust: systemTrust,
      keeping: 'session',
      signIn,
    });

  it('is to see jobs, unless it has nothing but the token of a service', () => {
    expect(seesJobs({ kind: 'practice', id: practiceId, name: 'Practice', endpoint: 'http://127.0.0.1:1' })).toBe(true);
    expect(signedInBy({ kind: 'password', user: 'oscar' })).toBe(true);
    expect(signedInBy({ kind: 'oidc-access-token' })).toBe(true);
    expect(signedInBy({ kind: 'service-token', serviceName: 'plants' })).toBe(false);
  });

  it.each([
    ['v4.1.2', true],
    ['v4.1.0-rc1', true],
    ['4.10.0', true],
    ['v5.0.0', true],
    ['devel', true],
    ['v4.0.9', false],
    ['v3.6.5', false],
  ])('depends on the version: %s', (version, expected) => {
    expect(takesOwnIds(version)).toBe(expected);
  });
});
