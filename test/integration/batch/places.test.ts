import { appendFile, cp, link, mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { DiskOutputFolders } from '../../../src-main/adapters/batch/output-folders';
import { SameThreadFiles } from '../../../src-main/adapters/files/file-thread';
import { setUpBatches, NoWaitClock, inTrouble } from '../../fixtures/batch';
import { filesBelow, manyFiles, writeFiles } from '../../fixtures/file-tree';
import { echo, startOscarServer, type OscarServer, type Step } from '../../fixtures/oscar-server';
import { failureOf } from '../../fixtures/run-request';
import { canMount, SmallDisk } from '../../fixtures/small-disk';
import { temporaryFolder } from '../../fixtures/temp-dir';

const folder = temporaryFolder();
let server: OscarServer | undefined;
let disk: SmallDisk | undefined;
const setups: ReturnType<typeof setUpBatches>[] = [];

afterEach(async () => {
  await Promise.all(setups.splice(0).map(({ batches }) => batches.suspend()));
  await server?.close();
  server = undefined;
  disk?.unmount();
  disk = undefined;
});

/** Starts a program that shares only the output folder with other programs. */
async function program(name: string, services?: Readonly<Record<string, Step>>) {
  server ??= await startOscarServer({ ...(services && { services }) });
  const { endpoint, token } = server;
  const own = join(folder(), name);
  await mkdir(own, { recursive: true });
  const setup = setUpBatches({ folder: own, endpoint, token, clock: new NoWaitClock() });
  setups.push(setup);
  const results = join(folder(), 'results');
  return {
    ...setup,
    results,
    inputs: join(own, 'inputs'),
    /** Gives the program files, with the common folder for results. */
    async ready(...paths: readonly string[]): Promise<string> {
      const id = await setup.prepare(...paths);
      await setup.batches.changeOutputFolder(id, results);
      return id;
    },
    async run(...paths: readonly string[]) {
      const id = await this.ready(...paths);
      await setup.batches.start(id, false);
      const { counts } = await setup.finished();
      return { id, counts };
    },
  };
}

const whole = { search: '', sortKey: 'added' as const, isDescending: false };
const resultsIn = async (path: string) =>
  Object.fromEntries(Object.entries(await filesBelow(path)).filter(([way]) => way.includes('echo')));
const sent = () => server?.requests.filter(({ path }) => path === '/run/echo').length;

describe('two runs into one folder', () => {
  it('never take each other’s names', async () => {
    const programs = [await program('one'), await program('two')];
    const results = join(folder(), 'results');
    await Promise.all(programs.map(({ inputs }, at) => writeFiles(join(inputs, 'Meadow'), manyFilesOf(100, at))));
    const ids = await Promise.all(programs.map(({ ready, inputs }) => ready(join(inputs, 'Meadow'))));
    await Promise.all(programs.map(({ batches }, at) => batches.start(ids[at] ?? '', false)));
    const ends = await Promise.all(programs.map(({ finished }) => finished()));
    expect(ends.map(({ counts }) => counts.done)).toEqual([100, 100]);
    const contents = Object.values(await resultsIn(results));
    expect(contents.sort()).toEqual(
      [...Object.values(manyFilesOf(100, 0)), ...Object.values(manyFilesOf(100, 1))].sort(),
    );
    // Each list knows its own results.
    for (const [at, { batches }] of programs.entries()) {
      for (const { index, name } of batches.rows(ids[at] ?? '', whole, 0, 100).rows) {
        const text = await readFile(batches.pathOf(ids[at] ?? '', index), 'utf8');
        expect(text).toBe(`${at} ${name}`);
      }
    }
    // Each list has a report of its own.
    const tables = Object.entries(await filesBelow(results)).filter(([way]) => /^report.*csv$/.test(way));
    expect(tables.map(([way]) => way).sort()).toEqual(['report (2).csv', 'report.csv']);
    for (const { batches, inputs } of programs) {
      const { phase } = batches.overview ?? {};
      const table = phase?.status === 'finished' && Object.fromEntries(tables)[phase.report ?? ''];
      expect(table && table.split('\r\n').filter((line) => line.includes(inputs))).toHaveLength(100);
    }
  });

  it('replace what was there before, and nothing of each other', async () => {
    const programs = [await program('one'), await program('two')];
    const results = join(folder(), 'results');
    await writeFiles(join(results, 'Meadow', 'plot 00'), { 'leaf 0000 – echo.txt': 'old' });
    const ids: string[] = [];
    for (const [at, { ready, inputs, batches }] of programs.entries()) {
      await writeFiles(join(inputs, 'Meadow'), manyFilesOf(20, at));
      const id = await ready(join(inputs, 'Meadow'));
      await batches.change(id, { collision: 'replace' });
      ids.push(id);
    }
    await Promise.all(programs.map(({ batches }, at) => batches.start(ids[at] ?? '', false)));
    await Promise.all(programs.map(({ finished }) => finished()));
    const contents = Object.values(await resultsIn(results));
    // Both lists replace the same file: either result may be the last one.
    expect(contents).not.toContain('old');
    expect(contents.length).toBeGreaterThanOrEqual(39);
  });
});

describe('a result', () => {
  it('is never taken for that of another file of the same name', async () => {
    const first = await program('one');
    const { inputs } = first;
    await writeFiles(join(inputs, 'first', 'DCIM'), { 'IMG_0001.txt': 'a fox', 'IMG_0002.txt': 'a hare' });
    await writeFiles(join(inputs, 'second', 'DCIM'), { 'IMG_0001.txt': 'a lynx', 'IMG_0002.txt': 'a hare' });
    expect((await first.run(join(inputs, 'first', 'DCIM'))).counts).toMatchObject({ done: 2, skipped: 0 });
    const second = await program('two');
    // The second picture has the same bytes as that of the first card, so its result exists already.
    expect((await second.run(join(inputs, 'second', 'DCIM'))).counts).toMatchObject({ done: 1, skipped: 1 });
    expect(await resultsIn(second.results)).toEqual({
      'DCIM/IMG_0001 – echo.txt': 'a fox',
      'DCIM/IMG_0001 – echo (2).txt': 'a lynx',
      'DCIM/IMG_0002 – echo.txt': 'a hare',
    });
  });

  it('is never that of a file with another ending, nor of a name with numbers', async () => {
    const first = await program('one');
    const meadow = join(first.inputs, 'Meadow');
    await writeFiles(meadow, { 'leaf.jpg': 'one', '1.2.826.7.1': 'first' });
    await first.run(meadow);
    await writeFiles(meadow, { 'leaf.bmp': 'two', '1.2.826.7.13': 'thirteenth' });
    const second = await program('two');
    expect((await second.run(meadow)).counts).toMatchObject({ done: 2, skipped: 2 });
    expect(Object.values(await resultsIn(second.results)).sort()).toEqual(['first', 'one', 'thirteenth', 'two']);
    expect(Object.keys(await resultsIn(second.results))).toContain('Meadow/1.2.826.7.13 – echo.txt');
  });

  it('is made anew from a file that was changed, and not from one that was only copied', async () => {
    const first = await program('one');
    const meadow = join(first.inputs, 'Meadow');
    await writeFiles(meadow, { 'a.txt': 'same', 'b.txt': 'then' });
    await first.run(meadow);
    await writeFile(join(meadow, 'b.txt'), 'now!');
    await utimes(join(meadow, 'a.txt'), 1, 1);
    const moved = join(folder(), 'elsewhere', 'Meadow');
    await cp(meadow, moved, { recursive: true });
    const second = await program('two');
    const { id, counts } = await second.run(moved);
    expect(counts).toMatchObject({ done: 1, skipped: 1 });
    expect(sent()).toBe(3);
    // The line of the skipped file has the path of its result.
    expect(second.batches.pathOf(id, 0)).toBe(join(second.results, 'Meadow', 'a – echo.txt'));
    expect((await second.batches.openItem(id, 0)).result).toMatchObject({ fileName: 'a – echo.txt', sizeBytes: 4 });

    await second.batches.retry(id, [0]);
    expect((await second.finished()).counts).toMatchObject({ done: 2, skipped: 0 });
    expect(await resultsIn(second.results)).toMatchObject({
      'Meadow/a – echo.txt': 'same',
      'Meadow/a – echo (2).txt': 'same',
      'Meadow/b – echo (2).txt': 'now!',
    });
  });

  it('is known after its folder was moved, and not where it was deleted', async () => {
    const first = await program('one');
    const meadow = join(first.inputs, 'Meadow');
    await writeFiles(meadow, { 'a.txt': 'one', 'b.txt': 'two' });
    await first.run(meadow);
    await rename(first.results, `${first.results} 2025`);
    await rm(join(`${first.results} 2025`, 'Meadow', 'b – echo.txt'));
    const second = await program('two');
    const id = await second.ready(meadow);
    await second.batches.changeOutputFolder(id, `${first.results} 2025`);
    await second.batches.start(id, false);
    expect((await second.finished()).counts).toMatchObject({ done: 1, skipped: 1 });
  });

  it('is found by a record with torn and foreign lines', async () => {
    const first = await program('one');
    const meadow = join(first.inputs, 'Meadow');
    await writeFiles(meadow, { 'a.txt': 'one', 'b.txt': 'two' });
    await first.run(meadow);
    const record = join(first.results, '.oscar-desktop-results');
    const lines = (await readFile(record, 'utf8')).trim().split('\n');
    expect(lines).toHaveLength(2);
    const torn = `${lines[0]?.slice(0, 40)}\n\u0000\u0001rubbish\n00000000 {"is":"result"}\n${lines[0]}\n${lines[1]?.slice(0, -9)}`;
    await writeFile(record, torn);
    const second = await program('two');
    expect((await second.run(meadow)).counts).toMatchObject({ done: 1, skipped: 1 });
  });

  it('is known in another output folder that was chosen in the middle of the list', async () => {
    let seen = 0;
    const chosen: { now: () => Promise<void> } = { now: async () => undefined };
    const one = await program('one', {
      echo: async (exchange) => {
        if ((seen += 1) === 3) await chosen.now();
        await echo()(exchange);
      },
    });
    const meadow = join(one.inputs, 'Meadow');
    await writeFiles(meadow, { 'a.txt': 'one', 'b.txt': 'two', 'c.txt': 'three', 'd.txt': 'four' });
    const id = await one.ready(meadow);
    const other = join(folder(), 'other');
    await mkdir(other);
    await one.batches.change(id, { atOnceLimit: 1 });
    chosen.now = () => one.batches.changeOutputFolder(id, other);
    await one.batches.start(id, false);
    await one.finished();
    const names = Object.keys(await resultsIn(other)).length;
    expect(names).toBeGreaterThanOrEqual(2);
    const second = await program('two');
    const again = await second.ready(meadow);
    await second.batches.changeOutputFolder(again, other);
    await second.batches.start(again, false);
    expect((await second.finished()).counts).toMatchObject({ skipped: names, done: 4 - names });
  });

  it('is written down in a folder that was taken away and made anew', async () => {
    const one = await program('one');
    const meadow = join(one.inputs, 'Meadow');
    await writeFiles(meadow, manyFiles(6));
    const id = await one.ready(meadow);
    await one.batches.start(id, true);
    await one.until(({ phase }) => phase.status === 'sampled');
    await rename(one.results, `${one.results} of before`);
    await mkdir(one.results);
    await one.batches.start(id, false);
    await one.finished();
    const record = await readFile(join(one.results, '.oscar-desktop-results'), 'utf8');
    expect(record.trim().split('\n')).toHaveLength(3);
  });

  it('that has vanished when the program goes on is told, and made anew only when asked', async () => {
    const first = await program('one');
    const meadow = join(first.inputs, 'Meadow');
    await writeFiles(meadow, manyFiles(9));
    const id = await first.ready(meadow);
    await first.batches.start(id, true);
    await first.until(({ phase }) => phase.status === 'sampled');
    await first.batches.suspend();
    const second = await program('one');
    await second.batches.restore();
    const done = { ...whole, status: 'done' as const };
    const [row] = second.batches.rows(id, done, 0, 1).rows;
    await rm(second.batches.pathOf(id, row?.index ?? -1));
    await second.batches.start(id, false);
    expect((await second.finished()).counts).toMatchObject({ done: 8, 'needs-attention': 1 });
    const gone = second.batches.rows(id, { ...whole, status: 'needs-attention' }, 0, 1).rows;
    expect(gone).toMatchObject([{ index: row?.index, trouble: { kind: 'failed', error: { code: 'result-gone' } } }]);
    expect(sent()).toBe(9);
    await second.batches.retry(id, inTrouble(second.batches, id));
    expect((await second.finished()).counts).toMatchObject({ done: 9 });
    expect(sent()).toBe(10);
  });

  it('whose naming was undone by a power cut is named again, and not sent again', async () => {
    const first = await program('one');
    const meadow = join(first.inputs, 'Meadow');
    await writeFiles(meadow, manyFiles(9));
    const id = await first.ready(meadow);
    await first.batches.start(id, true);
    await first.until(({ phase }) => phase.status === 'sampled');
    const rows = first.batches.rows(id, { ...whole, status: 'done' }, 0, 9).rows;
    const paths = rows.map(({ index }) => ({ index, path: first.batches.pathOf(id, index) }));
    await first.batches.suspend();
    for (const { index, path } of paths) await rename(path, join(path, '..', `.${id}-${index}.part`));
    const second = await program('one');
    await second.batches.restore();
    await second.batches.start(id, false);
    expect((await second.finished()).counts).toMatchObject({ done: 9, 'needs-attention': 0 });
    expect(sent()).toBe(9);
    const files = Object.entries(manyFiles(9)).map(([way, text]) => [
      `Meadow/${way.replace('.txt', ' – echo.txt')}`,
      text,
    ]);
    expect(await resultsIn(second.results)).toEqual(Object.fromEntries(files));
    expect((await readdir(join(second.results, 'Meadow', 'plot 00'))).filter((name) => name.startsWith('.'))).toEqual(
      [],
    );
  });
});

describe('a list', () => {
  it('pauses when the folder of its files disappears, and goes on when it is back', async () => {
    let seen = 0;
    const taken: { now: () => Promise<void> } = { now: async () => undefined };
    const one = await program('one', {
      echo: async (exchange) => {
        if ((seen += 1) === 3) await taken.now();
        await echo()(exchange);
      },
    });
    const card = join(one.inputs, 'card');
    await writeFiles(join(card, 'DCIM'), manyFiles(30));
    const id = await one.ready(join(card, 'DCIM'));
    await one.batches.change(id, { atOnceLimit: 1 });
    taken.now = () => rename(card, `${card} away`);
    await one.batches.start(id, false);
    const { phase, counts } = await one.until(
      ({ phase: { status }, counts: { sending, working, receiving } }) =>
        status === 'paused' && sending + working + receiving === 0,
    );
    expect(phase).toEqual({ status: 'paused', reason: { code: 'input-folder-gone', folder: 'DCIM' } });
    expect(counts['needs-attention']).toBe(0);
    await rename(`${card} away`, card);
    await one.batches.start(id, false);
    expect((await one.finished()).counts).toMatchObject({ done: 30, 'needs-attention': 0 });
  });

  it('tells of a file in the place of a folder before anything is sent from it', async () => {
    const one = await program('one');
    await writeFiles(join(one.inputs, 'Meadow'), { 'a.txt': 'one', 'plot 1/b.txt': 'two' });
    await writeFiles(join(one.results, 'Meadow'), { 'plot 1': 'a file' });
    const { id, counts } = await one.run(join(one.inputs, 'Meadow'));
    expect(counts).toMatchObject({ done: 1, 'needs-attention': 1 });
    expect(one.batches.rows(id, { ...whole, status: 'needs-attention' }, 0, 1).rows[0]?.trouble).toEqual({
      kind: 'failed',
      error: { code: 'file-in-the-way', folder: 'plot 1' },
    });
    expect(sent()).toBe(1);
    await rm(join(one.results, 'Meadow', 'plot 1'));
    await one.batches.retry(id, inTrouble(one.batches, id));
    expect((await one.finished()).counts).toMatchObject({ done: 2 });
  });

  it.skipIf(process.platform !== 'linux')(
    'tells of a way that is too long before anything is sent from it',
    async () => {
      const one = await program('one');
      await writeFiles(join(one.inputs, 'Meadow'), { 'a.txt': 'one' });
      // A folder near the longest path that Linux allows. It is made step by step, because its whole path is too long for one call.
      const id = await one.ready(join(one.inputs, 'Meadow'));
      const long = join(one.results, ...Array.from({ length: 19 }, () => 'x'.repeat(200)));
      await mkdir(long, { recursive: true });
      await one.batches.changeOutputFolder(id, long);
      await one.batches.start(id, false);
      expect((await one.finished()).counts).toMatchObject({ 'needs-attention': 1 });
      expect(one.batches.rows(id, whole, 0, 1).rows[0]?.trouble).toMatchObject({ error: { code: 'path-too-long' } });
      expect(sent()).toBe(0);
    },
  );

  it.skipIf(!canMount)(
    'does not begin on a drive that can only be read (needs root on Linux, to mount one)',
    async () => {
      const one = await program('one');
      await writeFiles(join(one.inputs, 'Meadow'), manyFiles(3));
      const id = await one.ready(join(one.inputs, 'Meadow'));
      disk = await SmallDisk.mount(one.results, 64);
      disk.makeReadOnly();
      expect(await failureOf(one.batches.start(id, false))).toEqual({ code: 'permission-denied', folder: 'results' });
      expect(one.batches.overview?.phase).toEqual({ status: 'ready' });
      expect(sent() ?? 0).toBe(0);
    },
  );
});

describe('a place in an output folder', () => {
  it('is taken once, and again only by the same result', async () => {
    const outputs = new DiskOutputFolders(new SameThreadFiles());
    const out = join(folder(), 'out');
    await outputs.make(out);
    const bytes = (text: string) => new TextEncoder().encode(text);
    await outputs.stage(out, 'a.txt', 'one', bytes('first'));
    await outputs.stage(out, 'a.txt', 'two', bytes('second'));
    expect(await outputs.place(out, 'a.txt', 'one')).toBe(true);
    expect(await outputs.place(out, 'a.txt', 'two')).toBe(false);
    expect(await readFile(join(out, 'a.txt'), 'utf8')).toBe('first');
    const before = await outputs.identify(out, 'a.txt');
    await appendFile(join(out, 'a.txt'), ', changed');
    expect(await outputs.place(out, 'a.txt', 'two', before)).toBe(false);
    const now = await outputs.identify(out, 'a.txt');
    expect(await outputs.place(out, 'a.txt', 'two', now)).toBe(true);
    expect(await readFile(join(out, 'a.txt'), 'utf8')).toBe('second');
    expect(await readdir(out)).toEqual(['a.txt']);
    expect((await stat(join(out, 'a.txt'))).nlink).toBe(1);
  });

  it('is completed where the program ended in the middle of taking it', async () => {
    const outputs = new DiskOutputFolders(new SameThreadFiles());
    const out = join(folder(), 'out');
    await outputs.make(out);
    await outputs.stage(out, 'a.txt', 'one', new TextEncoder().encode('first'));
    await link(join(out, '.one.part'), join(out, 'a.txt'));
    expect(await outputs.place(out, 'a.txt', 'one')).toBe(true);
    // On a disk without hard links, a name is reserved by a file that tells which item it is for.
    await outputs.stage(out, 'b.txt', 'two', new TextEncoder().encode('second'));
    await writeFile(join(out, 'b.txt'), '.two.part');
    expect(await outputs.place(out, 'b.txt', 'three').catch(() => false)).toBe(false);
    expect(await outputs.place(out, 'b.txt', 'two')).toBe(true);
    expect(await filesBelow(out)).toEqual({ 'a.txt': 'first', 'b.txt': 'second' });
  });
});

/** Files with the same names for each owner, and with the owner in their content. */
function manyFilesOf(count: number, owner: number): Record<string, string> {
  return Object.fromEntries(Object.keys(manyFiles(count)).map((way) => [way, `${owner} ${way.split('/').at(-1)}`]));
}
