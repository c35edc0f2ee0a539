import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterAnswer,
  afterOutage,
  afterRefusal,
  defaultCeiling,
  startParallelism,
  takenOver,
  withLimit,
  type Parallelism,
} from '../../../../../src-main/core/batch/pace/parallelism';

/** Answers of a cluster that works on a certain number of requests at a time and needs 100 ms for each. */
function answered(parallelism: Parallelism, answers: number, capacity: number): Parallelism {
  let now = parallelism;
  for (let answer = 0; answer < answers; answer += 1) now = afterAnswer(now, 100 * Math.max(1, now.atOnce / capacity));
  return now;
}

describe('parallelism', () => {
  it('starts at two, and doubles as long as the cluster keeps up', () => {
    expect(startParallelism(0, undefined).atOnce).toBe(2);
    expect(answered(startParallelism(0, undefined), 200, 1000).atOnce).toBe(defaultCeiling);
  });

  it('settles near what the cluster does at a time', () => {
    const { atOnce } = answered(startParallelism(0, 64), 2000, 6);
    expect(atOnce).toBeGreaterThanOrEqual(4);
    expect(atOnce).toBeLessThanOrEqual(9);
  });

  it('does not fall for a single slow round', () => {
    const grown = { ...answered(startParallelism(0, 8), 200, 1000), outstanding: 0 };
    let now = grown;
    for (let answer = 0; answer < 16; answer += 1) now = afterAnswer(now, 1000);
    expect(now.atOnce).toBe(8);
    for (let answer = 0; answer < 16; answer += 1) now = afterAnswer(now, 1000);
    expect(now.atOnce).toBe(4);
  });

  it('halves once for all that were refused together', () => {
    const grown = { ...answered(startParallelism(0, 8), 200, 1000), outstanding: 0 };
    expect(grown.atOnce).toBe(8);
    let now = grown;
    for (let refusal = 0; refusal < 8; refusal += 1) now = afterRefusal(now);
    expect(now.atOnce).toBe(4);
    expect(afterRefusal(now).atOnce).toBe(2);
  });

  it('begins again with one after an outage, and expects no answer from before', () => {
    const before = afterRefusal(answered(startParallelism(0, 8), 200, 1000));
    expect(afterOutage(before)).toMatchObject({ atOnce: 1, outstanding: 0 });
  });

  it('grows again, one by one, after a while without refusals', () => {
    const halved = afterRefusal({ ...answered(startParallelism(0, 8), 200, 1000), outstanding: 0 });
    const later = answered(halved, 500, 1000);
    expect(later.atOnce).toBe(8);
  });

  it('never exceeds what service and user allow, and never falls below one', () => {
    const event = fc.oneof(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.constant('refused' as const));
    fc.assert(
      fc.property(
        fc.nat(20),
        fc.option(fc.integer({ min: 1, max: 64 }), { nil: undefined }),
        fc.array(event),
        (maxScale, limit, events) => {
          let now = startParallelism(maxScale, limit);
          for (const one of events) {
            now = one === 'refused' ? afterRefusal(now) : afterAnswer(now, one);
            expect(now.atOnce).toBeGreaterThanOrEqual(1);
            expect(now.atOnce).toBeLessThanOrEqual(Math.min(maxScale || Infinity, limit ?? defaultCeiling));
          }
        },
      ),
    );
  });

  it('follows the user down at once', () => {
    expect(withLimit(answered(startParallelism(0, 16), 300, 1000), 0, 3).atOnce).toBe(3);
  });

  it('goes on in another list, under the limits of that one', () => {
    const learned = answered(startParallelism(0, 16), 300, 1000);
    expect(takenOver(learned, startParallelism(0, 64))).toMatchObject({
      atOnce: learned.atOnce,
      ceiling: 64,
      outstanding: 0,
    });
    expect(takenOver(learned, startParallelism(0, 3)).atOnce).toBe(3);
  });
});
