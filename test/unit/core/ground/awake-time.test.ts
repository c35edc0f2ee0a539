import { describe, expect, it } from 'vitest';
import { AwakeTime } from '../../../../src-main/core/ground/awake-time';
import { HeldClock } from '../../../fixtures/held-clock';

const hourMs = 3_600_000;

/** What is measured of work in whose middle something happens. */
function measured(clock: HeldClock, happening: () => void): number {
  const time = new AwakeTime(clock);
  const stopWatching = time.watch();
  const begunMs = time.nowMs();
  clock.pass(10 * 60_000);
  happening();
  clock.pass(10 * 60_000);
  const tookMs = time.nowMs() - begunMs;
  stopWatching();
  return tookMs;
}

describe('AwakeTime', () => {
  it.each([-hourMs, hourMs])('measures the same when the clock is set by %i ms', (byMs) => {
    const clock = new HeldClock();
    expect(measured(clock, () => clock.set(byMs))).toBe(20 * 60_000);
  });

  it.each([true, false])('does not count a sleep, whether the monotonic clock runs on: %s', (runsAsleep) => {
    const clock = new HeldClock(runsAsleep);
    expect(measured(clock, () => clock.sleep(2 * hourMs))).toBe(20 * 60_000);
  });

  it('counts the time in which a busy program could not look at the clock', () => {
    const clock = new HeldClock();
    expect(measured(clock, () => clock.sleep(40_000))).toBe(20 * 60_000 + 40_000);
  });

  it('looks at the clock only as long as somebody measures', () => {
    const clock = new HeldClock();
    measured(clock, () => undefined);
    expect(clock.tickerCount).toBe(0);
  });
});
