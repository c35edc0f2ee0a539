import type { Api } from '../../../src-main/contract/ground/call';
import type { recipeCalls } from '../../../src-main/contract/recipe';
import type { AcceptedInput } from '../../../src-main/core/batch/batch';
import { withRecipe, type Recipe, type RecipeContent } from '../../../src-main/core/recipe/recipe';
import { FakeStorage } from './storage';

/** The calls about recipes. */
export class FakeRecipes extends FakeStorage implements Api<typeof recipeCalls> {
  recipes: readonly Recipe[] = [];
  /** What was asked to run a recipe: lists or files, and recipes, by their ids. */
  readonly recipeUses: (readonly [what: string, recipe: string])[] = [];

  listRecipes = () => this.reply('listRecipes', this.recipes);

  saveRecipe = (content: RecipeContent, replaced: string | undefined) => {
    this.recipes = withRecipe(this.recipes, { ...content, id: replaced ?? `recipe-${this.recipes.length + 1}` });
    return this.reply('saveRecipe', this.recipes);
  };

  deleteRecipe = (recipe: string) => {
    this.recipes = this.recipes.filter(({ id }) => id !== recipe);
    return this.reply('deleteRecipe', this.recipes);
  };

  useRecipe = (list: string, recipe: string) => {
    this.recipeUses.push([list, recipe]);
    return this.reply('useRecipe', undefined);
  };

  useRecipeForFile = (file: string, recipe: string) => {
    this.recipeUses.push([file, recipe]);
    const made: AcceptedInput = { kind: 'batch', id: 'made' };
    return this.reply('useRecipeForFile', made);
  };
}
