import { afterEach, beforeEach, expect, it } from 'vitest';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { OwnListPlan } from '../../../src-main/core/batch/batch';
import type { BatchSummary } from '../../../src-main/core/batch/overview';
import type { KeyedFile } from '../../../src-main/core/batch/scan';
import { AppError } from '../../../src-main/core/ground/error';
import { setUpBatches, NoWaitClock, type BatchSetup } from '../../fixtures/batch';
import { filesBelow, writeFiles } from '../../fixtures/file-tree';
import { echo, startOscarServer, type OscarServer, type Step } from '../../fixtures/oscar-server';
import { temporaryFolder } from '../../fixtures/temp-dir';

const folder = temporaryFolder();
const programs: ReturnType<typeof setUpBatches>[] = [];
let server: OscarServer;

beforeEach(async () => {
  server = await startOscarServer();
});

afterEach(async () => {
  await Promise.all(programs.splice(0).map(({ batches }) => batches.suspend()));
  await server.close();
});

/** Starts the program, or starts it again with the files that an earlier run left on disk. */
function program(more: Partial<BatchSetup> = {}) {
  const { endpoint, token } = server;
  const built = setUpBatches({ folder: folder(), endpoint, token, clock: new NoWaitClock(), ...more });
  programs.push(built);
  const list = () => built.batches.summaries.find(({ id }) => id === 'grown');
  return {
    ...built,
    list,
    untilList: (isMet: (list: BatchSummary) => boolean) =>
      built.untilLists((lists) => lists.some((one) => one.id === 'grown' && isMet(one))),
  };
}

const plan = (): OwnListPlan => ({ profileId: 'lab', serviceName: 'echo', outputFolder: join(folder(), 'out') });
const done = (count: number) => (list: BatchSummary) => list.counts.done === count && list.phase.status === 'finished';
const sent = () => server.requests.filter(({ path }) => path === '/run/echo').length;

async function files(...names: readonly string[]): Promise<readonly KeyedFile[]> {
  const base = join(folder(), 'in');
  await writeFiles(base, Object.fromEntries(names.map((name) => [name, `text of ${name}`])));
  return names.map((name) => ({ base, relativePath: name, sizeBytes: 11, key: `sha of ${name}` }));
}

async function results(): Promise<readonly string[]> {
  return Object.keys(await filesBelow(join(folder(), 'out'))).filter((way) => way.endsWith('– echo.txt'));
}

it('is made by its first file, goes on after it was finished, and takes each file once', async () => {
  const { batches, untilList, list } = program();
  batches.beginGrowth('grown');
  await batches.append('grown', await files('a.txt'), plan());
  await untilList(done(1));
  expect(list()?.source).toBe('in');
  await Promise.all([
    batches.append('grown', await files('a.txt', 'b.txt')),
    batches.append('grown', await files('b.txt', 'c.txt')),
  ]);
  await untilList(done(3));
  expect(sent()).toBe(3);
  expect(await results()).toEqual(['a – echo.txt', 'b – echo.txt', 'c – echo.txt']);
});

it('is reported and told of as finished only when it gets no more files', async () => {
  const { batches, untilList, list } = program();
  batches.beginGrowth('grown');
  await batches.append('grown', await files('a.txt'), plan());
  await untilList(done(1));
  expect(list()?.isGrowing).toBe(true);
  expect(await readdir(join(folder(), 'out'))).not.toContain('report.csv');
  await batches.endGrowth('grown');
  expect(list()?.isGrowing).toBeUndefined();
  expect(await readdir(join(folder(), 'out'))).toContain('report.csv');
});

it('opens again for a file that comes after it was closed or after a restart', async () => {
  const first = program();
  await first.batches.append('grown', await files('a.txt'), plan());
  await first.untilList(done(1));
  await first.batches.close('grown');
  await first.batches.append('grown', await files('a.txt', 'b.txt'));
  await first.untilList(done(2));
  await first.batches.suspend();

  const second = program();
  await second.batches.restore();
  expect(second.list()).toBeUndefined();
  await second.batches.append('grown', await files('b.txt', 'c.txt'));
  await second.untilList(done(3));
  expect(sent()).toBe(3);
});

it('keeps files for later while it is paused', async () => {
  let answer = (): void => undefined;
  const mayAnswer = new Promise<void>((resolve) => (answer = resolve));
  const held: Step = async (exchange) => {
    await mayAnswer;
    await echo()(exchange);
  };
  await server.close();
  server = await startOscarServer({ services: { echo: held } });
  const { batches, untilList, list } = program();
  await batches.append('grown', await files('a.txt', 'b.txt', 'c.txt'), plan());
  await batches.pause('grown');
  answer();
  await batches.append('grown', await files('d.txt'));
  expect(list()).toMatchObject({ phase: { status: 'paused' }, total: 4 });
  await batches.start('grown', false);
  await untilList(done(4));
  expect(sent()).toBe(4);
});

it('is paused with the reason where its service is gone, and loses nothing, whenever the program ends', async () => {
  const gone = new AppError({ code: 'service-not-found', service: 'echo', host: 'lab' });
  const first = program({ openService: () => Promise.reject(gone) });
  const [one, two] = [await files('a.txt'), await files('b.txt')];
  await Promise.all([first.batches.append('grown', one, plan()), first.batches.append('grown', two, plan())]);
  expect(first.list()).toMatchObject({ phase: { status: 'paused', reason: gone.info }, total: 2 });
  await first.batches.suspend();
  expect(sent()).toBe(0);

  const second = program();
  await second.batches.restore();
  expect(second.list()).toMatchObject({ phase: { status: 'interrupted' }, total: 2 });
  await second.batches.append('grown', await files('a.txt', 'b.txt'), plan());
  await second.batches.start('grown', false);
  await second.untilList(done(2));
  expect(sent()).toBe(2);
});

it('is not a list without a plan, and says so', async () => {
  const { batches } = program();
  await expect(batches.append('grown', await files('a.txt'))).rejects.toMatchObject({ info: { code: 'batch-gone' } });
  expect(batches.summaries).toEqual([]);
});

it('stays open while another list is shown', async () => {
  const { batches, untilList, list } = program();
  await mkdir(join(folder(), 'other'));
  batches.beginGrowth('grown');
  await batches.append('grown', await files('a.txt'), plan());
  await untilList(done(1));
  await batches.show('grown');
  await batches.take([join(folder(), 'other')]);
  expect(list()).toMatchObject({ phase: { status: 'finished' } });
});
