import { render, screen } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CommandId } from '../../../src-main/contract/commands';
import App from '../../../src-renderer/App.svelte';
import { batchOverview } from '../builders';
import { FakeOscar } from '../fake-api';

const user = userEvent.setup();
let oscar: FakeOscar;

beforeEach(() => {
  oscar = new FakeOscar();
});

async function openPractice(): Promise<void> {
  render(App, { oscar });
  await user.click(await screen.findByRole('button', { name: 'Practise without a cluster' }));
  await screen.findByRole('option', { name: /Black and white/ });
}

/** The commands that the menu bar offers now. */
const enabled = () => oscar.offeredCommands.filter(({ isEnabled }) => isEnabled).map(({ id }) => id);

/** Chooses in the menu bar, and waits until the window has followed. */
async function choose(id: CommandId): Promise<void> {
  oscar.chooseCommand(id);
  await Promise.resolve();
}

describe('the commands that the menu bar offers', () => {
  it('are those that can be carried out in the view', async () => {
    render(App, { oscar });
    await screen.findByRole('button', { name: 'Add connection' });
    expect(enabled()).toContain('add-connection');
    expect(enabled()).not.toContain('choose-files');
    await user.click(screen.getByRole('button', { name: 'Practise without a cluster' }));
    await user.click(await screen.findByRole('option', { name: /Black and white/ }));
    expect(enabled()).toEqual(expect.arrayContaining(['choose-files', 'try-sample', 'go-to-result', 'connections']));
    expect(enabled()).not.toContain('run');
    await choose('try-sample');
    await screen.findByRole('button', { name: /^Remove/ });
    expect(enabled()).toContain('run');
    await choose('run');
    expect(enabled()).toContain('stop');
    expect(enabled()).not.toContain('save');
    oscar.finish();
    await screen.findByRole('button', { name: 'Save as…' });
    expect(enabled()).toContain('save');
    expect(enabled()).not.toContain('stop');
  });

  it('are none but help while a dialog waits for its answer', async () => {
    await openPractice();
    await choose('settings');
    expect(await screen.findByRole('dialog', { name: 'Settings' })).toBeVisible();
    expect(enabled()).toEqual(['help', 'keyboard', 'first-steps', 'about']);
    await choose('history');
    await user.click(screen.getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('region', { name: 'History' })).toBeNull();
    expect(enabled()).toContain('history');
  });

  it('speak the language of the window', async () => {
    await openPractice();
    await choose('settings');
    await user.selectOptions(await screen.findByLabelText('Language'), 'es');
    expect(oscar.offeredCommands.find(({ id }) => id === 'history')?.title).toBe('Historial');
  });
});

describe('a command chosen in the menu bar', () => {
  it('does what its key does', async () => {
    await openPractice();
    await user.click(screen.getByRole('option', { name: /Black and white/ }));
    await choose('go-to-result');
    expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Result' }));
    await user.keyboard('{Alt>}[Digit2]{/Alt}');
    expect(document.activeElement?.id).toBe('region-input');
    await choose('connections');
    expect(await screen.findByRole('menu', { name: 'Connections' })).toBeVisible();
  });

  it('opens the history and leaves it, as Escape does', async () => {
    await openPractice();
    await choose('history');
    expect(await screen.findByRole('heading', { name: 'History' })).toBeVisible();
    expect(enabled()).toContain('back-to-services');
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('heading', { name: 'History' })).toBeNull();
  });

  it('asks before it stops a run, and no more once the run has ended', async () => {
    await openPractice();
    await user.click(screen.getByRole('option', { name: /Black and white/ }));
    await choose('try-sample');
    await screen.findByRole('button', { name: /^Remove/ });
    await user.keyboard('{Control>}{Enter}{/Control}');
    await choose('stop');
    expect(await screen.findByRole('dialog', { name: 'Stop this run?' })).toBeVisible();
    oscar.finish();
    await screen.findByRole('button', { name: 'Save as…' });
    expect(screen.queryByRole('dialog')).toBeNull();
    await choose('run');
    expect(oscar.requests).toHaveLength(2);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('gives a result the window to itself until Escape', async () => {
    await openPractice();
    await user.click(screen.getByRole('option', { name: /Black and white/ }));
    expect(enabled()).not.toContain('result-alone');
    await choose('try-sample');
    await screen.findByRole('button', { name: /^Remove/ });
    await choose('run');
    oscar.finish();
    await screen.findByRole('button', { name: 'Save as…' });
    await user.keyboard('{F11}');
    const result = screen.getByRole('region', { name: /^Result of/ });
    expect(document.activeElement).toBe(result);
    expect(screen.queryByRole('region', { name: 'Services' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'History' })).toBeNull();
    expect(screen.getByRole('heading', { level: 1, name: 'OSCAR Desktop' })).toBeInTheDocument();
    await user.keyboard('{Escape}');
    expect(screen.getByRole('region', { name: 'Services' })).toBeVisible();

    await user.click(screen.getByRole('button', { name: 'Show the result alone' }));
    // What comes next is prepared with the rest of the window.
    await choose('history');
    expect(await screen.findByRole('heading', { name: 'History' })).toBeVisible();
    expect(screen.getByRole('button', { name: 'History' })).toBeVisible();
  });

  it('begins a list of files once it can be begun', async () => {
    oscar.batch = batchOverview({ serviceName: '' });
    await openPractice();
    await user.click(screen.getByRole('button', { name: 'Show' }));
    await choose('run');
    expect(oscar.batchCalls.filter(([call]) => call === 'startBatch')).toEqual([]);
    oscar.tellBatch(batchOverview());
    await choose('run');
    expect(oscar.batchCalls).toContainEqual(['startBatch', false]);
  });
});
