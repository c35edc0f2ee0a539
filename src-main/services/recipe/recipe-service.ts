import { AppError } from '../../core/ground/error';
import { InTurn } from '../../core/ground/in-turn';
import type { RecipeStore } from '../../core/recipe/ports';
import {
  freeRecipeName,
  mostRecipes,
  recipeNamed,
  withRecipe,
  type Recipe,
  type RecipeContent,
} from '../../core/recipe/recipe';

/** What the service works with. */
export interface RecipeServiceParts {
  readonly store: RecipeStore;
  readonly newId: () => string;
}

/** Keeps recipes. Two never have the same name, whatever its upper and lower case. */
export class RecipeService {
  readonly #turns = new InTurn();

  constructor(private readonly parts: RecipeServiceParts) {}

  /** All recipes, in the order in which they were made. */
  async list(): Promise<readonly Recipe[]> {
    return this.#turns.do(() => this.parts.store.list());
  }

  /** The recipe of an id. @throws AppError `recipe-gone` */
  async get(id: string): Promise<Recipe> {
    const recipe = (await this.list()).find((one) => one.id === id);
    if (!recipe) throw new AppError({ code: 'recipe-gone' });
    return recipe;
  }

  /** The recipe of an id or, where it was made again, of the same name. @throws AppError `recipe-gone` */
  async getOrNamed(id: string, name: string): Promise<Recipe> {
    const recipes = await this.list();
    const recipe = recipes.find((one) => one.id === id) ?? recipeNamed(recipes, name);
    if (!recipe) throw new AppError({ code: 'recipe-gone' });
    return recipe;
  }

  /** The recipe of a name. @throws AppError `recipe-gone` */
  async named(name: string): Promise<Recipe> {
    const recipe = recipeNamed(await this.list(), name);
    if (!recipe) throw new AppError({ code: 'recipe-gone' });
    return recipe;
  }

  /**
   * Keeps a recipe; where its name is taken, it gets a number.
   * @param id of the recipe that it replaces
   * @returns all recipes
   * @throws AppError `recipes-full`, or of writing
   */
  async save(content: RecipeContent, id?: string): Promise<readonly Recipe[]> {
    return this.#change((recipes) => {
      const taken = recipes.filter((one) => one.id !== id).map(({ name }) => name);
      const name = freeRecipeName(content.name, taken);
      return withRecipe(recipes, { ...content, name, id: id ?? this.parts.newId() });
    });
  }

  /**
   * Keeps recipes of another computer under their ids, all or none, each in the place of the one with its id; a name that is taken gets
   * a number.
   * @throws AppError `recipes-full`, or of writing
   */
  async take(moved: readonly Recipe[]): Promise<void> {
    await this.#change((recipes) =>
      moved.reduce<readonly Recipe[]>((all, recipe) => {
        const taken = all.filter(({ id }) => id !== recipe.id).map(({ name }) => name);
        return withRecipe(all, { ...recipe, name: freeRecipeName(recipe.name, taken) });
      }, recipes),
    );
  }

  /** Forgets a recipe. Lists that run it go on. @returns all recipes @throws AppError of writing */
  async delete(id: string): Promise<readonly Recipe[]> {
    return this.#change((recipes) => recipes.filter((one) => one.id !== id));
  }

  /** Resolves when everything that was asked for is written. */
  async allDone(): Promise<void> {
    await this.#turns.allDone();
  }

  async #change(change: (recipes: readonly Recipe[]) => readonly Recipe[]): Promise<readonly Recipe[]> {
    return this.#turns.do(async () => {
      const recipes = change(await this.parts.store.list());
      if (recipes.length > mostRecipes) throw new AppError({ code: 'recipes-full', most: mostRecipes });
      await this.parts.store.replace(recipes);
      return recipes;
    });
  }
}
