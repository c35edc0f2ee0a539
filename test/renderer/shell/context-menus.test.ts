import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import App from '../../../src-renderer/App.svelte';
import { result } from '../builders';
import { FakeOscar } from '../fake-api';

const user = userEvent.setup();
let oscar: FakeOscar;

beforeEach(() => {
  oscar = new FakeOscar();
});

async function openService(): Promise<void> {
  render(App, { oscar });
  await user.click(await screen.findByRole('button', { name: 'Practise without a cluster' }));
  await user.click(await screen.findByRole('option', { name: /Black and white/ }));
}

async function finishWith(answer = result()): Promise<HTMLElement> {
  await openService();
  await user.click(screen.getByRole('button', { name: 'Try the sample' }));
  await screen.findByRole('button', { name: /^Remove/ });
  await user.click(screen.getByRole('button', { name: 'Run' }));
  oscar.finish(answer);
  return screen.findByRole('region', { name: /^Result of/ });
}

describe('a context menu', () => {
  it('of a service marks it and changes its words', async () => {
    await openService();
    oscar.chosenLine = 'Add to favourites';
    await fireEvent.contextMenu(screen.getByRole('option', { name: /Cow says/ }));
    expect(oscar.contextMenu).toEqual(['Add to favourites', 'Edit name and purpose…', 'New recipe with this service…']);
    expect(await screen.findByRole('option', { name: /Cow says Favourite/ })).toBeVisible();
    oscar.chosenLine = 'Edit name and purpose…';
    await fireEvent.contextMenu(screen.getByRole('option', { name: /Cow says/ }));
    expect(oscar.contextMenu[0]).toBe('Remove from favourites');
    expect(await screen.findByRole('dialog', { name: 'What to call cowsay' })).toBeVisible();
  });

  it('of a service begins a recipe with it', async () => {
    await openService();
    oscar.chosenLine = 'New recipe with this service…';
    await fireEvent.contextMenu(screen.getByRole('option', { name: /Cow says/ }));
    const dialog = await screen.findByRole('dialog', { name: 'New recipe' });
    expect(within(dialog).getByRole('listitem')).toHaveTextContent('Cow says');
  });

  it('of a result has what can be done with it', async () => {
    const region = await finishWith();
    oscar.chosenLine = 'Save as…';
    await fireEvent.contextMenu(region);
    expect(oscar.contextMenu).toEqual(['Save as…', 'Copy to the clipboard', 'Open in its usual program']);
    await within(region).findByText(/^Saved as/);
    await fireEvent.contextMenu(region);
    expect(oscar.contextMenu).toContain('Show in folder');
  });

  it('of a sound does not offer to copy it', async () => {
    const region = await finishWith(result({ kind: 'audio' }, { mediaType: 'audio/wav' }));
    await fireEvent.contextMenu(region);
    expect(oscar.contextMenu).toEqual(['Save as…', 'Open in its usual program']);
  });

  it('is not opened over a broken result, or instead of the one of a field', async () => {
    const region = await finishWith(result({}, { verdict: 'damaged' }));
    expect(await fireEvent.contextMenu(region)).toBe(true);
    expect(await fireEvent.contextMenu(screen.getByRole('searchbox', { name: 'Find a service' }))).toBe(true);
    expect(oscar.contextMenu).toEqual([]);
  });
});

describe('about', () => {
  it('tells the versions, the day, the sandbox, and the way to the licences', async () => {
    await openService();
    oscar.chooseCommand('about');
    const about = within(await screen.findByRole('dialog', { name: 'About OSCAR Desktop' }));
    for (const fact of ['1.2.3', '45.0.0', '150.0.0.0', '24.0.0', 'Mar 5, 2026', /^On: /])
      expect(about.getByText(fact)).toBeVisible();
    await user.click(about.getByRole('button', { name: 'Show the licences' }));
    expect(oscar.batchCalls).toContainEqual(['showLicences']);
  });
});
