import { mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenService } from '../../../../src-main/services/service/cluster-services';
import { WatchDesk } from '../../../../src-main/services/watch/watch-desk';
import { WatchService } from '../../../../src-main/services/watch/watch-service';
import { writeFiles } from '../../../fixtures/file-tree';
import { temporaryFolder } from '../../../fixtures/temp-dir';
import { RememberingLists, watchParts, watchPlan, type WatchClock } from '../../../fixtures/watch';

const folder = temporaryFolder();
const service = {
  name: 'echo',
  acceptedSuffixes: ['jpg'],
  logLevel: 'CRITICAL',
  minScale: 0,
  maxScale: 0,
  writesFiles: true,
};
const started: WatchService[] = [];
let lists: RememberingLists;
let clock: WatchClock;
let kept: ReturnType<typeof watchParts>['kept'];
let changes: () => void;

beforeEach(() => {
  lists = new RememberingLists();
  changes = () => undefined;
});

afterEach(async () => {
  await Promise.all(started.splice(0).map((watches) => watches.close()));
});

/** Starts the program, or starts it again with what is on disk. */
async function program(): Promise<WatchService> {
  const { parts, ...more } = watchParts(folder(), lists);
  ({ clock, kept } = more);
  let count = 0;
  const watches = new WatchService({
    ...parts,
    services: {
      openService: async (): Promise<OpenService> => ({
        profileId: 'lab',
        profileName: 'Field lab',
        service,
        accepts: ['jpg'],
        access: { endpoint: 'http://lab.example.org', token: 'secret', trust: { kind: 'system' } },
      }),
    },
    newId: () => `watch-${(count += 1)}`,
    onChange: () => changes(),
  });
  started.push(watches);
  await watches.open();
  return watches;
}

const at = (...names: readonly string[]) => join(folder(), ...names);
const request = (name: string, output: string, takesThere = false) => ({
  folder: at(name),
  plan: watchPlan(at(output)),
  takesThere,
});

/** Resolves once the watches are as wanted. */
function until(watches: WatchService, isMet: (all: WatchService['overviews']) => boolean): Promise<void> {
  return new Promise((resolve) => {
    changes = () => {
      if (isMet(watches.overviews)) resolve();
    };
    changes();
  });
}

describe('the folders that are watched', () => {
  it('are watched after the next start too, and know what is not to be taken', async () => {
    await writeFiles(folder(), { 'card/old.jpg': 'old', 'card/notes.txt': 'notes' });
    const first = await program();
    expect(await first.content(at('card'), watchPlan(at('results')))).toBe(1);
    await first.start(request('card', 'results'));
    await first.close();
    await writeFiles(folder(), { 'card/new.jpg': 'new' });
    const second = await program();
    await until(second, ([watch]) => watch?.arriving === 1);
    expect(second.overviews).toMatchObject([{ id: 'watch-1', status: { is: 'watching' }, arriving: 1 }]);
  });

  it('take what is there already if that is wanted', async () => {
    await writeFiles(folder(), { 'card/old.jpg': 'old' });
    const watches = await program();
    await watches.start(request('card', 'results', true));
    await until(watches, ([watch]) => watch?.arriving === 1);
  });

  it('are paused and go on, and are forgotten with what they took', async () => {
    await mkdir(at('card'));
    const watches = await program();
    const id = await watches.start(request('card', 'results'));
    await watches.pause(id);
    expect(watches.overviews).toMatchObject([{ status: { is: 'paused' } }]);
    await watches.close();
    const again = await program();
    expect(again.overviews).toMatchObject([{ status: { is: 'paused' } }]);
    await again.resume(id);
    expect(again.overviews).toMatchObject([{ status: { is: 'watching' } }]);
    await again.stop(id);
    await again.stop(id);
    expect(again.overviews).toEqual([]);
    expect(await readdir(at('watches'))).toEqual(['watches.json']);
  });

  it('are several, but never the same for the same results', async () => {
    await mkdir(at('card'));
    const watches = await program();
    const id = await watches.start(request('card', 'results'));
    await watches.pause(id);
    expect(await watches.start(request('card', 'results'))).toBe(id);
    expect(watches.overviews).toMatchObject([{ status: { is: 'watching' } }]);
    expect(await watches.start(request('card', 'others'))).not.toBe(id);
    expect(watches.overviews).toHaveLength(2);
  });

  it('run a recipe, once for the same results, and are told of by its name', async () => {
    await writeFiles(folder(), { 'card/a.jpg': 'a', 'card/notes.txt': 'notes' });
    const first = await program();
    const plan = { recipeId: 'evening', recipeName: 'Evening', outputFolder: at('results') };
    const wanted = { folder: at('card'), plan, takesThere: true };
    await expect(first.start(wanted)).rejects.toMatchObject({ info: { code: 'recipe-gone' } });
    expect(first.overviews).toEqual([]);
    kept.recipe = { id: 'evening', name: 'Evening', steps: [{ profileId: 'lab', serviceName: 'echo' }] };
    expect(await first.content(at('card'), plan)).toBe(1);
    const id = await first.start(wanted);
    expect(await first.start(wanted)).toBe(id);
    expect(await first.start(request('card', 'results'))).not.toBe(id);
    await first.close();
    const second = await program();
    expect(second.overviews).toMatchObject([
      { title: 'Evening', isRecipe: true },
      { title: 'echo', isRecipe: false },
    ]);
    await until(second, ([watch]) => watch?.status.is === 'held-up');
  });

  it('never get results of others in a circle, nor their own', async () => {
    for (const name of ['one', 'two']) await mkdir(at(name));
    const watches = await program();
    const refused = { info: { code: 'output-among-inputs' } };
    await expect(watches.start(request('one', 'one'))).rejects.toMatchObject(refused);
    await watches.start(request('one', 'two'));
    await expect(watches.start(request('two', 'one'))).rejects.toMatchObject(refused);
    expect(watches.overviews).toHaveLength(1);
  });

  it('are found again under another path, and know what they took', async () => {
    await writeFiles(folder(), { 'card/old.jpg': 'old' });
    const watches = await program();
    const id = await watches.start(request('card', 'results'));
    await rename(at('card'), at('card of May'));
    await watches.pause(id);
    await watches.resume(id);
    await until(watches, ([watch]) => watch?.status.is === 'away');
    await watches.move(id, at('card of May'));
    await until(watches, ([watch]) => watch?.status.is === 'watching');
    expect(watches.overviews).toMatchObject([{ arriving: 0, taken: 0 }]);
    expect(watches.overviews[0]?.folder.at(-1)).toBe('card of May');
  });

  it('leave nothing behind where they can not begin', async () => {
    const watches = await program();
    await expect(watches.start(request('gone', 'results'))).rejects.toMatchObject({
      info: { code: 'input-folder-gone', folder: 'gone' },
    });
    expect(watches.overviews).toEqual([]);
    expect(await readdir(folder())).toEqual([]);
    expect(clock.tickerCount).toBe(0);
  });
});

