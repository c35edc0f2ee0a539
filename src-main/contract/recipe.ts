import * as v from 'valibot';
import type { AcceptedInput } from '../core/batch/batch';
import type { BatchId, InputFileId } from '../core/ground/ids';
import { recipeContentSchema, type Recipe, type RecipeContent } from '../core/recipe/recipe';
import { id } from './ground/arguments';
import { call } from './ground/call';

export { mostSteps } from '../core/recipe/recipe';

/** What the page can ask of recipes. */
export const recipeCalls = {
  listRecipes: call<() => readonly Recipe[]>(),
  /** Keeps a recipe, in the place of the one that is named. Answers all of them. */
  saveRecipe: call<(content: RecipeContent, replaced: string | undefined) => readonly Recipe[]>(
    recipeContentSchema,
    v.optional(id),
  ),
  /** Forgets a recipe. Answers all that are left. */
  deleteRecipe: call<(recipe: string) => readonly Recipe[]>(id),
  /** Lets a list that is not begun run a recipe. */
  useRecipe: call<(list: BatchId, recipe: string) => void>(id, id),
  /** Makes a list of one file, which runs a recipe. */
  useRecipeForFile: call<(file: InputFileId, recipe: string) => AcceptedInput>(id, id),
};
