import type { HistoryEntry } from '../history/history';
import { nameOf, withSlashes } from '../ground/paths';
import { isInLine, type BatchPhaseStatus } from './phase';
import { isUnmarked } from './mark';
import type { RecordedBatch } from './journal';

/** What the history has to know of a list. */
export interface PastListFacts extends Pick<
  RecordedBatch,
  'id' | 'startedAt' | 'finishedAt' | 'plan' | 'items' | 'isPinned'
> {
  /** What it is doing; absent where it is not open. */
  readonly phase?: BatchPhaseStatus;
}

/** What a connection was called, and its address, when a list was last run. */
export type ListPlace = Pick<HistoryEntry, 'profileName' | 'endpoint'>;

/** A list as a row of the history. @param diskBytes room of its journal and of the answers that wait for a person */
export function pastListOf(
  { id, startedAt, finishedAt, plan, items, isPinned, phase }: PastListFacts,
  place: ListPlace,
  diskBytes: number,
): HistoryEntry {
  const { done, skipped, cancelled, 'needs-attention': problems } = items.counts;
  const left = items.length - done - skipped - cancelled - problems;
  const resultsOf = items.all[0]?.from?.service;
  const isOver = left === 0 && finishedAt !== undefined;
  return {
    id,
    profileId: plan.profileId,
    ...place,
    serviceName: plan.serviceName,
    ...(plan.owner !== undefined && { owner: plan.owner }),
    input: {
      kind: 'list',
      ...(plan.serviceTitle !== undefined && { serviceTitle: plan.serviceTitle }),
      files: items.length,
      sizeBytes: items.sizeBytes,
      ...(plan.table && { table: nameOf(withSlashes(plan.table.path)) }),
      ...(resultsOf !== undefined && { resultsOf }),
    },
    startedAt,
    ...(finishedAt !== undefined && { finishedAt }),
    attempt: 1,
    outcome: {
      kind: 'list',
      status: isInLine(phase) ? 'running' : isOver ? 'finished' : 'unfinished',
      done,
      problems,
      left: left + cancelled,
      hasMarks: items.all.some(({ mark }) => !isUnmarked(mark)),
    },
    isPinned,
    diskBytes,
  };
}

/** The row of a list whose journal can't be read. @param changedAt instant of its last change, ISO 8601 */
export function damagedList(id: string, changedAt: string, diskBytes: number): HistoryEntry {
  return {
    id,
    profileId: '',
    profileName: '',
    endpoint: '',
    serviceName: '',
    input: { kind: 'list', files: 0, sizeBytes: 0 },
    startedAt: changedAt,
    attempt: 1,
    outcome: { kind: 'list', status: 'damaged', done: 0, problems: 0, left: 0, hasMarks: false },
    isPinned: false,
    diskBytes,
  };
}
