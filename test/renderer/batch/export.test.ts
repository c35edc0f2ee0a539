import { render, screen, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import axe from 'axe-core';
import { beforeEach, expect, it } from 'vitest';
import App from '../../../src-renderer/App.svelte';
import { batchOverview, batchRow, finishedAt } from '../builders';
import { FakeOscar } from '../fake-api';

const user = userEvent.setup();
let oscar: FakeOscar;

beforeEach(async () => {
  oscar = new FakeOscar();
  oscar.batchRows = [
    batchRow('oak.jpg', { index: 0, status: 'done', seconds: 0.02 }),
    batchRow('elm.jpg', { index: 1, status: 'done', seconds: 2 }),
  ];
  oscar.batch = batchOverview({ phase: { status: 'finished', finishedAt } });
  oscar.facets = {
    ...oscar.facets,
    reasons: [
      {
        key: 'failed input-empty',
        count: 1,
        example: { kind: 'failed', error: { code: 'input-empty' } },
        canSucceedAgain: false,
      },
    ],
  };
  render(App, { oscar });
  await user.click(await screen.findByRole('button', { name: 'Practise without a cluster' }));
  await user.click(await screen.findByRole('button', { name: 'Show' }));
  await screen.findByRole('row', { name: /elm\.jpg/ });
});

async function choose(line: string): Promise<HTMLElement> {
  await user.click(screen.getByRole('button', { name: 'Take away' }));
  await user.click(screen.getByRole('menuitem', { name: line }));
  return screen.findByRole('dialog');
}

it('asks what the table is to be, and says where it is', async () => {
  const dialog = await choose('Table…');
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.map(({ id }) => id)).toEqual([]);
  await user.click(within(dialog).getByRole('radio', { name: 'Each detection' }));
  await user.selectOptions(within(dialog).getByRole('combobox', { name: 'Kind of file' }), 'semicolon');
  await user.click(within(dialog).getByRole('button', { name: 'Save…' }));
  expect(await screen.findByText('Saved as “foxes.xlsx” in “Documents”.')).toBeVisible();
  expect(oscar.batchCalls.at(-1)).toEqual([
    'saveBatchTable',
    { kind: 'shown', query: { search: '', sortKey: 'added', isDescending: false } },
    {
      rows: 'detections',
      format: 'semicolon',
      words: {
        reasons: { 'failed input-empty': 'There is nothing to send yet' },
        unread: 'The result has gone, was changed, or is too large',
      },
    },
  ]);
  await user.click(screen.getByRole('button', { name: 'Show in folder' }));
  expect(oscar.batchCalls.at(-1)).toEqual(['showExport']);
});

it('means what is selected, unless another choice is made', async () => {
  const list = screen.getByRole('grid', { name: 'Files to run' });
  list.focus();
  await user.keyboard('{ArrowDown} ');
  const dialog = await choose('Table…');
  expect(within(dialog).getByRole('radio', { name: '1 selected' })).toBeChecked();
  await user.click(within(dialog).getByRole('button', { name: 'Save…' }));
  expect(oscar.batchCalls.at(-1)?.[1]).toEqual({ kind: 'selected', items: [1] });
  await user.click(within(await choose('Table…')).getByRole('radio', { name: 'What the list shows (2)' }));
  await user.click(screen.getByRole('button', { name: 'Save…' }));
  expect(oscar.batchCalls.at(-1)?.[1]).toMatchObject({ kind: 'shown' });
});

