import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { BatchCounts } from '../../../src-main/core/batch/batch';
import type { BatchOverview } from '../../../src-main/core/batch/overview';
import App from '../../../src-renderer/App.svelte';
import { batchFacets, batchOverview, batchRow, finishedAt, service } from '../builders';
import { FakeOscar } from '../fake-api';

const user = userEvent.setup();
let oscar: FakeOscar;

beforeEach(() => {
  oscar = new FakeOscar();
  oscar.batchRows = [
    batchRow('oak.jpg', { index: 0, status: 'done', seconds: 0.02 }),
    batchRow('elm.jpg', {
      index: 1,
      status: 'needs-attention',
      seconds: 2,
      trouble: { kind: 'doubtful', verdict: 'program-failed' },
    }),
    batchRow('ash.jpg', { index: 2 }),
  ];
});

const running = { status: 'running', isSample: false } as const;

async function openBatch(
  phase: BatchOverview['phase'] = running,
  counts: Partial<BatchCounts> = {},
): Promise<HTMLElement> {
  oscar.batch = batchOverview({ phase }, counts);
  render(App, { oscar });
  await user.click(await screen.findByRole('button', { name: 'Practise without a cluster' }));
  await user.click(await screen.findByRole('button', { name: 'Show' }));
  await screen.findByRole('row', { name: /ash\.jpg/ });
  return screen.getByRole('grid', { name: 'Files to run' });
}

