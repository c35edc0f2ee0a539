import { afterEach, expect, it } from 'vitest';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { JournalReader, type JournalEntry } from '../../../src-main/core/batch/journal';
import type { CollisionRule } from '../../../src-main/core/batch/names';
import { setUpBatches, NoWaitClock } from '../../fixtures/batch';
import { filesBelow, writeFiles } from '../../fixtures/file-tree';
import { echo, startOscarServer, type OscarServer } from '../../fixtures/oscar-server';
import { temporaryFolder } from '../../fixtures/temp-dir';

const folder = temporaryFolder();
const all = { search: '', sortKey: 'added', isDescending: false } as const;
let server: OscarServer;
const setups: ReturnType<typeof setUpBatches>[] = [];

afterEach(async () => {
  await Promise.all(setups.splice(0).map(({ batches }) => batches.suspend()));
  await server.close();
});

function setUp() {
  const { endpoint, token } = server;
  const setup = setUpBatches({ folder: folder(), endpoint, token, clock: new NoWaitClock() });
  setups.push(setup);
  return setup;
}

it.each<CollisionRule>(['skip', 'number', 'replace'])(
  'runs what is done once more, and keeps the old result, whatever is done with existing results (%s)',
  async (collision) => {
    server = await startOscarServer({ services: { echo: echo() } });
    await writeFiles(join(folder(), 'inputs'), { 'a.txt': 'one', 'b.txt': 'two' });
    const { batches, prepare, finished, results } = setUp();
    const id = await prepare(join(folder(), 'inputs'));
    await batches.change(id, { collision });
    await batches.start(id, false);
    await finished();
    await batches.retry(id, [0]);
    await finished();
    const texts = Object.entries(await filesBelow(results)).filter(([way]) => way.endsWith('.txt'));
    expect(Object.fromEntries(texts)).toEqual({
      'inputs/a – echo.txt': 'one',
      'inputs/a – echo (2).txt': 'one',
      'inputs/b – echo.txt': 'two',
    });
    expect(server.requests.filter(({ path }) => path === '/run/echo')).toHaveLength(3);
    const outputs = batches.rows(id, all, 0, 2).rows.map(({ output }) => output);
    expect(outputs).toEqual(['a – echo (2).txt', 'b – echo.txt']);
    expect(batches.overview?.counts).toMatchObject({ done: 2, waiting: 0 });
  },
);

it('makes a list of results for another service, with their folders and what the service takes', async () => {
  server = await startOscarServer({ services: { echo: echo() } });
  await writeFiles(join(folder(), 'inputs'), { 'a.txt': 'one', 'b.txt': 'two' });
  const { batches, prepare, finished, results } = setUp();
  const id = await prepare(join(folder(), 'inputs'));
  await batches.start(id, false);
  await finished();
  const { items } = batches.exported(id);
  const files = items.flatMap(({ base, relativePath, state }) => {
    if (!('result' in state)) return [];
    const { folder: made, output, sha256 } = state.result;
    const from = { service: 'Echo', list: id, input: join(base, relativePath), sha256 };
    return [{ base: made, relativePath: output, sizeBytes: 3, from }];
  });
  await batches.makeList(files, { profileId: 'lab', serviceName: 'echo' });
  const next = batches.overview?.id ?? '';
  expect(next).not.toBe(id);
  expect(batches.overview).toMatchObject({ total: 2, serviceName: 'echo', phase: { status: 'ready' } });
  await batches.start(next, false);
  await finished();
  const made = Object.keys(await filesBelow(results)).filter((way) => way.endsWith('echo – echo.txt'));
  expect(made.map((way) => way.slice(way.indexOf('inputs/')))).toEqual([
    'inputs/a – echo – echo.txt',
    'inputs/b – echo – echo.txt',
  ]);
  // The item, the history and the report tell where the files came from. After a restart, the journal tells it.
  const second = { service: 'Echo', input: join(folder(), 'inputs', 'b.txt') };
  const [, item] = batches.exported(next).items;
  expect(item).toMatchObject({ from: { ...second, list: id }, inputSha256: item?.from?.sha256 });
  expect(await batches.openItem(next, 1)).toMatchObject({ from: { service: 'Echo', list: id, input: 'b.txt' } });
  await batches.close(next);
  expect(batches.past.list().find((row) => row.id === next)).toMatchObject({ input: { resultsOf: 'Echo' } });
  await batches.show(next);
  expect(batches.exported(next).items[1]?.from).toMatchObject(second);
  const report = await readFile(join(batches.outputFolder(next), 'report.json'), 'utf8');
  const { items: reported } = JSON.parse(report) as { items: unknown[] };
  expect(reported[1]).toMatchObject({ from: second });
});

it('takes a second word about the first result for none about the next', () => {
  const result = (output: string) =>
    ({ folder: '/r', output, sizeBytes: 1, sha256: 'a', mediaType: 'text/plain', verdict: 'result' }) as const;
  const plan = { profileId: 'p', serviceName: 's', outputFolder: '/r', template: '{name}', collision: 'skip' } as const;
  const received = (output: string): JournalEntry => ({
    ...{ is: 'received', item: 0, result: result(output), seconds: 1, attempts: 1 },
  });
  const once = { is: 'waiting', item: 0, runsAnyway: true, besides: 'a.txt' } as const;
  const read = (...entries: readonly JournalEntry[]) => {
    const reader = new JournalReader();
    reader.read({ is: 'batch', version: 1, id: 'b', startedAt: '2026-01-01T00:00:00.000Z', plan });
    reader.read({ is: 'item', item: 0, base: '/i', path: 'a', sizeBytes: 1 });
    reader.read({ is: 'begun', item: 0, stem: 'a' });
    for (const entry of entries) reader.read(entry);
    return reader.batch?.items.get(0).state;
  };
  const first = [received('a.txt'), { is: 'done', item: 0 }] as const;
  const second = [{ is: 'begun', item: 0, stem: 'a' }, received('a (2).txt'), { is: 'done', item: 0 }] as const;
  expect(read(...first, once)).toMatchObject({ status: 'waiting' });
  expect(read(...first, once, once, ...second)).toMatchObject({ status: 'done', result: { output: 'a (2).txt' } });
  expect(read(...first, once, ...second, once)).toMatchObject({ status: 'done', result: { output: 'a (2).txt' } });
});
