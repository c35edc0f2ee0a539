import { describe, expect, it } from 'vitest';
import type { ErrorCode, ErrorInfo } from '../../../src-main/contract/api';
import {
  describeError,
  errorDetails,
  isWorthRetrying,
  needsNewToken,
} from '../../../src-renderer/errors/error-message';
import { en } from '../../../src-renderer/i18n/en';

const host = 'cluster.example.org';
const issuer = 'https://idp.example.org/realms/lab';

// A record, so that a code without an example does not compile.
const examples: { readonly [Code in ErrorCode]: readonly Extract<ErrorInfo, { readonly code: Code }>[] } = {
  'endpoint-invalid': [{ code: 'endpoint-invalid', address: 'oscar' }],
  'plain-http-refused': [{ code: 'plain-http-refused', host }],
  'profile-gone': [{ code: 'profile-gone' }],
  'host-not-found': [{ code: 'host-not-found', host }],
  'network-unreachable': [{ code: 'network-unreachable', host }],
  'connection-refused': [{ code: 'connection-refused', host }],
  'tls-untrusted': (
    ['self-signed', 'unknown-issuer', 'expired', 'not-yet-valid', 'wrong-host', 'changed', 'protocol'] as const
  ).map((problem) => ({ code: 'tls-untrusted', host, problem })),
  'nothing-to-run': (['cluster', 'services'] as const).map((cause) => ({ code: 'nothing-to-run', host, cause })),
  'no-certificate': [{ code: 'no-certificate', file: 'leaf.jpg' }],
  'proxy-unreachable': [{ code: 'proxy-unreachable', proxy: 'proxy.example.org:3128' }],
  'proxy-unauthorized': [{ code: 'proxy-unauthorized', proxy: 'proxy.example.org:3128' }],
  'proxy-refused': [{ code: 'proxy-refused', proxy: 'proxy.example.org:3128', host, status: 403 }],
  'proxy-unsupported': [{ code: 'proxy-unsupported', proxy: 'proxy.example.org:1080' }],
  redirected: [{ code: 'redirected', host, target: 'login.example.org' }],
  unauthorized: [
    { code: 'unauthorized', host },
    { code: 'unauthorized', host, signIn: 'web-token' },
  ],
  forbidden: [{ code: 'forbidden', host }],
  'service-not-found': [
    { code: 'service-not-found', service: 'grayscale', host },
    { code: 'service-not-found', service: 'grayscale', host, signIn: 'web-token' },
  ],
  'service-ambiguous': [{ code: 'service-ambiguous', service: 'grayscale' }],
  'token-missing': [{ code: 'token-missing', service: 'grayscale' }],
  'secret-missing': [{ code: 'secret-missing', profile: 'Field lab' }],
  'token-expired': (['access', 'refresh'] as const).map((token) => ({
    code: 'token-expired',
    token,
    expiredAt: '2024-05-01T10:00:00.000Z',
  })),
  'token-not-yet-valid': [{ code: 'token-not-yet-valid', validFrom: '2124-05-01T10:00:00.000Z' }],
  'token-unsuitable': (['service-token', 'opaque', 'opaque-issued'] as const).map((problem) => ({
    code: 'token-unsuitable',
    problem,
  })),
  'issuer-needed': [{ code: 'issuer-needed' }],
  'issuer-unknown': [{ code: 'issuer-unknown', host, issuer }],
  'not-an-issuer': [{ code: 'not-an-issuer', issuer }],
  'issuer-failed': [{ code: 'issuer-failed', issuer, status: 503, text: 'maintenance' }],
  'sign-in-refused': (['token', 'client', 'scope', 'other'] as const).map((reason) => ({
    code: 'sign-in-refused',
    issuer,
    reason,
    text: 'invalid_grant',
  })),
  'sign-in-unsupported': [{ code: 'sign-in-unsupported', host }],
  'agent-unavailable': (['not-installed', 'not-running', 'account-unknown', 'timed-out', 'other'] as const).map(
    (problem) => ({ code: 'agent-unavailable', problem, account: 'egi', text: '' }),
  ),
  'not-oscar': [{ code: 'not-oscar', host }],
  'config-unreadable': [
    { code: 'config-unreadable', file: 'leaf.jpg', problem: 'syntax', place: { line: 2, column: 5 } },
    ...(['syntax', 'too-deep', 'too-large', 'no-clusters'] as const).map(
      (problem) => ({ code: 'config-unreadable', file: 'leaf.jpg', problem }) as const,
    ),
  ],
  'connection-file-refused': (
    ['too-large', 'not-json', 'newer', 'secret', 'markup', 'content', 'address'] as const
  ).map((problem) => ({ code: 'connection-file-refused', file: 'leaf.jpg', problem })),
  'input-empty': [{ code: 'input-empty' }],
  'json-malformed': [{ code: 'json-malformed', line: 2, column: 5 }],
  'file-unreadable': (['gone', 'denied', 'folder', 'empty', 'not-a-file', 'other'] as const).map((problem) => ({
    code: 'file-unreadable',
    file: 'leaf.jpg',
    problem,
  })),
  'file-changed': [{ code: 'file-changed', file: 'leaf.jpg' }],
  'input-too-large': [{ code: 'input-too-large', host, sizeBytes: 5_000_000 }],
  'request-rejected': [{ code: 'request-rejected', status: 400, text: 'bad' }],
  'timed-out': (['connecting', 'sending', 'waiting', 'receiving', 'decoding'] as const).map((phase) => ({
    code: 'timed-out',
    phase,
    seconds: 300,
  })),
  'connection-lost': [
    { code: 'connection-lost', phase: 'sending', receivedBytes: 0 },
    { code: 'connection-lost', phase: 'waiting', receivedBytes: 0 },
    { code: 'connection-lost', phase: 'receiving', receivedBytes: 1000 },
    { code: 'connection-lost', phase: 'receiving', receivedBytes: 1000, expectedBytes: 2000 },
  ],
  'service-busy': [{ code: 'service-busy', host }],
  'service-not-ready': [{ code: 'service-not-ready', status: 503, text: '' }],
  'gateway-timed-out': [{ code: 'gateway-timed-out', host }],
  'service-failed': [{ code: 'service-failed', status: 500, text: 'boom' }],
  'not-an-answer': [{ code: 'not-an-answer', host, status: 200, text: '<html>' }],
  'response-malformed': [{ code: 'response-malformed', offset: 7 }],
  'response-too-large': [{ code: 'response-too-large', limitBytes: 1e9 }],
  'keychain-unavailable': [{ code: 'keychain-unavailable' }],
  'disk-full': [{ code: 'disk-full', folder: 'Results' }],
  'permission-denied': [{ code: 'permission-denied', path: 'Results' }],
  'folder-gone': [{ code: 'folder-gone', path: 'Results' }],
  'result-gone': [{ code: 'result-gone' }],
  'not-opened': [{ code: 'not-opened', file: 'leaf.png' }],
  'not-openable': [{ code: 'not-openable', file: 'leaf.svg' }],
  'not-copyable': [{ code: 'not-copyable', file: 'leaf.wav' }],
  'too-large-to-copy': [
    { code: 'too-large-to-copy', file: 'leaf.txt', limit: 'bytes', most: 10e6 },
    { code: 'too-large-to-copy', file: 'leaf.png', limit: 'pixels', most: 50e6 },
  ],
  'too-large-to-drag': [{ code: 'too-large-to-drag', file: 'leaf.zip', limitBytes: 200e6 }],
  'archive-unreadable': [{ code: 'archive-unreadable' }],
  'archive-refused': (['count', 'size', 'ratio'] as const).map((limit) => ({
    code: 'archive-refused',
    limit,
    entryCount: 90_000,
    sizeBytes: 5e12,
  })),
  'archive-entry-refused': (
    [
      'empty',
      'outside',
      'reserved',
      'characters',
      'too-long',
      'link',
      'duplicate',
      'encrypted',
      'method',
      'damaged',
    ] as const
  ).map((problem) => ({ code: 'archive-entry-refused', entry: 'leaf.png', problem })),
  cancelled: [
    { code: 'cancelled', clusterMayContinue: true },
    { code: 'cancelled', clusterMayContinue: false },
  ],
  'output-among-inputs': [{ code: 'output-among-inputs', folder: '/home/ana/Meadow' }],
  'template-unusable': [
    { code: 'template-unusable', problem: 'empty' },
    { code: 'template-unusable', problem: 'unknown-part' },
    { code: 'template-unusable', problem: 'same-for-all' },
  ],
  'batch-gone': [{ code: 'batch-gone' }],
  internal: [{ code: 'internal', reference: 'A1B2' }],
};

