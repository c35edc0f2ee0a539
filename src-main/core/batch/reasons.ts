import { isBroken } from '../answer/verdict';
import { errorTable } from '../ground/error-table';
import type { BatchItem, BatchItemState, BatchTrouble } from './batch';

/** Names a group of items that have no result for what means the same to a person. */
export type ReasonKey = string;

/** Why an item has no result: it needs a person, or it was stopped. */
export type Reason = BatchTrouble | { readonly kind: 'stopped' };

/** Items that have no result for the same reason. */
export interface ReasonGroup {
  readonly key: ReasonKey;
  readonly count: number;
  /** The reason of one of them, for the group's sentence. */
  readonly example: Reason;
  /** Whether trying again can help, without that something else is put right before. */
  readonly canSucceedAgain: boolean;
}

/** What a trouble is grouped by: its code, and the parts of it by which its sentences differ. */
export function reasonKey(reason: Reason): ReasonKey {
  if (reason.kind === 'stopped') return reason.kind;
  const { error } = reason;
  if (reason.kind === 'doubtful') return ['doubtful', reason.verdict, ...(error ? [error.code] : [])].join(' ');
  const parts: string[] = ['failed', reason.error.code];
  for (const name of ['problem', 'phase', 'status', 'reason', 'limit'] as const) {
    const part: unknown = (reason.error as Readonly<Partial<Record<typeof name, unknown>>>)[name];
    if (typeof part === 'string' || typeof part === 'number') parts.push(String(part));
  }
  return parts.join(' ');
}

/** The reason why an item has no result; `undefined` where it has one, or is still to come. */
export function reasonOf({ state }: Pick<BatchItem, 'state'>): ReasonKey | undefined {
  const reason = reasonIn(state);
  return reason && reasonKey(reason);
}

/** The reasons in a set, the most frequent first. */
export function groupReasons(items: Iterable<Pick<BatchItem, 'state'>>): readonly ReasonGroup[] {
  const groups = new Map<ReasonKey, { count: number; example: Reason }>();
  for (const { state } of items) {
    const example = reasonIn(state);
    if (!example) continue;
    const key = reasonKey(example);
    const group = groups.get(key);
    if (group) group.count += 1;
    else groups.set(key, { count: 1, example });
  }
  return [...groups]
    .map(([key, group]) => ({ key, ...group, canSucceedAgain: canSucceedAgain(group.example) }))
    .sort((one, other) => other.count - one.count || (one.key < other.key ? -1 : 1));
}

function reasonIn(state: BatchItemState): Reason | undefined {
  if (state.status === 'cancelled') return { kind: 'stopped' };
  return state.status === 'needs-attention' ? state.trouble : undefined;
}

function canSucceedAgain(reason: Reason): boolean {
  if (reason.kind === 'stopped') return true;
  if (reason.error) return errorTable[reason.error.code].again !== 'never';
  // A program that fails on a file will fail on it again. An answer that was damaged on its way can arrive whole the next time.
  return reason.kind === 'doubtful' && isBroken(reason.verdict);
}
