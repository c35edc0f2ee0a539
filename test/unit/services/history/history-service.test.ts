import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, readFile, readdir, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileHistoryStore } from '../../../../src-main/adapters/history/history-store';
import { SameThreadFiles } from '../../../../src-main/adapters/files/file-thread';
import { ProcessFolders } from '../../../../src-main/adapters/files/process-folders';
import { PreparedCopies } from '../../../../src-main/adapters/input/prepared-copies';
import { ShownCopies } from '../../../../src-main/adapters/input/shown-copies';
import { GrantedInputFiles } from '../../../../src-main/adapters/input/input-files';
import { FileResultStore } from '../../../../src-main/adapters/answer/result-store';
import type { AnswerReading } from '../../../../src-main/core/answer/answer';
import type { Invocation, InvocationInput, InvocationState } from '../../../../src-main/core/run/invocation';
import { keptInputOf, type HistoryEntry } from '../../../../src-main/core/history/history';
import type { GroupField } from '../../../../src-main/core/input/form/field';
import type { HistoryLists } from '../../../../src-main/core/history/ports';
import type { Logger } from '../../../../src-main/core/ground/ports';
import { defaultSettings, type Settings } from '../../../../src-main/core/app/settings';
import { HistoryService, type HistoryEvent } from '../../../../src-main/services/history/history-service';
import { entryOf } from '../../history-records';
import { CallingPictures } from '../../../fixtures/calling-pictures';
import { filesHolding } from '../../../fixtures/secret-search';
import { noSounds } from '../../../fixtures/sounds';
import { temporaryFolder } from '../../../fixtures/temp-dir';

const folder = temporaryFolder();
const at = '2026-01-02T03:04:05.000Z';
const reading: AnswerReading = {
  verdict: 'text-only',
  encoding: 'none',
  mediaType: 'text/plain',
  payloadRange: { start: 0, end: 1 },
  logLineCount: 0,
  notes: [],
};
const context = { host: 'h', contentType: '', mirroredContentType: '', writesFiles: true };
const log: Logger = { info: () => undefined, warn: () => undefined, error: () => 'reference' };
let settings: Settings;
let now: string;
let news: HistoryEvent[];
/** Ends the wait that is under way, if there is one. */
let endWait: () => void;

beforeEach(() => {
  settings = defaultSettings;
  now = at;
  news = [];
});

/** The service as a start of the program has it, on real files. */
function start() {
  const results = new FileResultStore(join(folder(), 'results'));
  const inputs = new GrantedInputFiles(new SameThreadFiles());
  const shownCopies = new ShownCopies(
    new PreparedCopies(new CallingPictures(), noSounds, new ProcessFolders(join(folder(), 'copies')), 'OSCAR Desktop'),
  );
  const places = {
    journal: join(folder(), 'history.jsonl'),
    results: join(folder(), 'results'),
    setAside: join(folder(), 'aside'),
  };
  const history = new HistoryService({
    store: new FileHistoryStore(places, log),
    results,
    inputs,
    shownCopies,
    settings: { get: async () => settings, change: async () => settings },
    clock: {
      now: () => now,
      wait: (_ms, signal) =>
        new Promise((resolve, reject) => {
          endWait = resolve;
          signal.addEventListener('abort', () => reject(signal.reason), { once: true });
        }),
    },
    log,
    onChange: (change) => void news.push(change),
  });
  const begin = async (
    id: string,
    input: InvocationInput = { kind: 'text', text: 'The oak is old.' },
    form?: GroupField,
  ) => {
    const source = input.kind === 'file' ? await inputs.source(input.fileId) : undefined;
    const invocation = invocationOf(id, { status: 'connecting' }, source?.name);
    history.began(source?.from ? { ...invocation, from: source.from } : invocation, {
      profileName: 'Field lab',
      endpoint: 'https://oscar.example.org',
      input: keptInputOf(input, form),
      sizeBytes: 15,
      ...(source?.origin && { origin: source.origin }),
    });
  };
  const receive = async (id: string, text: string) => {
    const body = (async function* () {
      yield Buffer.from(text);
    })();
    return results.receive(id, body, context, 1e9, () => undefined);
  };
  /** An invocation from beginning to end, with an answer. */
  const finish = async (id: string, text = 'a leaf\n', input?: InvocationInput, form?: GroupField) => {
    await begin(id, input, form);
    const { reading, sizeBytes, receivedBytes } = await receive(id, text);
    const result = { reading, kind: 'text', sizeBytes, receivedBytes, url: '', receivedUrl: '', fileName: '' } as const;
    history.ended(invocationOf(id, { status: 'finished', result, finishedAt: at }));
  };
  return { history, inputs, shownCopies, begin, receive, finish };
}

