import { describe, expect, it } from 'vitest';
import { Arrivals, stillMs } from '../../../../src-main/core/watch/arrivals';
import type { SeenFile } from '../../../../src-main/core/watch/seen-file';

const seen = (path: string, sizeBytes = 10, modifiedMs = 1000): SeenFile => ({ path, sizeBytes, modifiedMs, inode: 1 });
const pathsOf = (files: readonly SeenFile[]) => files.map(({ path }) => path);

describe('files that come into a watched folder', () => {
  it('are complete once their size and their time have stood still for a while', () => {
    const arrivals = new Arrivals();
    expect(arrivals.look([seen('a.jpg', 10)], 0)).toEqual([]);
    expect(arrivals.look([seen('a.jpg', 20)], stillMs)).toEqual([]);
    expect(arrivals.look([seen('a.jpg', 20, 2000)], 2 * stillMs)).toEqual([]);
    expect(arrivals.look([seen('a.jpg', 20, 2000)], 3 * stillMs - 1)).toEqual([]);
    expect(pathsOf(arrivals.look([seen('a.jpg', 20, 2000)], 3 * stillMs))).toEqual(['a.jpg']);
  });

  it('are told again until they were taken', () => {
    const arrivals = new Arrivals();
    arrivals.look([seen('a.jpg')], 0);
    expect(pathsOf(arrivals.look([seen('a.jpg')], stillMs))).toEqual(['a.jpg']);
    expect(pathsOf(arrivals.look([seen('a.jpg')], stillMs + 1))).toEqual(['a.jpg']);
    arrivals.take('a.jpg');
    expect(arrivals.paths).toEqual([]);
  });

  it('wait for as long as they are empty, and are not counted then', () => {
    const arrivals = new Arrivals();
    for (const nowMs of [0, stillMs, 10 * stillMs]) expect(arrivals.look([seen('a.jpg', 0)], nowMs)).toEqual([]);
    expect(arrivals.count).toBe(0);
    expect(arrivals.paths).toEqual(['a.jpg']);
  });

  it('wait once more where another program has them', () => {
    const arrivals = new Arrivals();
    arrivals.look([seen('a.jpg')], 0);
    arrivals.wait('a.jpg', stillMs);
    expect(arrivals.look([seen('a.jpg')], stillMs + 1)).toEqual([]);
    expect(pathsOf(arrivals.look([seen('a.jpg')], 2 * stillMs))).toEqual(['a.jpg']);
  });

  it('begin anew when they went away in between', () => {
    const arrivals = new Arrivals();
    arrivals.look([seen('a.jpg')], 0);
    arrivals.look([], 1);
    expect(arrivals.count).toBe(0);
    expect(arrivals.look([seen('a.jpg')], stillMs)).toEqual([]);
  });

  it('come in the order of their looks; in one look, in that of their times, then of their names', () => {
    const arrivals = new Arrivals();
    const first = [seen('IMG_10.jpg', 1, 5), seen('IMG_2.jpg', 1, 5), seen('late.jpg', 1, 9), seen('early.jpg', 1, 1)];
    arrivals.look(first, 0);
    const second = seen('copied with an old date.jpg', 1, 0);
    arrivals.look([second, ...first], 1);
    const complete = arrivals.look([second, ...first], stillMs + 1);
    expect(pathsOf(complete)).toEqual([
      'early.jpg',
      'IMG_2.jpg',
      'IMG_10.jpg',
      'late.jpg',
      'copied with an old date.jpg',
    ]);
  });

  it('do not wait for one that never ends', () => {
    const arrivals = new Arrivals();
    arrivals.look([seen('growing.avi', 1)], 0);
    arrivals.look([seen('growing.avi', 2), seen('a.jpg')], 1);
    expect(pathsOf(arrivals.look([seen('growing.avi', 3), seen('a.jpg')], stillMs + 1))).toEqual(['a.jpg']);
  });
});
