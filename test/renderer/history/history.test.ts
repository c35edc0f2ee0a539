import { beforeEach, describe, expect, it } from 'vitest';
import { createAppState, type AppState } from '../../../src-renderer/shell/context';
import type { HistoryEntry } from '../../../src-main/core/history/history';
import { inputWords, listFacts, placeWords } from '../../../src-renderer/history/history-words';
import { batchOverview, clusterProfile, historyEntry, inputFile, service } from '../builders';
import { FakeOscar } from '../fake-api';

let oscar: FakeOscar;
let app: AppState;

beforeEach(() => {
  oscar = new FakeOscar();
  oscar.services = [service('grayscale'), service('cowsay')];
  app = createAppState(oscar);
});

/** The ids that are listed, in order. */
const listed = () => app.history.found.map(({ id }) => id);

async function openWith(...entries: ReturnType<typeof historyEntry>[]): Promise<void> {
  oscar.history = entries;
  await app.history.open();
}

describe('finding again', () => {
  beforeEach(() =>
    openWith(
      historyEntry('leaf', { startedAt: '2024-05-01T10:00:00.000Z' }),
      historyEntry('poem', {
        startedAt: '2024-05-02T10:00:00.000Z',
        serviceName: 'text-to-speech',
        input: { kind: 'text', excerpt: 'The oak is old.', sizeBytes: 15 },
      }),
      historyEntry('lost', {
        startedAt: '2024-05-03T10:00:00.000Z',
        profileId: 'lab',
        profileName: 'Field lab',
        outcome: { kind: 'failed', error: { code: 'host-not-found', host: 'x' } },
      }),
    ),
  );

  it.each([
    ['', ['lost', 'poem', 'leaf']],
    ['LEAF', ['lost', 'leaf']],
    ['oak old', ['poem']],
    ['speech', ['poem']],
    ['field leaf', ['lost']],
    ['nowhere', []],
  ])('by the words %j', (search, found) => {
    app.history.search = search;
    expect(listed()).toEqual(found);
  });

  it('by service and outcome', () => {
    app.history.serviceName = 'grayscale';
    expect(listed()).toEqual(['lost', 'leaf']);
    app.history.outcome = 'problem';
    expect(listed()).toEqual(['lost']);
  });

  it('by day', () => {
    expect(app.history.rows.map(({ kind }) => kind)).toEqual(['day', 'entry', 'day', 'entry', 'day', 'entry']);
  });

  it('keeps up with what happens meanwhile', () => {
    oscar.tellHistory({ kept: [historyEntry('new', { startedAt: '2024-06-01T00:00:00.000Z' })], removed: ['poem'] });
    expect(listed()).toEqual(['new', 'lost', 'leaf']);
    expect(app.history.diskBytes).toBe(1500);
  });
});

describe('a list of files', () => {
  const list = (id: string, facts: Partial<Extract<HistoryEntry['outcome'], { kind: 'list' }>> = {}) =>
    historyEntry(id, {
      serviceName: 'find-things',
      input: { kind: 'list', serviceTitle: 'Find things', files: 202, sizeBytes: 9 },
      outcome: { kind: 'list', status: 'finished', done: 202, problems: 0, left: 0, hasMarks: false, ...facts },
    });

  it.each([
    ['result', { status: 'finished' }],
    ['problem', { status: 'finished', problems: 17 }],
    ['problem', { status: 'damaged' }],
    ['stopped', { status: 'unfinished', left: 3 }],
    ['running', { status: 'running', left: 3 }],
  ] as const)('is found by its service, its name and its outcome %s', async (outcome, facts) => {
    await openWith(list('photos', facts), historyEntry('leaf'));
    app.history.search = 'find THINGS';
    expect(listed()).toEqual(['photos']);
    app.history.search = '';
    app.history.serviceName = 'find-things';
    app.history.outcome = outcome;
    expect(listed()).toEqual(['photos']);
  });

  it('says how many files it has, and what is wrong with them', async () => {
    const entry = list('photos', { problems: 17, left: 2 });
    expect([inputWords(entry), ...listFacts(entry)]).toEqual(['202 files', '17 problems', '2 not run']);
    expect(placeWords(entry)).toBe('Find things on Practice');
    expect(inputWords(list('lost', { status: 'damaged' }))).toBe('A damaged list');
  });

  it('is deleted with its results only where that was asked for, and stays where they can’t be deleted', async () => {
    await openWith(list('photos'), list('songs'));
    oscar.refuse('deleteBatchResults', { code: 'permission-denied', folder: 'results' });
    await app.history.removeWithResults('photos');
    expect(app.history.error).toEqual({ code: 'permission-denied', folder: 'results' });
    expect(oscar.removed).toEqual([]);
    await app.history.remove(['photos']);
    expect(oscar.removed).toEqual([['photos']]);
    expect(oscar.resultsDeletedOf).toEqual(['photos']);
  });

  it('opens in the window, also where its connection is gone', async () => {
    oscar.batch = batchOverview({ id: 'photos', profileId: 'gone', phase: { status: 'finished', finishedAt: '' } });
    await openWith(list('photos'));
    expect(await app.batchFocus.open('photos')).toBeUndefined();
    expect(oscar.batchCalls).toEqual([['showBatch', 'photos']]);
    expect(app.batch.isShown).toBe(true);
    expect(app.cluster.current).toBeUndefined();
    expect(app.history.isOpen).toBe(false);
    oscar.refuse('showBatch', { code: 'list-damaged' });
    expect(await app.batchFocus.open('photos')).toEqual({ code: 'list-damaged' });
  });
});