function invocationOf(id: string, state: InvocationState, inputName?: string): Invocation {
  const base = {
    id,
    profileId: 'lab',
    serviceName: 'cowsay',
    startedAt: now,
    elapsedMs: 3_000,
    stateMs: 0,
    attempt: 1,
    state,
  };
  return { ...base, ...(inputName !== undefined && { inputName }) };
}

const outcomes = async (history: HistoryService) =>
  Object.fromEntries((await history.list()).map(({ id, outcome }) => [id, outcome.kind]));

/** Lists as the batches keep them, in memory. */
function someLists(...entries: HistoryEntry[]) {
  const lists = new Map(entries.map((entry) => [entry.id, entry]));
  const setAside = new Map<string, HistoryEntry>();
  const take = (ids: readonly string[], from: typeof lists, to?: typeof lists) => {
    for (const id of ids) {
      const entry = from.get(id);
      if (entry) to?.set(id, entry);
      from.delete(id);
    }
  };
  const shelf: HistoryLists = {
    list: () => [...lists.values()],
    inUse: [],
    pin: async (id, isPinned) => {
      const entry = lists.get(id);
      if (entry) lists.set(id, { ...entry, isPinned });
    },
    setAside: async (ids) => take(ids, lists, setAside),
    putBack: async (ids) => take(ids, setAside, lists),
    purge: async () => setAside.clear(),
    delete: async (ids) => take(ids, lists),
  };
  return shelf;
}

const listEntry = (id: string, more: Partial<HistoryEntry> = {}) =>
  entryOf(id, {
    startedAt: at,
    input: { kind: 'list', files: 3, sizeBytes: 5 },
    outcome: { kind: 'list', status: 'finished', done: 3, problems: 0, left: 0, hasMarks: false },
    ...more,
  });

describe('the JSON that worked last', () => {
  const json = (text: string): InvocationInput => ({ kind: 'json', text });
  const form: GroupField = {
    kind: 'group',
    isClosed: false,
    members: [{ key: 'pin', isRequired: false, field: { kind: 'text', isSecret: true } }],
  };

  it('is known after a restart, for its connection and service alone, and gone with its run', async () => {
    const { finish } = start();
    now = '2026-01-02T03:00:00.000Z';
    await finish('older', 'a leaf\n', json('{"n": 1.0}'));
    now = at;
    await finish('newest', 'a leaf\n', json('{"n": 2.50}'));
    await finish('text');
    const { history } = start();
    expect(await history.lastJson('lab', 'cowsay')).toBe('{"n": 2.50}');
    expect(await history.lastJson('lab', 'cowsay', 'ana')).toBeUndefined();
    expect(await history.lastJson('lab', 'other')).toBeUndefined();
    expect(await history.lastJson('school', 'cowsay')).toBeUndefined();
    await history.remove(['newest']);
    expect(await history.lastJson('lab', 'cowsay')).toBe('{"n": 1.0}');
    await history.remove(['older']);
    expect(await history.lastJson('lab', 'cowsay')).toBeUndefined();
  });

  it('is not one that failed, that no form can be made of, or that has a password by its name', async () => {
    const { history, begin, finish } = start();
    await begin('failed', json('{"n": 1}'));
    const error = { code: 'input-empty' as const };
    history.ended(invocationOf('failed', { status: 'failed', error, finishedAt: at }));
    await finish('list', 'a leaf\n', json('[1]'));
    await finish('twice', 'a leaf\n', json('{"n": 1, "n": 2}'));
    await finish('named', 'a leaf\n', json('{"apiKey": "x"}'));
    expect(await history.lastJson('lab', 'cowsay')).toBeUndefined();
  });

  it('is nowhere on disk with what was typed into a password field, which is asked for again', async () => {
    const { history, finish } = start();
    await finish('secret', 'a leaf\n', json('{"n": 1.0, "pin": "s3cret"}'), form);
    expect(await filesHolding('s3cret', folder())).toEqual([]);
    expect(await history.lastJson('lab', 'cowsay')).toBeUndefined();
    expect(await history.repeatInput('secret')).toEqual({
      input: { kind: 'json', text: '{"n": 1.0}' },
      hasChanged: false,
      isPartial: true,
    });
    expect(await history.findInput('secret')).toEqual({ kind: 'unknown' });
  });
});

