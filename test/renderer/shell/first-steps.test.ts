import { render, screen, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import App from '../../../src-renderer/App.svelte';
import { FakeOscar } from '../fake-api';

const user = userEvent.setup();
let oscar: FakeOscar;

beforeEach(() => {
  oscar = new FakeOscar();
  oscar.settings = { ...oscar.settings, knowsFirstSteps: false };
});

const said = async () => (await screen.findByRole('region', { name: 'First steps' })).textContent;
const gone = () => expect(screen.queryByRole('region', { name: 'First steps' })).toBeNull();

async function openPractice(): Promise<void> {
  render(App, { oscar });
  await user.click(await screen.findByRole('button', { name: 'Practise without a cluster' }));
  await screen.findByRole('option', { name: /Black and white/ });
}

async function runSample(): Promise<void> {
  await user.click(screen.getByRole('option', { name: /Black and white/ }));
  await user.click(screen.getByRole('button', { name: 'Try the sample' }));
  await screen.findByRole('button', { name: /^Remove/ });
  await user.click(screen.getByRole('button', { name: 'Run' }));
}

describe('the first steps', () => {
  it('begin with language and colours, on the same page as the ways to go on', async () => {
    render(App, { oscar });
    await user.selectOptions(await screen.findByLabelText('Language'), 'es');
    expect(oscar.settings.language).toBe('es');
    expect(screen.getByRole('button', { name: 'Practicar sin clúster' })).toBeVisible();
    await user.selectOptions(screen.getByLabelText('Idioma'), 'en');
  });

  it('lead to a first result, and are then gone for good', async () => {
    await openPractice();
    expect(await said()).toContain('Step 1 of 3 Choose a service.');
    await user.click(screen.getByRole('option', { name: /Black and white/ }));
    expect(await said()).toContain('Step 2 of 3 Press “Try the sample”');
    await user.click(screen.getByRole('button', { name: 'Try the sample' }));
    await screen.findByRole('button', { name: /^Remove/ });
    expect(await said()).toContain('Step 3 of 3 Press “Run”');
    await user.click(screen.getByRole('button', { name: 'Run' }));
    expect(await said()).toContain('The service is working.');
    expect(oscar.settings.knowsFirstSteps).toBe(false);
    oscar.finish();
    await screen.findByRole('button', { name: 'Save as…' });
    expect(await said()).toContain('This is your first result.');
    expect(oscar.settings.knowsFirstSteps).toBe(true);
    await user.click(screen.getByRole('button', { name: 'Got it' }));
    gone();
  });

  it('go by themselves when something else is run', async () => {
    await openPractice();
    await runSample();
    oscar.finish();
    await screen.findByRole('button', { name: 'Save as…' });
    await user.click(screen.getByRole('button', { name: 'Run' }));
    oscar.tell({ status: 'waiting' });
    await screen.findByRole('progressbar');
    gone();
  });

  it('stay until there is a result', async () => {
    await openPractice();
    await runSample();
    oscar.tell({ status: 'failed', error: { code: 'service-failed', status: 500, text: '' }, finishedAt: '2024' });
    await screen.findByRole('alert');
    expect(await said()).toContain('The message says what to do next.');
    expect(oscar.settings.knowsFirstSteps).toBe(false);
  });

  it('can be skipped, and come back from the help', async () => {
    await openPractice();
    await user.click(await screen.findByRole('button', { name: 'Skip' }));
    gone();
    expect(oscar.settings.knowsFirstSteps).toBe(true);
    oscar.chooseCommand('help');
    const help = within(await screen.findByRole('dialog', { name: 'Help' }));
    await user.click(help.getByRole('button', { name: 'First steps' }));
    await user.click(help.getByRole('button', { name: 'Show the first steps' }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(await said()).toContain('Choose a service.');
  });

  it('are not shown to who knows them', async () => {
    oscar.settings = { ...oscar.settings, knowsFirstSteps: true };
    await openPractice();
    gone();
  });
});
