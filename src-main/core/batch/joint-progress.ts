import type { BatchId } from '../ground/ids';
import { unsettledCount } from './batch';
import type { BatchSummary } from './overview';
import { isInLine } from './phase';

/** The progress of several lists as one: from the moment the first one begins until none runs or waits for its turn. */
export interface JointProgress {
  readonly ids: readonly BatchId[];
  /** How far they are together, from 0 to 1; `undefined` where nothing is at work. */
  readonly ratio: number | undefined;
  /** Whether none of them can go on now. */
  readonly isHeldUp: boolean;
  /** Those that were finished, once nothing is at work any more. */
  readonly finished: readonly BatchSummary[];
}

/** Nothing is at work. */
export const noProgress: JointProgress = { ids: [], ratio: undefined, isHeldUp: false, finished: [] };

/** The progress after a change. @param lists all that are open */
export function nextJointProgress(before: JointProgress, lists: readonly BatchSummary[]): JointProgress {
  const joined = lists.filter(({ id, phase }) => before.ids.includes(id) || isInLine(phase.status));
  const isFinished = ({ phase }: BatchSummary) => phase.status === 'finished';
  const inLine = joined.filter(({ phase }) => isInLine(phase.status));
  if (inLine.length === 0) {
    // One that may still get files is told of when it gets no more.
    const growing = joined.filter(({ isGrowing }) => isGrowing);
    const finished = joined.filter((list) => isFinished(list) && !list.isGrowing);
    return { ...noProgress, ids: growing.map(({ id }) => id), finished };
  }
  // One that was paused waits for a person, and not for the cluster.
  const counted = joined.filter((list) => isFinished(list) || inLine.includes(list));
  const total = counted.reduce((sum, list) => sum + list.total, 0);
  const left = inLine.reduce((sum, { counts }) => sum + unsettledCount(counts), 0);
  return {
    ids: joined.map(({ id }) => id),
    ratio: total === 0 ? 0 : (total - left) / total,
    isHeldUp: inLine.every(({ phase }) => phase.status !== 'running'),
    finished: [],
  };
}