it('says what did not fit, and what went wrong', async () => {
  oscar.savedTable = { name: 'big.xlsx', folder: 'x', sheets: 2, cutCells: 3, unread: 4 };
  await choose('Table…');
  await user.click(screen.getByRole('button', { name: 'Save…' }));
  const said = await screen.findByText(/^Saved as “big\.xlsx”/);
  expect(said).toHaveTextContent('2 sheets');
  expect(said).toHaveTextContent('3 texts were longer');
  expect(said).toHaveTextContent('4 results could not be read');
  oscar.refuse('saveBatchTable', { code: 'disk-full', folder: 'Documents' });
  await choose('Table…');
  await user.click(screen.getByRole('button', { name: 'Save…' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('Documents');
  expect(screen.queryByText(/^Saved as/)).not.toBeInTheDocument();
});

it('is quiet where the dialog of the system is closed, and where it was stopped', async () => {
  oscar.savedTable = undefined;
  await choose('Table…');
  await user.click(screen.getByRole('button', { name: 'Save…' }));
  oscar.refuse('saveBatchTable', { code: 'cancelled', clusterMayContinue: false });
  await choose('Table…');
  await user.click(screen.getByRole('button', { name: 'Save…' }));
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
});

it('sorts files into folders, says what was left out, and takes the copies away again', async () => {
  oscar.savedCopies = {
    ...{ folder: 'sorted', copied: 40, already: 3, unlabelled: 2, failed: 1, left: 5 },
    problems: [{ file: 'elm.jpg', error: { code: 'file-changed', file: 'elm.jpg' } }],
    stopped: { code: 'disk-full', folder: 'sorted' },
  };
  const dialog = await choose('Sort files into folders by label…');
  await user.click(within(dialog).getByRole('radio', { name: 'All files in one' }));
  await user.click(within(dialog).getByRole('button', { name: 'Choose a folder…' }));
  expect(oscar.batchCalls.at(-1)).toEqual([
    'sortBatchFiles',
    { kind: 'shown', query: { search: '', sortKey: 'added', isDescending: false } },
    { leastScore: 0, isFlat: true },
  ]);
  const said = await screen.findByText(/^40 files were copied to “sorted”\./);
  expect(said).toHaveTextContent(
    '3 were there already. 2 have no label and were left out. 1 was not copied: elm.jpg (',
  );
  expect(said).toHaveTextContent('5 are left. Do the same once more to go on; nothing is copied twice.');
  await user.click(screen.getByRole('button', { name: 'Take the copies away again' }));
  expect(oscar.batchCalls.at(-1)).toEqual(['undoBatchCopies', 'last']);
  expect(await screen.findByText(/^2 copies were taken away\. 1 copy stays, since it was changed\./)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Show in folder' })).not.toBeInTheDocument();
});

it('offers what the list has', async () => {
  oscar.exportOffer = { hasDetections: false, hasLabels: false };
  await user.click(screen.getByRole('button', { name: 'Take away' }));
  expect(screen.getAllByRole('menuitem').map((line) => line.textContent.trim())).toEqual([
    'Table…',
    'Save these files to a folder…',
    'Save results…',
    'Use as input for…',
    'Update the report in the folder',
    'Take sorted copies away again…',
  ]);
});

it('saves detections, and results in a folder or an archive', async () => {
  await choose('Detections for Timelapse…');
  await user.click(screen.getByRole('button', { name: 'Save…' }));
  expect(await screen.findByText(/Timelapse finds the photos from the folder “card”\./)).toBeVisible();
  await choose('Save results…');
  await user.click(screen.getByRole('button', { name: 'Choose a folder…' }));
  expect(oscar.batchCalls.at(-1)?.[2]).toBe('results');
  await user.click(within(await choose('Save results…')).getByRole('radio', { name: 'In a zip file' }));
  await user.click(screen.getByRole('button', { name: 'Save…' }));
  expect(await screen.findByText('Saved as “foxes.zip” in “Documents”. 2 results are in it.')).toBeVisible();
});

it('makes a list of the results for another service', async () => {
  const dialog = await choose('Use as input for…');
  const make = within(dialog).getByRole('button', { name: 'Make the list' });
  expect(make).toHaveAttribute('aria-disabled', 'true');
  const services = within(dialog).getByRole('combobox', { name: 'Service' });
  const [, first] = within(services).getAllByRole<HTMLOptionElement>('option');
  await user.selectOptions(services, first?.value ?? '');
  await user.click(make);
  expect(oscar.batchCalls.at(-1)).toMatchObject(['useBatchAsInput', { kind: 'shown' }, 'results', {}]);
});
