import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { runWatch, type WatchCommand } from '../../../src-main/command/watch-command';
import { AppError } from '../../../src-main/core/ground/error';
import type { Recipe } from '../../../src-main/core/recipe/recipe';
import { WatchLists } from '../../../src-main/services/watch/watch-lists';
import { WatchService } from '../../../src-main/services/watch/watch-service';
import { NoWaitClock, setUpBatches } from '../../fixtures/batch';
import { filesBelow, writeFiles } from '../../fixtures/file-tree';
import { answer, echo, inTurn, startOscarServer, type OscarServer, type Step } from '../../fixtures/oscar-server';
import { temporaryFolder } from '../../fixtures/temp-dir';
import { PassingClock, watchParts } from '../../fixtures/watch';

const folder = temporaryFolder();
let server: OscarServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

/** Sets up a command line. Each call runs in a program of its own until so many files are settled, and then is stopped. */
async function commandLine(step: Step = echo()) {
  const { endpoint, token } = (server = await startOscarServer({ services: { leaf: step } }));
  const card = join(folder(), 'card');
  await mkdir(card);
  return async (
    settled: number,
    change: Partial<Extract<WatchCommand, { readonly kind: 'watch' }>> | Recipe = {},
    onLine: (line: string) => Promise<void> | void = () => undefined,
  ) => {
    const said: string[] = [];
    const stop = new AbortController();
    const service = { serviceName: 'leaf', clock: new NoWaitClock() };
    const { batches, watch: onListChange } = setUpBatches({ folder: folder(), endpoint, token, ...service });
    const { parts, errors, kept } = watchParts(folder(), new WatchLists(batches), new PassingClock());
    const listeners: (() => void)[] = [];
    const changed = () => {
      for (const listener of listeners) listener();
      const counts = batches.summaries.map((list) => list.counts);
      const sum = counts.reduce((all, { done, 'needs-attention': attention }) => all + done + attention, 0);
      if (sum >= settled) stop.abort();
    };
    onListChange(changed);
    const openService = async () => ({
      profileId: 'lab',
      profileName: 'Field lab',
      service: {
        name: 'leaf',
        acceptedSuffixes: [],
        logLevel: 'CRITICAL',
        minScale: 0,
        maxScale: 0,
        writesFiles: true,
      },
      accepts: [],
      access: { endpoint, token, trust: { kind: 'system' as const } },
    });
    const watches = new WatchService({
      ...parts,
      services: { openService },
      newId: () => 'watch',
      onChange: changed,
    });
    const profiles = {
      list: async () => [
        {
          id: 'lab',
          kind: 'cluster' as const,
          name: 'Field lab',
          colour: 'grey' as const,
          endpoint,
          allowsPlainHttp: false,
          signIn: { kind: 'service-token' as const, serviceName: 'leaf' },
          trust: { kind: 'system' as const },
          keeping: 'session' as const,
        },
      ],
      openPractice: async () => {
        throw new Error('Nobody practises here.');
      },
    };
    const recipe = 'steps' in change ? change : undefined;
    kept.recipe = recipe;
    const named = async (name: string) => {
      if (name !== recipe?.name) throw new AppError({ code: 'recipe-gone' });
      return recipe;
    };
    const places = { folder: card, output: join(folder(), 'out'), existing: 'skip', onlyNew: false } as const;
    const command: WatchCommand =
      'steps' in change
        ? { kind: 'watch-recipe', recipe: change.name, readsSecret: false, ...places }
        : { kind: 'watch', service: 'leaf', profile: 'Field lab', readsSecret: false, ...places, ...change };
    const code = await runWatch(command, {
      ...{ recipes: { named }, profiles, batches, watches, signal: stop.signal },
      onChange: (listener) => void listeners.push(listener),
      say: (line) => {
        said.push(line);
        void onLine(line);
      },
    });
    expect(errors).toEqual([]);
    return { code, said };
  };
}

const results = async () => Object.keys(await filesBelow(join(folder(), 'out')));

it('runs what comes until it is stopped, reports it, and goes on with what came meanwhile', async () => {
  const call = await commandLine();
  await writeFiles(join(folder(), 'card'), { 'a.txt': 'a', 'b/b.txt': 'b' });
  const first = await call(2);
  expect(first.code).toBe(0);
  expect(first.said.at(-1)).toContain('report');
  expect(first.said.at(-2)).toBe('2 taken, 2 done');
  expect(await results()).toEqual(expect.arrayContaining(['a – leaf.txt', 'b/b – leaf.txt', 'report.csv']));
  await writeFiles(join(folder(), 'card'), { 'copy.txt': 'a', 'c.txt': 'c' });
  expect((await call(3)).code).toBe(0);
  expect(await results()).toContain('c – leaf.txt');
  expect(server?.requests.filter(({ path }) => path === '/run/leaf')).toHaveLength(3);
});

it('leaves alone what is there, if it is told to, and says that files need attention', async () => {
  const call = await commandLine(inTurn(answer(500, 'exit status 1\n'), echo()));
  await writeFiles(join(folder(), 'card'), { 'old.txt': 'old' });
  const { code } = await call(1, { onlyNew: true }, async (line) => {
    if (line.startsWith('watching')) await writeFiles(join(folder(), 'card', 'later'), { 'new.txt': 'new' });
  });
  expect(code).toBe(8);
  expect(server?.requests.filter(({ path }) => path === '/run/leaf')).toHaveLength(1);
});

it('runs a recipe, each step in a folder of its own, and goes on with what came meanwhile', async () => {
  const call = await commandLine();
  const step = { profileId: 'lab', serviceName: 'leaf' };
  const twice: Recipe = { id: 'twice', name: 'Twice', steps: [step, step] };
  await writeFiles(join(folder(), 'card'), { 'a.txt': 'a' });
  const first = await call(2, twice);
  expect(first.code).toBe(0);
  expect(first.said.at(-1)).toBe(`the reports in the folders of ${join(folder(), 'out')} tell of each file`);
  await writeFiles(join(folder(), 'card'), { 'b.txt': 'b', 'copy.txt': 'a' });
  expect((await call(4, twice)).code).toBe(0);
  expect(await results()).toEqual(expect.arrayContaining(['1 leaf/b – leaf.txt', '2 leaf/a – leaf – leaf.txt']));
  expect(server?.requests.filter(({ path }) => path === '/run/leaf')).toHaveLength(4);
});

it('ends at once where there is nothing to watch, or nobody to ask', async () => {
  const call = await commandLine();
  expect(await call(1, { folder: join(folder(), 'gone') })).toMatchObject({ code: 4 });
  expect(await call(1, { profile: 'nobody' })).toMatchObject({ code: 3 });
  expect(await call(1, { output: join(folder(), 'card') })).toMatchObject({ code: 4 });
  expect(await call(1, { id: 'empty', name: 'Empty', steps: [] })).toMatchObject({ code: 4 });
});
