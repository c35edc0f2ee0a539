import * as v from 'valibot';
import { preparationSchema } from '../input/preparation';
import { words } from '../service/words';

/** The most steps that a recipe has. */
export const mostSteps = 20;

/** The most recipes that are kept. */
export const mostRecipes = 100;

/** What a list runs as one step of a recipe. */
export const recipeStepSchema = v.object({
  profileId: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  serviceName: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  owner: v.exactOptional(v.pipe(v.string(), v.maxLength(200))),
  /** What people call the service. */
  title: v.exactOptional(words(200)),
  /** What is done to each file before it is sent. */
  preparation: v.exactOptional(preparationSchema),
});

/** Name of a recipe, for people. */
export const recipeNameSchema = words(80);

/** What a person says of a recipe: its name, and its steps in their order. */
export const recipeContentSchema = v.object({
  name: recipeNameSchema,
  steps: v.pipe(v.array(recipeStepSchema), v.minLength(1), v.maxLength(mostSteps), v.readonly()),
});

export const recipesSchema = v.pipe(
  v.array(v.object({ id: v.pipe(v.string(), v.minLength(1), v.maxLength(100)), ...recipeContentSchema.entries })),
  v.maxLength(mostRecipes),
  v.readonly(),
);

/** A service that runs what the step before it made. */
export type RecipeStep = Readonly<v.InferOutput<typeof recipeStepSchema>>;

/** A recipe without its id. */
export type RecipeContent = Readonly<v.InferOutput<typeof recipeContentSchema>>;

/** Several services under one name, each of which gets the results of the one before. */
export type Recipe = RecipeContent & { readonly id: string };

/** Sets a recipe in the place of the one with its id, or behind the others. */
export function withRecipe(recipes: readonly Recipe[], recipe: Recipe): readonly Recipe[] {
  const isKnown = recipes.some(({ id }) => id === recipe.id);
  return isKnown ? recipes.map((one) => (one.id === recipe.id ? recipe : one)) : [...recipes, recipe];
}

/** Whether two recipes run the same. What else is noted with their steps does not count. */
export function areSameSteps(some: readonly RecipeStep[], others: readonly RecipeStep[]): boolean {
  const [one, other] = [some, others].map((steps) => JSON.stringify(v.parse(v.array(recipeStepSchema), steps)));
  return one === other;
}

/** A name that no recipe has: the wanted one, with a number where that is taken. Upper and lower case count as the same. */
export function freeRecipeName(wanted: string, taken: readonly string[]): string {
  const known = new Set(taken.map(folded));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted.slice(0, 72)} (${number})`;
    if (!known.has(folded(name))) return name;
  }
}

/** The recipe of a name, whatever its upper and lower case. */
export function recipeNamed(recipes: readonly Recipe[], name: string): Recipe | undefined {
  return recipes.find((recipe) => folded(recipe.name) === folded(name));
}

function folded(name: string): string {
  return name.normalize('NFC').trim().toLowerCase();
}
