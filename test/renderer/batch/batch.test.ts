import { beforeEach, describe, expect, it } from 'vitest';
import type { BatchCounts } from '../../../src-main/core/batch/batch';
import { phaseWords } from '../../../src-renderer/batch/batch-words';
import { BatchState } from '../../../src-renderer/batch/batch.svelte';
import { batchOverview, batchRow, finishedAt, inputFile, service } from '../builders';
import { FakeOscar } from '../fake-api';

const { id } = batchOverview();
let oscar: FakeOscar;
let batch: BatchState;

beforeEach(() => {
  oscar = new FakeOscar();
  batch = new BatchState(oscar);
});

describe('what the user gives', () => {
  const files = [new File(['a'], 'a.png'), new File(['b'], 'b.png')];

  it('is shown when a list was made of it', async () => {
    await batch.drop(files);
    expect(oscar.taken).toEqual(files);
    expect(batch.isShown).toBe(true);
  });

  it('stays a single input when it is one file', async () => {
    oscar.acceptedInput = { kind: 'file', file: inputFile('a.png') };
    expect(await batch.choose('files')).toEqual({ ok: true, value: oscar.acceptedInput });
    expect(batch.isShown).toBe(false);
  });

  it('joins a list that is put together in sight, and none that is out of sight', async () => {
    const list = batchOverview();
    oscar.tellBatch(list);
    await batch.drop(files);
    await batch.drop(files);
    await batch.choose('folders');
    batch.isShown = false;
    await batch.choose('files');
    expect(oscar.joined).toEqual([undefined, list.id, list.id, undefined]);
  });

  it('makes another list beside one at work, unless it is added by a button of that list', async () => {
    const running = batchOverview({ phase: { status: 'running', isSample: false } });
    oscar.tellBatch(running);
    batch.isShown = true;
    expect(batch.takesDrops).toBe(false);
    await batch.drop(files);
    await batch.pastePicture();
    await batch.choose('files');
    expect(oscar.joined).toEqual([undefined, running.id]);
    expect(oscar.pastes).toEqual([undefined]);
    oscar.tellBatch(batchOverview({ phase: { status: 'paused' } }));
    await batch.drop(files);
    expect(oscar.joined.at(-1)).toBe(running.id);
  });

  it('is in sight as soon as it is known: no list of before is shown meanwhile', async () => {
    oscar.tellBatch(batchOverview({ id: 'before', phase: { status: 'running', isSample: false } }));
    oscar.batch = batchOverview({ id: 'after' });
    await batch.drop(files);
    expect(batch.isShown).toBe(true);
    expect(batch.overview?.id).toBe('after');
  });

  it('makes room for one file beside a list at work', async () => {
    oscar.tellBatch(batchOverview({ phase: { status: 'running', isSample: false } }));
    batch.isShown = true;
    oscar.acceptedInput = { kind: 'file', file: inputFile('a.png') };
    await batch.drop(files.slice(1));
    expect(batch.isShown).toBe(false);
  });

  it('makes a new list beside one that is finished', async () => {
    oscar.tellBatch(batchOverview({ phase: { status: 'finished', finishedAt } }));
    batch.isShown = true;
    await batch.drop(files);
    expect(oscar.taken).toEqual(files);
    expect(oscar.joined).toEqual([undefined]);
  });
});

describe('a list that is not begun', () => {
  it('follows the chosen service, and says so once', async () => {
    oscar.tellBatch(batchOverview());
    await batch.useService('practice', service('grayscale'), 'Grayscale');
    await batch.useService('practice', service('cowsay'), 'Talking cow');
    const chosen = { profileId: 'practice', serviceName: 'cowsay', title: 'Talking cow' };
    expect(oscar.batchCalls).toEqual([['changeBatch', { service: chosen }]]);
  });

  it('stays with its service once it runs', async () => {
    oscar.tellBatch(batchOverview({ phase: { status: 'paused' } }));
    await batch.useService('practice', service('cowsay'), 'Talking cow');
    expect(oscar.batchCalls).toEqual([]);
  });
});

