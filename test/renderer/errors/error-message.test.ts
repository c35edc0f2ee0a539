import { describe, expect, it } from 'vitest';
import type { ErrorInfo } from '../../../src-main/core/ground/error';
import { errorExamples } from '../../../src-renderer/errors/error-examples';
import {
  describeError,
  errorDetails,
  isWorthRetrying,
  needsNewToken,
} from '../../../src-renderer/errors/error-message';
import { en } from '../../../src-renderer/i18n/en';

const host = 'cluster.example.org';
const issuer = 'https://idp.example.org/realms/lab';
const examples = errorExamples({ file: 'leaf.jpg', folder: 'Results', connection: 'Field lab' });

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
    expect(isWorthRetrying({ code: 'file-changed', file: 'leaf.jpg' })).toBe(true);
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