/** The ids of the rules that axe finds broken. */
async function accessibilityProblems(): Promise<string[]> {
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  return violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(' ')}`);
}

describe('a list of several kinds of files', () => {
  const kinds = [
    { kind: 'jpg', count: 200 },
    { kind: 'avi', count: 1 },
    { kind: '', count: 1 },
  ];

  it('counts them, and keeps the photos only, which can be undone', async () => {
    oscar.services = [service('grayscale')];
    oscar.batch = batchOverview({ kinds });
    render(App, { oscar });
    await user.click(await screen.findByRole('button', { name: 'Practise without a cluster' }));
    await user.click(await screen.findByRole('button', { name: 'Show' }));
    await screen.findByText('200 JPG · 1 AVI · 1 without an ending');
    const choice = screen.getByRole('button', { name: 'Only the photos' });
    await user.click(choice);
    oscar.tellBatch(batchOverview({ kinds: kinds.slice(0, 1), only: ['jpg'], revision: 2 }));
    expect(await screen.findByRole('button', { name: 'Take all kinds again' })).toHaveFocus();
    await user.click(choice);
    expect(oscar.batchCalls.filter(([call]) => call === 'keepOnlyInBatch')).toEqual([
      ['keepOnlyInBatch', expect.arrayContaining(['jpg', 'jpeg', 'png'])],
      ['keepOnlyInBatch', []],
    ]);
  });

  it('is not told apart while folders are looked through, nor where all are of one kind', async () => {
    await openBatch({ status: 'ready' });
    oscar.tellBatch(batchOverview({ kinds, isScanning: true, revision: 2 }));
    oscar.tellBatch(batchOverview({ kinds: kinds.slice(0, 1), revision: 3 }));
    await screen.findByRole('row', { name: /ash/ });
    expect(screen.queryByRole('button', { name: 'Only the photos' })).toBeNull();
  });
});

describe('the files that were tried first', () => {
  it('are opened side by side when they are back, and the others are run from there', async () => {
    await openBatch({ status: 'running', isSample: true });
    oscar.tellBatch(batchOverview({ phase: { status: 'sampled', items: [0, 1] }, revision: 2 }, { waiting: 7 }));
    const sample = await screen.findByRole('group', { name: 'The first three, side by side' });
    expect(sample).toHaveFocus();
    expect(within(sample).getByRole('heading', { name: 'oak.jpg' })).toBeVisible();
    expect(within(sample).getByText(/its program seems to have failed/)).toBeVisible();
    expect(await accessibilityProblems()).toEqual([]);
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('group', { name: 'The first three, side by side' })).toBeNull();
    expect(screen.getByRole('grid', { name: 'Files to run' })).toHaveFocus();
    await user.click(screen.getByRole('button', { name: 'See the three side by side' }));
    const again = await screen.findByRole('group', { name: 'The first three, side by side' });
    await user.click(within(again).getByRole('button', { name: 'Run the other 7' }));
    expect(oscar.batchCalls).toContainEqual(['startBatch', false]);
  });
});

describe('the actions of a file', () => {
  it('are those that fit its state, behind a button with its name', async () => {
    await openBatch();
    await user.click(screen.getByRole('button', { name: 'Actions for oak.jpg' }));
    expect(oscar.contextMenu).toEqual(['Look at it', 'Show in folder']);
    await user.click(screen.getByRole('button', { name: 'Actions for elm.jpg' }));
    expect(oscar.contextMenu).toEqual(['Look at it', 'Show in folder', 'Run again', 'It’s fine, keep as result']);
    await user.click(screen.getByRole('button', { name: 'Actions for ash.jpg' }));
    expect(oscar.contextMenu).toEqual(['Look at it', 'Show in folder', 'Don’t run it']);
  });

  it('are done with that file', async () => {
    await openBatch();
    oscar.chosenLine = 'Run again';
    await fireEvent.contextMenu(screen.getByRole('row', { name: /elm\.jpg/ }));
    expect(oscar.batchCalls).toContainEqual(['retryBatchItems', [1]]);
    oscar.chosenLine = 'Look at it';
    await fireEvent.contextMenu(screen.getByRole('row', { name: /oak\.jpg/ }));
    expect(await screen.findByRole('region', { name: 'Result of oak.jpg' })).toBeVisible();
  });

  it('open with the menu key for the line the arrow keys led to', async () => {
    const list = await openBatch({ status: 'ready' });
    list.focus();
    await user.keyboard('{ArrowDown}{ArrowDown}');
    oscar.chosenLine = 'Remove from the list';
    await fireEvent.contextMenu(list);
    expect(oscar.batchCalls).toContainEqual(['removeBatchItems', [2]]);
  });

  it('are those of all selected files on one of them', async () => {
    const list = await openBatch();
    list.focus();
    await user.keyboard(' {ArrowDown}{ArrowDown} ');
    oscar.chosenLine = 'Don’t run 2 files';
    await user.click(screen.getByRole('button', { name: 'Actions for ash.jpg' }));
    expect(oscar.contextMenu).toEqual(['Run 2 files again', 'Don’t run 2 files']);
    expect(oscar.batchCalls).toContainEqual(['removeBatchItems', [0, 2]]);
  });

  it('leave nothing to be taken out once all is finished', async () => {
    const list = await openBatch({ status: 'finished', finishedAt });
    list.focus();
    await user.keyboard('{ArrowDown}{ArrowDown}{Delete}');
    expect(oscar.batchCalls).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Actions for ash.jpg' }));
    expect(oscar.contextMenu).toEqual(['Look at it', 'Show in folder']);
  });
});

describe('a file that took next to no time', () => {
  it('took more than none', async () => {
    await openBatch();
    expect(within(screen.getByRole('row', { name: /oak\.jpg/ })).getByText('< 0.1 sec')).toBeVisible();
  });
});

describe('the columns of a list', () => {
  const values = [
    { name: 'species', value: 'oak' },
    { name: 'height', value: 12.5 },
  ];
  const headings = () => screen.getAllByRole('columnheader').map(({ textContent }) => textContent.trim());

  beforeEach(() => {
    oscar.batchRows = [
      batchRow('1.txt', { index: 0, status: 'done', fields: { form: 'values', labels: [], values } }),
      batchRow('ash.jpg', { index: 1 }),
    ];
    oscar.facets = batchFacets({ fieldNames: ['species', 'height'] });
  });

  it('come from the answers, and order the list by click and by key', async () => {
    await openBatch(running, { done: 1 });
    expect(headings()).toEqual(['Name', 'species', 'height', 'State', 'Time', 'Actions']);
    expect(screen.getByRole('row', { name: /1\.txt.*oak.*12\.5/ })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'height' }));
    expect(oscar.listed.at(-1)).toMatchObject({ sortKey: { field: 'height' }, isDescending: false });
    expect(screen.getByRole('columnheader', { name: 'height' })).toHaveAttribute('aria-sort', 'ascending');
    await user.keyboard('{Enter}');
    expect(screen.getByRole('columnheader', { name: 'height' })).toHaveAttribute('aria-sort', 'descending');
    expect(screen.getByRole('columnheader', { name: 'species' })).toHaveAttribute('aria-sort', 'none');
  });

  it('have no folders where rows of a table are no files', async () => {
    oscar.facets = batchFacets({ folders: [{ folder: 'plots', count: 1 }] });
    const table = { name: 'plots.csv', hasFiles: false };
    oscar.batch = batchOverview({ phase: running, table });
    render(App, { oscar });
    await user.click(await screen.findByRole('button', { name: 'Practise without a cluster' }));
    expect(await screen.findByText('Grayscale: 0 of 3 rows')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Show' }));
    await screen.findByRole('row', { name: /ash\.jpg/ });
    expect(headings()).not.toContain('Folder');
  });

  it('are chosen in a menu that stays open, and remembered for the service', async () => {
    await openBatch(running, { done: 1 });
    await user.click(screen.getByRole('button', { name: 'Columns' }));
    const menu = screen.getByRole('menu', { name: 'Columns' });
    const line = (name: string) => within(menu).getByRole('menuitemcheckbox', { name });
    expect(line('species')).toBeChecked();
    await user.click(line('species'));
    await user.click(line('Size'));
    expect(line('species')).not.toBeChecked();
    expect(headings()).toEqual(['Name', 'height', 'State', 'Time', 'Size', 'Actions']);
    expect(oscar.notes.columns).toEqual({ '/grayscale': ['field height', 'state', 'time', 'size'] });
    await user.click(within(menu).getByRole('menuitem', { name: 'The usual columns' }));
    expect(headings()).toContain('species');
    expect(oscar.notes.columns).toEqual({});
  });
});

describe('why files have no result', () => {
  const lost = { kind: 'failed', error: { code: 'service-failed', status: 500, text: '' } } as const;
  const crashed = { kind: 'doubtful', verdict: 'program-failed' } as const;

  beforeEach(() => {
    oscar.facets = batchFacets({
      reasons: [
        { key: 'doubtful program-failed', count: 12, example: crashed, canSucceedAgain: false },
        { key: 'failed service-failed 500', count: 2, example: lost, canSucceedAgain: true },
        { key: 'stopped', count: 1, example: { kind: 'stopped' }, canSucceedAgain: true },
      ],
    });
  });

  it('is told by reason, each with its own way out; what fails again is not the main one', async () => {
    await openBatch({ status: 'finished', finishedAt }, { 'needs-attention': 14 });
    expect(screen.queryByRole('list', { name: 'Why there is no result' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'See the 14 problems' }));
    const reasons = await screen.findByRole('list', { name: 'Why there is no result' });
    expect(within(reasons).getAllByRole('listitem')).toHaveLength(3);
    expect(within(reasons).getByRole('button', { name: 'Try these 12 again' })).toHaveClass('quiet');
    expect(within(reasons).getByRole('button', { name: 'Try these 2 again' })).toHaveClass('primary');
    expect(screen.queryByRole('button', { name: /need attention/ })).toBeNull();

    await user.click(within(reasons).getByRole('button', { name: 'Try these 2 again' }));
    expect(oscar.found.at(-1)).toMatchObject({ reason: 'failed service-failed 500', status: 'needs-attention' });
    expect(oscar.batchCalls).toContainEqual(['retryBatchItems', [0, 1, 2]]);
  });

  it('lets what took too long be run as background jobs, which is the main way out', async () => {
    const late = { kind: 'failed', error: { code: 'gateway-timed-out', host: 'oscar.lab' } } as const;
    const key = 'failed gateway-timed-out';
    oscar.facets = batchFacets({ reasons: [{ key, count: 12, example: late, canSucceedAgain: true }] });
    await openBatch({ status: 'finished', finishedAt }, { 'needs-attention': 12 });
    await user.click(screen.getByRole('button', { name: 'See the 12 problems' }));
    const inBackground = await screen.findByRole('button', { name: 'Run these in the background' });
    expect(inBackground).toHaveClass('primary');
    expect(screen.getByRole('button', { name: 'Try these 12 again' })).toHaveClass('quiet');
    await user.click(inBackground);
    expect(oscar.found.at(-1)).toMatchObject({ reason: key, status: 'needs-attention' });
    expect(oscar.batchCalls).toContainEqual(['runBatchItemsAsJobs', [0, 1, 2]]);
  });

  it('lets the files of one reason be copied to a folder', async () => {
    await openBatch({ status: 'finished', finishedAt }, { 'needs-attention': 14 });
    await user.click(screen.getByRole('button', { name: 'See the 14 problems' }));
    const [crashes] = within(await screen.findByRole('list', { name: 'Why there is no result' })).getAllByRole(
      'listitem',
    );
    await user.click(within(crashes ?? document.body).getByRole('button', { name: 'Save these files to a folder…' }));
    expect(oscar.batchCalls.at(-1)).toMatchObject([
      'copyBatchFiles',
      { kind: 'shown', query: { reason: 'doubtful program-failed', status: 'needs-attention' } },
      'inputs',
    ]);
    expect(await screen.findByText(/were copied to/)).toBeVisible();
  });

  it('is told for one reason alone where the list shows that', async () => {
    await openBatch({ status: 'finished', finishedAt }, { 'needs-attention': 14 });
    await user.click(screen.getByRole('button', { name: /^Stopped/ }));
    const reasons = await screen.findByRole('list', { name: 'Why there is no result' });
    expect(within(reasons).getAllByRole('listitem')).toHaveLength(1);
    expect(within(reasons).getByRole('button', { name: 'Try this file again' })).toBeVisible();
  });

  it('leaves what was stopped to be run, and counts none of it as done', async () => {
    await openBatch({ status: 'finished', finishedAt }, { waiting: 0, done: 1, cancelled: 2 });
    expect(screen.getByText('Stopped. What is done is kept.', { selector: 'strong' })).toBeVisible();
    expect(screen.getByRole('progressbar')).toHaveAttribute('aria-valuetext', '1 of 3 · 2 stopped');
    await user.click(screen.getByRole('button', { name: 'Run the other 2' }));
    expect(oscar.found.at(-1)).toMatchObject({ status: 'cancelled' });
    expect(oscar.batchCalls).toContainEqual(['retryBatchItems', [0, 1, 2]]);
  });
});

describe('the chips above a list', () => {
  const folders = [
    { folder: 'card/north', count: 3 },
    { folder: 'card/south', count: 4 },
  ];

  it('lead into folders and out again, beside labels', async () => {
    oscar.facets = batchFacets({ folders, labels: { labels: [{ label: 'fox', count: 2 }], nothing: 0, unsure: 0 } });
    await openBatch({ status: 'finished', finishedAt });
    const chips = screen.getByRole('group', { name: 'What the answers show' });
    await user.click(within(chips).getByRole('button', { name: 'fox 2' }));
    await user.click(within(chips).getByRole('button', { name: 'south 4' }));
    expect(oscar.listed.at(-1)).toMatchObject({ finding: { label: 'fox' }, folder: 'card/south' });
    await user.click(within(chips).getByRole('button', { name: 'card/south', pressed: true }));
    expect(oscar.listed.at(-1)).toMatchObject({ finding: { label: 'fox' }, folder: 'card' });
    await user.click(within(chips).getByRole('button', { name: 'card', pressed: true }));
    expect(oscar.listed.at(-1)).not.toHaveProperty('folder');
  });

  it('are no more than can be read, until all are asked for', async () => {
    const labels = Array.from({ length: 300 }, (_, at) => ({ label: `species ${at}`, count: 300 - at }));
    oscar.facets = batchFacets({ labels: { labels, nothing: 0, unsure: 0 } });
    await openBatch({ status: 'finished', finishedAt });
    const chips = screen.getByRole('group', { name: 'What the answers show' });
    expect(within(chips).getAllByRole('button')).toHaveLength(13);
    await user.click(within(chips).getByRole('button', { name: '188 more' }));
    expect(within(chips).getAllByRole('button')).toHaveLength(201);
  });
});

describe('one by one', () => {
  const fields = { form: 'findings', labels: [{ label: 'fox', score: 0.93, count: 1 }], values: [] } as const;

  beforeEach(() => {
    oscar.batchRows = ['oak.jpg', 'elm.jpg', 'ash.jpg'].map((name, index) =>
      batchRow(name, { index, status: 'done', fields, ...(index === 2 && { mark: { isStarred: true } as const }) }),
    );
  });

  it('goes by arrow keys, says where it is, and leads back with Escape to the same file', async () => {
    const list = await openBatch({ status: 'finished', finishedAt });
    list.focus();
    await user.keyboard('{ArrowDown}');
    await user.click(screen.getByRole('radio', { name: 'One by one' }));
    const item = await screen.findByRole('group', { name: 'elm.jpg' });
    expect(item).toHaveFocus();
    expect(within(item).getByText('2 of 3')).toBeVisible();
    await user.keyboard('{ArrowRight}{ArrowRight}');
    const last = await screen.findByRole('group', { name: 'ash.jpg' });
    expect(within(last).getAllByRole('status')[0]).toHaveTextContent('ash.jpg, fox 93%, Star, 3 of 3');
    expect(await accessibilityProblems()).toEqual([]);
    await user.keyboard('{ArrowLeft}{Escape}');
    expect(screen.getByRole('grid')).toHaveFocus();
    const active = document.getElementById(screen.getByRole('grid').getAttribute('aria-activedescendant') ?? '');
    expect(active).toHaveAccessibleName(/elm\.jpg/);
    expect(screen.getByRole('radio', { name: 'List' })).toBeChecked();
    expect(oscar.batchCalls).toEqual([]);
  });

  it('marks by the same keys as the list, words too, and undoes', async () => {
    const list = await openBatch({ status: 'finished', finishedAt });
    list.focus();
    await user.keyboard('k');
    await user.click(screen.getByRole('radio', { name: 'One by one' }));
    await screen.findByRole('group', { name: 'oak.jpg' });
    await user.keyboard('w');
    await user.keyboard('l');
    const label = screen.getByRole('combobox', { name: 'What it is instead' });
    expect(label).toHaveFocus();
    await user.keyboard('king{Enter}');
    expect(screen.getByRole('group', { name: 'oak.jpg' })).toHaveFocus();
    await user.keyboard('n');
    await user.keyboard('a den{Escape}');
    await user.keyboard('{Control>}z{/Control}');
    expect(oscar.batchCalls).toEqual([
      ['changeBatchMarks', [0], { opinion: 'keep' }],
      ['changeBatchMarks', [0], { opinion: 'wrong' }],
      ['changeBatchMarks', [0], { label: 'king' }],
      ['markBatchItems', [{ item: 0, mark: {} }]],
    ]);
  });

  it('is reached from the list by the key for words', async () => {
    const list = await openBatch({ status: 'finished', finishedAt });
    list.focus();
    await user.keyboard('{ArrowDown}l');
    await expect.poll(() => document.activeElement).toHaveAttribute('name', 'label');
    expect(screen.getByRole('group', { name: 'elm.jpg' })).toBeVisible();
  });
});

describe('Stop', () => {
  it('asks how to stop the files, with Escape as well, and goes when they end by themselves', async () => {
    await openBatch();
    await user.keyboard('{Escape}');
    const question = await screen.findByRole('dialog', { name: 'Stop this list?' });
    await user.click(within(question).getByRole('button', { name: 'Finish what is under way' }));
    expect(oscar.batchCalls).toContainEqual(['stopBatch', false]);
    oscar.chooseCommand('stop');
    expect(await screen.findByRole('dialog', { name: 'Stop this list?' })).toBeVisible();
    oscar.tellBatch(batchOverview({ phase: { status: 'finished', finishedAt } }));
    await expect.poll(() => screen.queryByRole('dialog')).toBeNull();
    expect(oscar.offeredCommands.find(({ id }) => id === 'stop')).toMatchObject({ isEnabled: false });
  });

  it('is not asked by the Escape that empties the search', async () => {
    await openBatch();
    await user.type(screen.getByRole('searchbox', { name: 'Find a file' }), 'oak{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe('the notice at the end', () => {
  it('can be switched off', async () => {
    await openBatch();
    oscar.chooseCommand('settings');
    const notice = await screen.findByRole('checkbox', { name: 'Tell me when many files are finished' });
    expect(notice).toBeChecked();
    await user.click(notice);
    expect(oscar.settings.tellsWhenFinished).toBe(false);
  });
});

describe('a limit of runs at the same time', () => {
  it('may be one that is not among the usual', async () => {
    oscar.batch = batchOverview({ atOnceLimit: 5 });
    render(App, { oscar });
    await user.click(await screen.findByRole('button', { name: 'Practise without a cluster' }));
    await user.click(await screen.findByRole('button', { name: 'Show' }));
    await user.click(screen.getByRole('button', { name: 'Options' }));
    expect(screen.getByRole('combobox', { name: 'At the same time' })).toHaveDisplayValue('At most 5');
  });
});

describe('running in the background', () => {
  it('is an option, not in the middle of a run', async () => {
    oscar.batch = batchOverview();
    render(App, { oscar });
    await user.click(await screen.findByRole('button', { name: 'Practise without a cluster' }));
    await user.click(await screen.findByRole('button', { name: 'Show' }));
    await user.click(screen.getByRole('button', { name: 'Options' }));
    const option = screen.getByRole('checkbox', { name: 'Run in the background' });
    expect(option).toHaveAccessibleDescription(/^For what takes long/);
    await user.click(option);
    expect(oscar.batchCalls.at(-1)).toEqual(['changeBatch', { inBackground: true }]);
    oscar.tellBatch(batchOverview({ phase: running }));
    await vi.waitFor(() => expect(screen.queryByRole('checkbox', { name: 'Run in the background' })).toBeNull());
  });

  it('says that stopping at once removes the jobs', async () => {
    oscar.batch = batchOverview({ phase: running, inBackground: true, runsJobs: true });
    render(App, { oscar });
    await user.click(await screen.findByRole('button', { name: 'Practise without a cluster' }));
    await user.click(await screen.findByRole('button', { name: 'Show' }));
    await user.click(screen.getByRole('button', { name: 'Stop' }));
    await user.click(await screen.findByRole('button', { name: 'Stop and remove the jobs' }));
    expect(oscar.batchCalls.at(-1)).toEqual(['stopBatch', true]);
  });
});

describe('what is done before sending', () => {
  it('is chosen for all files of the list, and nothing is done by default', async () => {
    oscar.batch = batchOverview({ kinds: [{ kind: 'jpg', count: 3 }] });
    render(App, { oscar });
    await user.click(await screen.findByRole('button', { name: 'Practise without a cluster' }));
    await user.click(await screen.findByRole('button', { name: 'Show' }));
    await user.click(screen.getByRole('button', { name: 'Options' }));
    const group = screen.getByRole('group', { name: 'Before sending' });
    expect(within(group).getByLabelText(/^Send a copy/)).not.toBeChecked();
    await user.selectOptions(within(group).getByLabelText('Format'), 'JPEG');
    expect(oscar.batchCalls.at(-1)).toEqual(['changeBatch', { preparation: { picture: { format: 'jpeg' } } }]);
    // Without sounds in the list, there is no choice for sounds.
    expect(within(group).queryByLabelText(/^Send the sound/)).not.toBeInTheDocument();
  });

  it('is offered with one click for a list with photos of phones', async () => {
    oscar.services = [service('grayscale')];
    oscar.batch = batchOverview({ kinds: [{ kind: 'heic', count: 120 }] });
    render(App, { oscar });
    await user.click(await screen.findByRole('button', { name: 'Practise without a cluster' }));
    await user.click(await screen.findByRole('button', { name: 'Show' }));
    expect(screen.getByText('120 photos are of a kind (HEIC) that few services understand.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Send all pictures as JPEG' }));
    expect(oscar.batchCalls.at(-1)).toEqual(['changeBatch', { preparation: { picture: { format: 'jpeg' } } }]);
  });
});

describe('what a service takes by its own word', () => {
  it('is what its lists hold: no other type is offered for it, and the other kinds can be left out', async () => {
    oscar.services = [service('grayscale', { acceptedSuffixes: ['heic', 'jpg'] })];
    const kinds = [
      { kind: 'heic', count: 120 },
      { kind: 'pdf', count: 1 },
    ];
    oscar.batch = batchOverview({ kinds });
    render(App, { oscar });
    await user.click(await screen.findByRole('button', { name: 'Practise without a cluster' }));
    await user.click(await screen.findByRole('button', { name: 'Show' }));
    await user.click(await screen.findByRole('button', { name: 'Only what the service takes' }));
    expect(screen.queryByRole('button', { name: 'Send all pictures as JPEG' })).toBeNull();
  });
});

describe('the pictures that came back', () => {
  const picture = { mediaType: 'image/png', sizeBytes: 75 };

  async function openGallery(): Promise<HTMLElement> {
    oscar.batchRows = ['oak.png', 'elm.png', 'ash.png'].map((name, index) =>
      batchRow(name, { index, status: 'done', picture: { url: `oscar-result://${index}/payload`, ...picture } }),
    );
    oscar.batch = batchOverview({ phase: { status: 'finished', finishedAt }, pictures: 3 });
    render(App, { oscar });
    await user.click(await screen.findByRole('button', { name: 'Practise without a cluster' }));
    await user.click(await screen.findByRole('button', { name: 'Show' }));
    await user.click(screen.getByRole('radio', { name: 'Pictures' }));
    const gallery = await screen.findByRole('listbox', { name: 'Pictures' });
    await within(gallery).findByRole('option', { name: 'ash.png' });
    return gallery;
  }

  it('are not offered where there are none', async () => {
    await openBatch();
    expect(screen.queryByRole('radio', { name: 'Pictures' })).toBeNull();
  });

  it('fill a gallery, and lead back to the list of all files', async () => {
    await openGallery();
    expect(await accessibilityProblems()).toEqual([]);
    await user.click(screen.getByRole('radio', { name: 'List' }));
    await screen.findByRole('row', { name: /ash\.png/ });
  });

  it('are gone through with the keyboard, each beside its input', async () => {
    const gallery = await openGallery();
    gallery.focus();
    await user.keyboard('{ArrowDown}{Enter}');
    await screen.findByRole('region', { name: 'Result of elm.png' });
    expect(screen.getByRole('heading', { name: 'Your file' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Next file' }));
    await screen.findByRole('region', { name: 'Result of ash.png' });
    const active = document.getElementById(gallery.getAttribute('aria-activedescendant') ?? '');
    expect(active).toHaveAccessibleName('ash.png');
  });

  it('have the same actions as in the list', async () => {
    const gallery = await openGallery();
    oscar.chosenLine = 'Show in folder';
    await fireEvent.contextMenu(within(gallery).getByRole('option', { name: 'oak.png' }));
    expect(oscar.batchCalls).toContainEqual(['showBatchItem', 0]);
    await fireEvent.contextMenu(gallery);
    expect(oscar.batchCalls).toHaveLength(2);
  });
});
