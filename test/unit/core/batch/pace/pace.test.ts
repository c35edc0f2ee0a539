import { describe, expect, it } from 'vitest';
import { BatchPace } from '../../../../../src-main/core/batch/pace/pace';

const second = 1000;

/** Runs items in groups of equal size, each group in the same time. @returns the moment at which all are finished */
function runRows(pace: BatchPace, { rows, atOnce, rowMs, atMs }: Record<'rows' | 'atOnce' | 'rowMs' | 'atMs', number>) {
  for (let row = 0; row < rows; row += 1) {
    const indices = Array.from({ length: atOnce }, (_, index) => row * atOnce + index);
    const begunMs = atMs + row * rowMs;
    for (const index of indices) pace.begin(index, begunMs);
    for (const index of indices) {
      pace.gotResult(100);
      pace.finish(index, begunMs + rowMs);
    }
  }
  return atMs + rows * rowMs;
}

describe('BatchPace', () => {
  it('says nothing before something is finished, and nothing of none', () => {
    const pace = new BatchPace();
    pace.begin(0, 0);
    expect(pace.estimate(10, 5 * second)).toBeUndefined();
    pace.gotResult(100);
    pace.finish(0, 10 * second);
    expect(pace.estimate(0, 10 * second)).toBeUndefined();
    expect(pace.estimate(9, 10 * second)).toEqual({ seconds: 90, sizeBytes: 900 });
  });

  it.each([1, 2, 8, 64])('shares the time between %i that run at once and finish in the same moment', (atOnce) => {
    const pace = new BatchPace();
    const atMs = runRows(pace, { rows: 3, atOnce, rowMs: 10 * second, atMs: 0 });
    expect(pace.estimate(5 * atOnce, atMs)?.seconds).toBeCloseTo(50);
  });

  it('says the same after each of eight that finish one after the other', () => {
    const pace = new BatchPace();
    const estimates: (number | undefined)[] = [];
    for (let index = 0; index < 8; index += 1) pace.begin(index, 0);
    // Each item takes eight seconds. With eight at the same time, one is finished every second.
    for (let index = 0; index < 40; index += 1) {
      const atMs = (index < 8 ? 8 + index : index + 8) * second;
      pace.gotResult(100);
      pace.finish(index, atMs);
      pace.begin(index + 8, atMs);
      estimates.push(pace.estimate(100, atMs)?.seconds);
    }
    expect(Math.max(...estimates.slice(8).map(Number)) / Math.min(...estimates.slice(8).map(Number))).toBeLessThan(1.3);
  });

  it('does not jump when a cluster that is busy already gets twice as many at once', () => {
    const pace = new BatchPace();
    const atMs = runRows(pace, { rows: 4, atOnce: 4, rowMs: 8 * second, atMs: 0 });
    const before = pace.estimate(100, atMs)?.seconds;
    const laterMs = runRows(pace, { rows: 1, atOnce: 8, rowMs: 16 * second, atMs });
    expect(before).toBeCloseTo(200);
    expect(pace.estimate(100, laterMs)?.seconds).toBeCloseTo(200);
  });

  it('charges nobody for time in which nothing ran', () => {
    const pace = new BatchPace();
    runRows(pace, { rows: 2, atOnce: 2, rowMs: 10 * second, atMs: 0 });
    const atMs = runRows(pace, { rows: 1, atOnce: 2, rowMs: 10 * second, atMs: 9_000 * second });
    expect(pace.estimate(10, atMs)?.seconds).toBeCloseTo(50);
  });

  it('takes off what those that run have behind them, and never expects less than nothing', () => {
    const pace = new BatchPace();
    const atMs = runRows(pace, { rows: 2, atOnce: 2, rowMs: 10 * second, atMs: 0 });
    pace.begin(90, atMs);
    pace.begin(91, atMs);
    expect(pace.estimate(4, atMs)?.seconds).toBeCloseTo(20);
    expect(pace.estimate(4, atMs + 5 * second)?.seconds).toBeCloseTo(15);
    expect(pace.estimate(2, atMs + 60 * second)?.seconds).toBe(0);
  });

  it('learns nothing from what was stopped', () => {
    const pace = new BatchPace();
    const atMs = runRows(pace, { rows: 2, atOnce: 1, rowMs: 10 * second, atMs: 0 });
    pace.begin(90, atMs);
    pace.end(90, atMs + 500 * second);
    expect(pace.estimate(1, atMs + 500 * second)?.seconds).toBeCloseTo(10);
  });
});
