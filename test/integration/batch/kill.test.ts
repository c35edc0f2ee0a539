import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RecordedBatch } from '../../../src-main/core/batch/journal';
import { FileBatchJournals } from '../../../src-main/adapters/batch/journal-file';
import { filesBelow, manyFiles, writeFiles } from '../../fixtures/file-tree';
import { SameThreadFiles } from '../../../src-main/adapters/files/file-thread';
import { seededRandom } from '../../fixtures/seeded-random';
import { buildProgram } from '../../fixtures/build-program';
import { buildFileWorker } from '../../fixtures/file-worker';
import { echo, startOscarServer, type OscarServer } from '../../fixtures/oscar-server';
import { createTempDir, type TempDir } from '../../fixtures/temp-dir';

// `npm run test:kill` runs more rounds than there is time for in every run of the tests.
const items = Number(process.env['BATCH_ITEMS'] ?? 120);
const kills = Number(process.env['BATCH_KILLS'] ?? 8);
// Number of rounds of the two cases that need a whole list for each round.
const rounds = Number(process.env['BATCH_ROUNDS'] ?? 2);
const seed = Number(process.env['BATCH_SEED'] ?? 20_260);

let folder: TempDir;
let server: OscarServer;
let program: string;

beforeAll(async () => {
  folder = await createTempDir();
  server = await startOscarServer({ services: { echo: echo(), again: echo() } });
  program = await buildProgram('batch-program', join(folder.path, 'program'));
  await buildFileWorker(join(folder.path, 'program'));
});

// Tens of thousands of files take longer.
afterAll(async () => {
  await server.close();
  await folder.remove();
}, 300_000);

/** Prints what was tried, so that the numbers can be quoted. */
function tell(figures: string): void {
  process.stdout.write(`${figures}\n`);
}

function start(
  place = folder.path,
  names: readonly string[] = ['Meadow'],
  more: Readonly<Record<string, string>> = {},
): ChildProcess {
  const inputs = names.map((name) => join(place, 'inputs', name));
  const args = [program, place, server.endpoint, server.token, ...inputs];
  return spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, ...more } });
}

it(
  'loses nothing and runs nothing twice that was finished, wherever it is killed',
  { timeout: 1_800_000 },
  async () => {
    const random = seededRandom(seed);
    const files = manyFiles(items);
    await writeFiles(join(folder.path, 'inputs', 'Meadow'), files);
    const journals = new FileBatchJournals(join(folder.path, 'journals'), new SameThreadFiles());
    const underWayAtKills = new Map<number, number>();
    let doneBefore: readonly number[] = [];
    let killed = 0;

    for (let kill = 0; kill < kills; kill += 1) {
      const running = start();
      const ended = once(running, 'exit');
      const seen = server.requests.length;
      const wanted = seen + Math.floor(random() * ((2 * items) / kills));
      await Promise.race([server.until(() => server.requests.length >= wanted), ended]);
      // The program is killed at a random moment: it can be between any two steps of any item.
      await Promise.race([delay(random() * 25), ended]);
      running.kill('SIGKILL');
      await ended;
      const [batch] = await recordedIn(journals);
      const done = batch?.items.all.filter(({ state }) => state.status === 'done').map(({ index }) => index) ?? [];
      expect(done).toEqual(expect.arrayContaining([...doneBefore]));
      doneBefore = done;
      killed += 1;
      for (const index of batch?.begun.keys() ?? []) {
        underWayAtKills.set(index, (underWayAtKills.get(index) ?? 0) + 1);
      }
      if (batch?.finishedAt !== undefined) break;
    }

    const last = start();
    expect(await once(last, 'exit')).toEqual([0, null]);

    const found = await filesBelow(join(folder.path, 'results'));
    const results = Object.entries(found).filter(([way]) => way.startsWith('Meadow/'));
    const expected = Object.entries(files).map(([way, text]) => [`Meadow/${way.replace('.txt', ' – echo.txt')}`, text]);
    expect(results).toEqual(expected);

    const runs = new Map<string, number>();
    for (const { path, sha256, outcome } of server.requests) {
      if (path === '/run/echo' && outcome !== 'open') runs.set(sha256, (runs.get(sha256) ?? 0) + 1);
    }
    expect(runs.size).toBeGreaterThanOrEqual(items);
    Object.values(files).forEach((text, index) => {
      const sent = createHash('sha256').update(Buffer.from(text).toString('base64')).digest('hex');
      expect(runs.get(sent) ?? 0, `runs of item ${index}`).toBeLessThanOrEqual(1 + (underWayAtKills.get(index) ?? 0));
      expect(runs.get(sent) ?? 0, `runs of item ${index}`).toBeGreaterThanOrEqual(1);
    });
    const sentInAll = [...runs.values()].reduce((total, times) => total + times, 0);
    tell(`${killed} kills of a list of ${items} files: all have their result, ${sentInAll} inputs were sent`);
  },
);

