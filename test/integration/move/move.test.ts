import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { MemoryTokenStore } from '../../../src-main/adapters/connection/memory-token-store';
import { FileProfileStore } from '../../../src-main/adapters/connection/profile-store';
import { FileSettingsStore } from '../../../src-main/adapters/documents/settings-store';
import { FileHistoryStore } from '../../../src-main/adapters/history/history-store';
import { ZipMoveFiles } from '../../../src-main/adapters/move/move-files';
import { FileResultStore } from '../../../src-main/adapters/answer/result-store';
import { FileRecipeStore } from '../../../src-main/adapters/recipe/recipe-store';
import { FileServiceMemory } from '../../../src-main/adapters/service/service-memory';
import type { ClusterProfile } from '../../../src-main/core/connection/profile';
import { movableSettings } from '../../../src-main/core/move/moved';
import { noNotes } from '../../../src-main/core/service/notes';
import { HistoryService } from '../../../src-main/services/history/history-service';
import { MoveService } from '../../../src-main/services/move/move-service';
import { RecipeService } from '../../../src-main/services/recipe/recipe-service';
import { ServiceList } from '../../../src-main/services/service/service-list';
import { WatchService } from '../../../src-main/services/watch/watch-service';
import { zipOf } from '../../fixtures/hostile-zip';
import { filesHolding } from '../../fixtures/secret-search';
import { profileServices } from '../../fixtures/profile-services';
import { canMount, SmallDisk } from '../../fixtures/small-disk';
import { signInService } from '../../fixtures/sign-in';
import { temporaryFolder } from '../../fixtures/temp-dir';
import { watchParts, watchPlan } from '../../fixtures/watch';
import { zipEntries } from '../../fixtures/zip';

const now = '2026-05-01T10:00:00.000Z';
const secrets = ['token-KJ2h4', 'refresh-91xQ', 'password-ZZt7', 'form-password-b3', 'api-key-77'];

/** A computer: every document that moves, in a folder, with the services over it. */
async function computer(folder: string) {
  await mkdir(folder, { recursive: true });
  const keychain = new MemoryTokenStore();
  const store = new FileProfileStore(join(folder, 'profiles.json'));
  const { profiles } = profileServices({
    client: { listServices: () => Promise.reject(new Error('nobody is contacted')) },
    signIns: signInService({ keychain }),
    store,
    practice: {
      open: async () => ({ endpoint: 'http://127.0.0.1:1', authorization: '' }),
      close: async () => undefined,
    },
    newId: randomUUID,
  });
  const memory = new FileServiceMemory(join(folder, 'services'));
  const settings = new FileSettingsStore(join(folder, 'settings.json'));
  const recipes = new RecipeService({ store: new FileRecipeStore(join(folder, 'recipes.json')), newId: randomUUID });
  const log = { info: () => undefined, warn: () => undefined, error: () => 'reference' };
  const clock = { now: () => now, wait: () => new Promise<void>(() => undefined) };
  const results = join(folder, 'results');
  const places = { journal: join(folder, 'history.jsonl'), results, setAside: join(folder, 'results-removed') };
  const openHistory = () =>
    new HistoryService({
      store: new FileHistoryStore(places, log),
      results: new FileResultStore(results),
      inputs: {} as never,
      shownCopies: {} as never,
      ...{ settings, clock, log, onChange: () => undefined },
    });
  const history = openHistory();
  const { parts: ofWatches } = watchParts(folder);
  const watches = new WatchService({
    ...ofWatches,
    services: { openService: () => Promise.reject(new Error('nobody is contacted')) },
    newId: randomUUID,
  });
  const listClusters = { listServices: () => Promise.reject(new Error('nobody is contacted')) };
  const serviceList = new ServiceList({ profiles, clusterServices: listClusters, memory, clock, log });
  const onSettings = vi.fn();
  const files = new ZipMoveFiles(results, 'OSCAR Desktop');
  const move = new MoveService({
    ...{ files, profiles, memory, serviceList, recipes, watches, settings, history, clock, onSettings },
  });
  onTestFinished(async () => {
    await move.stop();
    await watches.close();
  });
  return {
    folder,
    profiles,
    store,
    memory,
    settings,
    recipes,
    history,
    openHistory,
    watches,
    ofWatches,
    results,
    move,
    keychain,
    onSettings,
  };
}

type Computer = Awaited<ReturnType<typeof computer>>;

