import * as v from 'valibot';
import { count } from '../ground/schemas';
import type { BatchId } from '../ground/ids';
import { fittingName, safeNamePart } from '../result/output-filename';
import { recipeStepSchema, type Recipe, type RecipeStep } from './recipe';

/** A list's place in a run of a recipe, each of whose steps is a list. */
export const recipePlaceSchema = v.object({
  /** The recipe, as it was when it was chosen. */
  id: v.string(),
  name: v.string(),
  /** Which step the list runs, from 1. */
  step: count,
  /** Path of the folder that has a folder for each step; absent until the first step begins. */
  folder: v.exactOptional(v.pipe(v.string(), v.minLength(1))),
  /** The list of the step before. */
  source: v.exactOptional(v.string()),
  /** The steps after it, and the list that runs each. */
  rest: v.pipe(v.array(v.object({ ...recipeStepSchema.entries, list: v.string() })), v.readonly()),
});

/** A list's place in a run of a recipe. It holds a path, so it stays in the main process. */
export type RecipePlace = Readonly<v.InferOutput<typeof recipePlaceSchema>>;

/** The step after a list's own: what it runs, and its place. */
export interface NextStep {
  readonly list: BatchId;
  readonly step: RecipeStep;
  readonly place: RecipePlace;
}

/** The place of a list that runs the first step. @param newId makes the ids of the lists that run the other steps */
export function firstPlace({ id, name, steps }: Recipe, newId: () => BatchId): RecipePlace {
  return { id, name, step: 1, rest: steps.slice(1).map((step) => ({ ...step, list: newId() })) };
}

/** The step that gets the results of a list; `undefined` where it runs the last one, or none. */
export function nextStep(source: BatchId, place: RecipePlace | undefined): NextStep | undefined {
  const [next, ...rest] = place?.rest ?? [];
  if (!place || !next) return undefined;
  const { list, ...step } = next;
  return { list, step, place: { ...place, step: place.step + 1, source, rest } };
}

/** The lists of a run behind the one of a place. */
export function laterLists(place: RecipePlace | undefined): readonly BatchId[] {
  return place?.rest.map(({ list }) => list) ?? [];
}

/** Name of a step's folder, such as `2 Plant finder`. */
export function stepFolderName({ step }: Pick<RecipePlace, 'step'>, service: string): string {
  return fittingName(safeNamePart(`${step} ${service}`));
}