const all: readonly ErrorInfo[] = Object.values(examples).flat();
const codes = new Set<string>(all.map((error) => error.code));

describe('describeError', () => {
  it.each(all)('tells what happened and what to do next: $code', (error) => {
    const { headline, nextStep } = describeError(error);
    expect(headline).toMatch(/^[\p{Lu}“]|^cluster\.example\.org|^leaf\.jpg/u);
    expect(headline).not.toMatch(/\.$/);
    expect(nextStep).toMatch(/^\p{Lu}.*\.$/u);
    expect(`${headline} ${nextStep}`).not.toMatch(/undefined|NaN|\[object/);
  });

  it.each(all)('leaves codes to the log: $code', (error) => {
    const { headline, nextStep } = describeError(error);
    for (const code of codes) if (code.includes('-')) expect(`${headline} ${nextStep}`).not.toContain(code);
  });

  it('names what the failure is about', () => {
    expect(describeError({ code: 'host-not-found', host }).headline).toBe(`Can’t find ${host}`);
    expect(describeError({ code: 'timed-out', phase: 'waiting', seconds: 300 }).headline).toBe('No answer after 5 min');
    expect(
      describeError({ code: 'connection-lost', phase: 'receiving', receivedBytes: 1000, expectedBytes: 2000 }).headline,
    ).toBe('The connection was lost after 1 kB of 2 kB');
  });

  it('says that the cluster may go on only where it may', () => {
    expect(describeError({ code: 'cancelled', clusterMayContinue: true }).nextStep).toContain('still be working');
    expect(describeError({ code: 'cancelled', clusterMayContinue: false }).nextStep).not.toContain('still be working');
  });
});

describe('errorDetails', () => {
  it('keeps what the server said apart from the sentence', () => {
    expect(errorDetails({ code: 'service-failed', status: 500, text: 'boom' })).toEqual(['Status 500', 'boom']);
    expect(errorDetails({ code: 'internal', reference: 'A1B2' })).toEqual(['Log reference A1B2']);
    expect(errorDetails({ code: 'host-not-found', host })).toEqual([]);
  });
});

describe('isWorthRetrying', () => {
  it('is so for what passes, not for what stays', () => {
    expect(isWorthRetrying({ code: 'service-busy', host })).toBe(true);
    expect(isWorthRetrying({ code: 'request-rejected', status: 400, text: '' })).toBe(false);
  });
});

describe('needsNewToken', () => {
  it('is so where another token of the same kind helps', () => {
    const refused = { code: 'sign-in-refused', issuer, text: '' } as const;
    expect(needsNewToken({ ...refused, reason: 'token' })).toBe(true);
    expect(needsNewToken({ ...refused, reason: 'client' })).toBe(false);
    expect(needsNewToken({ code: 'token-expired', token: 'access', expiredAt: '2024-05-01T10:00:00.000Z' })).toBe(true);
    expect(needsNewToken({ code: 'service-busy', host })).toBe(false);
  });
});

describe('the words of the window', () => {
  const { details, ...spoken } = en;

  it('are plain', () => {
    const jargon = /\b(?:invalid|failed to|abort\w*|illegal|endpoint|payload|base64|invok\w*|oops|unable to|cannot)\b/i;
    const sentences = sentencesOf(spoken);
    expect(sentences.length).toBeGreaterThan(200);
    expect(sentences.filter((sentence) => jargon.test(sentence))).toEqual([]);
  });

  it('are calm, trimmed and set with curly quotes', () => {
    expect(sentencesOf(en).filter((sentence) => /^$|^\s|\s$|!|'/.test(sentence))).toEqual([]);
  });

  it('keep their promises under Details too', () => {
    expect(sentencesOf({ details }).filter((sentence) => /invalid|failed to|abort/i.test(sentence))).toEqual([]);
  });
});

/** Every sentence of a part of the messages; those with parameters get a neutral word for each. */
function sentencesOf(messages: unknown): string[] {
  if (typeof messages === 'string') return [messages];
  if (typeof messages === 'function') return sentencesOf(messages('leaf', 'leaf', 'leaf'));
  return typeof messages === 'object' && messages !== null ? Object.values(messages).flatMap(sentencesOf) : [];
}
