import { describe, expect, it } from 'vitest';
import type { BatchItemState } from '../../../../src-main/core/batch/batch';
import { groupReasons, reasonOf, type Reason } from '../../../../src-main/core/batch/reasons';

const inTrouble = (trouble: Extract<Reason, { kind: 'failed' | 'doubtful' }>): { state: BatchItemState } => ({
  state: { status: 'needs-attention', trouble, seconds: 1 },
});
const stopped: { state: BatchItemState } = { state: { status: 'cancelled', clusterMayContinue: true } };
const gone = (file: string) => inTrouble({ kind: 'failed', error: { code: 'file-unreadable', file, problem: 'gone' } });

describe('reasons', () => {
  it('join what means the same to a person, the most frequent first', () => {
    const crashed = inTrouble({ kind: 'doubtful', verdict: 'program-failed' });
    const groups = groupReasons([
      stopped,
      gone('a'),
      crashed,
      gone('b'),
      gone('c'),
      stopped,
      { state: { status: 'waiting' } },
    ]);
    expect(groups.map(({ key, count }) => [key, count])).toEqual([
      ['failed file-unreadable gone', 3],
      ['stopped', 2],
      ['doubtful program-failed', 1],
    ]);
  });

  it('are none for what is still to come', () => {
    expect(reasonOf({ state: { status: 'waiting' } })).toBeUndefined();
    expect(reasonOf(stopped)).toBe('stopped');
  });

  it.each([
    ['was stopped', stopped, true],
    [
      'met a connection that was lost',
      inTrouble({ kind: 'failed', error: { code: 'service-failed', status: 500, text: '' } }),
      true,
    ],
    ['has no file any more, which can be put back', gone('a'), true],
    ['was changed while it was sent', inTrouble({ kind: 'failed', error: { code: 'file-changed', file: 'a' } }), true],
    ['is empty for the service', inTrouble({ kind: 'failed', error: { code: 'input-empty' } }), false],
    ['failed in the program of the service', inTrouble({ kind: 'doubtful', verdict: 'program-failed' }), false],
    ['came back as a web page', inTrouble({ kind: 'doubtful', verdict: 'not-an-answer' }), true],
    ['arrived incomplete', inTrouble({ kind: 'doubtful', verdict: 'damaged' }), true],
  ])('tell whether trying again can help what %s', (_what, item, canSucceedAgain) => {
    expect(groupReasons([item])).toMatchObject([{ canSucceedAgain }]);
  });
});
