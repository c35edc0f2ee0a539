import { describe, expect, it } from 'vitest';
import { mostRecipes, type Recipe } from '../../../../src-main/core/recipe/recipe';
import { RecipeService } from '../../../../src-main/services/recipe/recipe-service';

const steps = [{ profileId: 'lab', serviceName: 'cut' }];

function service(kept: readonly Recipe[] = []) {
  let recipes = kept;
  let made = 0;
  const store = {
    list: async () => recipes,
    replace: async (all: readonly Recipe[]) => {
      recipes = all;
    },
  };
  return new RecipeService({ store, newId: () => `new-${(made += 1)}` });
}

describe('recipes', () => {
  it('are kept under names of their own, also where two are saved at the same time', async () => {
    const recipes = service();
    await Promise.all([recipes.save({ name: 'Evening', steps }), recipes.save({ name: 'EVENING', steps })]);
    expect((await recipes.list()).map(({ id, name }) => [id, name])).toEqual([
      ['new-1', 'Evening'],
      ['new-2', 'EVENING (2)'],
    ]);
    expect((await recipes.named('evening (2)')).id).toBe('new-2');
  });

  it('are found by their id, and by their name where they were made again', async () => {
    const recipes = service([
      { id: 'one', name: 'Evening', steps },
      { id: 'two', name: 'Night', steps },
    ]);
    expect((await recipes.getOrNamed('one', 'Night')).name).toBe('Evening');
    expect((await recipes.getOrNamed('gone', 'night')).id).toBe('two');
    await expect(recipes.getOrNamed('gone', 'Morning')).rejects.toMatchObject({ info: { code: 'recipe-gone' } });
  });

  it('keep their name and place when they are edited', async () => {
    const recipes = service([
      { id: 'one', name: 'Evening', steps },
      { id: 'two', name: 'Night', steps },
    ]);
    const all = await recipes.save({ name: 'Evening', steps: [...steps, ...steps] }, 'one');
    expect(all.map(({ id, name, steps: { length } }) => [id, name, length])).toEqual([
      ['one', 'Evening', 2],
      ['two', 'Night', 1],
    ]);
  });

  it('are gone once they are deleted, which is said', async () => {
    const recipes = service([{ id: 'one', name: 'Evening', steps }]);
    expect(await recipes.delete('one')).toEqual([]);
    await expect(recipes.get('one')).rejects.toMatchObject({ info: { code: 'recipe-gone' } });
    await expect(recipes.named('Evening')).rejects.toMatchObject({ info: { code: 'recipe-gone' } });
  });

  it('are not more than can be kept, and none is lost when there are', async () => {
    const full = Array.from({ length: mostRecipes }, (_, index) => ({
      id: `${index}`,
      name: `Recipe ${index}`,
      steps,
    }));
    const recipes = service(full);
    await expect(recipes.save({ name: 'One more', steps })).rejects.toMatchObject({ info: { code: 'recipes-full' } });
    expect(await recipes.list()).toEqual(full);
  });
});