describe('lists of files', () => {
  it('are listed, kept, removed and brought back with the invocations', async () => {
    const { history, finish } = start();
    history.include(someLists(listEntry('photos'), listEntry('songs')));
    await history.open();
    await finish('good');
    await history.pin('photos', true);
    await history.remove(['good', 'photos']);
    expect(await outcomes(history)).toEqual({ songs: 'list' });
    expect(news.at(-1)).toEqual({ kept: [], removed: ['photos'] });
    await history.restore();
    expect(await outcomes(history)).toEqual({ good: 'finished', photos: 'list', songs: 'list' });
    expect((await history.list()).find(({ id }) => id === 'photos')?.isPinned).toBe(true);
  });

  it('go by the same rules, and share the room with the invocations', async () => {
    const { history, finish } = start();
    const old = '2025-01-02T03:04:05.000Z';
    const kept = { isPinned: true, diskBytes: 999_999_999 };
    history.include(someLists(listEntry('old', { startedAt: old }), listEntry('kept', { startedAt: old, ...kept })));
    settings = { ...settings, keepDays: 365, keepBytes: 1e9 };
    now = '2026-03-01T00:00:00.000Z';
    await history.open();
    expect(await outcomes(history)).toEqual({ kept: 'list' });
    await finish('too-much');
    now = '2026-03-02T00:00:00.000Z';
    await finish('last');
    await expect.poll(() => outcomes(history)).toEqual({ kept: 'list', last: 'finished' });
  });
});

describe('an invocation', () => {
  it('is there at the next start, whatever became of it', async () => {
    const { history, begin, finish } = start();
    await history.open();
    await finish('good');
    await begin('failed');
    history.ended(
      invocationOf('failed', { status: 'failed', error: { code: 'host-not-found', host: 'x' }, finishedAt: at }),
    );
    await begin('stopped');
    history.ended(invocationOf('stopped', { status: 'cancelled', clusterMayContinue: true, finishedAt: at }));
    const again = start().history;
    expect(await outcomes(again)).toEqual({ good: 'finished', failed: 'failed', stopped: 'cancelled' });
    const good = (await again.find('good'))?.entry;
    expect(good).toMatchObject({ input: { kind: 'text', excerpt: 'The oak is old.' }, profileName: 'Field lab' });
    expect(good?.diskBytes).toBeGreaterThan(6);
  });

  it('that ran when the program ended by force has its answer, or was interrupted', async () => {
    const { history, begin, receive } = start();
    await history.open();
    await begin('whole');
    await receive('whole', 'a leaf\n');
    await begin('none');
    const again = start().history;
    expect(await outcomes(again)).toEqual({ whole: 'finished', none: 'interrupted' });
    expect(await outcomes(start().history)).toEqual({ whole: 'finished', none: 'interrupted' });
  });

  it('is found by its answer alone where nothing else is left', async () => {
    const { history, receive } = start();
    await history.open();
    await receive('alone', 'a leaf\n');
    expect(await outcomes(start().history)).toEqual({ alone: 'finished' });
  });

  it('is told about when it begins, ends and goes', async () => {
    const { history, finish } = start();
    await history.open();
    await finish('one');
    await history.remove(['one']);
    expect(news.map(({ kept, removed }) => [kept.map(({ outcome }) => outcome.kind), removed])).toEqual([
      [['running'], []],
      [['finished'], []],
      [[], ['one']],
    ]);
  });
});

