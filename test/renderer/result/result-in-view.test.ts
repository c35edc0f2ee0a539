import { render, screen } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import App from '../../../src-renderer/App.svelte';
import { finishedAt } from '../builders';
import { FakeOscar } from '../fake-api';

const user = userEvent.setup();
let oscar: FakeOscar;
const scroll = vi.spyOn(Element.prototype, 'scrollIntoView');
const regionsInView = () =>
  scroll.mock.contexts.flatMap((shown) => (shown instanceof Element && shown.id.startsWith('region-') ? shown.id : []));

beforeEach(() => {
  oscar = new FakeOscar();
});
afterEach(() => scroll.mockClear());

/** Opens a service that takes text, and runs it on some. */
async function runText(): Promise<void> {
  render(App, { oscar });
  await user.click(await screen.findByRole('button', { name: 'Practise without a cluster' }));
  await user.click(await screen.findByRole('option', { name: /Cow says/ }));
  await user.click(screen.getByRole('button', { name: 'Type text…' }));
  await user.type(screen.getByRole('textbox', { name: 'Text to send' }), 'leaf');
  await user.keyboard('{Control>}{Enter}{/Control}');
  oscar.tell({ status: 'waiting' });
  await screen.findByRole('progressbar', { name: 'Progress' });
}

describe('what comes back', () => {
  it('comes into view for those who wait for it, and leaves the focus where it is', async () => {
    await runText();
    expect(regionsInView()).toEqual([]);
    oscar.finish();
    await screen.findByRole('button', { name: 'Go to result' });
    expect(regionsInView()).toEqual(['region-result']);
    expect(screen.getByRole('textbox', { name: 'Text to send' })).toHaveFocus();
  });

  it('comes into view when it is a problem', async () => {
    await runText();
    oscar.tell({ status: 'failed', error: { code: 'network-unreachable', host: 'cluster.example.org' }, finishedAt });
    await screen.findByRole('alert');
    expect(regionsInView()).toEqual(['region-result']);
  });

  it('does not take the text away from those who write another', async () => {
    await runText();
    await user.type(screen.getByRole('textbox', { name: 'Text to send' }), ' of an oak');
    oscar.finish();
    await screen.findByRole('button', { name: 'Go to result' });
    expect(regionsInView()).toEqual([]);
  });

  it('stays where it is after a run that was stopped', async () => {
    await runText();
    oscar.tell({ status: 'cancelled', clusterMayContinue: false, finishedAt });
    await screen.findByRole('button', { name: 'Go to result' });
    expect(regionsInView()).toEqual([]);
  });
});