it('gives all results of two programs names of their own in one folder', { timeout: 1_800_000 }, async () => {
  for (let round = 0; round < rounds; round += 1) {
    const results = join(folder.path, `common ${round}`);
    await mkdir(results);
    const programs = await Promise.all(
      ['one', 'two'].map(async (owner) => {
        const place = join(folder.path, `${owner} ${round}`);
        const files = Object.fromEntries(Object.keys(manyFiles(items)).map((way) => [way, `${owner} ${way}`]));
        await writeFiles(join(place, 'inputs', 'Meadow'), files);
        await symlink(results, join(place, 'results'), 'junction');
        return { place, contents: Object.values(files) };
      }),
    );
    const ends = await Promise.all(programs.map(({ place }) => once(start(place), 'exit')));
    expect(ends).toEqual([
      [0, null],
      [0, null],
    ]);
    const found = Object.entries(await filesBelow(results)).filter(([way]) => way.startsWith('Meadow/'));
    expect(found.map(([, text]) => text).sort()).toEqual(programs.flatMap(({ contents }) => contents).sort());
  }
  tell(`${rounds} times two programs into one folder: all ${2 * items} results each time`);
});

it(
  'goes on after a power cut that undid namings, and sends nothing twice that was done',
  { timeout: 1_800_000 },
  async () => {
    const random = seededRandom(seed + 1);
    const files = manyFiles(items);
    for (let round = 0; round < rounds; round += 1) {
      const place = join(folder.path, `undone ${round}`);
      await writeFiles(join(place, 'inputs', 'Meadow'), files);
      const journals = new FileBatchJournals(join(place, 'journals'), new SameThreadFiles());
      const running = start(place);
      const ended = once(running, 'exit');
      const seen = server.requests.length;
      const wanted = seen + Math.floor(items * (0.2 + random() * 0.6));
      await Promise.race([server.until(() => server.requests.length >= wanted), ended]);
      running.kill('SIGKILL');
      await ended;
      const [batch] = await recordedIn(journals);
      const done = batch?.items.all.filter(({ state }) => state.status === 'done') ?? [];
      for (const { index, state } of done.slice(-5)) {
        if (state.status !== 'done') continue;
        const path = join(state.result.folder, ...state.result.output.split('/'));
        await rename(path, join(path, '..', `.${batch?.id}-${index}.part`));
      }
      const before = server.requests.length;
      expect(await once(start(place), 'exit')).toEqual([0, null]);
      const found = Object.entries(await filesBelow(join(place, 'results'))).filter(([way]) =>
        way.startsWith('Meadow/'),
      );
      expect(found).toEqual(
        Object.entries(files).map(([way, text]) => [`Meadow/${way.replace('.txt', ' – echo.txt')}`, text]),
      );
      const sentAgain = server.requests.slice(before).filter(({ path }) => path === '/run/echo').length;
      expect(sentAgain).toBeLessThanOrEqual(items - done.length);
    }
    tell(`${rounds} power cuts that undid namings: all ${items} results each time, nothing done was sent again`);
  },
);

