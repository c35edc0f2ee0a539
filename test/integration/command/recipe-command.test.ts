import { afterEach, beforeEach, expect, it } from 'vitest';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runRecipe, type RecipeCommand } from '../../../src-main/command/recipe-command';
import { exitCodes } from '../../../src-main/core/app/exit-code';
import type { Recipe } from '../../../src-main/core/recipe/recipe';
import { RecipeService } from '../../../src-main/services/recipe/recipe-service';
import { NoWaitClock, setUpBatches } from '../../fixtures/batch';
import { filesBelow, writeFiles } from '../../fixtures/file-tree';
import { answer, echo, startOscarServer, type OscarServer } from '../../fixtures/oscar-server';
import { temporaryFolder } from '../../fixtures/temp-dir';

const folder = temporaryFolder();
let server: OscarServer;
let fails: boolean;

beforeEach(async () => {
  fails = false;
  server = await startOscarServer({
    services: {
      cut: echo(),
      count: async (exchange) => (fails ? answer(500, 'exit status 1\n') : echo())(exchange),
    },
  });
});

afterEach(() => server.close());

/** Runs the command in a program of its own. @returns the exit code and what was printed */
async function call(change: Partial<RecipeCommand> = {}, stopAt?: (line: string) => boolean) {
  const { endpoint, token } = server;
  const { batches, watch } = setUpBatches({ folder: folder(), endpoint, token, clock: new NoWaitClock() });
  const steps = ['cut', 'count'].map((serviceName) => ({ profileId: 'lab', serviceName }));
  const recipes: readonly Recipe[] = [{ id: 'evening', name: 'Evening', steps }];
  const store = { list: async () => recipes, replace: async () => undefined };
  const said: string[] = [];
  const stop = new AbortController();
  const code = await runRecipe(
    {
      kind: 'recipe',
      recipe: 'evening',
      folder: join(folder(), 'Meadow'),
      output: join(folder(), 'out'),
      existing: 'skip',
      readsSecret: false,
      ...change,
    },
    {
      recipes: new RecipeService({ store, newId: () => 'new' }),
      batches,
      onChange: watch,
      signal: stop.signal,
      say: (line) => {
        said.push(line);
        if (stopAt?.(line)) stop.abort();
      },
    },
  );
  await batches.suspend();
  return { code, said };
}

const sentTo = (name: string) => server.requests.filter(({ path }) => path === `/run/${name}`).length;

it('runs each step, with a report of each', async () => {
  await writeFiles(join(folder(), 'Meadow'), { 'a.txt': 'one', 'b.txt': 'two' });
  const { code, said } = await call();
  expect(code).toBe(exitCodes.done);
  expect(said).toEqual(expect.arrayContaining(['step 1 of 2: 2 of 2 done', 'step 2 of 2: 2 of 2 done']));
  expect(said.filter((line) => line.includes('report.csv'))).toHaveLength(2);
  const found = await filesBelow(join(folder(), 'out'));
  expect(found).toMatchObject({ '1 cut/Meadow/a – cut.txt': 'one', '2 count/Meadow/b – cut – count.txt': 'two' });
  expect(await readFile(join(folder(), 'out', '2 count', 'report.csv'), 'utf8')).toContain('a – cut.txt');
});

it.runIf(process.platform === 'linux')('names files whose name is no UTF-8', async () => {
  const inputs = join(folder(), 'Meadow');
  await writeFiles(inputs, { 'a.txt': 'one' });
  await writeFile(Buffer.concat([Buffer.from(`${inputs}/`), Buffer.from('f\xfcr.txt', 'latin1')]), 'x');
  const { code, said } = await call();
  expect(said).toEqual(
    expect.arrayContaining(['left out: 1 name-encoding', '  “Meadow/f\\xFCr.txt”: the name is no UTF-8; rename it']),
  );
  expect(code).toBe(exitCodes.done);
});

it('runs one file', async () => {
  await writeFiles(join(folder(), 'Meadow'), { 'a.txt': 'one' });
  const { code } = await call({ folder: join(folder(), 'Meadow', 'a.txt') });
  expect(code).toBe(exitCodes.done);
  expect(Object.keys(await filesBelow(join(folder(), 'out')))).toContain('2 count/a – cut – count.txt');
});

it('says that files need attention, and sends again only what failed when it is given once more', async () => {
  await writeFiles(join(folder(), 'Meadow'), { 'a.txt': 'one', 'b.txt': 'two' });
  fails = true;
  expect((await call()).code).toBe(exitCodes.attention);
  fails = false;
  expect((await call()).code).toBe(exitCodes.done);
  expect([sentTo('cut'), sentTo('count')]).toEqual([2, 4]);
});

it('goes on where it was stopped', async () => {
  await writeFiles(join(folder(), 'Meadow'), Object.fromEntries([...'abcdefgh'].map((name) => [`${name}.txt`, name])));
  const stopped = await call({ atOnceLimit: 1 }, (line) => line.startsWith('step 1'));
  expect(stopped.code).toBe(exitCodes.cancelled);
  const { code } = await call({ atOnceLimit: 1 });
  expect(code).toBe(exitCodes.done);
  const results = Object.keys(await filesBelow(join(folder(), 'out', '2 count'))).filter((way) => way.endsWith('.txt'));
  expect(results).toHaveLength(8);
});

it('says which recipe is not there, and what holds nothing to run', async () => {
  const unknown = await call({ recipe: 'Night' });
  expect(unknown).toEqual({ code: exitCodes.input, said: ['recipe-gone'] });
  await writeFiles(join(folder(), 'Empty'), { '.hidden': 'x' });
  expect((await call({ folder: join(folder(), 'Empty') })).code).toBe(exitCodes.input);
  expect((await call({ folder: join(folder(), 'missing') })).code).toBe(exitCodes.input);
});
