import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Profile, SignIn } from '../../../src-main/core/connection/profile';
import { inlineLimitBytes } from '../../../src-main/core/job/job';
import type { JobEnd } from '../../../src-main/practice/job-book';
import { inTrouble, setUpBatches } from '../../fixtures/batch';
import { filesBelow, writeFiles } from '../../fixtures/file-tree';
import { HurriedClock } from '../../fixtures/hurried-clock';
import {
  answer,
  inOrder,
  readBody,
  startOscarServer,
  type OscarServer,
  type OscarServerOptions,
  type Step,
} from '../../fixtures/oscar-server';
import { failureOf } from '../../fixtures/run-request';
import { temporaryFolder } from '../../fixtures/temp-dir';

const folder = temporaryFolder();
const files = { 'a.txt': 'one', 'b.txt': 'two', 'c.txt': 'three' };
const results = { 'a – echo.txt': 'one', 'b – echo.txt': 'two', 'c – echo.txt': 'three' };

let closing: (() => Promise<void>)[];
let clock: HurriedClock;
beforeEach(async () => {
  closing = [];
  clock = new HurriedClock();
  await writeFiles(join(folder(), 'Meadow'), files);
});
afterEach(async () => {
  for (const close of closing.reverse()) await close();
});

async function cluster(options: OscarServerOptions = {}): Promise<OscarServer> {
  const server = await startOscarServer(options);
  closing.push(() => server.close());
  return server;
}

/** The program as one start of it has it: on the same folder each time. */
function start(server: OscarServer, profile?: Profile) {
  const { endpoint, token, authorization } = server;
  const program = setUpBatches({
    ...{ folder: folder(), endpoint, token, authorization, clock },
    ...(profile && { profile }),
  });
  closing.push(() => program.batches.suspend());
  const statuses = () => {
    const { id } = program.batches.overview ?? { id: '' };
    return program.batches.exported(id).items.map(({ state }) => state);
  };
  return {
    ...program,
    statuses,
    /** A list that is to run in the background. */
    prepareJobs: async () => {
      const id = await program.prepare(join(folder(), 'Meadow'));
      await program.batches.change(id, { inBackground: true });
      return id;
    },
    made: async () =>
      Object.fromEntries(
        Object.entries(await filesBelow(join(folder(), 'results')))
          .filter(([way]) => way.startsWith('Meadow/'))
          .map(([way, text]) => [way.slice('Meadow/'.length), text]),
      ),
  };
}

/** Jobs that give back their input once they are told to end. */
function heldJobs() {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const ran: string[] = [];
  const runJob = async (_service: string, body: Buffer): Promise<JobEnd> => {
    ran.push(Buffer.from(body.toString(), 'base64').toString());
    await released;
    return { status: 'Succeeded', log: Buffer.from(`${body.toString()}\n`) };
  };
  return { ran, runJob, release: () => release() };
}

const submissions = (server: OscarServer) => server.requests.filter(({ method }) => method === 'POST');
const idsOf = (server: OscarServer) => submissions(server).map(({ headers }) => headers['x-delegated-job-id']);
const profile = (endpoint: string, signIn: SignIn): Profile => ({
  ...{ id: 'lab', kind: 'cluster', name: 'Lab', endpoint, colour: 'green', allowsPlainHttp: false },
  ...{ trust: { kind: 'system' }, keeping: 'keychain', signIn },
});
const isListing = (path: string) => /^\/system\/logs\/[^/]+$/.test(path);
const jobsThere = (server: OscarServer): number => {
  const listing = { method: 'GET', serviceName: 'echo', query: new URLSearchParams() };
  const { jobs } = JSON.parse(String(server.jobs.answer(listing)?.body)) as { jobs: object };
  return Object.keys(jobs).length;
};

