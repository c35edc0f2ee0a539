import { afterEach, describe, expect, it } from 'vitest';
import { appendFile, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BatchListQuery } from '../../../src-main/core/batch/list';
import { datedFolderName } from '../../../src-main/core/batch/names';
import { setUpBatches, NoWaitClock, type BatchSetup } from '../../fixtures/batch';
import { filesBelow, writeFiles } from '../../fixtures/file-tree';
import { startOscarServer, type OscarServer } from '../../fixtures/oscar-server';
import { temporaryFolder } from '../../fixtures/temp-dir';

const all: BatchListQuery = { search: '', sortKey: 'added', isDescending: false };
const folder = temporaryFolder();
const setups: ReturnType<typeof setUpBatches>[] = [];
let server: OscarServer;

afterEach(async () => {
  await Promise.all(setups.splice(0).map(({ batches }) => batches.suspend()));
  await server.close();
});

/** Starts the program, or starts it again with the files that an earlier run left on disk. */
async function program(more: Partial<BatchSetup> = {}) {
  if (setups.length === 0) server = await startOscarServer();
  const { endpoint, token } = server;
  const setup = setUpBatches({ folder: folder(), endpoint, token, clock: new NoWaitClock(), ...more });
  setups.push(setup);
  const inputs = join(folder(), 'Meadow');
  return {
    ...setup,
    inputs,
    async run(files: Readonly<Record<string, string>>) {
      await writeFiles(inputs, files);
      const id = await setup.prepare(inputs);
      await setup.batches.start(id, false);
      await setup.finished();
      await setup.batches.tellHistory();
      return id;
    },
  };
}

describe('a folder of its own', () => {
  const named = datedFolderName(new Date().toISOString(), 'echo');

  it('is made when the list begins, holds its results and its report, and is no other list’s', async () => {
    const { batches, prepare, inputs, results, run, finished } = await program({ inDatedFolder: true });
    await writeFiles(inputs, { 'a.txt': 'one', 'b.txt': 'two' });
    const id = await prepare(inputs);
    expect(batches.overview?.outputFolder).toEqual(['results', named]);
    await expect(readdir(results)).rejects.toThrow();
    await batches.start(id, false);
    await finished();
    expect(batches.overview).toMatchObject({ outputFolder: ['results', named], inDatedFolder: false });

    await run({ 'a.txt': 'one', 'b.txt': 'two' });
    expect((await readdir(results)).sort()).toEqual([named, `${named}-2`]);
    for (const name of await readdir(results)) {
      const found = await filesBelow(join(results, name));
      expect(found).toMatchObject({ 'Meadow/a – echo.txt': 'one', 'Meadow/b – echo.txt': 'two' });
      expect(Object.keys(found)).toContain('report.csv');
    }
  });

  it('is not needed where the user names one, now and for the next list', async () => {
    const { batches, prepare, inputs, results, finished } = await program({ inDatedFolder: true });
    await writeFiles(inputs, { 'a.txt': 'one' });
    const id = await prepare(inputs);
    await batches.changeOutputFolder(id, join(folder(), 'mine'));
    await batches.start(id, false);
    await finished();
    expect(Object.keys(await filesBelow(join(folder(), 'mine')))).toContain('Meadow/a – echo.txt');
    await batches.take([inputs]);
    expect(batches.overview).toMatchObject({ outputFolder: [expect.anything(), 'mine'], inDatedFolder: false });
    await expect(readdir(results)).rejects.toThrow();
  });

  it('is the one the list goes on with after a restart', async () => {
    const first = await program({ inDatedFolder: true });
    await writeFiles(first.inputs, { 'a.txt': 'one', 'b.txt': 'two', 'c.txt': 'three', 'd.txt': 'four' });
    const id = await first.prepare(first.inputs);
    await first.batches.start(id, true);
    await first.until(({ phase }) => phase.status === 'sampled');
    await first.batches.suspend();

    const { batches, finished, results } = await program();
    await batches.restore();
    await batches.start(id, false);
    await finished();
    expect(await readdir(results)).toEqual([named]);
    expect(Object.keys(await filesBelow(join(results, named)))).toContain('Meadow/d – echo.txt');
  });

  it('may lie beside folders of other lists whose results are sent', async () => {
    const { batches, prepare, finished, results } = await program({ inDatedFolder: true });
    await writeFiles(join(results, named), { 'a.txt': 'one', 'b.txt': 'two' });
    const id = await prepare(join(results, named, 'a.txt'), join(results, named, 'b.txt'));
    await batches.start(id, false);
    await finished();
    expect(Object.keys(await filesBelow(join(results, `${named}-2`)))).toContain('a – echo.txt');
  });
});

