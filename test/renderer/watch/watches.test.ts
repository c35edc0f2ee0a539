import { beforeEach, describe, expect, it } from 'vitest';
import type { WatchOverview, WatchStatus } from '../../../src-main/core/watch/watch';
import { WatchesState } from '../../../src-renderer/watch/watches.svelte';
import { FakeOscar } from '../fake-api';

const watch = (status: WatchStatus): WatchOverview => ({
  id: 'one',
  folder: ['media', 'card'],
  outputFolder: ['Documents', 'results'],
  title: 'Leaf finder',
  isRecipe: false,
  status,
  taken: 3,
  doubles: 0,
  arriving: 0,
  unreadable: [],
  list: 'list',
});
const service = { profileId: 'lab', serviceName: 'leaves', title: 'Leaf finder' };
const away = { is: 'away', reason: { code: 'input-folder-gone', folder: 'card' } } as const;
let oscar: FakeOscar;
let watches: WatchesState;

beforeEach(() => {
  oscar = new FakeOscar();
  watches = new WatchesState(oscar);
});

describe('watched folders', () => {
  it('are told of by the most important of them', () => {
    const signs = (...all: readonly WatchStatus[]) => {
      oscar.tellWatches(all.map(watch));
      return watches.sign;
    };
    expect(signs()).toBeUndefined();
    expect(signs({ is: 'paused' })).toBe('paused');
    expect(signs({ is: 'paused' }, { is: 'watching' })).toBe('watching');
    expect(signs({ is: 'watching' }, away)).toBe('trouble');
  });

  it('are those that were told of last, whichever comes first, reply or event', async () => {
    oscar.watches = [watch({ is: 'watching' })];
    await watches.load();
    expect(watches.watches).toHaveLength(1);
    const other = new WatchesState(oscar);
    const loading = other.load();
    oscar.tellWatches([]);
    await loading;
    expect(other.watches).toEqual([]);
  });

  it('are asked about before they are watched', async () => {
    await watches.begin(service);
    expect(watches.draft).toBeUndefined();
    oscar.watchDraft = { folder: ['media', 'card'], outputFolder: ['results'], files: 12 };
    await watches.begin(service, 'list');
    expect(watches.draft).toMatchObject({ work: service, files: 12 });
    watches.takesThere = true;
    await watches.start();
    expect(watches.draft).toBeUndefined();
    await watches.begin(service);
    expect(watches.takesThere).toBe(false);
    expect(oscar.watchesAsked).toEqual([
      ['draft', 'leaves', undefined],
      ['draft', 'leaves', 'list'],
      ['start', true],
      ['draft', 'leaves', undefined],
    ]);
  });

  it('may run a recipe instead, and what was chosen before where that can not be', async () => {
    oscar.watchDraft = { folder: ['media', 'card'], outputFolder: ['card – Leaf finder'], files: 12 };
    await watches.begin(service);
    oscar.watchDraft = { folder: ['media', 'card'], outputFolder: ['card – Evening'], files: 20 };
    await watches.chooseWork({ recipeId: 'evening' });
    expect(watches.draft).toMatchObject({ work: { recipeId: 'evening' }, files: 20, first: service });
    const error = { code: 'recipe-gone' } as const;
    oscar.refuse('changeWatchWork', error);
    const changing = watches.chooseWork({ recipeId: 'night' });
    expect(watches.draft).toMatchObject({ work: { recipeId: 'night' } });
    // It is pressed before the answer is there, and what was wanted can't be.
    await watches.start();
    await changing;
    expect(watches.draft).toMatchObject({ work: { recipeId: 'evening' }, files: 20 });
    expect(watches.error).toEqual(error);
    await watches.start();
    expect(oscar.watchesAsked).toEqual([
      ['draft', 'leaves', undefined],
      ['change', 'evening'],
      ['change', 'night'],
      ['start', false],
    ]);
  });

  it('say what is in the way, and keep what was asked', async () => {
    oscar.watchDraft = { folder: ['card'], outputFolder: ['card'], files: 0 };
    await watches.begin(service);
    const error = { code: 'output-among-inputs', folder: 'card' } as const;
    oscar.refuse('startWatch', error);
    await watches.start();
    expect(watches.error).toEqual(error);
    expect(watches.draft).toBeDefined();
    watches.leaveDraft();
    expect(watches.error).toBeUndefined();
  });
});
