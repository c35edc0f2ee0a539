import { basename, resolve } from 'node:path';
import type { BatchSummary } from '../core/batch/overview';
import type { BatchId } from '../core/ground/ids';
import { exitCodeOf, exitCodes, type ExitCode } from '../core/app/exit-code';
import type { Recipe } from '../core/recipe/recipe';
import type { BatchService } from '../services/batch/batch-service';
import type { RecipeService } from '../services/recipe/recipe-service';
import type { Command } from './command-line';
import { gaveUp, progressWords, sayLeftOut, untilScanned } from './batch-command';
import { failureLine } from './run-command';

/** A recipe for a folder or a file, as the command line asks for it. */
export type RecipeCommand = Extract<Command, { readonly kind: 'recipe' }>;

/** What the command works with. */
export interface RecipeCommandParts {
  readonly recipes: Pick<RecipeService, 'named'>;
  /** Batches of this command alone: those that are interrupted are continued. */
  readonly batches: BatchService;
  /** Adds a listener that is called after every change of a batch. */
  readonly onChange: (listener: () => void) => void;
  /** Aborted when the caller stops the command. */
  readonly signal: AbortSignal;
  /** Prints one line of progress or of a failure. */
  readonly say: (line: string) => void;
}

const progressGapMs = 1000;

/** Runs a recipe for a file or all files of a folder, or continues the same command after an interruption. */
export async function runRecipe(command: RecipeCommand, parts: RecipeCommandParts): Promise<ExitCode> {
  const { batches, recipes, signal, say } = parts;
  signal.addEventListener('abort', () => void batches.suspend());
  try {
    const recipe = await recipes.named(command.recipe);
    await batches.restore();
    const unfinished = batches.summaries.map(({ id }) => id);
    if (unfinished.length > 0) say('continuing where it was stopped');
    const ids = unfinished.length > 0 ? unfinished : await gather(command, recipe, parts);
    if (ids.length === 0) return exitCodes.input;
    const untilEnd = followed(parts);
    for (const id of ids) if (!signal.aborted) await batches.start(id, false);
    // The caller may have stopped the command while a list was starting.
    if (signal.aborted) await batches.suspend();
    return await ended(await untilEnd, parts);
  } catch (error) {
    return await gaveUp(error, parts);
  }
}

/** Makes the list of the first step. @returns nothing if there is nothing to run, after printing why */
async function gather(
  { folder, output, existing, atOnceLimit }: RecipeCommand,
  recipe: Recipe,
  { batches, onChange, say }: RecipeCommandParts,
): Promise<readonly BatchId[]> {
  const path = resolve(folder);
  const given = await batches.take([path]);
  const { id } = given.kind === 'batch' ? given : await batches.takeOne(path);
  await batches.change(id, { collision: existing, atOnceLimit: atOnceLimit ?? 0 });
  await batches.changeOutputFolder(id, resolve(output));
  await batches.useRecipe(id, recipe);
  await untilScanned(batches, onChange);
  sayLeftOut(batches.leftOut(id, 0, Infinity), say);
  if ((batches.overview?.total ?? 0) > 0) return [id];
  say(`“${basename(path)}” holds nothing for the first step.`);
  await batches.discard(id);
  return [];
}

/** Prints the progress of each step, and resolves with all steps when none of them goes on. */
function followed({ batches, onChange, signal, say }: RecipeCommandParts): Promise<readonly BatchSummary[]> {
  return new Promise((resolveLists) => {
    const told = new Map<BatchId, { readonly words: string; readonly atMs: number }>();
    const look = () => {
      const lists = batches.summaries;
      for (const list of lists) {
        const words = `step ${list.recipe?.step} of ${list.recipe?.steps}: ${progressWords(list.counts, list.total)}`;
        const before = told.get(list.id);
        const isDue = performance.now() - (before?.atMs ?? -Infinity) >= progressGapMs || isAtRest(list);
        if (!isDue || words === before?.words) continue;
        say(words);
        told.set(list.id, { words, atMs: performance.now() });
      }
      if (lists.length > 0 && lists.every(isAtRest)) resolveLists(lists);
    };
    signal.addEventListener('abort', () => void batches.suspend().then(look));
    onChange(look);
    look();
  });
}

/** Whether nothing more happens to a list by itself. */
function isAtRest({ phase, counts }: BatchSummary): boolean {
  const { status } = phase;
  const isUnderWay = counts.sending + counts.working + counts.receiving > 0;
  return !isUnderWay && (status === 'finished' || status === 'paused' || status === 'interrupted');
}

async function ended(
  lists: readonly BatchSummary[],
  { batches, signal, say }: Pick<RecipeCommandParts, 'batches' | 'signal' | 'say'>,
): Promise<ExitCode> {
  const stopped = lists.find(({ phase }) => phase.status !== 'finished');
  if (stopped) {
    const { phase } = stopped;
    const reason = phase.status === 'paused' && !signal.aborted ? phase.reason : undefined;
    if (reason) say(failureLine(reason));
    await batches.suspend();
    say('What is done is done; the same command goes on with the rest.');
    return reason ? exitCodeOf(reason.code) : exitCodes.cancelled;
  }
  const attention = lists.some(({ counts }) => counts['needs-attention'] > 0);
  // The report of a step that was waiting for the one before it may still be to be written.
  for (const { id } of lists) await batches.endGrowth(id);
  for (const { id, phase } of batches.summaries) {
    const report = phase.status === 'finished' ? phase.report : undefined;
    if (report !== undefined) say(`“${report}” in ${batches.outputFolder(id)} tells of each file`);
  }
  // The reports contain everything, and a second run processes what is missing.
  for (const { id } of lists) await batches.discard(id);
  return attention ? exitCodes.attention : exitCodes.done;
}
