import * as v from 'valibot';
import { preparationSchema } from '../input/preparation';
import type { ProfileId } from '../ground/ids';
import { mostSteps, recipeNameSchema, type Recipe, type RecipeContent } from './recipe';

/** The most recipes that a connection file may hold. */
export const mostSharedRecipes = 20;

/** A recipe as a connection file holds it: all its services are those of the file's cluster. */
export const sharedRecipeSchema = v.strictObject({
  name: recipeNameSchema,
  steps: v.pipe(
    v.array(
      v.strictObject({
        service: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
        preparation: v.exactOptional(preparationSchema),
      }),
    ),
    v.minLength(1),
    v.maxLength(mostSteps),
  ),
});

/** A recipe of a connection file. */
export type SharedRecipe = v.InferOutput<typeof sharedRecipeSchema>;

/** A recipe for a connection file; `undefined` where a step belongs to another connection. */
export function sharedRecipe({ name, steps }: Recipe, profileId: ProfileId): SharedRecipe | undefined {
  if (steps.some((step) => step.profileId !== profileId)) return undefined;
  return {
    name,
    steps: steps.map(({ serviceName, preparation }) => ({ service: serviceName, ...(preparation && { preparation }) })),
  };
}

/** A recipe of a connection file, for the connection that was made of it. @param titles by the names of services */
export function receivedRecipe(
  { name, steps }: SharedRecipe,
  profileId: ProfileId,
  titles: ReadonlyMap<string, string>,
): RecipeContent {
  return {
    name,
    steps: steps.map(({ service, preparation }) => {
      const title = titles.get(service);
      return {
        profileId,
        serviceName: service,
        ...(title !== undefined && { title }),
        ...(preparation && { preparation }),
      };
    }),
  };
}
