import type { BatchId } from '../ground/ids';

/** The id under which the answer of a batch item is stored and shown. */
export function answerIdOf(batchId: BatchId, index: number): string {
  return `${batchId}-${index}`;
}

/** Which item an id of `answerIdOf` belongs to; `undefined` for any other id. */
export function itemOfAnswerId(answerId: string): { readonly batchId: BatchId; readonly index: number } | undefined {
  const [, batchId, index] = /^(.*)-(\d+)$/.exec(answerId) ?? [];
  return batchId === undefined ? undefined : { batchId, index: Number(index) };
}