const lab: ClusterProfile = {
  id: '0d0f5b3e-7f52-4b2a-8a5e-2f4f8f1d9a01',
  kind: 'cluster',
  name: 'Lab <b>&',
  colour: 'green',
  endpoint: 'https://oscar.example.org',
  allowsPlainHttp: false,
  keeping: 'keychain',
  signIn: { kind: 'service-token', serviceName: 'plants' },
  trust: { kind: 'system' },
  limits: { waitSeconds: 900 },
  tokenLife: { expiresAt: now },
};
const notes = {
  ...noNotes,
  favourites: ['plants'],
  presets: {
    plants: [
      { name: 'Careful', text: '{"confidence": 0.9}' },
      { name: 'With key', text: '{"size": 1, "api_key": "api-key-77"}' },
    ],
  },
};
const taken = createHash('sha256').update('leaf').digest('hex');

function entryOf(id: string) {
  return {
    id,
    profileId: lab.id,
    profileName: lab.name,
    endpoint: lab.endpoint,
    serviceName: 'plants',
    input: { kind: 'json' as const, excerpt: '{"size": 1}', sizeBytes: 20 },
    startedAt: now,
    finishedAt: now,
    attempt: 1,
    outcome: { kind: 'finished' as const, verdict: 'result' as const, mediaType: 'text/plain', sizeBytes: 6 },
    isPinned: true,
    diskBytes: 0,
  };
}

const ids = ['run-one', 'run-two'];

/** Fills a computer with one of everything, and secrets wherever some could be. */
async function fill(here: Computer): Promise<void> {
  await here.store.replace([lab]);
  await here.keychain.set(lab.id, secrets.slice(0, 3).join(' '));
  await here.memory.keepNotes(lab.id, notes);
  await here.memory.keepNotes('practice', { ...noNotes, favourites: ['cowsay'] });
  await here.settings.change({ language: 'es', waitLimitSeconds: 700, lastProfileId: lab.id });
  await here.recipes.save({ name: 'Count leaves', steps: [{ profileId: lab.id, serviceName: 'plants' }] });
  await here.ofWatches.store.replace([
    {
      id: 'watch-1',
      folder: join(here.folder, 'gone'),
      plan: { ...watchPlan(join(here.folder, 'out')), profileId: lab.id },
      endings: ['jpg'],
      since: now,
      isPaused: true,
    },
  ]);
  const record = await here.ofWatches.store.open('watch-1');
  record.journal.append({
    is: 'taken',
    path: 'leaf.jpg',
    sizeBytes: 4,
    modifiedMs: 1,
    sha256: taken,
    list: 'list-1',
    at: now,
  });
  await record.journal.synced();
  await record.journal.close();
  await here.watches.open();
  await here.history.open();
  for (const id of ids) {
    const body = (async function* () {
      yield Buffer.from('a leaf');
    })();
    await new FileResultStore(here.results).receive(
      id,
      body,
      { host: 'lab', contentType: 'text/plain', mirroredContentType: '', writesFiles: false },
      1e9,
      () => undefined,
    );
    await here.history.take({
      record: { entry: entryOf(id), origin: { path: '/home/me/secret.jpg', modifiedMs: 1, sizeBytes: 4 } },
      text: { kind: 'json', text: '{"size": 1, "password": "form-password-b3"}' },
    });
  }
}

/** What a computer has, without what only belongs to it. */
async function contentOf({ profiles, memory, recipes, settings, watches, openHistory }: Computer) {
  const history = openHistory();
  const runs = [];
  for await (const run of history.movable()) runs.push(run);
  return {
    profiles: await profiles.list(),
    notes: [await memory.notes(lab.id), await memory.notes('practice')],
    recipes: await recipes.list(),
    settings: movableSettings(await settings.get()),
    watches: await watches.movable(),
    runs,
  };
}

async function takeAll({ move }: Computer, path: string): Promise<void> {
  const { items } = await move.open(path);
  await move.take(items.map(({ key }) => key));
}