describe('a list in the history', () => {
  const files = { 'a.txt': 'one', 'b.txt': 'two', 'c.txt': 'three' };

  it('tells which files of a folder it needs, until it is deleted', async () => {
    const first = await program();
    await writeFiles(first.inputs, files);
    const paths = ['a.txt', 'b.txt'].map((name) => join(first.inputs, name));
    const id = await first.prepare(...paths);
    await first.batches.start(id, false);
    await first.finished();
    await first.batches.close(id);

    const { batches } = await program();
    await batches.restore();
    expect(await batches.past.inputsIn(first.inputs, 0)).toEqual(paths);
    expect(await batches.past.inputsIn(folder(), 0)).toEqual([]);
    expect(await batches.past.inputsIn(first.inputs, Date.now() + 3_600_000)).toEqual([]);
    await batches.past.delete([id]);
    expect(await batches.past.inputsIn(first.inputs, 0)).toEqual([]);
  });

  it('opens again whole after it was closed, and after a restart', async () => {
    const first = await program();
    const id = await first.run(files);
    await first.batches.mark(id, [{ item: 1, mark: { label: 'kingfisher', note: 'at dusk' } }]);
    const before = first.batches.rows(id, all, 0, 10);
    await first.batches.close(id);
    expect(first.batches.overview).toBeUndefined();
    const row = {
      id,
      serviceName: 'echo',
      profileName: 'Field lab',
      input: { kind: 'list', files: 3, sizeBytes: 11 },
      outcome: { kind: 'list', status: 'finished', done: 3, problems: 0, left: 0, hasMarks: true },
    };
    expect(first.batches.past.list()).toMatchObject([row]);
    expect(first.rows.get(id)).toMatchObject(row);
    await first.batches.show(id);
    expect(first.batches.rows(id, all, 0, 10)).toEqual(before);
    await first.batches.close(id);

    const second = await program();
    await second.batches.restore();
    expect(second.batches.overview).toBeUndefined();
    expect(second.batches.past.list()).toEqual(first.batches.past.list());
    await second.batches.show(id);
    expect(second.batches.rows(id, all, 0, 10)).toEqual(before);
  });

  it('goes on where it was closed in the middle, and stays closed until then', async () => {
    const first = await program();
    await writeFiles(first.inputs, { ...files, 'd.txt': 'four' });
    const id = await first.prepare(first.inputs);
    await first.batches.start(id, true);
    await first.until(({ phase }) => phase.status === 'sampled');
    await first.batches.close(id);
    expect(first.batches.past.list()).toMatchObject([{ outcome: { status: 'unfinished', done: 3, left: 1 } }]);

    const second = await program();
    await second.batches.restore();
    expect(second.batches.overview).toBeUndefined();
    await second.batches.show(id);
    await second.batches.start(id, false);
    expect((await second.finished()).counts).toMatchObject({ done: 4 });
    expect(server.requests.filter(({ path }) => path === '/run/echo')).toHaveLength(4);
  });

  it('names results that are gone, forgets that when they are back, and runs those again that stay away', async () => {
    const first = await program();
    const id = await first.run(files);
    await first.batches.close(id);
    const result = (name: string) => join(first.results, 'Meadow', `${name} – echo.txt`);
    await rename(result('a'), join(folder(), 'a elsewhere'));
    await writeFile(result('b'), 'changed by hand');
    await first.batches.show(id);
    const { counts } = await first.until(({ missing }) => missing?.results === 2);
    expect(counts).toMatchObject({ done: 1, 'needs-attention': 2 });
    expect(first.batches.rows(id, all, 0, 1).rows[0]?.trouble).toEqual({
      kind: 'failed',
      error: { code: 'result-gone' },
    });
    await first.batches.close(id);

    await rename(join(folder(), 'a elsewhere'), result('a'));
    const second = await program();
    await second.batches.restore();
    await second.batches.show(id);
    await second.until(({ missing }) => missing?.results === 1);
    await second.batches.retry(id, second.batches.indices(id, { ...all, status: 'needs-attention' }));
    await second.finished();
    expect(second.batches.overview?.missing).toBeUndefined();
    const found = await filesBelow(join(second.results, 'Meadow'));
    expect(found).toMatchObject({ 'a – echo.txt': 'one', 'b – echo.txt': 'changed by hand' });
    expect(Object.values(found).filter((text) => text === 'two')).toHaveLength(1);
    expect(server.requests.filter(({ path }) => path === '/run/echo')).toHaveLength(4);
  });

  it('names a folder that is gone, and touches nothing that is written of its results', async () => {
    const { batches, run, results, until } = await program();
    const id = await run(files);
    await batches.close(id);
    await rename(results, `${results} elsewhere`);
    await batches.show(id);
    expect((await until(({ missing }) => missing !== undefined)).missing).toEqual({ results: 0, folders: ['results'] });
    expect(batches.overview?.counts.done).toBe(3);
  });

  it('is deleted without its results, and can be brought back', async () => {
    const { batches, run, results } = await program();
    const id = await run(files);
    await batches.past.setAside([id]);
    expect(batches.overview).toBeUndefined();
    expect(batches.past.list()).toEqual([]);
    await batches.past.putBack([id]);
    await batches.show(id);
    expect(batches.overview?.counts.done).toBe(3);
    await batches.past.setAside([id]);
    await batches.past.purge();
    await expect(batches.show(id)).rejects.toMatchObject({ info: { code: 'batch-gone' } });
    expect(Object.keys(await filesBelow(join(results, 'Meadow')))).toHaveLength(3);
    expect((await readdir(join(folder(), 'journals'))).filter((name) => name.startsWith(id))).toEqual([]);
  });

  it('is deleted with its results, and with nothing that is not what it made', async () => {
    const { batches, run, results } = await program();
    const id = await run(files);
    const place = join(results, 'Meadow');
    await writeFile(join(place, 'a – echo.txt'), 'uno');
    await writeFile(join(place, 'my notes.txt'), 'mine');
    expect(await batches.past.deleteResults(id)).toBe(2);
    expect(await filesBelow(place)).toEqual({ 'a – echo.txt': 'uno', 'my notes.txt': 'mine' });
    expect(Object.keys(await filesBelow(results))).toContain('report.csv');
  });

  it('is listed from its journal where its row is missing, old or damaged', async () => {
    const { batches, run } = await program();
    const id = await run(files);
    await batches.close(id);
    const [row] = batches.past.list();
    const path = join(folder(), 'journals', `${id}.row.json`);
    for (const spoil of [
      () => rm(path),
      () => writeFile(path, '{'),
      () => appendFile(path.replace('.row.json', '.journal'), '\n'),
    ]) {
      await spoil();
      const again = await program();
      await again.batches.restore();
      const [found] = again.batches.past.list();
      expect({ ...found, diskBytes: 0 }).toEqual({ ...row, diskBytes: 0 });
    }
  });

  it('is a row and a sentence where its journal is damaged, and loses one file where one line is', async () => {
    const first = await program();
    const id = await first.run(files);
    await first.batches.close(id);
    const journal = join(folder(), 'journals', `${id}.journal`);
    const text = await readFile(journal, 'utf8');
    await writeFile(journal, text.replace('"path":"Meadow/b.txt"', '"path":"Meadow/?.txt"'));
    const second = await program();
    await second.batches.restore();
    await second.batches.show(id);
    expect(second.batches.overview).toMatchObject({ lostItems: 1, total: 3, counts: { done: 3 } });
    expect(second.batches.rows(id, all, 0, 10).rows.map(({ name }) => name)).toEqual(['a.txt', '?', 'c.txt']);
    await second.batches.close(id);

    await writeFile(journal, text.replaceAll('"is"', '"was"'));
    const third = await program();
    await third.batches.restore();
    expect(third.batches.past.list()).toMatchObject([{ id, outcome: { kind: 'list', status: 'damaged' } }]);
    await expect(third.batches.show(id)).rejects.toMatchObject({ info: { code: 'list-damaged' } });
  });

  it('stays whatever the rules say where it is kept always, after a restart too', async () => {
    const first = await program();
    const id = await first.run(files);
    await first.batches.past.pin(id, true);
    await first.batches.close(id);
    await first.batches.past.pin(id, false);
    await first.batches.past.pin(id, true);
    await rm(join(folder(), 'journals', `${id}.row.json`));
    const second = await program();
    await second.batches.restore();
    expect(second.batches.past.list()).toMatchObject([{ id, isPinned: true }]);
  });
});
