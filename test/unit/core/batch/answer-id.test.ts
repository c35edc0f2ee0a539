import { expect, it } from 'vitest';
import { answerIdOf, itemOfAnswerId } from '../../../../src-main/core/batch/answer-id';

it('tells of which batch and item an answer is', () => {
  const batchId = '0b1c-22-d3';
  expect(itemOfAnswerId(answerIdOf(batchId, 17))).toEqual({ batchId, index: 17 });
});

it.each(['', 'invocation', '0b1c-22-d3x'])('takes %j for the id of something else', (id) => {
  expect(itemOfAnswerId(id)).toBeUndefined();
});