it('learns from its runs what is to be expected of a service', async () => {
  const { history, begin } = start();
  await history.open();
  await begin('only');
  expect(await history.expectWakeUp('lab', 'cowsay')).toEqual({ kind: 'unknown' });
  const finishedAt = '2026-01-02T03:34:15.000Z';
  const result = {
    reading,
    kind: 'text',
    sizeBytes: 1,
    receivedBytes: 1,
    url: '',
    receivedUrl: '',
    fileName: '',
  } as const;
  // The computer's clock was set meanwhile: it took 70 seconds and not what lies between the two instants.
  history.ended({ ...invocationOf('only', { status: 'finished', result, finishedAt }), elapsedMs: 70_000 });
  now = '2026-01-02T05:00:00.000Z';
  expect(await history.expectWakeUp('lab', 'cowsay')).toEqual({ kind: 'learned', usualMs: 70_000 });
  expect(await history.expectWakeUp('lab', 'cowsay', 'another owner')).toEqual({ kind: 'unknown' });
  expect(await history.expectWakeUp('another', 'cowsay')).toEqual({ kind: 'unknown' });
});

describe('removing', () => {
  it('takes the files away, and can be taken back until the next removal', async () => {
    const { history, finish } = start();
    await history.open();
    for (const id of ['one', 'two']) await finish(id);
    await history.remove(['one', 'two']);
    expect(await readdir(join(folder(), 'results'))).toEqual([]);
    await history.restore();
    expect(await outcomes(start().history)).toEqual({ one: 'finished', two: 'finished' });
    await history.remove(['one']);
    await history.remove(['two']);
    await history.restore();
    expect(await outcomes(start().history)).toEqual({ two: 'finished' });
    await history.purge();
    expect(await readdir(folder())).not.toContain('aside');
  });

  it('leaves what is still running', async () => {
    const { history, begin } = start();
    await history.open();
    await begin('running');
    await history.remove(['running']);
    expect(await outcomes(history)).toEqual({ running: 'running' });
  });
});

describe('the rule of what stays', () => {
  it('is applied at the start, and spares what is pinned', async () => {
    const { history, finish } = start();
    await history.open();
    for (const id of ['plain', 'pinned']) await finish(id);
    await history.pin('pinned', true);
    now = '2026-06-01T00:00:00.000Z';
    expect(await outcomes(start().history)).toEqual({ pinned: 'finished' });
    expect(await readdir(join(folder(), 'results'))).toEqual(['pinned']);
  });

  it('is applied after each run: the oldest go as soon as there is too much', async () => {
    settings = { ...settings, keepBytes: 1e9 };
    const { history, begin, receive, finish } = start();
    await history.open();
    await finish('first');
    await finish('pinned');
    await history.pin('pinned', true);
    now = '2026-01-02T04:00:00.000Z';
    await history.find('first');
    await finish('second');
    now = '2026-01-02T05:00:00.000Z';
    // A file of which only the length is on the disk.
    await begin('large');
    await receive('large', 'a leaf\n');
    await truncate(join(folder(), 'results', 'large', 'payload'), 2e9).catch(() => undefined);
    await truncate(join(folder(), 'results', 'large', 'received'), 2e9).catch(() => undefined);
    history.ended(invocationOf('large', { status: 'cancelled', clusterMayContinue: false, finishedAt: now }));
    await expect.poll(() => readdir(join(folder(), 'results'))).toEqual(['first', 'large', 'pinned']);
    expect(Object.keys(await outcomes(history)).sort()).toEqual(['first', 'large', 'pinned']);
    // What is looked at, and what ran last, stays as long as it may be on the screen.
    await history.find('large');
    await begin('next');
    history.ended(invocationOf('next', { status: 'cancelled', clusterMayContinue: false, finishedAt: now }));
    await expect.poll(() => readdir(join(folder(), 'results'))).toEqual(['large', 'next', 'pinned']);
  });

  it('is applied again while the program runs, and leaves what was removed by hand to be restored', async () => {
    const { history, finish, begin } = start();
    await history.open();
    for (const id of ['old', 'removed']) await finish(id);
    now = '2026-03-01T00:00:00.000Z';
    await begin('recent');
    await history.remove(['removed']);
    const keeping = history.keepToRetention();
    now = '2026-05-01T00:00:00.000Z';
    endWait();
    await expect.poll(() => outcomes(history)).toEqual({ recent: 'running' });
    await expect.poll(() => readdir(join(folder(), 'results'))).toEqual([]);
    await history.restore();
    expect(await readdir(join(folder(), 'results'))).toEqual(['removed']);
    await history.close();
    await keeping;
  });

  it('of nothing beyond the end takes nothing away before', async () => {
    settings = { ...settings, keepDays: 0 };
    const { history, finish } = start();
    await history.open();
    for (const id of ['one', 'two', 'three']) await finish(id);
    const keeping = history.keepToRetention();
    endWait();
    await expect.poll(() => outcomes(history)).toEqual({ one: 'finished', two: 'finished', three: 'finished' });
    await history.close();
    await keeping;
    expect(await readdir(join(folder(), 'results'))).toEqual([]);
  });

  it('can be to keep nothing: it is gone when the program ends', async () => {
    settings = { ...settings, keepDays: 0 };
    const { history, finish } = start();
    await history.open();
    await finish('one');
    expect(await outcomes(history)).toEqual({ one: 'finished' });
    await history.close();
    expect(await readdir(join(folder(), 'results'))).toEqual([]);
    expect(await outcomes(start().history)).toEqual({});
  });
});

