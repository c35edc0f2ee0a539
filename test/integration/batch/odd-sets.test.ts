import { writeFileSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import type { ExportProgress } from '../../../src-main/core/batch/export/progress';
import type { BatchListQuery } from '../../../src-main/core/batch/list';
import { NoWaitClock, setUpBatches } from '../../fixtures/batch';
import { exportsOf } from '../../fixtures/exported-list';
import { filesBelow, writeFiles } from '../../fixtures/file-tree';
import { say, startOscarServer, type Exchange, type OscarServer } from '../../fixtures/oscar-server';
import { failureOf } from '../../fixtures/run-request';
import { canMount, SmallDisk } from '../../fixtures/small-disk';
import { temporaryFolder } from '../../fixtures/temp-dir';

const folder = temporaryFolder();
const all: BatchListQuery = { search: '', sortKey: 'added', isDescending: false };
const shown = { kind: 'shown', query: all } as const;
const fox = '{"detections":[{"category":"fox","conf":0.9,"bbox":[0,0,0.5,0.5]}]}';
const flat = { leastScore: 0, isFlat: true };
let server: OscarServer;
const setups: ReturnType<typeof setUpBatches>[] = [];

afterEach(async () => {
  await Promise.all(setups.splice(0).map(({ batches }) => batches.suspend()));
  await server.close();
});

/** Starts the program with a list of files. `answerTo` gives the service's answer to each. */
async function list(
  files: Readonly<Record<string, string | Buffer>>,
  answerTo: (sent: string) => string | Promise<string>,
  journals?: string,
) {
  server = await startOscarServer({
    services: {
      oracle: async (exchange: Exchange) => {
        const chunks: Uint8Array[] = [];
        for await (const chunk of exchange.read()) chunks.push(chunk);
        await say(await answerTo(Buffer.from(Buffer.concat(chunks).toString(), 'base64').toString()))(exchange);
      },
    },
  });
  await writeFiles(join(folder(), 'inputs'), files);
  const program = again(journals);
  return { ...program, id: await program.prepare(join(folder(), 'inputs')) };
}

/** Starts the program again, with the files that the first run left on disk. */
function again(journals = join(folder(), 'journals')) {
  const { endpoint, token } = server;
  const clock = new NoWaitClock();
  const setup = setUpBatches({ folder: folder(), endpoint, token, serviceName: 'oracle', clock, journals });
  setups.push(setup);
  return setup;
}

const numbered = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`${String(at).padStart(3, '0')}.txt`, String(at)]));

it('stays usable with an answer of 200 MB, and with another shape, in the middle of it', async () => {
  const answers = [
    fox,
    // Too large to be read for the columns of a list, as JSON and as text.
    `{"note":"${'x'.repeat(20 * 1024 ** 2)}"}`,
    `first line\n${'x'.repeat(200 * 1024 ** 2)}`,
    '{"weather":{"rain":true}}',
    '[]',
    fox,
  ];
  const { batches, id, finished } = await list(numbered(answers.length), (sent) => answers[Number(sent)] ?? '');
  await batches.start(id, false);
  expect((await finished()).counts).toMatchObject({ done: answers.length });
  const { rows } = batches.rows(id, all, 0, 10);
  expect(rows.map(({ fields }) => fields?.labels[0]?.label ?? fields?.values[0]?.value)).toEqual([
    'fox',
    undefined,
    'first line',
    true,
    undefined,
    'fox',
  ]);
  expect(batches.facets(id, all).labels.labels).toEqual([{ label: 'fox', count: 2 }]);
  expect(batches.indices(id, { ...all, search: 'FIRST' })).toEqual([2]);
});

it('loses no mark that is made while it runs, whatever becomes of the item meanwhile', async () => {
  const count = 60;
  const { batches, id, finished } = await list(numbered(count), async (sent) => {
    await turn();
    return Number(sent) % 5 === 0 ? 'Traceback (most recent call last):\nValueError: no' : '{"label":"oak"}';
  });
  await batches.change(id, { atOnceLimit: 8 });
  await batches.start(id, false);
  let isOver = false;
  const ended = finished().then(() => (isOver = true));
  const expected = new Map<number, string>();
  const marking: Promise<unknown>[] = [];
  for (let round = 0; !isOver || round < 4 * count; round += 1) {
    const item = (round * 7) % count;
    expected.set(item, `word ${round}`);
    marking.push(batches.changeMarks(id, [item], { label: `word ${round}`, isStarred: true }));
    if (round % 20 === 0) await batches.retry(id, batches.indices(id, { ...all, status: 'needs-attention' }));
    if (round % 4 === 0) await turn();
    if (round > 100_000) throw new Error('The list does not end.');
  }
  await Promise.all([...marking, ended]);
  const marksOf = ({ batches: of }: Pick<ReturnType<typeof again>, 'batches'>) =>
    of.rows(id, all, 0, count).rows.map(({ mark }) => mark);
  const wanted = Array.from({ length: count }, (_, item) => ({ label: expected.get(item), isStarred: true }));
  expect(marksOf({ batches })).toEqual(wanted);
  // The first program is not ended in order.
  const second = again();
  await second.batches.restore();
  expect(marksOf(second)).toEqual(wanted);
});

