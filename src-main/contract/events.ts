import type { ExtractionProgress } from '../core/result/archive';
import type { BatchOverview } from '../core/batch/overview';
import type { CheckStep } from '../core/connection/connection-check';
import type { HistoryEntry } from '../core/history/history';
import type { Invocation } from '../core/run/invocation';
import type { InvocationId } from '../core/ground/ids';
import type { CommandId } from './commands';

/** What the main process tells the page by itself. Progress comes at most ten times a second. */
export interface OscarEvents {
  invocationChanged: Invocation;
  historyChanged: { readonly kept: readonly HistoryEntry[]; readonly removed: readonly InvocationId[] };
  /** The system asked to open a connection file; the page fetches it. */
  connectionFileWaiting: undefined;
  /** How far the check of a connection is that was asked for last: the steps behind it. */
  connectionCheckAdvanced: readonly CheckStep[];
  /** The open batch as it is now; absent when there is none any more. At most ten times a second. */
  batchChanged: BatchOverview | undefined;
  /** An archive is being extracted. At most ten times a second. */
  extractionProgress: ExtractionProgress;
  /** The window is to be closed while a batch runs: what about it? */
  closingAsked: undefined;
  /** A command was chosen in the menu bar. */
  commandChosen: CommandId;
}

/** Channel of each event. */
export const eventChannels = {
  invocationChanged: 'invocation:changed',
  historyChanged: 'history:changed',
  connectionFileWaiting: 'connection-file:waiting',
  connectionCheckAdvanced: 'connection:check-advanced',
  batchChanged: 'batch:changed',
  extractionProgress: 'archive:extraction-progress',
  closingAsked: 'app:closing-asked',
  commandChosen: 'menu:command-chosen',
} as const satisfies Record<keyof OscarEvents, string>;
