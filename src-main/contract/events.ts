import type { HistoryEntry } from '../core/history';
import type { Invocation, InvocationId } from '../core/invocation';

/** What the main process tells the page by itself. Progress comes at most ten times a second. */
export interface OscarEvents {
  invocationChanged: Invocation;
  historyChanged: { readonly kept: readonly HistoryEntry[]; readonly removed: readonly InvocationId[] };
  /** The system asked to open a connection file; the page fetches it. */
  connectionFileWaiting: undefined;
}

/** Channel of each event. */
export const eventChannels = {
  invocationChanged: 'invocation:changed',
  historyChanged: 'history:changed',
  connectionFileWaiting: 'connection-file:waiting',
} as const satisfies Record<keyof OscarEvents, string>;
