import type { HistoryEntry, HistoryRecord, PreparedInput } from './history';
import type { InvocationId } from '../ground/ids';
import type { HistoryChange } from './journal';

/** The history as it was found at the start of the program. */
export interface FoundHistory {
  readonly records: readonly HistoryRecord[];
  /** Answers that no record tells of, with the instant at which each was complete. */
  readonly unlisted: readonly { readonly id: InvocationId; readonly finishedAt: string }[];
}

/**
 * What is remembered of each invocation: a journal, and the same facts beside each answer. What was written stays, at
 * whatever moment the program ends; what could not be written is tried again with the next change.
 */
export interface HistoryStore {
  /** Reads the journal, finds answers that are missing in it, and removes what was left half done. */
  load(): Promise<FoundHistory>;
  /** Adds a change to the journal. */
  write(change: HistoryChange): void;
  /** Writes the facts of an invocation that has ended beside its answer. @returns the room its files take, in bytes */
  writeFacts(record: HistoryRecord, input?: PreparedText): number;
  /** The same, for facts that come from elsewhere. @throws AppError of writing */
  takeFacts(record: HistoryRecord, input?: PreparedText): number;
  /** The text that an invocation was given, if it was text. */
  typedText(id: InvocationId): Promise<PreparedText | undefined>;
  /** Takes answers out of the way, so that they can still be put back. */
  setAside(ids: readonly InvocationId[]): Promise<void>;
  /** Puts back what was set aside. */
  putBack(ids: readonly InvocationId[]): Promise<void>;
  /** Removes what was set aside, for good. */
  purge(): Promise<void>;
  /** Removes answers for good. What was set aside stays. */
  delete(ids: readonly InvocationId[]): Promise<void>;
}

/** Lists of files, as far as the history and its rules have to do with them. */
export interface HistoryLists {
  /** Every list that was begun, in no order. */
  list(): readonly HistoryEntry[];
  /** Lists that are open in the window; no rule takes them away. */
  readonly inUse: readonly string[];
  /** Keeps a list whatever the rules say, or no longer. @throws AppError of writing */
  pin(id: string, isPinned: boolean): Promise<void>;
  /** Takes lists out of the way, so that they can still be put back. Their results stay where they are. */
  setAside(ids: readonly string[]): Promise<void>;
  /** Puts back what was set aside. */
  putBack(ids: readonly string[]): Promise<void>;
  /** Removes what was set aside, for good. */
  purge(): Promise<void>;
  /** Removes lists for good. What was set aside stays. */
  delete(ids: readonly string[]): Promise<void>;
}

/** Typed text as it was sent. */
export type PreparedText = Exclude<PreparedInput, { readonly kind: 'file' }>;
