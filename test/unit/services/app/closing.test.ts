import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../src-main/core/ground/error';
import { Closing } from '../../../../src-main/services/app/closing';

describe('Closing', () => {
  let events: string[];
  let isWorking: boolean;
  let stopped: Promise<void>;
  let closing: Closing;

  beforeEach(() => {
    events = [];
    isWorking = true;
    stopped = Promise.resolve();
    closing = new Closing({
      batches: {
        get isWorking() {
          return isWorking;
        },
        stopAll: () => {
          events.push('stop all');
          return stopped;
        },
      },
      ask: () => events.push('ask'),
      minimize: () => events.push('minimize'),
      quit: () => events.push('quit'),
    });
  });

  it('lets a window close where no batch is at work', () => {
    isWorking = false;
    expect(closing.holds()).toBe(false);
    expect(events).toEqual([]);
  });

  it('asks once, and lets the second try pass: the page may be unable to ask', () => {
    expect(closing.holds()).toBe(true);
    expect(closing.holds()).toBe(false);
    expect(events).toEqual(['ask']);
  });

  it('asks nothing when the system ends the session', () => {
    closing.allow();
    expect(closing.holds()).toBe(false);
    expect(events).toEqual([]);
  });

  it.each([
    ['stay', ['ask'], true],
    ['keep-working', ['ask', 'minimize'], true],
    ['pause', ['ask', 'quit'], false],
    ['stop', ['ask', 'stop all', 'quit'], false],
  ] as const)('carries out "%s", and asks again unless the program ends', async (choice, expected, asksAgain) => {
    closing.holds();
    await closing.decide(choice);
    expect(events).toEqual(expected);
    expect(closing.holds()).toBe(asksAgain);
  });

  it('does not end the program while a batch could not be stopped', async () => {
    stopped = Promise.reject(new AppError({ code: 'disk-full', folder: '/' }));
    await expect(closing.decide('stop')).rejects.toMatchObject({ info: { code: 'disk-full' } });
    expect(events).not.toContain('quit');
  });
});
