import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../src-main/core/ground/error';
import type { Recipe } from '../../../src-main/core/recipe/recipe';
import { wakeMs, type Watch } from '../../../src-main/core/watch/watch';
import type { OpenService } from '../../../src-main/services/service/cluster-services';
import { FolderWatch } from '../../../src-main/services/watch/folder-watch';
import { WatchLists } from '../../../src-main/services/watch/watch-lists';
import { NoWaitClock, setUpBatches } from '../../fixtures/batch';
import { filesBelow, writeFiles } from '../../fixtures/file-tree';
import { startOscarServer, type OscarServer, type Step } from '../../fixtures/oscar-server';
import { temporaryFolder } from '../../fixtures/temp-dir';
import { lookUntilStill, watchParts } from '../../fixtures/watch';

const folder = temporaryFolder();
const evening: Recipe = {
  id: 'evening',
  name: 'Evening',
  steps: ['cut', 'count'].map((serviceName) => ({ profileId: 'lab', serviceName, title: `The ${serviceName}` })),
};
const day = 24 * 3_600_000;
let server: OscarServer;
let card: string;
/** Services that the cluster does not have now. */
let gone: Set<string>;
let running: ReturnType<typeof start> | undefined;
let lists: number;

/** A service that puts its name behind a text. */
const appends =
  (name: string): Step =>
  async (exchange) => {
    const chunks: Buffer[] = [];
    for await (const chunk of exchange.read()) chunks.push(chunk);
    const text = Buffer.from(Buffer.concat(chunks).toString(), 'base64').toString();
    await exchange.answer(200, {}, [Buffer.from(Buffer.from(`${text} ${name}`).toString('base64'))]);
  };

beforeEach(async () => {
  gone = new Set();
  lists = 0;
  server = await startOscarServer({ services: { cut: appends('cut'), count: appends('count') } });
  card = join(folder(), 'card');
  await writeFiles(card, { 'old/notes.txt': '' });
});

afterEach(async () => {
  await running?.end();
  await server.close();
});

/** Starts the program, or starts it again with what is on disk. */
function start(recipe: Recipe | undefined = evening, passedMs = 0) {
  const { endpoint, token } = server;
  const openService = async (profileId: string, name: string): Promise<OpenService> => {
    if (gone.has(name)) throw new AppError({ code: 'service-not-found', service: name, host: 'lab' });
    return {
      profileId,
      profileName: 'Field lab',
      service: { name, acceptedSuffixes: [], logLevel: 'CRITICAL', minScale: 0, maxScale: 0, writesFiles: true },
      accepts: [],
      access: { endpoint, token, trust: { kind: 'system' } },
    };
  };
  const setup = setUpBatches({ folder: folder(), endpoint, token, clock: new NoWaitClock(), openService });
  const { parts, clock, errors, kept } = watchParts(folder(), new WatchLists(setup.batches));
  clock.set(passedMs);
  kept.recipe = recipe;
  const definition: Watch = {
    id: 'camera',
    folder: card,
    plan: { recipeId: 'evening', recipeName: 'Evening', outputFolder: join(card, 'results') },
    endings: ['jpg'],
    since: clock.now(),
    isPaused: false,
  };
  const watch = new FolderWatch({ ...parts, newListId: () => `list-${(lists += 1)}` }, definition);
  const program = {
    ...setup,
    watch,
    clock,
    kept,
    watchErrors: errors,
    look: () => lookUntilStill(watch, clock),
    /** Resolves when every step of so many lists has run all that it got. */
    untilIdle: (count: number) =>
      setup.untilLists((all) => all.length === count && all.every(({ phase }) => phase.status === 'finished')),
    async end() {
      await watch.close();
      await setup.batches.suspend();
      running = undefined;
    },
  };
  running = program;
  return program;
}

const photos = (from: number, to: number) =>
  Object.fromEntries(
    Array.from({ length: to - from }, (_, at) => [
      `IMG_${from + at}.jpg`,
      `photo ${String(from + at).padStart(2, '0')}`,
    ]),
  );

/** What a step answered, in order. */
async function answersOf(step: string): Promise<readonly string[]> {
  const found = Object.entries(await filesBelow(join(card, 'results', step)));
  return found
    .filter(([way]) => /\.txt$/.test(way) && !way.startsWith('report'))
    .map(([, content]) => content)
    .sort();
}

const expected = (...words: readonly string[]) =>
  Object.values(photos(0, 20)).map((text) => [text, ...words].join(' '));
const sentTo = (name: string) => server.requests.filter(({ path }) => path === `/run/${name}`).length;

