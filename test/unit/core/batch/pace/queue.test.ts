import { expect, test } from 'vitest';
import { BatchQueue } from '../../../../../src-main/core/batch/pace/queue';

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
