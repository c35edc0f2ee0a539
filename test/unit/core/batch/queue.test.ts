import { expect, test } from 'vitest';
import { BatchQueue, sampleOf } from '../../../../src-main/core/batch/queue';

test('gives items in their order, and drops those that may not be run any more', () => {
  const queue = new BatchQueue();
  queue.fill([0, 1, 2, 3]);
  const isOdd = (index: number) => index % 2 === 1;
  expect(queue.take(isOdd)).toBe(1);
  queue.push([9]);
  expect(queue.take(() => true)).toBe(2);
  expect([queue.take(isOdd), queue.take(isOdd)]).toEqual([3, 9]);
  expect(queue.isEmpty).toBe(true);
  expect(queue.take(() => true)).toBeUndefined();
  queue.fill([4]);
  expect(queue.isEmpty).toBe(false);
});

test.each([
  [
    [5, 6],
    [5, 6],
  ],
  [
    [0, 1, 2, 3, 4],
    [0, 2, 4],
  ],
  [
    [10, 20, 30, 40, 50, 60],
    [10, 40, 60],
  ],
])('takes a sample of three from %j', (indices, sample) => {
  expect(sampleOf(indices, 3)).toEqual(sample);
});
