import { afterEach, describe, expect, it } from 'vitest';
import { join } from 'node:path';
import type { OpenService } from '../../../src-main/services/service/cluster-services';
import { setUpBatches, NoWaitClock, type BatchSetup } from '../../fixtures/batch';
import { filesBelow, manyFiles, writeFiles } from '../../fixtures/file-tree';
import { echo, gatewayPage, startOscarServer, type OscarServer, type Step } from '../../fixtures/oscar-server';
import { temporaryFolder } from '../../fixtures/temp-dir';

const folder = temporaryFolder();
const programs: ReturnType<typeof setUpBatches>[] = [];
const servers: OscarServer[] = [];

afterEach(async () => {
  await Promise.all(programs.splice(0).map(({ batches }) => batches.suspend()));
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** A service that answers only when it is allowed to, and notes how many requests waited at the same time. */
class Gate {
  #waiting: (() => void)[] = [];
  mostAtOnce = 0;

  get isWaiting(): boolean {
    return this.#waiting.length > 0;
  }

  readonly step: Step = async (exchange) => {
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#waiting.length + 1);
    await Promise.race([new Promise<void>((go) => this.#waiting.push(go)), exchange.closed]);
    await echo()(exchange);
  };

  /** Answers all waiting requests, again and again until the promise resolves. */
  async openUntil<T>(coming: Promise<T>): Promise<T> {
    let hasCome = false;
    void coming.finally(() => (hasCome = true));
    while (!hasCome) {
      for (const go of this.#waiting.splice(0)) go();
      await new Promise((resolve) => setImmediate(resolve));
    }
    return coming;
  }
}

async function serverWith(step: Step): Promise<OscarServer> {
  const server = await startOscarServer({ services: { held: step } });
  servers.push(server);
  return server;
}

/** Starts the program, or starts it again with the files that an earlier run left on disk. */
function program(server: OscarServer, more: Partial<BatchSetup> = {}) {
  const { endpoint, token } = server;
  const built = setUpBatches({
    folder: folder(),
    endpoint,
    token,
    serviceName: 'held',
    clock: new NoWaitClock(),
    ...more,
  });
  programs.push(built);
  const statuses = () => built.batches.summaries.map(({ phase }) => phase.status);
  return {
    ...built,
    statuses,
    untilStatuses: (...wanted: readonly string[]) => built.untilLists(() => statuses().join() === wanted.join()),
    async make(name: string, files = manyFiles(6)): Promise<string> {
      await writeFiles(join(folder(), name), files);
      return built.prepare(join(folder(), name));
    },
  };
}

/** Starts two lists of six files. One may wait for the other. */
async function twoLists(more: Partial<BatchSetup> = {}) {
  const gate = new Gate();
  const server = await serverWith(gate.step);
  const built = program(server, more);
  const { batches } = built;
  const [first, second] = [await built.make('North'), await built.make('South')];
  await batches.start(first, false);
  await batches.start(second, false);
  await server.until(() => gate.isWaiting);
  return { ...built, gate, server, first, second, runs: () => runsOf(server) };
}

function runsOf({ requests }: OscarServer): number {
  return requests.filter(({ path }) => path === '/run/held').length;
}

describe('two lists for one cluster', () => {
  it('run one behind the other, and each file once', async () => {
    const { batches, gate, statuses, untilStatuses, runs } = await twoLists();
    expect(statuses()).toEqual(['running', 'queued']);
    await batches.tellHistory();
    const inHistory = batches.past.list().map(({ outcome }) => outcome);
    expect(inHistory).toMatchObject([{ status: 'running' }, { status: 'running' }]);
    await gate.openUntil(untilStatuses('finished', 'finished'));
    expect(batches.summaries.map(({ counts }) => counts.done)).toEqual([6, 6]);
    expect(runs()).toBe(12);
  });

  it('go on with the next where one is paused, which is first again when it goes on', async () => {
    const { batches, first, second, gate, statuses, untilStatuses, runs } = await twoLists();
    await batches.pause(first);
    expect(statuses()).toEqual(['paused', 'running']);
    await batches.start(first, false);
    expect(statuses()).toEqual(['running', 'queued']);
    await batches.move(second, 0);
    expect(batches.summaries.map(({ id }) => id)).toEqual([second, first]);
    expect(statuses()).toEqual(['running', 'queued']);
    await gate.openUntil(untilStatuses('finished', 'finished'));
    expect(runs()).toBe(12);
  });

  it('pause one that waits for its turn without sending anything of it', async () => {
    const { batches, second, gate, untilStatuses, runs } = await twoLists();
    await batches.pause(second);
    await gate.openUntil(untilStatuses('finished', 'paused'));
    expect(runs()).toBe(6);
  });

  it('never keep it busier together than it may be, whichever of them is paused', async () => {
    const { batches, first, second, gate, untilStatuses, runs } = await twoLists({ limits: { parallelRuns: 2 } });
    for (const id of [first, second, first, second]) {
      await batches.pause(id);
      await batches.start(id, false);
    }
    await batches.move(second, 0);
    await gate.openUntil(untilStatuses('finished', 'finished'));
    expect(gate.mostAtOnce).toBeLessThanOrEqual(2);
    expect(runs()).toBe(12);
  });

  it('wait for what another list left under way', async () => {
    const { batches, first, gate, untilStatuses } = await twoLists({ limits: { parallelRuns: 1 } });
    await batches.pause(first);
    await gate.openUntil(untilStatuses('paused', 'finished'));
    expect(gate.mostAtOnce).toBe(1);
  });

  it('begin with the parallelism that the first one learned', async () => {
    const { batches, first, second, gate, untilLists } = await twoLists();
    const atOnce = () => batches.overview?.atOnce;
    await batches.show(first);
    await gate.openUntil(untilLists(() => (atOnce() ?? 0) > 2));
    const learned = atOnce();
    await batches.pause(first);
    await batches.show(second);
    expect(atOnce()).toBe(learned);
  });

  it('are all stopped together', async () => {
    const { batches, statuses } = await twoLists();
    expect(batches.isWorking).toBe(true);
    await batches.stopAll();
    expect(statuses()).toEqual(['finished', 'finished']);
    expect(batches.summaries.map(({ counts }) => counts.cancelled)).toEqual([6, 6]);
    expect(batches.isWorking).toBe(false);
  });

  it('let the next go when one is closed, which stays in the history', async () => {
    const { batches, first, second, gate, untilStatuses } = await twoLists();
    await batches.close(first);
    expect(batches.summaries).toMatchObject([{ id: second, phase: { status: 'running' } }]);
    await gate.openUntil(untilStatuses('finished'));
    expect(batches.past.list().map(({ id }) => id)).toContain(first);
  });

  it('come back in their order after the program ended, and nothing runs by itself', async () => {
    const { batches, first, second, server } = await twoLists();
    await batches.move(second, 0);
    await batches.suspend();
    const again = program(server);
    await again.batches.restore();
    expect(again.batches.summaries.map(({ id, phase }) => [id, phase.status])).toEqual([
      [second, 'interrupted'],
      [first, 'interrupted'],
    ]);
  });
});

it('lists for two clusters run side by side, and a refused token pauses only those of its cluster', async () => {
  const [gate, otherGate] = [new Gate(), new Gate()];
  const [server, other] = [await serverWith(gate.step), await serverWith(otherGate.step)];
  const farm = { endpoint: other.endpoint, token: 'x'.repeat(64), trust: { kind: 'system' } } as const;
  let isExpired = false;
  const openService = async (profileId: string): Promise<OpenService> => ({
    profileId,
    profileName: profileId,
    service: {
      name: 'held',
      acceptedSuffixes: [],
      logLevel: 'CRITICAL',
      minScale: 0,
      maxScale: 0,
      writesFiles: true,
    },
    accepts: [],
    access:
      profileId === 'lab'
        ? { endpoint: server.endpoint, token: server.token, trust: { kind: 'system' } }
        : { ...farm, token: isExpired ? farm.token : other.token },
  });
  const { batches, make, statuses, untilStatuses, untilLists } = program(server, { openService });
  const ids = [await make('North'), await make('South'), await make('West')];
  for (const id of ids.slice(1)) await batches.change(id, { service: { profileId: 'farm', serviceName: 'held' } });
  for (const id of ids) await batches.start(id, false);
  expect(statuses()).toEqual(['running', 'running', 'queued']);
  await Promise.all([server.until(() => gate.isWaiting), other.until(() => otherGate.isWaiting)]);
  isExpired = true;
  const paused = await otherGate.openUntil(
    untilLists((lists) => lists.slice(1).every(({ phase }) => phase.status === 'paused')),
  );
  expect(paused.map(({ phase }) => ('reason' in phase ? phase.reason?.code : phase.status))).toEqual([
    'running',
    'unauthorized',
    'unauthorized',
  ]);
  await gate.openUntil(untilStatuses('finished', 'paused', 'paused'));
});

describe('two lists for one folder of results', () => {
  it('never send the same file twice, also where one of them has it under way', async () => {
    const gate = new Gate();
    const server = await serverWith(gate.step);
    const { batches, make, prepare, untilStatuses } = program(server);
    const first = await make('Meadow');
    const second = await prepare(join(folder(), 'Meadow'));
    await batches.start(first, false);
    await batches.start(second, false);
    await server.until(() => gate.isWaiting);
    await batches.pause(first);
    const lists = await gate.openUntil(untilStatuses('paused', 'finished'));
    const [before, after] = lists.map(({ counts }) => counts);
    expect(before?.done).toBeGreaterThan(0);
    expect(after).toMatchObject({ skipped: before?.done, done: 6 - (before?.done ?? 0) });
    await batches.start(first, false);
    await gate.openUntil(untilStatuses('finished', 'finished'));
    expect(runsOf(server)).toBe(6);
  });

  it('go on when one gives a file up that the other waits for', async () => {
    const gate = new Gate();
    const server = await serverWith(gate.step);
    const { batches, make, prepare, untilStatuses } = program(server);
    const first = await make('Meadow', { 'a.txt': 'one' });
    const second = await prepare(join(folder(), 'Meadow'));
    await batches.start(first, false);
    await batches.start(second, false);
    await server.until(() => gate.isWaiting);
    await batches.stop(first, true);
    const lists = await gate.openUntil(untilStatuses('finished', 'finished'));
    expect(lists.map(({ counts }) => [counts.cancelled, counts.done])).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  it('never write over each other’s results, also where results are replaced', async () => {
    const server = await serverWith(echo());
    const { batches, prepare, untilStatuses, results } = program(server);
    await writeFiles(results, { 'Meadow/leaf – held.txt': 'of last year' });
    const ids: string[] = [];
    for (const year of ['2024', '2025']) {
      await writeFiles(join(folder(), year, 'Meadow'), { 'leaf.txt': year, [`of ${year}.txt`]: year });
      ids.push(await prepare(join(folder(), year, 'Meadow')));
    }
    for (const id of ids) await batches.change(id, { collision: 'replace' });
    for (const id of ids) await batches.start(id, false);
    await untilStatuses('finished', 'finished');
    const found = Object.entries(await filesBelow(results)).filter(([way]) => way.startsWith('Meadow/leaf'));
    expect(found.map(([, text]) => text).sort()).toEqual(['2024', '2025']);
  });
});

it('a sample that was held up is still a sample', async () => {
  let refusals = 0;
  const server = await serverWith(async (exchange) => ((refusals += 1) < 40 ? gatewayPage(503) : echo())(exchange));
  const { batches, make, until } = program(server);
  await batches.start(await make('North'), true);
  const { phase, counts } = await until(({ phase: { status } }) => status === 'sampled' || status === 'finished');
  expect(phase.status).toBe('sampled');
  expect(counts).toMatchObject({ done: 3, waiting: 3 });
});
