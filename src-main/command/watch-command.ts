import { resolve } from 'node:path';
import { exitCodeOf, exitCodes, type ExitCode } from '../core/app/exit-code';
import { unsettledCount, type BatchItemStatus } from '../core/batch/batch';
import { isAppError } from '../core/ground/error';
import type { WatchPlan } from '../core/watch/plan';
import type { BatchService } from '../services/batch/batch-service';
import type { ProfileService } from '../services/connection/profile-service';
import type { RecipeService } from '../services/recipe/recipe-service';
import type { WatchService } from '../services/watch/watch-service';
import type { Command } from './command-line';
import { failureLine, findProfile, unknownProfile } from './run-command';

/** A watch as the command line asks for it. */
export type WatchCommand = Extract<Command, { readonly kind: 'watch' | 'watch-recipe' }>;

/** What the command works with: the services that the window uses too, and the streams of the caller. */
export interface WatchCommandParts {
  readonly profiles: Pick<ProfileService, 'list' | 'openPractice'>;
  readonly recipes: Pick<RecipeService, 'named'>;
  /** Lists of this command alone. */
  readonly batches: BatchService;
  /** Watches of this command alone: at most one. */
  readonly watches: WatchService;
  /** Adds a listener that is called after every change of a list or a watch. */
  readonly onChange: (listener: () => void) => void;
  /** Aborted when the caller stops the command. */
  readonly signal: AbortSignal;
  /** Prints one line of progress or of a failure. */
  readonly say: (line: string) => void;
}

const progressGapMs = 1000;

/** Runs a service or a recipe for each file that comes into a folder, until it is stopped. */
export async function runWatch(command: WatchCommand, parts: WatchCommandParts): Promise<ExitCode> {
  const { batches, watches, signal, say } = parts;
  try {
    const plan = await planOf(command, parts);
    if (!plan) return exitCodes.connection;
    await batches.restore();
    await watches.open();
    await watches.start({ folder: resolve(command.folder), plan, takesThere: !command.onlyNew });
    say(`watching ${command.folder}; Ctrl+C ends it`);
    await stopped(parts);
    return await ended(command, parts);
  } catch (error) {
    if (!isAppError(error)) throw error;
    say(failureLine(error.info));
    return signal.aborted ? exitCodes.cancelled : exitCodeOf(error.info.code);
  } finally {
    await watches.close();
    await batches.suspend();
  }
}

/** What each file is to run; `undefined` where the connection is not known, after saying so. @throws AppError `recipe-gone` */
async function planOf(command: WatchCommand, parts: WatchCommandParts): Promise<WatchPlan | undefined> {
  const outputFolder = resolve(command.output);
  if (command.kind === 'watch-recipe') {
    const { id: recipeId, name: recipeName } = await parts.recipes.named(command.recipe);
    return { recipeId, recipeName, outputFolder };
  }
  const { service: serviceName, owner, preparation } = command;
  const profile = await findProfile(command.profile, parts.profiles);
  if (!profile) {
    parts.say(unknownProfile(command.profile));
    return undefined;
  }
  return {
    profileId: profile.id,
    serviceName,
    ...(owner !== undefined && { owner }),
    outputFolder,
    ...(preparation && { preparation }),
  };
}

/** Prints what happens, and resolves when the command is to end. */
function stopped(parts: WatchCommandParts): Promise<void> {
  const { watches, onChange, signal, say } = parts;
  return new Promise((resolveStop) => {
    let lastStatus = 'watching';
    let lastCounts = '';
    let lastAtMs = -Infinity;
    onChange(() => {
      const status = watches.overviews[0]?.status;
      const statusWords =
        status && 'reason' in status ? `${status.is}: ${failureLine(status.reason)}` : (status?.is ?? 'watching');
      if (statusWords !== lastStatus) say(statusWords);
      lastStatus = statusWords;
      const countWords = progressWords(parts);
      if (countWords === lastCounts || performance.now() - lastAtMs < progressGapMs) return;
      say(countWords);
      lastCounts = countWords;
      lastAtMs = performance.now();
    });
    if (signal.aborted) resolveStop();
    signal.addEventListener('abort', () => resolveStop());
  });
}

/** Reports what is done. What waits, or was under way, is run by the next command of the same kind. */
async function ended(command: WatchCommand, parts: WatchCommandParts): Promise<ExitCode> {
  const { batches, watches, say } = parts;
  for (const { id } of watches.overviews) await watches.pause(id);
  say(progressWords(parts));
  const counts = batches.summaries.map((list) => list.counts);
  if (counts.some((list) => unsettledCount(list) > 0)) {
    say('What is done is done; the same command goes on with the rest.');
    return exitCodes.cancelled;
  }
  if (counts.length > 0) {
    say(
      command.kind === 'watch-recipe'
        ? `the reports in the folders of ${command.output} tell of each file`
        : `the report in ${command.output} tells of each file`,
    );
  }
  return counts.some((list) => list['needs-attention'] > 0) ? exitCodes.attention : exitCodes.done;
}

function progressWords({ batches, watches }: WatchCommandParts): string {
  const sum = (status: BatchItemStatus) => batches.summaries.reduce((files, { counts }) => files + counts[status], 0);
  const taken = watches.overviews.reduce((files, watch) => files + watch.taken, 0);
  const rest = (['needs-attention', 'skipped', 'cancelled'] as const).filter((status) => sum(status) > 0);
  return [`${taken} taken, ${sum('done')} done`, ...rest.map((status) => `${sum(status)} ${status}`)].join(', ');
}