it('is told when its output folder is moved, takes marks meanwhile, and goes on where the folder is', async () => {
  const count = 12;
  const results = join(folder(), 'results');
  let runs = 0;
  const { batches, id, until, finished } = await list(numbered(count), async () => {
    if ((runs += 1) === 4) await rename(results, `${results} moved`);
    return '{"label":"oak"}';
  });
  await batches.change(id, { atOnceLimit: 1 });
  await batches.start(id, false);
  const { phase } = await until(
    ({ phase: { status }, counts }) => status === 'paused' && counts.sending + counts.working + counts.receiving === 0,
  );
  expect(phase).toEqual({ status: 'paused', reason: { code: 'folder-gone', folder: 'results' } });
  await batches.mark(id, [{ item: 1, mark: { opinion: 'keep' } }]);
  expect(await failureOf(batches.start(id, false))).toMatchObject({ code: 'folder-gone' });
  expect(batches.rows(id, { ...all, mark: 'keep' }, 0, 9).total).toBe(1);
  await batches.changeOutputFolder(id, `${results} moved`);
  await batches.start(id, false);
  expect((await finished()).counts).toMatchObject({ done: count, 'needs-attention': 0 });
  expect(runs).toBe(count);

  // The folder is gone after the list has ended: the report fails with a clear error, and everything else is kept.
  await rename(`${results} moved`, `${results} gone`);
  expect(await failureOf(batches.report(id))).toMatchObject({ code: 'folder-gone' });
  const { row } = await batches.openItem(id, 1);
  expect(row).toMatchObject({ status: 'done', mark: { opinion: 'keep' } });
  expect(batches.facets(id, all).fieldNames).toEqual(['label']);
});

it('is kept with its marks where its output folder is moved, while it is open, closed, and after a restart', async () => {
  const results = join(folder(), 'results');
  const { batches, id, until, finished } = await list(numbered(6), () => fox);
  await batches.start(id, false);
  await finished();
  await batches.mark(id, [{ item: 1, mark: { opinion: 'keep' } }]);
  await rename(results, `${results} moved`);
  await mkdir(join(folder(), 'sorted'));
  const copied = await exportsOf(batches).copy(id, shown, 'results', join(folder(), 'sorted'));
  expect(copied).toMatchObject({ copied: 0, failed: 6, left: 0 });
  expect(copied.problems[0]?.error.code).toBe('file-unreadable');
  await batches.mark(id, [{ item: 2, mark: { label: 'elm' } }]);
  expect(await exportsOf(batches).sort(id, shown, flat, join(folder(), 'sorted'))).toMatchObject({ copied: 6 });

  await batches.close(id);
  await batches.show(id);
  expect((await until(({ missing }) => missing !== undefined)).missing).toEqual({ results: 0, folders: ['results'] });
  await batches.mark(id, [{ item: 3, mark: { note: 'blurred' } }]);
  await batches.suspend();
  const second = again();
  await second.batches.show(id);
  await second.until(({ missing }) => missing !== undefined);
  const marks = [undefined, { opinion: 'keep' }, { label: 'elm' }, { note: 'blurred' }, undefined, undefined];
  expect(second.batches.rows(id, all, 0, 6).rows.map(({ mark }) => mark)).toEqual(marks);

  await rename(`${results} moved`, results);
  await second.batches.close(id);
  await second.batches.show(id);
  await second.batches.mark(id, [{ item: 0, mark: { isStarred: true } }]);
  expect(second.batches.overview).toMatchObject({ counts: { done: 6 } });
  expect(second.batches.overview?.missing).toBeUndefined();
  expect(server.requests.filter(({ path }) => path === '/run/oracle')).toHaveLength(6);
});

it.skipIf(!canMount)(
  'keeps its marks where a disk fills while its files are sorted into folders (needs root)',
  async () => {
    const count = 20;
    const photos = Array.from({ length: count }, (_, at) => [`${at}.png`, Buffer.alloc(1024 ** 2, at)]);
    const disk = await SmallDisk.mount(join(folder(), 'disk'), 80);
    try {
      const journals = join(disk.folder, 'journals');
      const { batches, id, finished } = await list(Object.fromEntries(photos), () => fox, journals);
      await batches.start(id, false);
      await finished();
      const ballast = join(disk.folder, '.most');
      const fills = ({ done }: ExportProgress) => {
        if (done === 3) writeFileSync(ballast, Buffer.alloc(68 * 1024 ** 2));
      };
      const sorted = join(disk.folder, 'sorted');
      await mkdir(sorted);
      const sorting = exportsOf(batches, fills).sort(id, shown, flat, sorted);
      await batches.mark(id, [{ item: 1, mark: { opinion: 'keep' } }]);
      const { copied, left, ...outcome } = await sorting;
      expect(outcome).toMatchObject({ failed: 0, stopped: { code: 'disk-full' } });
      expect(copied + left).toBe(count);
      await disk.fill();
      // More than a page (4 KiB): the last page of the journal may have some room left on a full disk.
      const wrong = [2, 4, 5].map((item) => ({ item, mark: { opinion: 'wrong', note: 'n'.repeat(1900) } as const }));
      expect(await failureOf(batches.mark(id, wrong))).toMatchObject({ code: 'disk-full' });
      expect(batches.rows(id, { ...all, mark: 'wrong' }, 0, 9).total).toBe(0);
      expect(batches.indices(id, { ...all, search: 'fox' })).toHaveLength(count);

      await disk.empty();
      await rm(ballast);
      await batches.mark(id, [{ item: 3, mark: { isStarred: true } }]);
      expect(await exportsOf(batches).sort(id, shown, flat, sorted)).toMatchObject({ copied: left, already: copied });
      expect(Object.keys(await filesBelow(join(sorted, 'fox')))).toHaveLength(count);
      // The first program is not ended in order.
      const second = again(journals);
      await second.batches.show(id);
      const marks = second.batches.rows(id, all, 0, count).rows.map(({ mark }) => mark);
      expect(marks.slice(0, 4)).toEqual([undefined, { opinion: 'keep' }, undefined, { isStarred: true }]);
      await second.batches.suspend();
      await batches.suspend();
    } finally {
      disk.unmount();
    }
  },
);
