import { describe, expect, it } from 'vitest';
import type { BatchSummary } from '../../../../src-main/core/batch/overview';
import type { BatchPhase } from '../../../../src-main/core/batch/phase';
import { nextJointProgress, noProgress } from '../../../../src-main/core/batch/joint-progress';

const phases = {
  ready: { status: 'ready' },
  queued: { status: 'queued', isSample: false },
  running: { status: 'running', isSample: false },
  holding: { status: 'holding', reason: { code: 'cancelled', clusterMayContinue: false }, resumesInMs: 5 },
  paused: { status: 'paused' },
  finished: { status: 'finished', finishedAt: '2026-05-01T10:00:00.000Z' },
} as const satisfies Record<string, BatchPhase>;

function list(id: string, status: keyof typeof phases, done: number, total = 10): BatchSummary {
  const counts = { waiting: total - done, sending: 0, working: 0, receiving: 0, done };
  return {
    id,
    phase: phases[status],
    profileId: 'lab',
    serviceName: 'leaf',
    total,
    counts: { ...counts, 'needs-attention': 0, skipped: 0, cancelled: 0 },
  };
}

/** The progress after each of some changes. */
function follow(...changes: readonly (readonly BatchSummary[])[]) {
  const steps = [noProgress];
  for (const lists of changes) steps.push(nextJointProgress(steps.at(-1) ?? noProgress, lists));
  return steps.slice(1);
}

describe('lists at work together', () => {
  it('are done to one share of all their files, which does not go back when one of them ends', () => {
    const ratios = follow(
      [list('a', 'ready', 0)],
      [list('a', 'running', 0), list('b', 'queued', 0, 30)],
      [list('a', 'running', 6), list('b', 'queued', 0, 30)],
      [list('a', 'finished', 10), list('b', 'running', 0, 30)],
      [list('a', 'finished', 10), list('b', 'running', 20, 30)],
      [list('a', 'finished', 10), list('b', 'finished', 30, 30)],
    ).map(({ ratio }) => ratio);
    expect(ratios).toEqual([undefined, 0, 0.15, 0.25, 0.75, undefined]);
  });

  it('are done once, when the last of them is', () => {
    const finished = follow(
      [list('old', 'finished', 10), list('a', 'running', 0), list('b', 'queued', 0)],
      [list('old', 'finished', 10), list('a', 'finished', 10), list('b', 'running', 0)],
      [list('old', 'finished', 10), list('a', 'finished', 10), list('b', 'finished', 10)],
      [list('old', 'finished', 10), list('a', 'finished', 10), list('b', 'finished', 10)],
    ).map((step) => step.finished.map(({ id }) => id));
    expect(finished).toEqual([[], [], ['a', 'b'], []]);
  });

  it('are not done with one that may get more files, and are told of it when it gets no more', () => {
    const growing = (status: keyof typeof phases): BatchSummary => ({ ...list('b', status, 10), isGrowing: true });
    const steps = follow(
      [list('a', 'running', 0), growing('finished')],
      [list('a', 'running', 5), growing('running')],
      [list('a', 'finished', 10), growing('finished')],
      [list('a', 'finished', 10), growing('finished')],
      [list('a', 'finished', 10), list('b', 'finished', 10)],
    );
    expect(steps.map(({ finished }) => finished.map(({ id }) => id))).toEqual([[], [], ['a'], [], ['b']]);
    expect(steps[3]?.ratio).toBeUndefined();
  });

  it('leave one out that was paused, and say nothing where nothing was finished', () => {
    const [, paused, over] = follow(
      [list('a', 'running', 5), list('b', 'queued', 0)],
      [list('a', 'paused', 5), list('b', 'running', 5)],
      [list('a', 'paused', 5), list('b', 'paused', 5)],
    );
    expect(paused?.ratio).toBe(0.5);
    expect(over).toEqual(noProgress);
  });

  it('are held up where none can go on', () => {
    const heldUp = follow(
      [list('a', 'holding', 0), list('b', 'queued', 0)],
      [list('a', 'holding', 0), list('b', 'running', 0)],
    ).map(({ isHeldUp }) => isHeldUp);
    expect(heldUp).toEqual([true, false]);
  });
});