describe('moving to another computer', () => {
  const temporary = temporaryFolder();

  it('brings everything but secrets from one folder to another, with results', async () => {
    const folder = temporary();
    const old = await computer(join(folder, 'old'));
    await fill(old);
    const path = await old.move.write(join(folder, 'all.oscar-move'), true);
    const fresh = await computer(join(folder, 'fresh'));
    const preview = await fresh.move.open(path);
    expect(preview.items.map(({ kind, standing }) => [kind, standing])).toEqual([
      ['connection', 'new'],
      ['services', 'new'],
      ['services', 'new'],
      ['recipe', 'new'],
      ['watch', 'new'],
      ['settings', 'new'],
      ['history', 'new'],
    ]);
    expect(preview.items.find(({ kind }) => kind === 'watch')).toMatchObject({ isFolderMissing: true });
    expect(preview.items.at(-1)).toMatchObject({ runs: 2 });
    await fresh.move.take(preview.items.map(({ key }) => key));

    const there = await contentOf(fresh);
    const here = await contentOf(old);
    expect(there.profiles).toEqual([{ ...lab, tokenLife: undefined }]);
    expect(there.recipes).toEqual(here.recipes);
    expect(there.settings).toEqual(here.settings);
    expect(there.watches[0]?.watch).toEqual(here.watches[0]?.watch);
    expect(there.watches[0]?.taken).toMatchObject([{ path: 'leaf.jpg', sha256: taken }]);
    expect(there.notes).toEqual([
      { ...notes, presets: { plants: [notes.presets.plants[0], { name: 'With key', text: '{"size": 1}' }] } },
      { ...noNotes, favourites: ['cowsay'] },
    ]);
    expect(there.runs.map(({ record }) => record.entry.id).sort()).toEqual(ids);
    expect(there.runs[0]?.record.origin).toBeUndefined();
    expect(there.runs[0]?.text).toEqual({ kind: 'json', text: '{"size": 1}' });
    for (const id of ids) {
      const { path: result, start, end } = await new FileResultStore(fresh.results).locate(id, 'payload');
      expect((await readFile(result)).subarray(start, end).toString()).toBe('a leaf');
    }
    expect(fresh.onSettings).toHaveBeenCalledOnce();
    expect(await fresh.keychain.get(lab.id)).toBeUndefined();
  });

  it('holds no secret, wherever one was', async () => {
    const folder = temporary();
    const old = await computer(join(folder, 'old'));
    await fill(old);
    await old.move.write(join(folder, 'all.oscar-move'), false);
    await mkdir(join(folder, 'unpacked'));
    for (const [index, { content }] of (await zipEntries(join(folder, 'all.oscar-move'))).entries()) {
      await writeFile(join(folder, 'unpacked', String(index)), content);
    }
    for (const secret of [...secrets, '/home/me/secret.jpg']) {
      expect(await filesHolding(secret, join(folder, 'unpacked'))).toEqual([]);
      const found = await filesHolding(secret, folder);
      expect(found.filter((one) => one.endsWith('.oscar-move'))).toEqual([]);
    }
  });

  it('changes nothing when the same file comes twice', async () => {
    const folder = temporary();
    const old = await computer(join(folder, 'old'));
    await fill(old);
    const path = await old.move.write(join(folder, 'all.oscar-move'), true);
    const fresh = await computer(join(folder, 'fresh'));
    await takeAll(fresh, path);
    const first = await contentOf(fresh);
    const { items } = await fresh.move.open(path);
    expect(items.every(({ standing }) => standing === 'same')).toBe(true);
    await fresh.move.take(items.map(({ key }) => key));
    expect(await contentOf(fresh)).toEqual(first);
    // The computer that it comes from has all of it too, and more: nothing of that is lost.
    const before = await contentOf(old);
    await takeAll(old, path);
    expect((await contentOf(old)).runs).toEqual(before.runs);
  });

  it('replaces only what is asked for, and knows a connection that was made anew', async () => {
    const folder = temporary();
    const old = await computer(join(folder, 'old'));
    await fill(old);
    const path = await old.move.write(join(folder, 'all.oscar-move'), false);
    const other = await computer(join(folder, 'other'));
    const own = { ...lab, id: randomUUID(), name: 'Mine' };
    await other.store.replace([own]);
    await other.settings.change({ waitLimitSeconds: 90 });
    const { items } = await other.move.open(path);
    expect(items.filter(({ standing }) => standing === 'different').map(({ kind }) => kind)).toEqual([
      'connection',
      'settings',
    ]);
    await other.move.take(items.filter(({ standing }) => standing === 'new').map(({ key }) => key));
    expect(await other.profiles.list()).toEqual([own]);
    expect((await other.settings.get()).waitLimitSeconds).toBe(90);
    expect((await other.memory.notes(own.id)).favourites).toEqual(['plants']);
    expect((await other.recipes.list())[0]?.steps[0]?.profileId).toBe(own.id);
    const [run] = (await contentOf(other)).runs;
    expect(run?.record.entry.profileId).toBe(own.id);
  });

  it('goes on where it was cut off: results that are missing come with the next time', async () => {
    const folder = temporary();
    const old = await computer(join(folder, 'old'));
    await fill(old);
    const path = await old.move.write(join(folder, 'all.oscar-move'), true);
    const fresh = await computer(join(folder, 'fresh'));
    // As a program leaves it that ended by force between the run and its result.
    await fresh.history.take({ record: { entry: entryOf('run-one') } });
    await mkdir(join(fresh.results, 'run-one'), { recursive: true });
    await writeFile(join(fresh.results, 'run-one', 'received.moved.part'), 'a l');
    await takeAll(fresh, path);
    expect((await readdir(join(fresh.results, 'run-one'))).filter((name) => name.endsWith('.part'))).toEqual([]);
    for (const id of ids) await new FileResultStore(fresh.results).locate(id, 'payload');
    expect((await contentOf(fresh)).runs).toHaveLength(2);
  });

  it('writes a new file beside one that has its name', async () => {
    const folder = temporary();
    const old = await computer(join(folder, 'old'));
    await writeFile(join(folder, 'all.oscar-move'), 'mine');
    const path = await old.move.write(join(folder, 'all.oscar-move'), false);
    expect(path).not.toBe(join(folder, 'all.oscar-move'));
    expect(await readFile(join(folder, 'all.oscar-move'), 'utf8')).toBe('mine');
  });

  it.runIf(canMount)('leaves nothing of a file on a disk that is full', async () => {
    const folder = temporary();
    const old = await computer(join(folder, 'old'));
    await fill(old);
    await writeFile(join(old.results, 'run-one', 'received'), Buffer.alloc(8 * 1024 ** 2));
    const disk = await SmallDisk.mount(join(folder, 'disk'), 2);
    try {
      await expect(old.move.write(join(disk.folder, 'all.oscar-move'), true)).rejects.toMatchObject({
        info: { code: 'disk-full', folder: 'disk' },
      });
      expect(await readdir(disk.folder)).toEqual([]);
    } finally {
      disk.unmount();
    }
  });

  it('refuses a file that is cut off, changed, or something else, and changes nothing', async () => {
    const folder = temporary();
    const old = await computer(join(folder, 'old'));
    await fill(old);
    const path = await old.move.write(join(folder, 'all.oscar-move'), true);
    const fresh = await computer(join(folder, 'fresh'));
    const empty = await contentOf(fresh);
    const bytes = await readFile(path);
    const bad = join(folder, 'bad.oscar-move');
    const changed = Buffer.from(bytes);
    const at = changed.indexOf('waitLimitSeconds');
    changed[at] = 0x57;
    const stored = (name: string, content: string, mode?: number) =>
      ({ name, content, isStored: true, ...(mode !== undefined && { mode }) }) as const;
    const document = (version: number) =>
      stored('document.json', JSON.stringify({ format: 'oscar-move', version, madeAt: now }));
    const history = stored('history.jsonl', '');
    for (const [content, problem] of [
      [Buffer.alloc(0), 'other'],
      [Buffer.from('hello'), 'other'],
      [bytes.subarray(0, bytes.length - 30), 'other'],
      [changed, 'damaged'],
      [await zipOf(document(2), history), 'newer'],
      [await zipOf(stored('document.json', '{}'), history), 'other'],
      [await zipOf(document(1), stored('history.jsonl', '{"record":')), 'damaged'],
      [await zipOf(document(1), history, stored('a.txt', 'x')), 'damaged'],
      [await zipOf(document(1), history, history), 'damaged'],
      [await zipOf(document(1), history, stored('results/../../answer.json', 'x')), 'damaged'],
      [await zipOf(document(1), history, stored('/etc/passwd', 'x')), 'damaged'],
      [await zipOf({ ...document(1), mode: 0o120777 }, history), 'damaged'],
      // A zip bomb is compressed, and nothing in such a file is.
      [await zipOf(document(1), { name: 'history.jsonl', content: Buffer.alloc(1e6) }), 'damaged'],
    ] as const) {
      await writeFile(bad, content);
      await expect(fresh.move.open(bad)).rejects.toMatchObject({ info: { code: 'move-file-refused', problem } });
    }
    expect(await contentOf(fresh)).toEqual(empty);
    await expect(fresh.move.open(folder)).rejects.toMatchObject({
      info: { code: 'file-unreadable', problem: 'folder' },
    });
  });
});
