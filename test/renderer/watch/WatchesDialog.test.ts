import axe from 'axe-core';
import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { WatchOverview } from '../../../src-main/core/watch/watch';
import WatchDialog from '../../../src-renderer/watch/WatchDialog.svelte';
import WatchesDialog from '../../../src-renderer/watch/WatchesDialog.svelte';
import { WatchesState } from '../../../src-renderer/watch/watches.svelte';
import { FakeOscar } from '../fake-api';

const watch: WatchOverview = {
  id: 'one',
  folder: ['media', 'card'],
  outputFolder: ['Documents', 'results'],
  title: 'Leaf finder',
  isRecipe: false,
  status: { is: 'watching' },
  taken: 1234,
  doubles: 1,
  arriving: 2,
  unreadable: ['closed'],
  last: { name: 'IMG_1.jpg', at: '2026-05-01T10:00:00.000Z' },
  list: 'list',
};
let oscar: FakeOscar;
let watches: WatchesState;

beforeEach(() => {
  oscar = new FakeOscar();
  watches = new WatchesState(oscar);
});

const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));

describe('the watched folders', () => {
  it('tell what each does, and are paused, ended and shown', async () => {
    oscar.tellWatches([watch]);
    const onshowlist = vi.fn();
    render(WatchesDialog, { watches, onshowlist });
    expect(screen.getByRole('region', { name: 'media › card' })).toHaveTextContent(
      /Watching · 1,234 files taken · last IMG_1\.jpg, .+ · 2 still coming in · 1 left out/,
    );
    expect(screen.getByText('Can’t be read: closed')).toBeVisible();
    await press('Show the list');
    expect(onshowlist).toHaveBeenCalledWith('list');
    await press('Pause');
    await press('Stop watching');
    await press('Keep watching');
    await press('Stop watching');
    await userEvent.click(screen.getAllByRole('button', { name: 'Stop watching' }).at(-1) as HTMLElement);
    expect(oscar.watchesAsked).toEqual([
      ['pauseWatch', 'one'],
      ['stopWatch', 'one'],
    ]);
  });

  it('name the recipe that runs', () => {
    oscar.tellWatches([{ ...watch, title: 'Evening', isRecipe: true }]);
    render(WatchesDialog, { watches, onshowlist: () => undefined });
    expect(screen.getByText('Recipe: Evening → Documents › results')).toBeVisible();
  });

  it('say that a folder is away, and where it can be chosen again', async () => {
    oscar.tellWatches([{ ...watch, status: { is: 'away', reason: { code: 'input-folder-gone', folder: 'card' } } }]);
    render(WatchesDialog, { watches, onshowlist: () => undefined });
    expect(screen.getByText('It goes on by itself once this is over.')).toBeVisible();
    const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
    await press('Choose the folder again…');
    expect(oscar.watchesAsked).toEqual([['moveWatch', 'one']]);
  });
});

describe('the question before a folder is watched', () => {
  it('asks about what is there already, and leaves it alone unless told otherwise', async () => {
    oscar.watchDraft = { folder: ['media', 'card'], outputFolder: ['results'], files: 50_000 };
    await watches.begin({ profileId: 'lab', serviceName: 'leaves', title: 'Leaf finder' });
    if (!watches.draft) throw new Error('Nothing is asked.');
    render(WatchDialog, { watches, draft: watches.draft, recipes: [] });
    expect(screen.getByRole('group', { name: '50,000 files are there already' })).toBeVisible();
    expect(screen.getByRole('radio', { name: 'Only what comes from now on' })).toBeChecked();
    await userEvent.click(screen.getByRole('radio', { name: 'Those too' }));
    await press('Watch this folder');
    expect(oscar.watchesAsked.at(-1)).toEqual(['start', true]);
  });

  it('asks nothing about an empty folder', async () => {
    oscar.watchDraft = { folder: ['card'], outputFolder: ['results'], files: 0 };
    await watches.begin({ profileId: 'lab', serviceName: 'leaves' });
    if (!watches.draft) throw new Error('Nothing is asked.');
    render(WatchDialog, { watches, draft: watches.draft, recipes: [] });
    expect(screen.queryByRole('radio')).toBeNull();
  });

  it('offers the recipes beside the service, if there are any', async () => {
    oscar.watchDraft = { folder: ['card'], outputFolder: ['results'], files: 0 };
    await watches.begin({ profileId: 'lab', serviceName: 'leaves', title: 'Leaf finder' });
    if (!watches.draft) throw new Error('Nothing is asked.');
    const { rerender } = render(WatchDialog, { watches, draft: watches.draft, recipes: [] });
    expect(screen.queryByRole('combobox')).toBeNull();
    const recipes = [{ id: 'evening', name: 'Evening', steps: [] }];
    await rerender({ recipes });
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'What runs' }), 'Recipe: Evening');
    await rerender({ draft: watches.draft });
    expect(screen.getByRole('dialog', { name: 'Watch a folder with Evening' })).toBeVisible();
    const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'What runs' }), 'Leaf finder');
    expect(oscar.watchesAsked.slice(1)).toEqual([
      ['change', 'evening'],
      ['change', 'leaves'],
    ]);
  });
});
