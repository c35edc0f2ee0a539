import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BatchItems,
  batchItemStatuses,
  canBecome,
  type BatchItemState,
  type BatchItemStatus,
} from '../../../../src-main/core/batch/batch';

const states: Readonly<Record<BatchItemStatus, BatchItemState>> = {
  waiting: { status: 'waiting' },
  sending: { status: 'sending' },
  working: { status: 'working' },
  receiving: { status: 'receiving' },
  done: {
    status: 'done',
    seconds: 1,
    result: { folder: '/out', output: 'a.txt', sizeBytes: 1, sha256: '', mediaType: 'text/plain', verdict: 'result' },
  },
  'needs-attention': { status: 'needs-attention', seconds: 1, trouble: { kind: 'doubtful', verdict: 'damaged' } },
  skipped: {
    status: 'skipped',
    result: { folder: '/out', output: 'a.txt', sizeBytes: 1, sha256: '', mediaType: 'text/plain', verdict: 'result' },
  },
  cancelled: { status: 'cancelled', clusterMayContinue: false },
};

describe('items of a batch', () => {
  it('are counted so that the counts add up after every change', () => {
    const change = fc.record({ item: fc.nat(9), to: fc.constantFrom(...batchItemStatuses) });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 200 }), (changes) => {
        const items = new BatchItems();
        for (let at = 0; at < 10; at += 1) items.add('/in', `${at}.txt`, 100);
        for (const { item, to } of changes) {
          const from = items.get(item).state.status;
          if (canBecome(from, to)) items.change(item, states[to]);
          else expect(() => items.change(item, states[to])).toThrow();
          const counted = Object.fromEntries(batchItemStatuses.map((status) => [status, 0]));
          for (const { state } of items.all) counted[state.status] = (counted[state.status] ?? 0) + 1;
          expect(items.counts).toEqual(counted);
        }
      }),
    );
  });

  it('leave their end only where a result has vanished, or the user wants another one', () => {
    const after = (from: (typeof batchItemStatuses)[number]) => batchItemStatuses.filter((to) => canBecome(from, to));
    expect(after('done')).toEqual(['waiting', 'needs-attention']);
    expect(after('skipped')).toEqual(['waiting']);
  });

  it('can be run again after trouble and after being cancelled', () => {
    expect(canBecome('needs-attention', 'waiting')).toBe(true);
    expect(canBecome('cancelled', 'waiting')).toBe(true);
  });
});
