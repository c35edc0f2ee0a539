import { beforeEach, describe, expect, it } from 'vitest';
import type { BatchPhase } from '../../../src-main/core/batch/phase';
import { BatchState } from '../../../src-renderer/batch/batch.svelte';
import { listState } from '../../../src-renderer/batch/batch-words';
import { listActions } from '../../../src-renderer/shell/context-actions';
import type { BatchFocus } from '../../../src-renderer/shell/batch-focus.svelte';
import { batchOverview } from '../builders';
import { FakeOscar } from '../fake-api';

const running = { status: 'running', isSample: false } as const;
const queued = { status: 'queued', isSample: false } as const;
let oscar: FakeOscar;
let batch: BatchState;

function list(id: string, phase: BatchPhase, profileId = 'lab') {
  return { ...batchOverview({ id, phase, profileId, serviceName: 'leaf', serviceTitle: 'Leaf finder' }), source: id };
}

const sentences = () => batch.lists.news.map(({ sentence }) => sentence);

beforeEach(() => {
  oscar = new FakeOscar();
  batch = new BatchState(oscar);
  oscar.tellBatch(list('North', running));
  oscar.tellBatches([list('North', running), list('South', queued), list('West', { status: 'ready' })]);
});

describe('several lists', () => {
  it('are learned of at the start', async () => {
    const started = new BatchState(oscar);
    await started.load();
    expect(started.lists.all.map(({ id }) => id)).toEqual(['North', 'South', 'West']);
    expect(started.lists.inLine.map(({ id }) => id)).toEqual(['North', 'South']);
  });

  it('change places at once, never beyond the ends, and that is said', async () => {
    await batch.lists.move('South', 0);
    expect(batch.lists.all.map(({ id }) => id)).toEqual(['South', 'North', 'West']);
    expect(sentences()).toEqual(['South (Leaf finder) is now number 1 of 3']);
    await batch.lists.move('South', -1);
    await batch.lists.move('West', 5);
    await batch.lists.move('gone', 0);
    expect(oscar.batchCalls).toEqual([['moveBatch', 'South', 0]]);
  });

  it('are told of where they are not in sight', () => {
    oscar.tellBatches([list('North', { status: 'paused' }), list('South', running), list('West', { status: 'ready' })]);
    expect(sentences()).toEqual(['South (Leaf finder): Running']);
  });

  it('are told of when they get no more files, and not with each file before', () => {
    const growing = (phase: BatchPhase) => ({ ...list('South', phase), isGrowing: true as const });
    const finished = { status: 'finished', finishedAt: '2026-05-01T10:00:00.000Z' } as const;
    oscar.tellBatches([list('North', running), growing(running)]);
    oscar.tellBatches([list('North', running), growing(finished)]);
    expect(sentences()).toEqual(['South (Leaf finder): Running']);
    expect(listState(growing(finished))).toBe('Waits for more files');
    oscar.tellBatches([list('North', running), list('South', running)]);
    oscar.tellBatches([list('North', running), list('South', finished)]);
    expect(sentences().at(-1)).toBe('South (Leaf finder): Done');
  });

  it('tell that what is dropped beside them has become another one, which will wait', async () => {
    oscar.batch = list('East', { status: 'ready' });
    await batch.drop([new File(['a'], 'a.png'), new File(['b'], 'b.png')]);
    expect(sentences()).toEqual([expect.stringMatching(/^This is another list\./)]);
    expect(batch.isBehind).toBe(true);
    oscar.tellBatch(list('East', { status: 'ready' }, 'farm'));
    expect(batch.isBehind).toBe(false);
  });

  it('tell of it whichever comes first, the reply or the event of the new list', async () => {
    oscar.batch = list('East', { status: 'ready' });
    const dropped = batch.drop([new File(['a'], 'a.png'), new File(['b'], 'b.png')]);
    oscar.tellBatch(list('East', { status: 'ready' }));
    await dropped;
    expect(sentences()).toEqual([expect.stringMatching(/^This is another list\./)]);
  });

  it('keep what was said last beside what is said next', () => {
    const paused = { status: 'paused' } as const;
    for (const phase of [paused, running, paused, running])
      oscar.tellBatches([list('North', running), list('South', phase), list('West', { status: 'ready' })]);
    expect(sentences()).toEqual(['Running', 'Paused', 'Running'].map((word) => `South (Leaf finder): ${word}`));
  });

  it('say nothing of that where the only list is added to', async () => {
    oscar.tellBatches([list('North', { status: 'paused' })]);
    oscar.tellBatch(list('North', { status: 'paused' }));
    batch.isShown = true;
    await batch.drop([new File(['a'], 'a.png'), new File(['b'], 'b.png')]);
    expect(sentences()).toEqual([]);
    expect(batch.isBehind).toBe(false);
  });
});

describe('the menu of one of several lists', () => {
  const opened: string[] = [];
  const batchFocus = {
    open: async (id: string) => {
      opened.push(id);
      await batch.show(id);
      return undefined;
    },
  } as unknown as BatchFocus;

  /** Its lines, and what one of them does. */
  function menu(place: number) {
    const one = batch.lists.all[place];
    if (!one) throw new Error('There is no such list.');
    const lines = listActions({ batch, batchFocus }, one).flat();
    return {
      labels: lines.map(({ label }) => label),
      choose: (label: string) => lines.find((line) => line.label === label)?.onchoose(),
    };
  }

  it('offers what can be done with it', () => {
    expect(menu(0).labels).toEqual(['Pause', 'Move back']);
    expect(menu(1).labels).toEqual(['Pause', 'Move forward', 'Move back']);
    expect(menu(2).labels).toEqual(['Move forward', 'Close list']);
  });

  it('pauses, moves and closes', () => {
    menu(1).choose('Pause');
    menu(2).choose('Close list');
    menu(1).choose('Move forward');
    expect(oscar.batchCalls).toEqual([['pauseBatch'], ['closeBatch'], ['moveBatch', 'South', 0]]);
  });

  it('goes on where the list is in sight, so that what is in the way is seen', async () => {
    oscar.tellBatches([list('North', running), list('South', { status: 'paused' })]);
    oscar.batch = list('South', { status: 'paused' });
    menu(1).choose('Go on');
    await expect.poll(() => oscar.batchCalls.at(-1)).toEqual(['startBatch', false]);
    expect(opened).toEqual(['South']);
  });
});