describe('the list', () => {
  beforeEach(() => {
    oscar.batchRows = ['a.png', 'b.png', 'c.png'].map((name, index) => batchRow(name, { index }));
  });

  it('has the lines in sight, and asks again when something changed', async () => {
    oscar.tellBatch(batchOverview());
    await expect.poll(() => batch.review.rows.size).toBe(3);
    oscar.batchRows = [batchRow('a.png', { status: 'done' })];
    oscar.tellBatch(batchOverview({ revision: 2 }));
    await expect.poll(() => batch.review.rows.get(0)?.status).toBe('done');
    expect(batch.review.total).toBe(1);
  });

  it('turns the order round when a column is pressed again', async () => {
    oscar.tellBatch(batchOverview());
    batch.review.sort('size');
    batch.review.sort('size');
    batch.review.narrow({ status: 'done' });
    await expect.poll(() => oscar.listed.at(-1)).toMatchObject({ sortKey: 'size', isDescending: true, status: 'done' });
    batch.review.narrow({ status: undefined });
    await expect.poll(() => oscar.listed.at(-1)).not.toHaveProperty('status');
  });

  it('selects one by one or all, and lets go after a command', async () => {
    oscar.tellBatch(batchOverview());
    batch.review.toggle(1);
    batch.review.toggle(1);
    expect([...batch.review.selected]).toEqual([]);
    await batch.review.selectAll();
    expect([...batch.review.selected]).toEqual([0, 1, 2]);
    await batch.remove([...batch.review.selected]);
    expect(oscar.batchCalls).toEqual([['removeBatchItems', [0, 1, 2]]]);
    expect([...batch.review.selected]).toEqual([]);
  });

  it('opens item after item, and stays within the list', async () => {
    oscar.tellBatch(batchOverview());
    await expect.poll(() => batch.review.rows.size).toBe(3);
    await batch.review.openAtCursor(1);
    expect(batch.review.opened?.row.name).toBe('b.png');
    await batch.review.openAtCursor(1);
    await batch.review.openAtCursor(1);
    expect(batch.review.opened?.row.name).toBe('c.png');
  });
});

describe('a mark', () => {
  it('is changed where all marks are known, of what is selected or of one, and undone in turn', async () => {
    oscar.batchRows = [batchRow('a.png', { index: 0, mark: { label: 'fox' } }), batchRow('b.png', { index: 1 })];
    oscar.tellBatch(batchOverview());
    await batch.review.selectAll();
    void batch.marks.change({ opinion: 'keep' }, 1);
    batch.review.selected.clear();
    void batch.marks.change({ isStarred: true }, 1);
    void batch.marks.undo();
    await batch.marks.undo();
    await batch.marks.undo();
    expect(oscar.batchCalls).toEqual([
      ['changeBatchMarks', [0, 1], { opinion: 'keep' }],
      ['changeBatchMarks', [1], { isStarred: true }],
      ['markBatchItems', [{ item: 1, mark: {} }]],
      [
        'markBatchItems',
        [
          { item: 0, mark: { label: 'fox' } },
          { item: 1, mark: {} },
        ],
      ],
    ]);
  });

  it('can still be undone where undoing met a full disk', async () => {
    oscar.tellBatch(batchOverview());
    await batch.marks.change({ opinion: 'wrong' }, 0);
    oscar.refuse('markBatchItems', { code: 'disk-full', folder: 'home' });
    await batch.marks.undo();
    expect(batch.error).toEqual({ code: 'disk-full', folder: 'home' });
    await batch.marks.undo();
    expect(oscar.batchCalls.filter(([call]) => call === 'markBatchItems')).toHaveLength(2);
  });
});

describe('a command', () => {
  it('reaches the batch that is open', async () => {
    oscar.tellBatch(batchOverview());
    await batch.start(true);
    await batch.pause();
    await batch.stop(true);
    await batch.retry([2]);
    expect(oscar.batchCalls).toEqual([
      ['startBatch', true],
      ['pauseBatch'],
      ['stopBatch', true],
      ['retryBatchItems', [2]],
    ]);
  });

  it('tells what stands against it, until the next', async () => {
    oscar.tellBatch(batchOverview());
    oscar.refuse('startBatch', { code: 'batch-gone' });
    await batch.start(false);
    expect(batch.error).toEqual({ code: 'batch-gone' });
    await batch.pause();
    expect(batch.error).toBeUndefined();
  });

  it('leaves nothing of a batch that is closed', async () => {
    oscar.tellBatch(batchOverview());
    batch.isShown = true;
    batch.review.toggle(1);
    oscar.tellBatch(undefined);
    expect(batch.isShown).toBe(false);
    expect([...batch.review.selected]).toEqual([]);
    await batch.pause();
    expect(oscar.batchCalls).toEqual([]);
  });

  it('counts what is settled', () => {
    oscar.tellBatch(batchOverview({ id }, { done: 3, 'needs-attention': 1, skipped: 2, cancelled: 1 }));
    expect(batch.finishedCount).toBe(6);
  });
});

describe('the words for the whole', () => {
  const finished = { phase: { status: 'finished', finishedAt } } as const;
  it.each([
    ['All files are done', {}],
    ['Finished, with some files to look at', { 'needs-attention': 1 }],
    ['Stopped. What is done is kept.', { 'needs-attention': 1, cancelled: 1 }],
    ['Ready to run', { waiting: 1 }],
  ])('are “%s” only when they are true', (words, counts) => {
    expect(phaseWords(batchOverview(finished, { waiting: 0, done: 2, ...counts }))).toBe(words);
  });

  it('say rows where the list is made of a table', () => {
    const table = { name: 'plots.csv', hasFiles: false };
    const wordsOf = (counts: Partial<BatchCounts>) =>
      phaseWords(batchOverview({ ...finished, table }, { waiting: 0, done: 2, ...counts }));
    expect(wordsOf({})).toBe('All rows are done');
    expect(wordsOf({ 'needs-attention': 1 })).toBe('Finished, with some rows to look at');
    expect(wordsOf({ waiting: 1 })).toBe('Ready to run');
  });
});