it(
  'goes on with two lists for one cluster where they are killed, one of which waits',
  { timeout: 1_800_000 },
  async () => {
    const random = seededRandom(seed + 2);
    const names = ['North', 'South'];
    for (let round = 0; round < rounds; round += 1) {
      const place = join(folder.path, `two lists ${round}`);
      const contents = names.flatMap((name) => Object.keys(manyFiles(items)).map((way) => `${round} ${name} ${way}`));
      for (const [index, name] of names.entries()) {
        const ways = Object.keys(manyFiles(items));
        const files = Object.fromEntries(ways.map((way, at) => [way, contents[index * items + at] ?? '']));
        await writeFiles(join(place, 'inputs', name), files);
      }
      const journals = new FileBatchJournals(join(place, 'journals'), new SameThreadFiles());
      const running = start(place, names);
      const ended = once(running, 'exit');
      const wanted = server.requests.length + Math.floor(2 * items * (0.2 + random() * 0.6));
      await Promise.race([server.until(() => server.requests.length >= wanted), ended]);
      running.kill('SIGKILL');
      await ended;
      const recorded = await recordedIn(journals);
      expect(recorded.map(({ items: { length } }) => length)).toEqual([items, items]);
      const underWay = recorded.reduce((count, { begun }) => count + begun.size, 0);
      expect(await once(start(place, names), 'exit')).toEqual([0, null]);

      const found = Object.entries(await filesBelow(join(place, 'results'))).filter(([way]) => !way.startsWith('.'));
      const results = found.filter(([way]) => names.some((name) => way.startsWith(`${name}/`)));
      expect(results.map(([, text]) => text).sort()).toEqual([...contents].sort());
      const hashes = new Set(
        contents.map((text) => createHash('sha256').update(Buffer.from(text).toString('base64')).digest('hex')),
      );
      const sent = server.requests.filter(({ sha256 }) => hashes.has(sha256)).length;
      expect(sent).toBeGreaterThanOrEqual(2 * items);
      expect(sent).toBeLessThanOrEqual(2 * items + underWay);
    }
    tell(`${rounds} kills of two lists in line: all ${2 * items} results each time, nothing done was sent again`);
  },
);

it(
  'loses nothing of a list of prepared photos, and leaves no copy, wherever it is killed',
  { timeout: 1_800_000 },
  async () => {
    const random = seededRandom(seed + 3);
    const place = join(folder.path, 'prepared');
    const files = manyFiles(100);
    await writeFiles(join(place, 'inputs', 'Meadow'), files);
    const begin = () => {
      const running = start(place, ['Meadow'], { BATCH_PREPARES: 'yes' });
      return { running, ended: once(running, 'exit') };
    };
    for (let kill = 0; kill < 10; kill += 1) {
      const { running, ended } = begin();
      const wanted = server.requests.length + Math.floor(random() * 20);
      await Promise.race([server.until(() => server.requests.length >= wanted), ended]);
      await Promise.race([delay(random() * 25), ended]);
      running.kill('SIGKILL');
      await ended;
    }
    expect(await begin().ended).toEqual([0, null]);
    const found = Object.entries(await filesBelow(join(place, 'results'))).filter(([way]) => way.startsWith('Meadow/'));
    expect(found).toEqual(
      Object.entries(files).map(([way, text]) => [`Meadow/${way.replace('.txt', ' – echo.txt')}`, `small ${text}`]),
    );
    expect(Object.keys(await filesBelow(join(place, 'copies')))).toEqual([]);
    tell('10 kills of a list of 100 prepared photos: all have their result, no copy is left');
  },
);