describe('a watch that is put together', () => {
  it('takes preparation and results of the list that it comes from, or has a folder of its own', async () => {
    await writeFiles(folder(), { 'card/a.jpg': 'a', 'card/b.jpg': 'b' });
    const watches = await program();
    const asked: unknown[] = [];
    const evening = { id: 'evening', name: 'Evening', steps: [{ profileId: 'lab', serviceName: 'echo' }] };
    kept.recipe = evening;
    const desk = new WatchDesk({
      recipes: { get: async () => evening },
      watches: {
        content: (...given) => watches.content(...given),
        start: async (given) => {
          asked.push(given);
          return 'one';
        },
      },
      batches: {
        exported: () => ({
          items: [],
          plan: {
            ...watchPlan(at('chosen')),
            template: '{name}',
            collision: 'skip',
            preparation: { sound: 'wav-16k-mono' },
          },
          startedAt: '',
        }),
      },
      defaults: { get: async () => ({ template: '{name}', collision: 'skip' }) },
      firstOutputFolder: at('OSCAR results'),
    });
    const chosen = { profileId: 'lab', serviceName: 'echo', title: 'Leaf/finder' };
    expect(await desk.draft(at('card'), chosen, undefined)).toMatchObject({
      files: 2,
      outputFolder: ['OSCAR results', 'card – Leaf_finder'],
    });
    await desk.draft(at('card'), chosen, 'list');
    await desk.start(true);
    expect(asked).toMatchObject([
      {
        folder: at('card'),
        takesThere: true,
        plan: { outputFolder: at('chosen'), serviceTitle: 'Leaf/finder', preparation: { sound: 'wav-16k-mono' } },
      },
    ]);
    expect(await desk.changeOutput(at('other'))).toBeUndefined();
    expect(await desk.changeWork(chosen)).toBeUndefined();

    await desk.draft(at('card'), chosen, undefined);
    expect(await desk.changeWork({ recipeId: 'evening' })).toMatchObject({
      outputFolder: ['OSCAR results', 'card – Evening'],
    });
    await desk.changeOutput(at('other'));
    expect(await desk.changeWork(chosen)).toMatchObject({ outputFolder: [expect.anything(), 'other'] });
    await desk.changeWork({ recipeId: 'evening' });
    kept.recipe = undefined;
    await expect(desk.changeWork({ recipeId: 'evening' })).rejects.toMatchObject({ info: { code: 'recipe-gone' } });
    await desk.start(false);
    expect(asked.at(-1)).toEqual({
      folder: at('card'),
      takesThere: false,
      plan: { recipeId: 'evening', recipeName: 'Evening', outputFolder: at('other') },
    });
  });
});
