import { render, screen, waitFor, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import axe from 'axe-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { serviceKey } from '../../../src-main/core/service/service-key';
import App from '../../../src-renderer/App.svelte';
import { carryOut } from '../../../src-renderer/shell/commands';
import { createAppState, type AppState } from '../../../src-renderer/shell/context';
import { batchOverview, inputFile, service } from '../builders';
import { FakeOscar } from '../fake-api';

const user = userEvent.setup();
let oscar: FakeOscar;
const steps = ['grayscale', 'labels'].map((serviceName) => ({
  profileId: 'practice',
  serviceName,
  title: serviceName,
}));
const evening = { id: 'evening', name: 'Evening', steps };

async function accessibilityProblems(part: HTMLElement): Promise<string[]> {
  const { violations } = await axe.run(part, { rules: { 'color-contrast': { enabled: false } } });
  return violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(' ')}`);
}

beforeEach(() => {
  oscar = new FakeOscar();
  oscar.services = [service('grayscale'), service('labels')];
});

describe('recipes in the window', () => {
  async function open(): Promise<void> {
    render(App, { oscar });
    await user.click(await screen.findByRole('button', { name: 'Practise without a cluster' }));
    await screen.findByRole('option', { name: /Black and white/ });
  }

  const list = () => screen.queryByRole('region', { name: 'Recipes' });
  const titles = (dialog: HTMLElement) =>
    within(dialog)
      .getAllByRole('listitem')
      .map((item) => item.querySelector('bdi')?.textContent);

  it('are not spoken of before there is one', async () => {
    await open();
    expect(list()).not.toBeInTheDocument();
  });

  it('are made by choosing services, in an order that can be changed', async () => {
    await open();
    oscar.chooseCommand('new-recipe');
    const dialog = await screen.findByRole('dialog', { name: 'New recipe' });
    const inside = within(dialog);
    await user.click(inside.getByRole('button', { name: 'Keep' }));
    expect(inside.getByRole('textbox', { name: 'Name' })).toBeInvalid();
    expect(oscar.recipes).toEqual([]);

    await user.type(inside.getByRole('textbox', { name: 'Name' }), ' Evening ');
    for (const title of ['Black and white', 'labels', 'labels']) {
      await user.selectOptions(inside.getByRole('combobox', { name: 'Service' }), title);
      await user.click(inside.getByRole('button', { name: 'Add step' }));
    }
    expect(titles(dialog)).toEqual(['Black and white', 'labels', 'labels']);
    expect(await accessibilityProblems(dialog)).toEqual([]);
    await user.click(inside.getByRole('button', { name: 'Move Black and white down' }));
    expect(inside.getByRole('status')).toHaveTextContent('Black and white is step 2 of 3');
    const [first] = inside.getAllByRole('button', { name: 'Take labels out' });
    if (first) await user.click(first);
    expect(titles(dialog)).toEqual(['Black and white', 'labels']);
    await user.click(inside.getByRole('button', { name: 'Keep' }));

    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    expect(oscar.recipes).toMatchObject([
      { name: 'Evening', steps: [{ serviceName: 'grayscale' }, { serviceName: 'labels' }] },
    ]);
    expect(screen.getByRole('heading', { name: 'Evening' })).toBeVisible();
    await waitFor(() => expect(screen.getByRole('region', { name: 'Evening' })).toHaveFocus());
    const recipes = within(screen.getByRole('region', { name: 'Recipes' }));
    expect(recipes.getByRole('button', { name: 'Evening Black and white → labels' })).toHaveAttribute(
      'aria-current',
      'true',
    );
    await user.click(screen.getByRole('option', { name: /labels/ }));
    expect(screen.queryByRole('heading', { name: 'Evening' })).not.toBeInTheDocument();
  });

  it('are edited, and have names of their own', async () => {
    oscar.recipes = [evening, { ...evening, id: 'night', name: 'Night' }];
    await open();
    await user.click(await screen.findByRole('button', { name: /^Evening/ }));
    await user.click(screen.getByRole('button', { name: 'Edit…' }));
    const dialog = within(screen.getByRole('dialog', { name: 'Edit recipe' }));
    const name = dialog.getByRole('textbox', { name: 'Name' });
    await user.clear(name);
    await user.type(name, 'night');
    await user.click(dialog.getByRole('button', { name: 'Keep' }));
    expect(name).toBeInvalid();
    await user.type(name, 'fall');
    await user.click(dialog.getByRole('button', { name: 'Keep' }));
    await waitFor(() =>
      expect(oscar.recipes.map(({ id, name: kept }) => [id, kept])).toEqual([
        ['evening', 'nightfall'],
        ['night', 'Night'],
      ]),
    );
  });

  it('say how each step prepares its files, and keep it', async () => {
    const sound = 'wav-16k-mono' as const;
    oscar.recipes = [
      { ...evening, steps: steps.map((step, at) => (at === 1 ? { ...step, preparation: { sound } } : step)) },
    ];
    await open();
    await user.click(await screen.findByRole('button', { name: /^Evening/ }));
    await user.click(screen.getByRole('button', { name: 'Edit…' }));
    const dialog = within(screen.getByRole('dialog', { name: 'Edit recipe' }));
    await user.click(dialog.getByText('Before sending: as it is'));
    const [first, second] = dialog.getAllByRole('listitem').map((item) => within(item));
    if (!first || !second) throw new Error('There are no steps.');
    await user.selectOptions(first.getByRole('combobox', { name: 'Longest side' }), '1,024 pixels');
    expect(first.getByText('Before sending: 1,024 pixels')).toBeVisible();
    await user.click(second.getByText('Before sending: sound as WAV, mono'));
    await user.click(second.getByRole('checkbox', { name: /^Send the sound as WAV/ }));
    expect(second.getByText('Before sending: as it is')).toBeVisible();
    expect(await accessibilityProblems(screen.getByRole('dialog', { name: 'Edit recipe' }))).toEqual([]);
    await user.click(dialog.getByRole('button', { name: 'Keep' }));
    const [grey, labels] = steps;
    await waitFor(() =>
      expect(oscar.recipes[0]?.steps).toEqual([{ ...grey, preparation: { picture: { longestSidePx: 1024 } } }, labels]),
    );
  });

  it('are deleted, and the last one takes their place with it', async () => {
    oscar.recipes = [evening];
    await open();
    await user.click(await screen.findByRole('button', { name: /^Evening/ }));
    await user.click(screen.getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(list()).not.toBeInTheDocument());
    await waitFor(() => expect(screen.getByRole('region', { name: 'Services' })).toHaveFocus());
  });

  it('say why they could not be kept, and lose nothing of it', async () => {
    oscar.refuse('saveRecipe', { code: 'disk-full', folder: 'OSCAR Desktop' });
    oscar.recipes = [evening];
    await open();
    await user.click(await screen.findByRole('button', { name: /^Evening/ }));
    await user.click(screen.getByRole('button', { name: 'Edit…' }));
    const dialog = within(screen.getByRole('dialog'));
    await user.click(dialog.getByRole('button', { name: 'Keep' }));
    expect(await dialog.findByText(/is full/)).toBeVisible();
    expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveValue('Evening');
  });
});

describe('a chosen recipe', () => {
  let app: AppState;

  beforeEach(async () => {
    oscar.recipes = [evening];
    app = createAppState(oscar);
    await app.cluster.openPractice();
    await app.recipes.load();
    app.recipes.select('evening');
  });

  it('makes a list of one file', async () => {
    oscar.acceptedInput = { kind: 'file', file: inputFile('leaf.jpg') };
    oscar.batch = batchOverview({ id: 'made' });
    await app.intake.takeFiles([new File(['x'], 'leaf.jpg')]);
    await waitFor(() => expect(app.batch.isShown).toBe(true));
    expect(oscar.recipeUses).toEqual([[inputFile('leaf.jpg').id, 'evening']]);
    expect(app.intake.waiting).toBeUndefined();
  });

  it('is what a list runs, which is asked for once', async () => {
    await Promise.all([app.recipes.follow('one'), app.recipes.follow('one'), app.recipes.follow('two')]);
    expect(oscar.recipeUses).toEqual([
      ['one', 'evening'],
      ['two', 'evening'],
    ]);
  });

  it('is asked for again where a service was chosen meanwhile', async () => {
    await app.recipes.follow('one');
    app.recipes.select('evening');
    await app.recipes.follow('one');
    expect(oscar.recipeUses).toHaveLength(2);
  });

  it('gives way to a list that is opened, also where its service is gone', async () => {
    oscar.tellBatch(batchOverview({ profileId: 'practice', serviceName: 'gone' }));
    await app.batchFocus.show();
    expect(app.cluster.current).toBeUndefined();
    expect(app.recipes.current).toBeUndefined();
  });

  it('is chosen again with a list that waits for it', async () => {
    app.recipes.leave();
    const recipe = { id: 'evening', name: 'Evening', step: 1, steps: 2 };
    const phase = { status: 'ready' } as const;
    oscar.tellBatch(batchOverview({ profileId: 'practice', serviceName: 'grayscale', phase, recipe }));
    await app.batchFocus.show();
    expect(app.recipes.current?.id).toBe('evening');
  });

  it('runs on what comes into a folder, as does that of the shown list, for which its service stands where it is gone', async () => {
    carryOut(app, 'watch-folder');
    const recipe = { id: 'evening', name: 'Evening', step: 1, steps: 2 };
    oscar.tellBatch(batchOverview({ id: 'shown', profileId: 'practice', serviceName: 'grayscale', recipe }));
    await app.batchFocus.show();
    carryOut(app, 'watch-folder');
    await app.recipes.delete('evening');
    carryOut(app, 'watch-folder');
    expect(oscar.watchesAsked).toEqual([
      ['draft', 'evening', undefined],
      ['draft', 'evening', 'shown'],
      ['draft', 'grayscale', 'shown'],
    ]);
  });

  it('is left for a service that is chosen', () => {
    const [first] = app.cluster.services;
    expect(app.recipes.current?.id).toBe('evening');
    if (first) app.cluster.select(serviceKey(first));
    expect(app.recipes.current).toBeUndefined();
  });
});