it('loses no row of a table, wherever it is killed, and needs the table no more', { timeout: 1_800_000 }, async () => {
  const random = seededRandom(seed + 4);
  const place = join(folder.path, 'table');
  const texts = Array.from({ length: items }, (_, row) => `sentence ${row}`);
  const table = ['id,text', ...texts.map((text, row) => `r${String(row).padStart(6, '0')},${text}`)].join('\n');
  await writeFiles(join(place, 'inputs'), { 'rows.csv': table });
  const journals = new FileBatchJournals(join(place, 'journals'), new SameThreadFiles());
  const before = server.requests.length;
  let underWay = 0;
  for (let kill = 0; kill < rounds; kill += 1) {
    const running = start(place, ['rows.csv']);
    const ended = once(running, 'exit');
    const wanted = server.requests.length + 1 + Math.floor((random() * items) / rounds);
    await Promise.race([server.until(() => server.requests.length >= wanted), ended]);
    running.kill('SIGKILL');
    await ended;
    const [batch] = await recordedIn(journals);
    expect(batch?.items.length).toBe(items);
    underWay += batch?.begun.size ?? 0;
    await rm(join(place, 'inputs', 'rows.csv'), { force: true });
  }
  expect(await once(start(place, ['rows.csv']), 'exit')).toEqual([0, null]);
  const results = Object.entries(await filesBelow(join(place, 'results'))).filter(([way]) => way.endsWith('echo.txt'));
  expect(results.map(([, text]) => text)).toEqual(texts);
  const sent = server.requests.slice(before).filter(({ path }) => path === '/run/echo').length;
  expect(sent).toBeGreaterThanOrEqual(items);
  expect(sent).toBeLessThanOrEqual(items + underWay);
  tell(`${rounds} kills of a list of ${items} rows of a table: all have their result, ${sent} inputs were sent`);
});

it('runs each file once that is added to a list that runs, wherever it is killed', { timeout: 1_800_000 }, async () => {
  const random = seededRandom(seed + 5);
  const place = join(folder.path, 'growing');
  const files = Object.fromEntries(
    Object.values(manyFiles(items)).map((text, index) => [`${String(index).padStart(6, '0')}.txt`, `grown ${text}`]),
  );
  await writeFiles(join(place, 'inputs', 'Meadow'), files);
  const journals = new FileBatchJournals(join(place, 'journals'), new SameThreadFiles());
  const before = server.requests.length;
  const begin = () => {
    const running = start(place, ['Meadow'], { BATCH_GROWS: 'yes' });
    return { running, ended: once(running, 'exit') };
  };
  let underWay = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    const { running, ended } = begin();
    const wanted = server.requests.length + Math.floor((random() * items) / kills);
    await Promise.race([server.until(() => server.requests.length >= wanted), ended]);
    await Promise.race([delay(random() * 25), ended]);
    running.kill('SIGKILL');
    await ended;
    const [batch] = await recordedIn(journals);
    underWay += batch?.begun.size ?? 0;
  }
  expect(await begin().ended).toEqual([0, null]);
  const [batch] = await recordedIn(journals);
  expect(batch?.items.all.map(({ key }) => key)).toEqual(Object.keys(files));
  const found = Object.entries(await filesBelow(join(place, 'results')));
  const results = found.filter(([way]) => way.endsWith('– echo.txt'));
  expect(results).toEqual(Object.entries(files).map(([way, text]) => [way.replace('.txt', ' – echo.txt'), text]));
  expect(found.map(([way]) => way)).toContain('report.csv');
  const sent = server.requests.slice(before).filter(({ path }) => path === '/run/echo').length;
  expect(sent).toBeGreaterThanOrEqual(items);
  expect(sent).toBeLessThanOrEqual(items + underWay);
  tell(`${kills} kills of a list that got ${items} files one by one: all have their result, ${sent} inputs were sent`);
});

