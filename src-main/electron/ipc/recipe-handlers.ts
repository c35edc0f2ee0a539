import type { Handlers } from '../../contract/ground/call';
import type { recipeCalls } from '../../contract/recipe';
import type { InputFiles } from '../../core/input/ports';
import type { BatchService } from '../../services/batch/batch-service';
import type { RecipeService } from '../../services/recipe/recipe-service';

/** What the calls about recipes work with. */
export interface RecipeHandlerParts {
  readonly recipes: RecipeService;
  readonly batches: Pick<BatchService, 'useRecipe' | 'takeOne'>;
  readonly inputs: Pick<InputFiles, 'source'>;
}

/** Answers the calls about recipes. */
export function recipeHandlers({ recipes, batches, inputs }: RecipeHandlerParts): Handlers<typeof recipeCalls> {
  return {
    listRecipes: () => recipes.list(),
    saveRecipe: (content, replaced) => recipes.save(content, replaced),
    deleteRecipe: (recipe) => recipes.delete(recipe),
    useRecipe: async (list, recipe) => batches.useRecipe(list, await recipes.get(recipe)),
    useRecipeForFile: async (file, id) => {
      const recipe = await recipes.get(id);
      const { origin } = await inputs.source(file);
      const given = await batches.takeOne(origin.path);
      await batches.useRecipe(given.id, recipe);
      return given;
    },
  };
}