describe('an entry', () => {
  it('shows its result again', async () => {
    await openWith(historyEntry('past'));
    app.history.select('past');
    await expect.poll(() => app.history.opened?.shown?.result.kind).toBe('image');
    expect(oscar.opened).toEqual(['past']);
  });

  it('shows what was sent beside its result', async () => {
    const file = { mediaType: 'image/jpeg', sizeBytes: 5, url: 'oscar-input://leaf/?v=1' };
    oscar.foundInput = { kind: 'file', file };
    await openWith(historyEntry('past'));
    app.history.select('past');
    await expect.poll(() => app.history.opened?.shown?.input).toEqual({ kind: 'file', file });
  });

  it.each(['changed', 'gone'] as const)('tells of a file that is %s', async (kind) => {
    oscar.foundInput = { kind };
    await openWith(historyEntry('past'));
    app.history.select('past');
    await expect.poll(() => app.history.foundInput).toEqual({ kind });
    expect(app.history.opened?.shown?.input).toBeUndefined();
    app.history.select(undefined);
    expect(app.history.foundInput).toBeUndefined();
  });

  it('says when its result has gone', async () => {
    await openWith(historyEntry('past'));
    oscar.refuse('openInvocation', { code: 'result-gone' });
    app.history.select('past');
    await expect.poll(() => app.history.error).toEqual({ code: 'result-gone' });
  });

  it('is deleted, the next one takes its place, and it can come back', async () => {
    await openWith(historyEntry('one'), historyEntry('two', { startedAt: '2024-04-01T00:00:00.000Z' }));
    app.history.select('one');
    await app.history.remove(['one']);
    expect(oscar.removed).toEqual([['one']]);
    expect(app.history.selectedId).toBe('two');
    expect(app.history.removedCount).toBe(1);
    await app.history.restore();
    oscar.tellHistory({ kept: [historyEntry('one')] });
    expect(listed()).toEqual(['one', 'two']);
    expect(app.history.removedCount).toBe(0);
  });

  it('stays when all are deleted, if it is pinned or running; leaving makes it final', async () => {
    await openWith(
      historyEntry('plain'),
      historyEntry('pinned', { isPinned: true }),
      historyEntry('running', { outcome: { kind: 'running' } }),
    );
    await app.history.removeAll();
    expect(oscar.removed).toEqual([['plain']]);
    app.history.close();
    expect(oscar.purges).toBe(1);
  });
});

it('takes a removed result out of the place where it was run', async () => {
  await app.cluster.openPractice();
  app.cluster.select('/grayscale');
  const { current } = app.cluster;
  current?.editText('The oak is old.');
  await current?.run();
  oscar.finish();
  expect(current?.shown).toBeDefined();
  await app.history.remove(['invocation-1']);
  expect(current?.shown).toBeUndefined();
  expect(current?.invocation).toBeUndefined();
});

describe('running again', () => {
  it('opens the connection and the service, and runs the same input', async () => {
    await openWith(historyEntry('past', { serviceName: 'cowsay' }));
    await app.history.runAgain(historyEntry('past', { serviceName: 'cowsay' }));
    expect(oscar.requests).toEqual([
      { profileId: 'practice', serviceName: 'cowsay', input: { kind: 'text', text: 'once more' } },
    ]);
    expect(app.history.isOpen).toBe(false);
  });

  it('only prepares a file that has changed, and says so', async () => {
    oscar.repeated = { input: { kind: 'file', file: inputFile('leaf.jpg') }, hasChanged: true };
    await openWith(historyEntry('past'));
    await app.history.runAgain(historyEntry('past'));
    expect(oscar.requests).toEqual([]);
    expect(app.cluster.current?.inputNotice).toEqual({ kind: 'changedSince' });
  });

  it.each([
    ['the file has gone', { code: 'file-unreadable', file: 'leaf.jpg', problem: 'gone' }, {}],
    ['the connection has gone', { code: 'profile-gone' }, { profileId: 'deleted' }],
    [
      'the service has gone',
      { code: 'service-not-found', service: 'old', host: '127.0.0.1:9' },
      { serviceName: 'old' },
    ],
  ] as const)('says that %s', async (_what, error, more) => {
    if (error.code === 'file-unreadable') oscar.refuse('repeatInput', error);
    oscar.profiles = [clusterProfile('lab')];
    await openWith(historyEntry('past'));
    await app.history.runAgain(historyEntry('past', more));
    expect(app.history.error).toEqual(error);
    expect(app.history.isOpen).toBe(true);
    expect(oscar.requests).toEqual([]);
  });
});
