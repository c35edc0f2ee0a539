import { describe, expect, it } from 'vitest';
import { exitCodeOf, exitCodes } from '../../../../src-main/core/app/exit-code';
import { scopeOf } from '../../../../src-main/core/batch/failure-scope';
import { errorTable, fixOf } from '../../../../src-main/core/ground/error-table';
import { mayHaveRun, nextAttempt } from '../../../../src-main/core/run/retry';
import type { ErrorCode, ErrorInfo } from '../../../../src-main/core/ground/error';
import { errorExamples } from '../../../../src-renderer/errors/error-examples';

const examples: readonly ErrorInfo[] = Object.values(
  errorExamples({ file: 'leaf.jpg', folder: 'Results', connection: 'Field lab' }),
).flat();
const codes = Object.keys(errorTable) as ErrorCode[];

describe('the table of errors', () => {
  it('has examples of each code', () => {
    expect([...new Set(examples.map(({ code }) => code))].sort()).toEqual([...codes].sort());
  });

  it.each(examples)('does not contradict itself: $code $phase $problem', (error) => {
    const { concerns, again } = errorTable[error.code];
    const fix = fixOf(error);
    // What a person has to put right is the same for every item, and is not tried again before it is.
    if (scopeOf(error, true) === 'person' || scopeOf(error, false) === 'person') {
      expect(concerns).toBe('person');
      expect(again).not.toBe('automatic');
    }
    if (['address', 'sign-in', 'token', 'selection', 'folder'].includes(fix)) expect(concerns).toBe('person');
    // Nothing is run twice by itself.
    if (mayHaveRun(error)) expect(nextAttempt({ attempt: 1, error, random: 0 })).toEqual({ retry: false });
    if (scopeOf(error, false) === 'cluster')
      expect(mayHaveRun(error) && error.code !== 'service-not-ready').toBe(false);
    expect(exitCodeOf(error.code)).toBeGreaterThan(exitCodes.done);
    expect([exitCodes.misuse, exitCodes.attention]).not.toContain(exitCodeOf(error.code));
  });

  it.each<ErrorCode>([
    'unauthorized',
    'forbidden',
    'token-missing',
    'secret-missing',
    'token-expired',
    'token-not-yet-valid',
    'token-unsuitable',
    'issuer-needed',
    'issuer-unknown',
    'not-an-issuer',
    'issuer-failed',
    'sign-in-refused',
    'sign-in-unsupported',
    'agent-unavailable',
    'keychain-unavailable',
  ])('stops a list until a person has signed in again: %s', (code) => {
    expect(errorTable[code].concerns).toBe('person');
  });
});
