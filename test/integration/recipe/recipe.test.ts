import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BatchListQuery } from '../../../src-main/core/batch/list';
import { datedFolderName } from '../../../src-main/core/batch/names';
import type { BatchSummary } from '../../../src-main/core/batch/overview';
import { AppError } from '../../../src-main/core/ground/error';
import type { OpenService } from '../../../src-main/services/service/cluster-services';
import { inTrouble, NoWaitClock, setUpBatches, type BatchSetup } from '../../fixtures/batch';
import { filesBelow, writeFiles } from '../../fixtures/file-tree';
import { startOscarServer, type OscarServer, type Step } from '../../fixtures/oscar-server';
import { temporaryFolder } from '../../fixtures/temp-dir';

const all: BatchListQuery = { search: '', sortKey: 'added', isDescending: false };
const folder = temporaryFolder();
const programs: ReturnType<typeof setUpBatches>[] = [];
let server: OscarServer;
/** Texts that the services refuse. */
let refused: Set<string>;
/** Endings that services take; all where nothing is said. */
let taken: Record<string, readonly string[]>;
/** Services that the cluster no longer has. */
let gone: Set<string>;

/** A service that puts its name behind a text. */
const appends =
  (name: string): Step =>
  async (exchange) => {
    const chunks: Buffer[] = [];
    for await (const chunk of exchange.read()) chunks.push(chunk);
    const text = Buffer.from(Buffer.concat(chunks).toString(), 'base64').toString();
    const answer = (status: number, body: string) => exchange.answer(status, {}, [Buffer.from(body)]);
    if (refused.has(`${name} ${text}`)) return answer(400, 'no');
    if (text.includes('fail')) return answer(200, 'Traceback (most recent call last):\n  File "x"\nValueError: no\n');
    await answer(200, Buffer.from(`${text} ${name}`).toString('base64'));
  };

beforeEach(async () => {
  [refused, taken, gone] = [new Set(), {}, new Set()];
  const services = Object.fromEntries(['cut', 'count', 'draw'].map((name) => [name, appends(name)]));
  server = await startOscarServer({ services });
});

afterEach(async () => {
  await Promise.all(programs.splice(0).map(({ batches }) => batches.suspend()));
  await server.close();
});

/** Starts the program, or starts it again with the files that an earlier run left on disk. */
function program(more: Partial<BatchSetup> = {}) {
  const { endpoint, token } = server;
  const openService = async (profileId: string, name: string): Promise<OpenService> => {
    if (profileId !== 'lab') throw new AppError({ code: 'profile-gone' });
    if (gone.has(name)) throw new AppError({ code: 'service-not-found', service: name, host: 'lab' });
    return {
      profileId,
      profileName: 'Field lab',
      service: { name, acceptedSuffixes: [], logLevel: 'CRITICAL', minScale: 0, maxScale: 0, writesFiles: true },
      accepts: taken[name] ?? [],
      access: { endpoint, token, trust: { kind: 'system' } },
    };
  };
  const built = setUpBatches({ folder: folder(), endpoint, token, clock: new NoWaitClock(), openService, ...more });
  programs.push(built);
  const { batches } = built;
  const step = (number: number) => batches.summaries.find(({ recipe }) => recipe?.step === number);
  return {
    ...built,
    step,
    /** Makes a list that runs a recipe. */
    async prepareRecipe(files: Readonly<Record<string, string>>, ...services: readonly string[]): Promise<string> {
      await writeFiles(join(folder(), 'Meadow'), files);
      const id = await built.prepare(join(folder(), 'Meadow'));
      const steps = services.map((serviceName) => ({ profileId: 'lab', serviceName, title: `The ${serviceName}` }));
      await batches.useRecipe(id, { id: 'evening', name: 'Evening', steps });
      return id;
    },
    /** Resolves when no step has anything to do any more. */
    over: (steps: number) =>
      built.untilLists(
        (lists) =>
          lists.length === steps &&
          lists.every(({ phase, isGrowing }) => phase.status === 'finished' && isGrowing === undefined),
      ),
    untilStep: (number: number, isMet: (list: BatchSummary) => boolean) =>
      built.untilLists((lists) => lists.some((list) => list.recipe?.step === number && isMet(list))),
  };
}

const files = { 'a.txt': 'one', 'b.txt': 'two', 'c.txt': 'three' };
const sentTo = (name: string) => server.requests.filter(({ path }) => path === `/run/${name}`).length;
const isFinished = ({ phase }: BatchSummary) => phase.status === 'finished';

