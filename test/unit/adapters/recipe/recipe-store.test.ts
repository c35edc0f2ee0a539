import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FileRecipeStore } from '../../../../src-main/adapters/recipe/recipe-store';
import { temporaryFolder } from '../../../fixtures/temp-dir';

const folder = temporaryFolder();
const recipe = {
  id: 'one',
  name: 'Evening',
  steps: [
    { profileId: 'lab', serviceName: 'cut', preparation: { picture: { longestSidePx: 640 } } },
    { profileId: 'farm', serviceName: 'count', owner: 'ana', title: 'Counter' },
  ],
};

describe('recipes on disk', () => {
  it('are none at first, and come back as they were', async () => {
    const path = join(folder(), 'recipes.json');
    expect(await new FileRecipeStore(path).list()).toEqual([]);
    await new FileRecipeStore(path).replace([recipe]);
    expect(await new FileRecipeStore(path).list()).toEqual([recipe]);
  });

  it('are set aside where they can’t be understood, and that is told', async () => {
    const path = join(folder(), 'damaged.json');
    await writeFile(path, '{"version": 1, "content": {"recipes": [{"id": ""');
    const told: string[] = [];
    expect(await new FileRecipeStore(path, (_path, reason) => told.push(reason)).list()).toEqual([]);
    expect(told).toEqual(['damaged']);
    expect((await readdir(folder())).filter((name) => name.startsWith('damaged.json.set-aside'))).toHaveLength(1);
  });
});
