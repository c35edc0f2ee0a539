import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { HistoryEntry } from '../../../src-main/core/history/history';
import type { InvocationId } from '../../../src-main/core/ground/ids';
import { OscarApp, expect, test } from '../../fixtures/app';
import { seededRandom } from '../../fixtures/seeded-random';
import { startOscarServer } from '../../fixtures/oscar-server';

// `npm run test:kill` goes further than there is time for every day.
const kills = Number(process.env['HISTORY_KILLS'] ?? 5);
const seed = Number(process.env['HISTORY_SEED'] ?? 20_260);

test('every finished run is found again, and no half one, wherever the program is killed', async ({ folder }) => {
  test.setTimeout(60_000 + kills * 15_000);
  const userData = join(folder, 'user-data');
  const random = seededRandom(seed);
  const server = await startOscarServer();
  // What the window was told is what a user has seen.
  const shown = new Set<InvocationId>();
  let app = await OscarApp.start(userData);
  await app.connect(server);

  for (let kill = 0; kill < kills; kill += 1) {
    const wanted = shown.size + 1 + Math.floor(random() * 8);
    await new Promise<void>((resolve) => {
      app.page.on('console', (message) => {
        shown.add(message.text());
        if (shown.size >= wanted) resolve();
      });
      void runAndRun(app, kill * 1_000);
    });
    // The moment itself is a matter of chance: between any two steps of any run.
    await delay(random() * 50);
    await app.kill();

    app = await OscarApp.start(userData);
    const entries = await listHistory(app);
    const finished = entries.filter(({ outcome }) => outcome.kind === 'finished').map(({ id }) => id);
    expect(finished).toEqual(expect.arrayContaining([...shown]));
    expect(entries.filter(({ outcome }) => !['finished', 'interrupted'].includes(outcome.kind))).toEqual([]);
    const folders = await readdir(join(userData, 'results'));
    expect(entries.map(({ id }) => id)).toEqual(expect.arrayContaining(folders));
  }

  for (const { id, input, outcome } of await listHistory(app)) {
    if (outcome.kind !== 'finished') continue;
    const text = await readResult(app, id);
    expect(input).toMatchObject({ kind: 'text', sizeBytes: text.length });
    const number = Number(/^run (\d+)/.exec(text)?.[1]);
    expect(text === `run ${number} ${'oak '.repeat(wordsOf(number))}`, `run ${number} is whole`).toBe(true);
  }
  await app.close();
  await server.close();
});

async function listHistory(app: OscarApp): Promise<readonly HistoryEntry[]> {
  const reply = await app.page.evaluate(() => window.oscar.listHistory());
  if (!reply.ok) throw new Error(reply.error.code);
  return reply.value;
}

/** What came back, as the window reads it. */
function readResult(app: OscarApp, id: InvocationId): Promise<string> {
  return app.page.evaluate(async (invocation) => {
    const reply = await window.oscar.openInvocation(invocation);
    if (!reply.ok || reply.value.state.status !== 'finished') throw new Error(`${invocation} has no result.`);
    return (await fetch(reply.value.state.result.url)).text();
  }, id);
}

/** How much one run sends, and gets back: mostly little, sometimes more than is written in one go. */
function wordsOf(number: number): number {
  return number % 4 === 0 ? 400_000 : number % 50;
}

/** Runs one text after the other, four at a time, and writes each finished run to the console of the page. */
async function runAndRun(app: OscarApp, firstNumber: number): Promise<void> {
  const inputs = Array.from({ length: 400 }, (_, at) => ({
    number: firstNumber + at,
    words: wordsOf(firstNumber + at),
  }));
  const running = app.page.evaluate(async (waiting) => {
    const { oscar } = window;
    const profiles = await oscar.listProfiles();
    const profileId = (profiles.ok && profiles.value[0]?.id) || '';
    const runNext = async () => {
      const next = waiting.shift();
      if (!next) return;
      const text = `run ${next.number} ${'oak '.repeat(next.words)}`;
      await oscar.startInvocation({ profileId, serviceName: 'echo', input: { kind: 'text', text } });
    };
    oscar.on('invocationChanged', ({ id, state }) => {
      if (state.status !== 'finished') return;
      console.log(id);
      void runNext();
    });
    for (let lane = 0; lane < 4; lane += 1) await runNext();
  }, inputs);
  // The program is killed under it.
  await running.catch(() => undefined);
}
