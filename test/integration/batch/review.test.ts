import { afterEach, expect, it } from 'vitest';
import { join } from 'node:path';
import type { BatchListQuery } from '../../../src-main/core/batch/list';
import { setUpBatches, NoWaitClock } from '../../fixtures/batch';
import { writeFiles } from '../../fixtures/file-tree';
import { say, startOscarServer, type OscarServer } from '../../fixtures/oscar-server';
import { temporaryFolder } from '../../fixtures/temp-dir';

const folder = temporaryFolder();
const all: BatchListQuery = { search: '', sortKey: 'added', isDescending: false };
let server: OscarServer;
const setups: ReturnType<typeof setUpBatches>[] = [];

afterEach(async () => {
  await Promise.all(setups.splice(0).map(({ batches }) => batches.suspend()));
  await server.close();
});

/** A setup whose service prints its input. */
async function setUp(files: Readonly<Record<string, string>>) {
  server = await startOscarServer({
    services: {
      parrot: async (exchange) => {
        const chunks: Uint8Array[] = [];
        for await (const chunk of exchange.read()) chunks.push(chunk);
        const sent = Buffer.from(Buffer.concat(chunks).toString(), 'base64').toString();
        await say(`${sent}\n`)(exchange);
      },
    },
  });
  await writeFiles(join(folder(), 'inputs'), files);
  return again();
}

/** Starts the program again, with the files that the first run left on disk. */
function again() {
  const { endpoint, token } = server;
  const setup = setUpBatches({ folder: folder(), endpoint, token, serviceName: 'parrot', clock: new NoWaitClock() });
  setups.push(setup);
  return setup;
}

const answers = {
  'a.txt': '{"detections":[{"category":"fox","conf":0.9,"bbox":[0,0,0.5,0.5]}]}',
  'b.txt': '{"detections":[]}',
  'c.txt': '[{"label":"hare","score":0.7},{"label":"fox","score":0.3}]',
  'd.txt': 'species,count\noak,3\nbeech,4',
  'e.txt': 'nothing special',
  'f.txt': 'Traceback (most recent call last):\n  File "x.py", line 1\nValueError: no',
  'g.txt': `[${Array.from({ length: 3000 }, () => '{"label":"ant","score":0.5,"box":[0.1,0.1,0.5,0.5]}').join(',')}]`,
};

it('reads what each answer says while results come, and finds it again after a restart', async () => {
  const first = await setUp(answers);
  const id = await first.prepare(join(folder(), 'inputs'));
  await first.batches.start(id, false);
  await first.finished();
  const said = (batches: typeof first.batches) =>
    batches
      .rows(id, all, 0, 10)
      .rows.map(({ fields }) => fields && [fields.form, ...fields.labels.map(({ label }) => label)]);
  const expected = [
    ['findings', 'fox'],
    ['findings'],
    ['scores', 'hare', 'fox'],
    ['table'],
    ['text'],
    undefined,
    ['findings', 'ant'],
  ];
  expect(said(first.batches)).toEqual(expected);
  expect(first.batches.facets(id, { ...all, leastScore: 0.6 }).labels).toEqual({
    labels: [
      { label: 'fox', count: 1 },
      { label: 'hare', count: 1 },
    ],
    nothing: 1,
    unsure: 1,
  });

  const second = again();
  await second.batches.restore();
  expect(said(second.batches)).toEqual(expected);
});

it('keeps marks at once, also those of a finished list, and the last word of two', async () => {
  const first = await setUp({ ...answers });
  const id = await first.prepare(join(folder(), 'inputs'));
  await first.batches.start(id, false);
  await first.finished();
  await Promise.all([
    first.batches.mark(id, [{ item: 0, mark: { opinion: 'wrong' } }]),
    first.batches.mark(id, [
      { item: 0, mark: { opinion: 'keep', isStarred: true } },
      { item: 4, mark: { label: 'boar', note: 'at dusk' } },
    ]),
  ]);
  // The first program is not ended in order: its marks are on disk all the same.
  const second = again();
  await second.batches.restore();
  expect(second.batches.rows(id, { ...all, mark: 'starred' }, 0, 10).rows.map(({ mark }) => mark)).toEqual([
    { opinion: 'keep', isStarred: true },
  ]);
  expect(second.batches.indices(id, { ...all, finding: { label: 'boar' } })).toEqual([4]);
  await expect(second.batches.mark(id, [{ item: 99, mark: {} }])).rejects.toMatchObject({
    info: { code: 'batch-gone' },
  });
});

it('shows what was marked and corrected a moment ago', async () => {
  const { batches, prepare, finished } = await setUp(answers);
  const id = await prepare(join(folder(), 'inputs'));
  await batches.start(id, false);
  await finished();
  const foxes = () => batches.rows(id, { ...all, finding: { label: 'fox' } }, 0, 10).rows.map(({ name }) => name);
  expect(foxes()).toEqual(['a.txt']);
  await batches.mark(id, [{ item: 4, mark: { label: 'fox' } }]);
  expect(foxes()).toEqual(['a.txt', 'e.txt']);
  await batches.changeMarks(id, [0], { label: 'dog' });
  expect(foxes()).toEqual(['e.txt']);
});

it('changes the marks of many, whatever else is said of each, and answers what to undo', async () => {
  const first = await setUp({ ...answers });
  const id = await first.prepare(join(folder(), 'inputs'));
  await first.batches.start(id, false);
  await first.finished();
  await first.batches.mark(id, [{ item: 1, mark: { label: 'boar' } }]);
  const [before] = await Promise.all([
    first.batches.changeMarks(id, [0, 1], { opinion: 'keep' }),
    first.batches.changeMarks(id, [1], { isStarred: true }),
  ]);
  expect(before).toEqual([
    { item: 0, mark: {} },
    { item: 1, mark: { label: 'boar' } },
  ]);
  const marks = () => first.batches.rows(id, all, 0, 2).rows.map(({ mark }) => mark);
  expect(marks()).toEqual([{ opinion: 'keep' }, { opinion: 'keep', label: 'boar', isStarred: true }]);
  await first.batches.mark(id, before);
  expect(marks()).toEqual([{}, { label: 'boar' }]);
  await expect(first.batches.changeMarks(id, [99], { isStarred: true })).rejects.toMatchObject({
    info: { code: 'batch-gone' },
  });
});

it('lets no mark go: a list with marks is offered again, and has them when it is opened again after it was closed', async () => {
  const first = await setUp({ 'b.txt': answers['b.txt'] });
  const id = await first.prepare(join(folder(), 'inputs'));
  await first.batches.start(id, false);
  await first.finished();
  await first.batches.mark(id, [{ item: 0, mark: { label: 'kingfisher' } }]);
  const second = again();
  await second.batches.restore();
  expect(second.batches.overview?.id).toBe(id);
  await second.batches.close(id);
  const third = again();
  await third.batches.restore();
  expect(third.batches.overview).toBeUndefined();
  await third.batches.show(id);
  expect(third.batches.indices(id, { ...all, finding: { label: 'kingfisher' } })).toEqual([0]);
});