it('makes each result of each step of a recipe once, wherever it is killed', { timeout: 1_800_000 }, async () => {
  const random = seededRandom(seed + 6);
  const count = 50;
  const place = join(folder.path, 'recipe');
  const files = Object.fromEntries(
    Object.entries(manyFiles(count)).map(([way, text]) => [way, `for a recipe ${text}`]),
  );
  await writeFiles(join(place, 'inputs', 'Meadow'), files);
  const journals = new FileBatchJournals(join(place, 'journals'), new SameThreadFiles());
  const before = server.requests.length;
  const begin = () => {
    const running = start(place, ['Meadow'], { BATCH_RECIPE: 'yes' });
    return { running, ended: once(running, 'exit') };
  };
  let underWay = 0;
  for (let kill = 0; kill < 5; kill += 1) {
    const { running, ended } = begin();
    const wanted = server.requests.length + 1 + Math.floor(random() * ((2 * count) / 5));
    await Promise.race([server.until(() => server.requests.length >= wanted), ended]);
    await Promise.race([delay(random() * 25), ended]);
    running.kill('SIGKILL');
    await ended;
    for (const { begun } of await recordedIn(journals)) underWay += begun.size;
  }
  expect(await begin().ended).toEqual([0, null]);

  const found = Object.entries(await filesBelow(join(place, 'results')));
  const resultsOf = (step: string) => found.filter(([way]) => way.startsWith(`${step}/Meadow/`));
  const named = (step: string, ending: string) =>
    Object.entries(files).map(([way, text]) => [`${step}/Meadow/${way.replace('.txt', ` – ${ending}.txt`)}`, text]);
  expect(resultsOf('1 echo')).toEqual(named('1 echo', 'echo'));
  expect(resultsOf('2 again')).toEqual(named('2 again', 'echo – again'));
  expect(found.map(([way]) => way)).toEqual(expect.arrayContaining(['1 echo/report.csv', '2 again/report.csv']));
  const lists = await recordedIn(journals);
  const [one, two] = [1, 2].map((step) => lists.find(({ plan }) => plan.recipe?.step === step));
  expect([one?.items.length, two?.items.length]).toEqual([count, count]);
  expect(two?.items.get(0).from).toMatchObject({ list: one?.id, service: 'echo' });
  const sent = server.requests.slice(before).filter(({ path }) => path.startsWith('/run/')).length;
  expect(sent).toBeGreaterThanOrEqual(2 * count);
  expect(sent).toBeLessThanOrEqual(2 * count + underWay);
  tell(`5 kills of a recipe of two steps for ${count} files: all ${2 * count} results, ${sent} inputs were sent`);
});

it('runs each background job of a list once, wherever it is killed', { timeout: 1_800_000 }, async () => {
  const random = seededRandom(seed + 6);
  const place = join(folder.path, 'jobs');
  const files = manyFiles(200);
  await writeFiles(join(place, 'inputs', 'Meadow'), files);
  const ran: string[] = [];
  const cluster = await startOscarServer({
    runJob: async (_service, body) => {
      ran.push(Buffer.from(body.toString(), 'base64').toString());
      await delay(random() * 30);
      return { status: 'Succeeded', log: Buffer.from(`${body.toString()}\n`) };
    },
  });
  const begin = () => {
    const args = [program, place, cluster.endpoint, cluster.token, join(place, 'inputs', 'Meadow')];
    const env = { ...process.env, BATCH_JOBS: cluster.authorization };
    const running = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'], env });
    return { running, ended: once(running, 'exit') };
  };
  try {
    for (let kill = 0; kill < 10; kill += 1) {
      const { running, ended } = begin();
      const wanted = cluster.requests.length + Math.floor(random() * 60);
      await Promise.race([cluster.until(() => cluster.requests.length >= wanted), ended]);
      await Promise.race([delay(random() * 25), ended]);
      running.kill('SIGKILL');
      await ended;
    }
    expect(await begin().ended).toEqual([0, null]);
    const found = Object.entries(await filesBelow(join(place, 'results'))).filter(([way]) => way.startsWith('Meadow/'));
    expect(found).toEqual(
      Object.entries(files).map(([way, text]) => [`Meadow/${way.replace('.txt', ' – echo.txt')}`, text]),
    );
    expect([...ran].sort()).toEqual(Object.values(files).sort());
    const sent = cluster.requests.filter(({ method, outcome }) => method === 'POST' && outcome === 'answered');
    const ids = sent.map(({ headers }) => headers['x-delegated-job-id']);
    expect(new Set(ids).size).toBe(200);
    tell(`10 kills of a list of 200 jobs: all have their result, and each input was run once (${ids.length} requests)`);
  } finally {
    await cluster.close();
  }
});

/** Reads the lists from their journals. */
async function recordedIn(journals: FileBatchJournals): Promise<readonly RecordedBatch[]> {
  return Promise.all((await journals.list()).map(({ id }) => journals.read(id)));
}
