import { beforeEach, describe, expect, it } from 'vitest';
import { closeInOrder, type Closer } from '../../../../src-main/services/app/closers';

describe('closeInOrder', () => {
  let events: string[];
  /** Ends the waits that are under way. */
  let passTime: () => void;

  const clock = {
    wait: (ms: number, signal: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        passTime = resolve;
        signal.addEventListener('abort', () => {
          events.push(`end of the wait of ${ms} ms`);
          reject(new Error('aborted'));
        });
      }),
  };
  const log = {
    warn: (message: string, facts?: Readonly<Record<string, unknown>>) =>
      void events.push(`${message}: ${facts?.['name']}`),
    error: (message: string, error: unknown) => {
      events.push(`${message}: ${String(error)}`);
      return 'reference';
    },
  };
  const closer = (name: string, close: () => Promise<unknown> = async () => undefined): Closer => ({
    name,
    limitMs: 5000,
    close: () => {
      events.push(name);
      return close();
    },
  });
  const waited = 'end of the wait of 5000 ms';

  beforeEach(() => {
    events = [];
    passTime = () => undefined;
  });

  it('closes one after the other, and leaves no wait behind', async () => {
    let finish: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const closing = closeInOrder([closer('first', () => slow), closer('second')], { clock, log });
    expect(events).toEqual(['first']);
    finish();
    await closing;
    expect(events).toEqual(['first', waited, 'second', waited]);
  });

  it('goes on after one that fails, at once or later', async () => {
    const atOnce = closer('at once', () => {
      throw new Error('no disk');
    });
    const later = closer('later', async () => Promise.reject(new Error('no network')));
    await closeInOrder([atOnce, later, closer('last')], { clock, log });
    expect(events.filter((event) => event !== waited)).toEqual([
      'at once',
      'closing: at once: Error: no disk',
      'later',
      'closing: later: Error: no network',
      'last',
    ]);
  });

  it('goes on after one that takes too long, whatever becomes of it', async () => {
    let fail: (error: Error) => void = () => undefined;
    const never = new Promise<void>((_resolve, reject) => {
      fail = reject;
    });
    const closing = closeInOrder([closer('stuck', () => never), closer('last')], { clock, log });
    passTime();
    await closing;
    fail(new Error('too late to matter'));
    expect(events.filter((event) => event !== waited)).toEqual(['stuck', 'not closed in time: stuck', 'last']);
  });
});
