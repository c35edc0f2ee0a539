import * as v from 'valibot';
import type { ErrorInfo } from '../ground/error';
import type { BatchId, WatchId } from '../ground/ids';
import { withSlashes } from '../ground/paths';
import { stillMs } from './arrivals';
import { watchPlanSchema } from './plan';

const path = v.pipe(v.string(), v.minLength(1));

/** A folder that is watched, as it is kept on disk. */
export const watchSchema = v.object({
  id: v.pipe(v.string(), v.regex(/^[\w-]+$/)),
  /** Its path, as the user gave it. */
  folder: path,
  /** What is done with each file. */
  plan: watchPlanSchema,
  /** Endings that the service, or that of the first step, takes, in lower case and without a dot; none for all. */
  endings: v.array(v.string()),
  /** ISO 8601 instant at which it was begun. */
  since: v.string(),
  isPaused: v.optional(v.boolean(), false),
});

/** A folder that is watched. It holds paths, so it stays in the main process. */
export type Watch = v.InferOutput<typeof watchSchema>;

/** What a watch is doing. */
export type WatchStatus =
  | { readonly is: 'watching' }
  | { readonly is: 'paused' }
  /** The folder is not there, or can't be read; it goes on by itself once it can. */
  | { readonly is: 'away'; readonly reason: ErrorInfo }
  /** Its list can't get files, or can't run them; it is tried again by itself. */
  | { readonly is: 'held-up'; readonly reason: ErrorInfo };

/** What the window knows of a watch. */
export interface WatchOverview {
  readonly id: WatchId;
  /** Names of the folder and of what it is in, the nearest last. */
  readonly folder: readonly string[];
  readonly outputFolder: readonly string[];
  /** What people call the service or the recipe that runs. */
  readonly title: string;
  readonly isRecipe: boolean;
  readonly status: WatchStatus;
  /** How many files were taken since it was begun. */
  readonly taken: number;
  /** How many were passed over, since their content was taken before. */
  readonly doubles: number;
  /** How many are not complete yet, or are kept from being read. */
  readonly arriving: number;
  /** Names below the folder that can't be looked into, at most a few. */
  readonly unreadable: readonly string[];
  readonly last?: { readonly name: string; readonly at: string };
  /** The list that files came into last. */
  readonly list?: BatchId;
}

/** A watch that the user is about to begin. */
export interface WatchDraft {
  /** Names of the folder and of what it is in, the nearest last. */
  readonly folder: readonly string[];
  readonly outputFolder: readonly string[];
  /** How many files are in the folder already that would be taken. */
  readonly files: number;
}

const shortestPauseMs = 2_000;
/** The most that looking may take of all time. */
const largestShare = 0.01;

/**
 * The pause before the next look at a folder.
 * @param tookMs how long the last one took: a folder of many files, or on a slow drive, is looked at less often
 */
export function pauseAfter(tookMs: number): number {
  return Math.max(shortestPauseMs, tookMs / largestShare);
}

/** How long a folder may be believed not to have changed since it says so, in milliseconds. Some file systems never say. */
export const believedMs = 60_000;

/** How often files that are known are looked at again, to find what was written anew under its old name, in milliseconds. */
export const completeMs = 5 * 60_000;

/** How long it takes until a list that could not go on is tried again, in milliseconds. */
export const wakeMs = 60_000;

/** After a change of a folder it is listed for so long whatever it says: another change may bear the same time. */
export const restlessMs = 2 * stillMs;

/** Where a watch takes files from, and where their results go; both without symbolic links. */
export interface WatchWay {
  readonly folder: string;
  readonly outputFolder: string;
}

/** Whether results that are written to one folder lie in another. */
function isIn(inner: string, outer: string): boolean {
  return `${withSlashes(inner)}/`.startsWith(`${withSlashes(outer)}/`);
}

/**
 * Whether the results of a watch must not go where they are to go: into a folder of the inputs, or where other watches would take
 * them round until they come back. A folder directly in the watched one is left alone by its own watch, so it may hold results.
 */
export function goesRound(watch: WatchWay, others: readonly WatchWay[]): boolean {
  const folder = withSlashes(watch.folder);
  const output = withSlashes(watch.outputFolder);
  if (output === folder) return true;
  if (isIn(output, folder) && output.slice(folder.length + 1).includes('/')) return true;
  const reached = new Set<WatchWay>();
  const ends = [output];
  for (let end = ends.pop(); end !== undefined; end = ends.pop()) {
    for (const next of others) {
      if (reached.has(next) || !isIn(end, next.folder) || isIn(end, next.outputFolder)) continue;
      reached.add(next);
      if (isIn(next.outputFolder, folder) && !isIn(next.outputFolder, output)) return true;
      ends.push(next.outputFolder);
    }
  }
  return false;
}
