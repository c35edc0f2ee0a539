import * as v from 'valibot';
import { recipesSchema, type Recipe } from '../../core/recipe/recipe';
import type { RecipeStore } from '../../core/recipe/ports';
import { JsonFile, type OnSetAside } from '../documents/json-file';

const schema = v.object({ recipes: recipesSchema });

/** Recipes in a JSON document. */
export class FileRecipeStore implements RecipeStore {
  readonly #file: JsonFile<v.InferOutput<typeof schema>>;

  /**
   * @param path of the document, such as `<user data>/recipes.json`
   * @param onSetAside is told when the document can't be understood
   */
  constructor(path: string, onSetAside?: OnSetAside) {
    this.#file = new JsonFile(path, 1, schema, onSetAside);
  }

  async list(): Promise<readonly Recipe[]> {
    return (await this.#file.read())?.recipes ?? [];
  }

  async replace(recipes: readonly Recipe[]): Promise<void> {
    await this.#file.write({ recipes });
  }
}
