import * as v from 'valibot';
import type { InvocationId, ProfileId } from '../core/ground/ids';
import type { FoundInput, HistoryEntry, RepeatedInput } from '../core/history/history';
import { id, name } from './ground/arguments';
import { call } from './ground/call';

/** What the page can ask of what was run before. */
export const historyCalls = {
  /** Every invocation that is remembered, in no order. */
  listHistory: call<() => readonly HistoryEntry[]>(),
  /** Keeps an invocation whatever the rules say, or no longer. */
  pinInvocation: call<(id: InvocationId, isPinned: boolean) => void>(id, v.boolean()),
  /** Removes invocations and their files. They can be restored until the next removal, or until `purgeHistory`. */
  removeFromHistory: call<(ids: readonly InvocationId[]) => void>(v.pipe(v.array(id), v.maxLength(1_000_000))),
  /** Restores the entries that were removed last. */
  restoreHistory: call<() => void>(),
  /** Deletes the entries that could still be restored. */
  purgeHistory: call<() => void>(),
  /** The input of an invocation, to be sent once more. */
  repeatInput: call<(id: InvocationId) => RepeatedInput>(id),
  /** The JSON with which a service worked last; `undefined` where none is kept. */
  lastJson: call<(profileId: ProfileId, serviceName: string, owner: string | undefined) => string | undefined>(
    name,
    name,
    v.optional(name),
  ),
  /** The input of an invocation, for looking at it beside its result. */
  findInput: call<(id: InvocationId) => FoundInput>(id),
};

/** What the main process tells the page of what was run before. */
export interface HistoryEvents {
  historyChanged: { readonly kept: readonly HistoryEntry[]; readonly removed: readonly InvocationId[] };
}
