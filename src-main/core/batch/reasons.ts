import type { BatchItem, BatchTrouble } from './batch';

/** Names a group of troubles that mean the same to a person. */
export type ReasonKey = string;

/** Items that need attention for the same reason. */
export interface ReasonGroup {
  readonly key: ReasonKey;
  readonly count: number;
  /** The trouble of one of them, for the group's sentence. */
  readonly example: BatchTrouble;
}

/** What a trouble is grouped by: its code, and the parts of it by which its sentences differ. */
export function reasonKey(trouble: BatchTrouble): ReasonKey {
  const { error } = trouble;
  if (trouble.kind === 'doubtful') return ['doubtful', trouble.verdict, ...(error ? [error.code] : [])].join(' ');
  const parts: string[] = ['failed', trouble.error.code];
  for (const name of ['problem', 'phase', 'status', 'reason', 'limit'] as const) {
    const part: unknown = (trouble.error as Readonly<Partial<Record<typeof name, unknown>>>)[name];
    if (typeof part === 'string' || typeof part === 'number') parts.push(String(part));
  }
  return parts.join(' ');
}

/** The reason why an item needs attention; `undefined` where it doesn't. */
export function reasonOf({ state }: Pick<BatchItem, 'state'>): ReasonKey | undefined {
  return state.status === 'needs-attention' ? reasonKey(state.trouble) : undefined;
}

/** The reasons in a set, the most frequent first. */
export function groupReasons(items: Iterable<Pick<BatchItem, 'state'>>): readonly ReasonGroup[] {
  const groups = new Map<ReasonKey, { count: number; example: BatchTrouble }>();
  for (const { state } of items) {
    if (state.status !== 'needs-attention') continue;
    const key = reasonKey(state.trouble);
    const group = groups.get(key);
    if (group) group.count += 1;
    else groups.set(key, { count: 1, example: state.trouble });
  }
  return [...groups]
    .map(([key, group]) => ({ key, ...group }))
    .sort((one, other) => other.count - one.count || (one.key < other.key ? -1 : 1));
}