describe('the input of an earlier invocation', () => {
  it('is the same file, is told to have changed, or is gone', async () => {
    const { history, inputs, begin } = start();
    await history.open();
    const leaf = join(folder(), 'leaf.txt');
    await writeFile(leaf, 'a leaf');
    await begin('file', { kind: 'file', fileId: (await inputs.grant(leaf)).id });
    expect(await history.repeatInput('file')).toMatchObject({
      input: { file: { name: 'leaf.txt' } },
      hasChanged: false,
    });
    expect(await history.findInput('file')).toEqual({
      kind: 'file',
      file: { mediaType: 'text/plain', sizeBytes: 6, url: expect.stringMatching(/^oscar-input:.*v=/) as string },
    });
    await utimes(leaf, 1, 1);
    expect(await history.repeatInput('file')).toMatchObject({ hasChanged: true });
    expect(await history.findInput('file')).toEqual({ kind: 'changed' });
    await rm(leaf);
    expect(await history.findInput('file')).toEqual({ kind: 'gone' });
    await expect(history.repeatInput('file')).rejects.toMatchObject({
      info: { code: 'file-unreadable', file: 'leaf.txt', problem: 'gone' },
    });
  });

  it('is known to be the result of another run, also when it is repeated after a restart', async () => {
    const { history, inputs, begin } = start();
    await history.open();
    const path = join(folder(), 'leaf – cowsay.txt');
    await writeFile(path, 'moo');
    const from = { run: 'first', service: 'cowsay', input: 'leaf.jpg' };
    await begin('second', { kind: 'file', fileId: (await inputs.grant(path, from)).id });
    history.ended(invocationOf('second', { status: 'cancelled', clusterMayContinue: false, finishedAt: at }));

    const again = start();
    expect((await again.history.list())[0]?.input).toMatchObject({ name: 'leaf – cowsay.txt', from });
    const { input } = await again.history.repeatInput('second');
    if (input.kind !== 'file') throw new Error('no file');
    expect((await again.inputs.source(input.file.id)).from).toEqual(from);
  });

  it('is the text as it was typed, all of it', async () => {
    const { history, begin } = start();
    await history.open();
    const text = 'The oak is old.\n'.repeat(100);
    await begin('text', { kind: 'json', text });
    history.ended(invocationOf('text', { status: 'cancelled', clusterMayContinue: false, finishedAt: at }));
    const again = start().history;
    expect(await again.repeatInput('text')).toEqual({ input: { kind: 'json', text }, hasChanged: false });
    expect(await again.findInput('text')).toEqual({ kind: 'text', text });
  });

  it('is repeated and shown as it was prepared, as long as the same copy can be made of it', async () => {
    const { history, inputs, shownCopies, begin } = start();
    const path = join(folder(), 'photo.jpg');
    await copyFile(join(import.meta.dirname, '../../../fixtures/odd-pictures/with-location.jpg'), path);
    const { id: fileId } = await inputs.grant(path);
    const preparation = { picture: { longestSidePx: 30, isAnonymous: true } };
    const { origin } = await inputs.source(fileId);
    const { prepared } = await shownCopies.prepare(origin, preparation);
    const end = async (id: string, sent: typeof prepared) => {
      await begin(id, { kind: 'file', fileId, preparation });
      const error = { code: 'input-too-large', host: 'h', sizeBytes: 1 } as const;
      history.ended({ ...invocationOf(id, { status: 'failed', error, finishedAt: at }), prepared: sent });
    };
    await end('one', prepared);
    await end('other', { ...prepared, sha256: '0'.repeat(64) });

    const { history: again } = start();
    expect((await again.list()).find(({ id }) => id === 'one')?.input).toMatchObject({ preparation, prepared });
    expect(await again.repeatInput('one')).toMatchObject({ input: { kind: 'file', preparation }, hasChanged: false });
    expect(await again.findInput('one')).toMatchObject({
      kind: 'file',
      file: { mediaType: 'image/jpeg', sizeBytes: prepared.sizeBytes, url: expect.stringContaining('prepared=') },
    });
    // Another version of the program may write another file.
    expect(await again.findInput('other')).toEqual({ kind: 'unknown' });
    await begin('interrupted', { kind: 'file', fileId, preparation });
    expect(await history.findInput('interrupted')).toEqual({ kind: 'unknown' });
    await utimes(path, new Date(), new Date(2000, 1, 1));
    expect(await again.findInput('one')).toEqual({ kind: 'changed' });
  });

  it('is not known where its facts are gone', async () => {
    const { history, begin } = start();
    await history.open();
    await begin('running');
    expect(await history.findInput('running')).toEqual({ kind: 'unknown' });
    await expect(history.findInput('nothing')).rejects.toMatchObject({ info: { code: 'result-gone' } });
  });
});

