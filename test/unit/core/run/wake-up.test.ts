import { describe, expect, it } from 'vitest';
import type { HistoryEntry } from '../../../../src-main/core/history/history';
import { expectedWakeUp } from '../../../../src-main/core/run/wake-up';
import { entryOf } from '../../history-records';

const start = Date.parse('2026-03-01T08:00:00.000Z');
const at = (minutes: number) => new Date(start + minutes * 60_000).toISOString();

/** A run that began so many minutes after eight, and took so many seconds. */
function run(minutes: number, seconds: number, more: Partial<HistoryEntry> = {}): HistoryEntry {
  const times = { startedAt: at(minutes), finishedAt: at(minutes + seconds / 60) };
  return entryOf(`at-${minutes}`, { ...times, ...more });
}

const failed = { kind: 'failed', error: { code: 'service-failed', status: 500, text: '' } } as const;

describe('expectedWakeUp', () => {
  it.each<[string, readonly HistoryEntry[], ReturnType<typeof expectedWakeUp>]>([
    ['nothing of a service that never ran', [], { kind: 'unknown' }],
    ['what the only run took', [run(0, 70)], { kind: 'learned', usualMs: 70_000 }],
    [
      'what runs after a long rest took, not those in between',
      [run(0, 70), run(1.5, 2), run(2, 3), run(60, 80), run(120, 75)],
      { kind: 'learned', usualMs: 75_000 },
    ],
    ['the same in any order', [run(120, 75), run(0, 70), run(60, 80)], { kind: 'learned', usualMs: 75_000 }],
    ['nothing to notice where all runs are quick', [run(0, 2), run(60, 3)], { kind: 'awake' }],
    ['nothing to notice where all runs are slow', [run(0, 61), run(1.5, 60), run(60, 62)], { kind: 'awake' }],
    [
      'what a run took, and not what was slept meanwhile',
      [run(0, 30_000, { durationMs: 70_000 })],
      { kind: 'learned', usualMs: 70_000 },
    ],
    ['nothing of a run that ended before it began, since the clock was set', [run(0, -60)], { kind: 'unknown' }],
    ['nothing of a background job, which waits its turn', [run(0, 4000, { isJob: true })], { kind: 'unknown' }],
    ['nothing of runs that failed', [run(0, 1, { outcome: failed })], { kind: 'unknown' }],
    [
      'that a run which failed has woken it',
      [run(0, 70, { outcome: failed }), run(1.5, 2), run(60, 80)],
      { kind: 'learned', usualMs: 80_000 },
    ],
  ])('knows %s', (_what, runs, expected) => {
    expect(expectedWakeUp(runs, at(10_000))).toEqual(expected);
  });

  it('takes a service for awake shortly after its last answer', () => {
    expect(expectedWakeUp([run(0, 60)], at(1.5))).toEqual({ kind: 'awake' });
    expect(expectedWakeUp([run(0, 60)], at(5))).toEqual({ kind: 'learned', usualMs: 60_000 });
  });

  it('goes by the latest runs', () => {
    const slow = Array.from({ length: 8 }, (_, index) => run(index * 60, 100));
    const fast = Array.from({ length: 8 }, (_, index) => run(1_000 + index * 60, 20));
    expect(expectedWakeUp([...slow, ...fast], at(10_000))).toEqual({ kind: 'learned', usualMs: 20_000 });
  });
});