describe('a list in the background', () => {
  it('has written down each job before it is sent, and brings its result to its place', async () => {
    const unknown: string[] = [];
    const server = await cluster({
      disturbJobs: ({ method, headers }) =>
        method !== 'POST'
          ? undefined
          : async (exchange) => {
              const name = String(headers['x-delegated-job-id']);
              const texts = Object.values(await filesBelow(join(folder(), 'journals')));
              if (!texts.join('').includes(name.replace('oscar-desktop-', ''))) unknown.push(name);
              const chunks: Buffer[] = [];
              for await (const chunk of exchange.read()) chunks.push(chunk);
              exchange.server.jobs.submit('echo', Buffer.concat(chunks), name);
              await exchange.answer(201, {}, []);
            },
    });
    const { batches, prepareJobs, finished, made, statuses } = start(server);
    await batches.start(await prepareJobs(), false);
    await finished();
    expect(await made()).toEqual(results);
    expect(unknown).toEqual([]);
    expect(new Set(idsOf(server)).size).toBe(3);
    expect(statuses().map(({ status }) => status)).toEqual(['done', 'done', 'done']);
    expect(server.requests.filter(({ path }) => path.startsWith('/run'))).toEqual([]);
  });

  it('leaves its jobs alone at the end of the program, and takes their results at the next start', async () => {
    const { ran, runJob, release } = heldJobs();
    const server = await cluster({ runJob });
    const first = start(server);
    await first.batches.start(await first.prepareJobs(), false);
    await first.until(({ counts }) => counts.working === 3);
    await first.batches.suspend();
    expect(jobsThere(server)).toBe(3);
    release();
    const second = start(server);
    await second.batches.restore();
    await second.batches.start(second.batches.overview?.id ?? '', false);
    await second.finished();
    expect(await second.made()).toEqual(results);
    expect(submissions(server)).toHaveLength(3);
    expect(ran.sort()).toEqual(Object.values(files).sort());
  });

  it('takes the results although the inputs are gone', async () => {
    const { runJob, release } = heldJobs();
    const server = await cluster({ runJob });
    const first = start(server);
    await first.batches.start(await first.prepareJobs(), false);
    await first.until(({ counts }) => counts.working === 3);
    await first.batches.suspend();
    await writeFile(join(folder(), 'Meadow', 'a.txt'), 'another');
    release();
    const second = start(server);
    await second.batches.restore();
    await second.batches.start(second.batches.overview?.id ?? '', false);
    await second.finished();
    expect(await second.made()).toEqual(results);
  });

  it('sends a job again under the same id where it did not arrive, and asks first where it may have', async () => {
    const { ran, runJob, release } = heldJobs();
    const seen = new Set<string>();
    const server = await cluster({
      runJob,
      disturbJobs: ({ method, headers }) => {
        const name = String(headers['x-delegated-job-id']);
        if (method !== 'POST' || seen.has(name)) return undefined;
        // The first answer for each job is lost, and the first job is lost with it.
        const arrives = seen.size > 0;
        seen.add(name);
        return async (exchange) => {
          const chunks: Buffer[] = [];
          for await (const chunk of exchange.read()) chunks.push(chunk);
          if (arrives) exchange.server.jobs.submit('echo', Buffer.concat(chunks), name);
          exchange.reset();
        };
      },
    });
    const { batches, prepareJobs, finished, made } = start(server);
    release();
    await batches.start(await prepareJobs(), false);
    await finished();
    expect(await made()).toEqual(results);
    expect(ran.sort()).toEqual(Object.values(files).sort());
    expect(idsOf(server)).toHaveLength(6);
    expect(new Set(idsOf(server)).size).toBe(3);
  });

  it('does not send a job whose file was changed since', async () => {
    let isBroken = true;
    const server = await cluster({
      disturbJobs: ({ method }) =>
        isBroken && method === 'POST'
          ? async (exchange) => {
              exchange.reset();
            }
          : undefined,
    });
    const first = start(server);
    await first.batches.start(await first.prepareJobs(), false);
    await server.until(() => submissions(server).length >= 3);
    await first.batches.suspend();
    await writeFile(join(folder(), 'Meadow', 'a.txt'), 'another');
    isBroken = false;
    const second = start(server);
    await second.batches.restore();
    await second.batches.start(second.batches.overview?.id ?? '', false);
    await second.finished();
    const { b, c } = { b: results['b – echo.txt'], c: results['c – echo.txt'] };
    expect(await second.made()).toEqual({ 'b – echo.txt': b, 'c – echo.txt': c });
    expect(second.statuses()[0]).toMatchObject({ trouble: { error: { code: 'file-changed', file: 'a.txt' } } });
    await second.batches.retry(second.batches.overview?.id ?? '', [0]);
    await second.finished();
    expect(await second.made()).toEqual({ ...results, 'a – echo.txt': 'another' });
  });

  it('sends no input that is too large for a job', async () => {
    await writeFile(join(folder(), 'Meadow', 'b.txt'), 'x'.repeat(inlineLimitBytes + 1));
    const server = await cluster();
    const { batches, prepareJobs, finished, statuses } = start(server);
    await batches.start(await prepareJobs(), false);
    await finished();
    const error = {
      code: 'too-large-for-background',
      sizeBytes: inlineLimitBytes + 1,
      limitBytes: inlineLimitBytes,
    };
    expect(statuses().map(({ status }) => status)).toEqual(['done', 'needs-attention', 'done']);
    expect(statuses()[1]).toMatchObject({ trouble: { kind: 'failed', error } });
    expect(submissions(server)).toHaveLength(2);
  });

  it('does not begin where a connection could not see its jobs', async () => {
    const server = await cluster();
    const { endpoint } = server;
    const { batches, prepareJobs } = start(server, profile(endpoint, { kind: 'service-token', serviceName: 'echo' }));
    const id = await prepareJobs();
    expect(await failureOf(batches.start(id, false))).toMatchObject({ code: 'jobs-unseen' });
    expect(batches.overview?.phase.status).toBe('ready');
    expect(submissions(server)).toEqual([]);
  });

  it('does not begin at a cluster that makes ids of its own', async () => {
    const server = await cluster({ version: 'v4.0.0' });
    const { endpoint } = server;
    const { batches, prepareJobs } = start(server, profile(endpoint, { kind: 'password', user: 'oscar' }));
    const id = await prepareJobs();
    expect(await failureOf(batches.start(id, false))).toMatchObject({
      code: 'background-unsupported',
      version: 'v4.0.0',
    });
    expect(submissions(server)).toEqual([]);
  });

  it('removes its jobs from the cluster when it is stopped at once, after a restart too', async () => {
    const { runJob, release } = heldJobs();
    const server = await cluster({ runJob });
    const first = start(server);
    const id = await first.prepareJobs();
    await first.batches.start(id, false);
    await first.until(({ counts }) => counts.working === 3);
    await first.batches.remove(id, [0]);
    await first.until(({ counts }) => counts.cancelled === 1);
    expect(jobsThere(server)).toBe(2);
    await first.batches.suspend();
    const second = start(server);
    await second.batches.restore();
    await second.batches.stop(id, true);
    await second.finished();
    expect(jobsThere(server)).toBe(0);
    expect(second.statuses()).toEqual(Array(3).fill({ status: 'cancelled', clusterMayContinue: false }));
    release();
    await second.batches.retry(id, [0, 1, 2]);
    await second.finished();
    expect(await second.made()).toEqual(results);
    expect(new Set(idsOf(server)).size).toBe(6);
  });

  it('tells that the cluster may go on where its jobs can not be removed', async () => {
    const { runJob, release } = heldJobs();
    const server = await cluster({
      runJob,
      disturbJobs: ({ method }) => (method === 'DELETE' ? answer(500, 'no') : undefined),
    });
    const { batches, prepareJobs, until, finished, statuses } = start(server);
    const id = await prepareJobs();
    await batches.start(id, false);
    await until(({ counts }) => counts.working === 3);
    await batches.stop(id, true);
    await finished();
    expect(statuses()).toEqual(Array(3).fill({ status: 'cancelled', clusterMayContinue: true }));
    release();
  });

  it('waits for its jobs when it is stopped with what is under way, after a restart too', async () => {
    const { runJob, release } = heldJobs();
    const server = await cluster({ runJob });
    const first = start(server);
    const id = await first.prepareJobs();
    await first.batches.start(id, false);
    await first.until(({ counts }) => counts.working === 3);
    await first.batches.suspend();
    const second = start(server);
    await second.batches.restore();
    const stopped = second.batches.stop(id, false);
    await second.until(({ counts }) => counts.working === 3);
    release();
    await stopped;
    await second.finished();
    expect(await second.made()).toEqual(results);
    expect(submissions(server)).toHaveLength(3);
  });

  it('sends no more jobs while it is paused, and takes the results of those that were sent', async () => {
    const { runJob, release } = heldJobs();
    const server = await cluster({ runJob });
    const { batches, prepareJobs, until, finished, made } = start(server);
    const id = await prepareJobs();
    await batches.change(id, { atOnceLimit: 1 });
    await batches.start(id, false);
    await until(({ counts }) => counts.working === 1);
    await batches.pause(id);
    release();
    await until(({ counts }) => counts.done === 1);
    expect(submissions(server)).toHaveLength(1);
    await batches.start(id, false);
    await finished();
    expect(await made()).toEqual(results);
    expect(submissions(server)).toHaveLength(3);
  });

  it('tells of a job that somebody else removed, and runs it under another id when it is asked to', async () => {
    const { runJob, release } = heldJobs();
    const server = await cluster({ runJob });
    const { batches, prepareJobs, until, finished, made, statuses } = start(server);
    const id = await prepareJobs();
    await batches.start(id, false);
    await until(({ counts }) => counts.working === 3);
    const job = String(idsOf(server)[1]);
    server.jobs.answer({ method: 'DELETE', serviceName: 'echo', job, query: new URLSearchParams() });
    await until(({ counts }) => counts['needs-attention'] === 1);
    expect(statuses()).toContainEqual(
      expect.objectContaining({ trouble: { kind: 'failed', error: expect.objectContaining({ code: 'job-gone' }) } }),
    );
    release();
    await finished();
    await batches.retry(id, inTrouble(batches, id));
    await finished();
    expect(await made()).toEqual(results);
    expect(new Set(idsOf(server)).size).toBe(4);
  });

  it('goes on with the same jobs after an outage of the cluster', async () => {
    const { ran, runJob, release } = heldJobs();
    const disturbances: Step[] = Array<Step>(4).fill(async (exchange) => exchange.reset());
    const server = await cluster({
      runJob,
      disturbJobs: ({ path, method }) => (method === 'GET' && isListing(path) ? disturbances.shift() : undefined),
    });
    const { batches, prepareJobs, until, finished, made } = start(server);
    await batches.start(await prepareJobs(), false);
    await until(({ counts }) => counts.working === 3);
    await server.until(() => disturbances.length === 0);
    release();
    await finished();
    expect(await made()).toEqual(results);
    expect(ran.sort()).toEqual(Object.values(files).sort());
    expect(submissions(server)).toHaveLength(3);
  });

  it('waits for a job that does not start for long, and for a log that is empty at first', async () => {
    const pending = (names: readonly unknown[]) =>
      answer(200, JSON.stringify({ jobs: Object.fromEntries(names.map((name) => [name, { status: 'Pending' }])) }));
    let listings = 0;
    const logs: Step[] = [answer(404), answer(200)];
    const server = await cluster({
      disturbJobs: ({ path, method }) => {
        if (method !== 'GET') return undefined;
        if (!isListing(path)) return logs.shift();
        listings += 1;
        return listings <= 50 ? pending(idsOf(server)) : undefined;
      },
    });
    const { batches, prepareJobs, finished, made } = start(server);
    await batches.start(await prepareJobs(), false);
    await finished();
    expect(await made()).toEqual(results);
    // Five minutes at least: the pauses grow with the age of the jobs.
    expect(Math.max(...clock.waitsMs)).toBeGreaterThan(10_000);
  });

  it('shows what the cluster takes and can not run', async () => {
    const server = await cluster({
      runJob: async () => ({ status: 'Failed', log: Buffer.from('binascii.Error: Incorrect padding\n') }),
    });
    const { batches, prepareJobs, finished, statuses } = start(server);
    await batches.start(await prepareJobs(), false);
    await finished();
    const error = { code: 'job-failed', text: 'binascii.Error: Incorrect padding' };
    expect(statuses()[0]).toMatchObject({ status: 'needs-attention', trouble: { kind: 'failed', error } });
  });

  it('runs what took too long for a gateway, and nothing else', async () => {
    const slow = inOrder(readBody(), answer(504, '<html>504 Gateway Time-out</html>'));
    const server = await cluster({ services: { echo: slow } });
    const { batches, prepare, finished, made, statuses } = start(server);
    const id = await prepare(join(folder(), 'Meadow'));
    await batches.start(id, false);
    await finished();
    expect(statuses()[0]).toMatchObject({ trouble: { error: { code: 'gateway-timed-out' } } });
    await batches.retry(id, [0, 2], true);
    await finished();
    expect(await made()).toEqual({ 'a – echo.txt': 'one', 'c – echo.txt': 'three' });
    expect(statuses()[1]).toMatchObject({ status: 'needs-attention' });
  });
});
