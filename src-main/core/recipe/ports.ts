import type { Recipe } from './recipe';

/** Where recipes are kept. */
export interface RecipeStore {
  list(): Promise<readonly Recipe[]>;
  /** @throws AppError `disk-full`, `permission-denied`, `folder-gone` */
  replace(recipes: readonly Recipe[]): Promise<void>;
}
