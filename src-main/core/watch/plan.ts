import * as v from 'valibot';
import type { BatchPlanChange, OwnListPlan } from '../batch/batch';
import { preparationSchema } from '../input/preparation';
import { recipePlaceSchema } from '../recipe/place';
import { answerLimitsSchema } from '../run/limits';

const path = v.pipe(v.string(), v.minLength(1));

/** What a list of a watch does, as it is kept on disk. */
export const listPlanSchema = v.object({
  profileId: v.string(),
  serviceName: v.string(),
  owner: v.exactOptional(v.string()),
  serviceTitle: v.exactOptional(v.string()),
  outputFolder: path,
  preparation: v.exactOptional(preparationSchema),
  answerLimits: v.exactOptional(answerLimitsSchema),
  recipe: v.exactOptional(recipePlaceSchema),
}) satisfies v.GenericSchema<OwnListPlan>;

const recipeRunSchema = v.object({
  recipeId: path,
  /** By which it is told of, and found again where it was made anew. */
  recipeName: path,
  /** Folder for the folders of its steps. */
  outputFolder: path,
});

/** A recipe that a watch runs: as it is when the first file of a day comes. */
export type RecipeRun = v.InferOutput<typeof recipeRunSchema>;

/** What is done with each file of a watch, as it is kept on disk. */
export const watchPlanSchema = v.union([recipeRunSchema, listPlanSchema]);

/** What is done with each file of a watch: a service runs, or a recipe. */
export type WatchPlan = RecipeRun | OwnListPlan;

/** What a watch is to run: a service, or a recipe by its id. */
export type WatchWork = NonNullable<BatchPlanChange['service']> | { readonly recipeId: string };

/** Whether two watches run the same service or recipe. */
export function isSameWork(one: WatchPlan, other: WatchPlan): boolean {
  if ('recipeId' in one || 'recipeId' in other)
    return 'recipeId' in one && 'recipeId' in other && one.recipeId === other.recipeId;
  return one.profileId === other.profileId && one.serviceName === other.serviceName && one.owner === other.owner;
}