/** Results in an output folder, without reports and records. */
async function resultsIn(...names: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const found = Object.entries(await filesBelow(join(folder(), 'results', ...names)));
  return Object.fromEntries(found.filter(([way]) => way.includes('Meadow/')));
}

describe('a recipe', () => {
  it('runs each step on the results of the one before, in folders of its own, one with a date around them', async () => {
    const { batches, prepareRecipe, over } = program({ inDatedFolder: true });
    const id = await prepareRecipe(files, 'cut', 'count', 'draw');
    const dated = datedFolderName(new Date().toISOString(), 'Evening');
    expect(batches.overview?.outputFolder).toEqual([dated, '1 The cut']);
    await batches.start(id, false);
    const lists = await over(3);
    expect(lists.map(({ recipe }) => recipe)).toEqual(
      [1, 2, 3].map((step) => ({ id: 'evening', name: 'Evening', step, steps: 3 })),
    );
    expect((await readdir(join(folder(), 'results', dated))).sort()).toEqual([
      '1 The cut',
      '2 The count',
      '3 The draw',
    ]);
    expect(await resultsIn(dated, '1 The cut')).toMatchObject({ 'Meadow/a – cut.txt': 'one cut' });
    expect(await resultsIn(dated, '2 The count')).toMatchObject({ 'Meadow/b – cut – count.txt': 'two cut count' });
    const last = await resultsIn(dated, '3 The draw');
    expect(Object.values(last).sort()).toEqual(['one', 'three', 'two'].map((text) => `${text} cut count draw`));
    for (const step of ['1 The cut', '2 The count', '3 The draw']) {
      expect(await readdir(join(folder(), 'results', dated, step))).toContain('report.csv');
    }
    const [, , third] = lists;
    const { from } = await batches.openItem(third?.id ?? '', 0);
    expect(from).toMatchObject({ service: 'The count', list: lists[1]?.id });
  });

  it('may have one step, or the same step twice', async () => {
    const { batches, prepareRecipe, over } = program();
    await batches.start(await prepareRecipe(files, 'cut'), false);
    await over(1);
    expect(Object.keys(await resultsIn('1 The cut'))).toHaveLength(3);
    await batches.discard(batches.summaries[0]?.id ?? '');

    await batches.start(await prepareRecipe({ 'd.txt': 'four' }, 'cut', 'cut'), false);
    await over(2);
    expect(await resultsIn('2 The cut')).toMatchObject({ 'Meadow/d – cut – cut.txt': 'four cut cut' });
  });

  it('has twenty steps', async () => {
    const { batches, prepareRecipe, over } = program();
    await batches.start(await prepareRecipe({ 'a.txt': 'one' }, ...Array(20).fill('cut')), false);
    await over(20);
    expect(Object.values(await resultsIn('20 The cut'))).toEqual([`one${' cut'.repeat(20)}`]);
  });

  it('stops an item where a step fails, and goes on from there when that is tried again, after a restart too', async () => {
    const first = program();
    refused.add('cut two').add('count three cut');
    await first.batches.start(await first.prepareRecipe(files, 'cut', 'count', 'draw'), false);
    await first.over(3);
    expect([1, 2, 3].map((step) => first.step(step)?.counts.done)).toEqual([2, 1, 1]);
    await first.batches.suspend();

    const second = program();
    await second.batches.restore();
    refused.clear();
    for (const step of [1, 2]) {
      const { id = '' } = second.step(step) ?? {};
      await second.batches.retry(id, inTrouble(second.batches, id));
    }
    await second.untilStep(3, (list) => list.counts.done === 3 && isFinished(list) && list.isGrowing === undefined);
    expect(Object.values(await resultsIn('3 The draw'))).toHaveLength(3);
    expect([sentTo('cut'), sentTo('count'), sentTo('draw')]).toEqual([4, 4, 3]);
  });

  it('hands on no answer that looks like none, until a person keeps it', async () => {
    const { batches, prepareRecipe, over, step, untilStep } = program();
    const id = await prepareRecipe({ 'a.txt': 'one', 'b.txt': 'fail' }, 'cut', 'count');
    await batches.start(id, false);
    await over(2);
    expect(step(1)?.counts).toMatchObject({ done: 1, 'needs-attention': 1 });
    expect(step(2)?.total).toBe(1);
    const [doubtful = -1] = inTrouble(batches, id);
    await batches.accept(id, doubtful);
    await untilStep(2, ({ total }) => total === 2);
  });

  it('does not begin where a later service or connection is gone, and sends nothing', async () => {
    const { batches, prepareRecipe, step } = program();
    gone.add('draw');
    const id = await prepareRecipe(files, 'cut', 'count', 'draw');
    await expect(batches.start(id, false)).rejects.toMatchObject({
      info: { code: 'recipe-step-unusable', step: 3, service: 'The draw', missing: 'service' },
    });
    const steps = [
      { profileId: 'lab', serviceName: 'cut' },
      { profileId: 'farm', serviceName: 'count' },
    ];
    await batches.useRecipe(id, { id: 'evening', name: 'Evening', steps });
    await expect(batches.start(id, false)).rejects.toMatchObject({
      info: { code: 'recipe-step-unusable', step: 2, missing: 'connection' },
    });
    expect(step(1)?.phase.status).toBe('ready');
    expect(sentTo('cut')).toBe(0);
  });

  it('keeps what is made where a later service goes meanwhile, and goes on when it is back', async () => {
    const { batches, prepareRecipe, untilStep, step } = program();
    const id = await prepareRecipe({ ...files, 'd.txt': 'four' }, 'cut', 'count');
    await batches.start(id, true);
    await untilStep(1, ({ phase }) => phase.status === 'sampled');
    await untilStep(2, (list) => list.counts.done === 3 && isFinished(list));
    gone.add('count');
    await batches.start(id, false);
    await untilStep(2, ({ phase }) => phase.status === 'paused');
    expect(step(2)).toMatchObject({
      phase: { reason: { code: 'service-not-found' } },
      counts: { waiting: 1, done: 3 },
    });
    gone.clear();
    await batches.start(step(2)?.id ?? '', false);
    await untilStep(2, (list) => list.counts.done === 4 && isFinished(list));
    expect(sentTo('count')).toBe(4);
  });

  it('says which result the next service does not take, and keeps it', async () => {
    taken['count'] = ['png', 'jpg'];
    const { batches, prepareRecipe, over, step } = program();
    await batches.start(await prepareRecipe({ 'a.txt': 'one' }, 'cut', 'count'), false);
    await over(2);
    expect(batches.rows(step(2)?.id ?? '', all, 0, 1).rows[0]?.trouble).toEqual({
      kind: 'failed',
      error: { code: 'type-not-taken', file: 'a – cut.txt', service: 'count', taken: ['png', 'jpg'] },
    });
    expect(sentTo('count')).toBe(0);
    expect(Object.keys(await resultsIn('1 The cut'))).toEqual(['Meadow/a – cut.txt']);
  });

  it('goes on as a whole when its first step is continued after a restart', async () => {
    const first = program();
    const id = await first.prepareRecipe({ ...files, 'd.txt': 'four' }, 'cut', 'count');
    await first.batches.start(id, true);
    await first.untilStep(2, ({ counts }) => counts.done === 3);
    await first.batches.suspend();

    const second = program();
    await second.batches.restore();
    await second.batches.start(id, false);
    await second.untilStep(2, (list) => list.counts.done === 4 && isFinished(list));
    expect([sentTo('cut'), sentTo('count')]).toEqual([4, 4]);
  });

  it('leaves a step alone that was deleted, when an earlier one is opened from the history', async () => {
    const first = program();
    const id = await first.prepareRecipe(files, 'cut', 'count');
    await first.batches.start(id, false);
    await first.over(2);
    await first.batches.discard(first.step(2)?.id ?? '');
    await rm(join(folder(), 'results', '2 The count'), { recursive: true });
    await first.batches.suspend();

    const second = program();
    await second.batches.restore();
    await second.batches.show(id);
    await second.batches.mark(id, [{ item: 0, mark: { opinion: 'keep' } }]);
    await second.batches.suspend();
    expect(second.batches.summaries.map(({ recipe }) => recipe?.step)).toEqual([1]);
    expect(sentTo('count')).toBe(3);
  });

  it('gives way to a service that is chosen instead', async () => {
    const { batches, prepareRecipe, step } = program();
    const id = await prepareRecipe(files, 'cut', 'count');
    expect(step(1)).toBeDefined();
    await batches.change(id, { service: { profileId: 'lab', serviceName: 'draw' } });
    expect(batches.overview?.recipe).toBeUndefined();
    await batches.start(id, false);
    await batches.suspend();
    expect(sentTo('cut')).toBe(0);
  });
});