it('goes on where the history can’t be read', async () => {
  await mkdir(join(folder(), 'history.jsonl'));
  const { history, finish } = start();
  await history.open();
  await finish('one');
  expect(await outcomes(history)).toEqual({ one: 'finished' });
});

const canMount = process.platform === 'linux' && process.getuid?.() === 0;
describe.skipIf(!canMount)('a full disk (needs root on Linux, to mount one of 1 MiB)', () => {
  const filling = () => join(folder(), 'everything-else');

  beforeEach(() => void execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder()]));
  // The journal of each start is still open.
  afterEach(() => void execFileSync('umount', ['--lazy', folder()]));

  /** Writes until there is no room for another byte. */
  async function fill(): Promise<void> {
    await expect(writeFile(filling(), Buffer.alloc(2 * 1024 * 1024))).rejects.toMatchObject({ code: 'ENOSPC' });
  }

  it('keeps no run from being known, and none is forgotten once there is room again', async () => {
    const { history, begin, finish } = start();
    await history.open();
    await finish('before');
    await fill();
    // More than fits into what is left of the journal's last block.
    const during = Array.from({ length: 40 }, (_, index) => `during-${index}`);
    for (const id of during) {
      await begin(id);
      history.ended(invocationOf(id, { status: 'failed', error: { code: 'disk-full', folder: '/' }, finishedAt: at }));
    }
    expect(Object.keys(await outcomes(history))).toHaveLength(41);
    // What it says now is whole, however little of it.
    expect(await readFile(join(folder(), 'history.jsonl'), 'utf8')).toMatch(/\}\n$/);
    expect(await outcomes(start().history)).toMatchObject({ before: 'finished' });
    await rm(filling());
    await finish('after');
    const found = await outcomes(start().history);
    expect(found).toMatchObject({ before: 'finished', 'during-0': 'failed', 'during-39': 'failed', after: 'finished' });
    expect(Object.keys(found)).toHaveLength(42);
  });

  it('shows what there was although the journal can’t be made again', async () => {
    const { history, finish } = start();
    await history.open();
    for (const id of ['one', 'two']) await finish(id);
    await rm(join(folder(), 'history.jsonl'));
    await fill();
    const { history: again, finish: finishAgain } = start();
    expect(await outcomes(again)).toEqual({ one: 'finished', two: 'finished' });
    await rm(filling());
    await finishAgain('three');
    expect(await outcomes(start().history)).toEqual({ one: 'finished', two: 'finished', three: 'finished' });
    expect(await readFile(join(folder(), 'history.jsonl'), 'utf8')).toMatch(/^\{"journal":"history"/);
  });
});
