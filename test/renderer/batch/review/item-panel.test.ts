import { render, screen, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import App from '../../../../src-renderer/App.svelte';
import { batchOverview, batchRow, finishedAt } from '../../builders';
import { FakeOscar } from '../../fake-api';

const user = userEvent.setup();
let oscar: FakeOscar;

beforeEach(() => {
  oscar = new FakeOscar();
  oscar.batchRows = [
    batchRow('oak.jpg', { index: 0, status: 'done', seconds: 2 }),
    batchRow('elm.jpg', {
      index: 1,
      status: 'needs-attention',
      trouble: { kind: 'doubtful', verdict: 'program-failed' },
    }),
    batchRow('ash.jpg', { index: 2, status: 'needs-attention', trouble: { kind: 'doubtful', verdict: 'damaged' } }),
  ];
  oscar.batch = batchOverview({ phase: { status: 'finished', finishedAt } });
});

async function open(name: string): Promise<HTMLElement> {
  render(App, { oscar });
  await user.click(await screen.findByRole('button', { name: 'Practise without a cluster' }));
  await user.click(await screen.findByRole('button', { name: 'Show' }));
  await user.click(await screen.findByRole('row', { name: new RegExp(name) }));
  return screen.findByRole('region', { name: `Result of ${name}` });
}

it('offers for the result of a file what a single result offers', async () => {
  const region = await open('oak.jpg');
  await user.click(within(region).getByRole('button', { name: 'Save as…' }));
  expect(oscar.saved).toEqual(['payload']);
  await user.click(within(region).getByRole('button', { name: 'More' }));
  expect(screen.getAllByRole('menuitem').map(({ textContent }) => textContent.trim())).toEqual([
    'Open in its usual program',
    'Copy to the clipboard',
    'Use as input for…',
  ]);
  await user.click(screen.getByRole('menuitem', { name: 'Copy to the clipboard' }));
  expect(within(region).getByText('Picture copied')).toBeVisible();
  expect(within(region).getByTitle('Drag this into a folder or another program')).toHaveAttribute('draggable', 'true');
  const summary = within(region).getByText('Details');
  await user.click(summary);
  const details = summary.closest('details');
  expect(details).toHaveTextContent('Took 2 sec');
  expect(details).toHaveTextContent('Came as base64 text');
  // The received body is not kept, so no button offers to save it.
  expect(details).not.toHaveTextContent('Save what came');
  const ways = within(within(region).getByRole('combobox', { name: 'Show as' })).getAllByRole('option');
  expect(ways.map(({ textContent }) => textContent)).not.toContain('As received');
  expect(screen.getByRole('radio', { name: 'Slider' })).toBeVisible();
});

it('saves it by the keys that save a single result', async () => {
  await open('oak.jpg');
  oscar.chooseCommand('save');
  await expect.poll(() => oscar.saved).toEqual(['payload']);
});

it('gives that result alone to another service, whatever is selected', async () => {
  const region = await open('oak.jpg');
  screen.getByRole('grid').focus();
  await user.keyboard('{ArrowDown} ');
  await user.click(within(region).getByRole('button', { name: 'More' }));
  await user.click(screen.getByRole('menuitem', { name: 'Use as input for…' }));
  const dialog = screen.getByRole('dialog', { name: 'Use as input for another service' });
  expect(within(dialog).queryByText('Which files')).not.toBeInTheDocument();
  const services = within(dialog).getByRole('combobox', { name: 'Service' });
  const [, first] = within(services).getAllByRole<HTMLOptionElement>('option');
  await user.selectOptions(services, first?.value ?? '');
  await user.click(within(dialog).getByRole('button', { name: 'Make the list' }));
  expect(oscar.batchCalls.at(-1)?.slice(0, 2)).toEqual(['useBatchAsInput', { kind: 'selected', items: [0] }]);
});

it('keeps an answer in doubt in the list, and one that is broken as well', async () => {
  const region = await open('elm.jpg');
  expect(within(region).getAllByText(/program/)).toHaveLength(1);
  await user.click(within(region).getByRole('button', { name: 'It’s fine, keep as result' }));
  expect(oscar.batchCalls).toEqual([['acceptBatchItem', 1]]);
  await user.click(screen.getByRole('row', { name: /ash\.jpg/ }));
  const broken = await screen.findByRole('region', { name: 'Result of ash.jpg' });
  await user.click(within(broken).getByRole('button', { name: 'It’s fine, keep as result' }));
  expect(oscar.batchCalls.at(-1)).toEqual(['acceptBatchItem', 2]);
});

it('shows no file that was changed since as the one that was sent', async () => {
  oscar.itemInput = { kind: 'changed' };
  const region = await open('oak.jpg');
  expect(within(region).getByText(/^oak\.jpg has changed since this run/)).toBeVisible();
  expect(within(region).queryByRole('heading', { name: 'Your file' })).not.toBeInTheDocument();
  expect(within(region).queryByRole('radio', { name: 'Slider' })).not.toBeInTheDocument();
});
