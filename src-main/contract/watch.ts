import * as v from 'valibot';
import type { BatchId, WatchId } from '../core/ground/ids';
import type { WatchWork } from '../core/watch/plan';
import type { WatchDraft, WatchOverview } from '../core/watch/watch';
import { chosenService } from './batch';
import { id } from './ground/arguments';
import { call } from './ground/call';

const watchWork = v.union([chosenService, v.strictObject({ recipeId: id })]);

/** What the page can ask of folders that are watched. */
export const watchCalls = {
  /** All watches, the oldest first. They are told by `watchesChanged` from then on. */
  listWatches: call<() => readonly WatchOverview[]>(),
  /**
   * Asks for a folder to be watched; nothing if the user chose none. What comes into it is run as the list is, if one is named.
   * The draft stays until another takes its place.
   */
  draftWatch: call<(work: WatchWork, list: BatchId | undefined) => WatchDraft | undefined>(watchWork, v.optional(id)),
  /** Lets another service or recipe run for the draft; nothing if there is none. */
  changeWatchWork: call<(work: WatchWork) => WatchDraft | undefined>(watchWork),
  /** Asks for another folder for the results of the draft; nothing if the user chose none. */
  chooseWatchOutput: call<() => WatchDraft | undefined>(),
  /** Watches the folder of the draft. @see WatchRequest */
  startWatch: call<(takesThere: boolean) => void>(v.boolean()),
  pauseWatch: call<(id: WatchId) => void>(id),
  resumeWatch: call<(id: WatchId) => void>(id),
  /** Ends a watch, and forgets what it took. */
  stopWatch: call<(id: WatchId) => void>(id),
  /** Asks where a folder is now that was renamed or moved, and watches it there. */
  moveWatch: call<(id: WatchId) => void>(id),
};

/** What the main process tells the page of folders that are watched. */
export interface WatchEvents {
  /** All watches, the oldest first. At most ten times a second. */
  watchesChanged: readonly WatchOverview[];
}