describe('a recipe for a folder that is watched', () => {
  it('runs each step once for each file, over a restart and a night, and each day has lists of its own', async () => {
    let program = start();
    await writeFiles(card, photos(0, 10));
    await program.look();
    await program.untilLists((all) => all.some(({ recipe, counts }) => recipe?.step === 2 && counts.done > 1));
    await program.end();

    program = start();
    await rename(join(card, 'IMG_1.jpg'), join(card, 'renamed.jpg'));
    await writeFiles(card, { ...photos(10, 14), 'copy.jpg': 'photo 02' });
    await program.batches.restore();
    await program.look();
    program.clock.pass(wakeMs);
    await program.look();
    await program.untilIdle(2);
    expect(program.watch.overview).toMatchObject({
      ...{ taken: 14, doubles: 2, title: 'Evening', isRecipe: true },
      ...{ folder: [expect.anything(), 'card'], outputFolder: ['card', 'results'] },
    });
    await rename(card, join(folder(), 'taken out'));
    await program.look();
    expect(program.watch.overview.status.is).toBe('away');
    await rename(join(folder(), 'taken out'), card);
    const ofFirstDay = program.batches.summaries.map(({ id }) => id);
    await program.end();

    program = start(evening, day);
    await writeFiles(card, photos(14, 20));
    await program.batches.restore();
    await program.look();
    program.clock.pass(wakeMs);
    await program.look();
    await program.untilLists(
      (all) =>
        all.filter(({ id }) => !ofFirstDay.includes(id)).length === 2 &&
        all.every(({ phase }) => phase.status === 'finished'),
    );
    await program.look();
    const stillOpen = program.batches.summaries.map(({ id }) => id).filter((id) => ofFirstDay.includes(id));
    expect(stillOpen).toEqual([program.batches.overview?.id]);
    await program.watch.endLists();
    expect(await answersOf('1 The cut')).toEqual(expected('cut'));
    expect(await answersOf('2 The count')).toEqual(expected('cut', 'count'));
    for (const step of ['1 The cut', '2 The count']) {
      const names = Object.keys(await filesBelow(join(card, 'results', step)));
      expect(names.filter((name) => /^report.*csv$/.test(name)).sort()).toEqual(['report (2).csv', 'report.csv']);
    }
    expect(sentTo('cut')).toBeLessThanOrEqual(30);
    expect([...program.errors, ...program.watchErrors]).toEqual([]);
  });

  it('ends lists of a day that is over which had run all when the program ended, and reports each step', async () => {
    let program = start();
    await writeFiles(card, photos(0, 2));
    await program.look();
    await program.untilIdle(2);
    await program.end();
    // As if the power had gone right before.
    const journals = join(folder(), 'journals');
    for (const [name, content] of Object.entries(await filesBelow(journals)))
      await writeFile(join(journals, name), content.replace(/^.*"is":"finished".*\n/gm, ''));
    program = start(evening, day);
    await program.batches.restore();
    expect(program.batches.summaries.map(({ phase }) => phase.status)).toEqual(['interrupted', 'interrupted']);
    await program.watch.look();
    await program.untilIdle(2);
    await program.watch.look();
    expect(program.batches.summaries).toHaveLength(1);
    for (const step of ['1 The cut', '2 The count'])
      expect(Object.keys(await filesBelow(join(card, 'results', step)))).toContain('report.csv');
    expect([sentTo('cut'), sentTo('count')]).toEqual([2, 2]);
    expect([...program.errors, ...program.watchErrors]).toEqual([]);
  });

  it('waits with what comes while the recipe is gone, and goes on when it is there again', async () => {
    const program = start();
    program.kept.recipe = undefined;
    await writeFiles(card, photos(0, 1));
    await program.look();
    const heldUp = { status: { is: 'held-up', reason: { code: 'recipe-gone' } }, taken: 0, arriving: 1 };
    expect(program.watch.overview).toMatchObject(heldUp);
    await program.watch.look();
    expect(program.watch.overview).toMatchObject(heldUp);
    program.kept.recipe = { ...evening, id: 'made again', name: 'Evening (2)' };
    await program.watch.look();
    expect(program.watch.overview).toMatchObject({ status: { is: 'watching' }, taken: 1, title: 'Evening (2)' });
    await program.untilIdle(2);
    expect(await answersOf('2 The count')).toEqual(['photo 00 cut count']);
  });

  it('says that the first service is gone, and goes on when it is there again', async () => {
    const program = start();
    gone.add('cut');
    await writeFiles(card, photos(0, 2));
    await program.look();
    const reason = { code: 'service-not-found', service: 'cut' };
    expect(program.watch.overview).toMatchObject({ taken: 2, status: { is: 'held-up', reason } });
    program.clock.pass(wakeMs);
    await program.watch.look();
    expect(program.watch.overview).toMatchObject({ status: { is: 'held-up', reason } });
    expect(sentTo('cut')).toBe(0);
    gone.clear();
    program.clock.pass(wakeMs);
    await program.watch.look();
    await program.untilIdle(2);
    await program.watch.look();
    expect(program.watch.overview.status).toEqual({ is: 'watching' });
    expect(await answersOf('2 The count')).toEqual(['photo 00 cut count', 'photo 01 cut count']);
  });

  it('says that the service of a later step is gone while its list runs, and goes on when it is there again', async () => {
    const program = start();
    await writeFiles(card, photos(0, 1));
    await program.look();
    await program.untilIdle(2);
    gone.add('count');
    await program.batches.close(program.batches.summaries.find(({ recipe }) => recipe?.step === 2)?.id ?? '');
    await writeFiles(card, photos(1, 2));
    await program.look();
    await program.untilLists((all) =>
      all.some(({ recipe, phase }) => recipe?.step === 2 && phase.status === 'paused' && phase.reason !== undefined),
    );
    await program.watch.look();
    const reason = { code: 'service-not-found', service: 'count' };
    expect(program.watch.overview).toMatchObject({ status: { is: 'held-up', reason } });
    gone.clear();
    program.clock.pass(wakeMs);
    await program.watch.look();
    await program.untilIdle(2);
    expect(await answersOf('2 The count')).toEqual(['photo 00 cut count', 'photo 01 cut count']);
    expect(sentTo('count')).toBe(2);
  });

  it('runs what comes after a change of the recipe in the new way', async () => {
    const program = start();
    await writeFiles(card, photos(0, 1));
    await program.look();
    await program.untilIdle(2);
    program.kept.recipe = { ...evening, name: 'Night', steps: evening.steps.slice(0, 1) };
    await writeFiles(card, photos(1, 2));
    await program.look();
    await program.untilIdle(3);
    expect(await answersOf('1 The cut')).toEqual(['photo 00 cut', 'photo 01 cut']);
    expect(await answersOf('2 The count')).toEqual(['photo 00 cut count']);
  });
});
