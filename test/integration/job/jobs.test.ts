import { randomUUID } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileResultStore } from '../../../src-main/adapters/answer/result-store';
import { MemoryTokenStore } from '../../../src-main/adapters/connection/memory-token-store';
import { SameThreadFiles } from '../../../src-main/adapters/files/file-thread';
import { FileHistoryStore } from '../../../src-main/adapters/history/history-store';
import { HttpJobClient } from '../../../src-main/adapters/http/job-client';
import { GrantedInputFiles } from '../../../src-main/adapters/input/input-files';
import { FileJobStore } from '../../../src-main/adapters/job/job-store';
import { defaultSettings } from '../../../src-main/core/app/settings';
import type { SignIn } from '../../../src-main/core/connection/profile';
import type { ErrorCode } from '../../../src-main/core/ground/error';
import type { Logger } from '../../../src-main/core/ground/ports';
import { inlineLimitBytes, jobName, type Job, type JobEvent } from '../../../src-main/core/job/job';
import type { JobClient } from '../../../src-main/core/job/ports';
import type { InputPreparation } from '../../../src-main/core/input/ports';
import type { Prepared } from '../../../src-main/core/input/preparation';
import type { InvocationRequest } from '../../../src-main/core/run/invocation';
import type { JobEnd } from '../../../src-main/practice/job-book';
import { HistoryService } from '../../../src-main/services/history/history-service';
import { JobService } from '../../../src-main/services/job/job-service';
import { ListingTurns } from '../../../src-main/services/job/listing-turns';
import { clusterConnections, oscarClient } from '../../fixtures/oscar-client';
import { webToken } from '../../fixtures/oidc-issuer';
import {
  answer,
  hangUp,
  inOrder,
  readBody,
  startOscarServer,
  type OscarServer,
  type OscarServerOptions,
  type Step,
} from '../../fixtures/oscar-server';
import { MemoryProfileStore, profileServices } from '../../fixtures/profile-services';
import { HurriedClock } from '../../fixtures/hurried-clock';
import { failureOf, sourceOf } from '../../fixtures/run-request';
import { signInService } from '../../fixtures/sign-in';
import { temporaryFolder } from '../../fixtures/temp-dir';
import { readPart } from '../../unit/answers';

const folder = temporaryFolder();
const password: SignIn = { kind: 'password', user: 'oscar' };
const greeting: InvocationRequest = {
  profileId: 'lab',
  serviceName: 'echo',
  input: { kind: 'text', text: 'hello there' },
};
const log: Logger = { info: () => undefined, warn: () => undefined, error: (_what, error) => String(error) };

/** Makes copies that all have the same few bytes. */
const preparation: InputPreparation = {
  prepare: async () => ({
    ...sourceOf(Buffer.from('a smaller copy')),
    mediaType: 'image/jpeg',
    prepared,
    release: async () => undefined,
  }),
};
const size = { width: 2, height: 1 };
const prepared: Prepared = {
  ...size,
  format: 'jpeg',
  sizeBytes: 14,
  sha256: '0'.repeat(64),
  original: size,
  removed: [],
};

let closing: (() => Promise<void>)[];
let clock: HurriedClock;
beforeEach(() => {
  closing = [];
  clock = new HurriedClock();
});
afterEach(async () => {
  for (const close of closing.reverse()) await close();
});

async function cluster(options: OscarServerOptions = {}): Promise<OscarServer> {
  const server = await startOscarServer(options);
  closing.push(() => server.close());
  return server;
}

interface Circumstances {
  readonly signIn?: SignIn;
  readonly secret?: string;
  readonly client?: (client: JobClient) => JobClient;
}

/** The program as one start of it has it: on the same folder each time. */
async function start(server: OscarServer, { signIn = password, secret, client }: Circumstances = {}) {
  const [, sent = ''] = Buffer.from(server.authorization.slice(6), 'base64').toString().split(':');
  const keychain = new MemoryTokenStore();
  const signIns = signInService({ keychain, clock });
  const oscar = oscarClient();
  const store = new MemoryProfileStore();
  const { profiles, services } = profileServices({ client: oscar, signIns, store, newId: () => 'lab' });
  const fields = {
    name: 'Field lab',
    colour: 'green',
    endpoint: server.endpoint,
    allowsPlainHttp: false,
    trust: { kind: 'system' },
  } as const;
  await profiles.add({ ...fields, signIn }, secret ?? sent, 'keychain');
  const settings = { get: async () => defaultSettings, change: async () => defaultSettings };
  const results = new FileResultStore(join(folder(), 'results'));
  const inputs = new GrantedInputFiles(new SameThreadFiles());
  const places = {
    journal: join(folder(), 'history.jsonl'),
    results: join(folder(), 'results'),
    setAside: join(folder(), 'aside'),
  };
  const history = new HistoryService({
    store: new FileHistoryStore(places, log),
    ...{ results, inputs, settings, clock, log, shownCopies: preparation },
    onChange: () => undefined,
  });
  const http: JobClient = new HttpJobClient({ connections: clusterConnections(), userAgent: 'test' });
  const news: JobEvent[] = [];
  const jobs = new JobService({
    client: client?.(http) ?? http,
    ...{ oscar, profiles, services, inputs, preparation, results, history, settings, clock, log },
    store: new FileJobStore(join(folder(), 'jobs'), log),
    turns: new ListingTurns(clock),
    newId: randomUUID,
    isFollowed: () => true,
    onChange: (event) => news.push(event),
  });
  closing.push(() => jobs.close());
  const settled = (id: string): Promise<Job> => jobs.settled(id, new AbortController().signal);
  const until = async (id: string, condition: (job: Job) => boolean): Promise<Job> => {
    for (;;) {
      const job = (await jobs.list()).find((one) => one.id === id);
      if (job && condition(job)) return job;
      await nextTurn();
    }
  };
  const outcome = async (id: string) => (await history.find(id))?.entry.outcome;
  return { jobs, inputs, news, results, history, settled, until, outcome, profiles, fields };
}

const submissions = (server: OscarServer) => server.requests.filter(({ method }) => method === 'POST');
const listings = (server: OscarServer) => server.requests.filter(({ path }) => /^\/system\/logs\/[^/]+$/.test(path));

/** Jobs that run until they are told to end. */
function heldJobs(end: JobEnd = { status: 'Succeeded', log: Buffer.from('aGVsbG8=\n') }) {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const ran: string[] = [];
  const runJob = async (service: string) => {
    ran.push(service);
    await released;
    return end;
  };
  return { ran, runJob, release: () => release() };
}

describe('a background job', () => {
  it('goes from the input to a result in the history', async () => {
    const server = await cluster();
    const { jobs, settled, results, history } = await start(server);
    const id = await jobs.start(greeting);
    expect((await settled(id)).state).toMatchObject({ status: 'done', verdict: 'result' });
    expect((await readPart(results, id, 'payload')).toString()).toBe('hello there');
    expect((await history.find(id))?.entry).toMatchObject({
      id,
      serviceName: 'echo',
      isJob: true,
      input: { kind: 'text', excerpt: 'hello there' },
      outcome: { kind: 'finished', verdict: 'result' },
    });
    expect((await history.repeatInput(id)).input).toEqual(greeting.input);
    const [sent] = submissions(server);
    expect(sent?.headers['x-delegated-job-id']).toBe(jobName(id));
    expect(await readdir(join(folder(), 'jobs', id))).toEqual(['job.json']);
  });

  it('is on disk before it is sent, and is sent by the next start when the program ended in between', async () => {
    const server = await cluster();
    const silent: JobClient['submit'] = () => new Promise(() => undefined);
    const first = await start(server, { client: (http) => Object.assign(Object.create(http), { submit: silent }) });
    const id = await first.jobs.start(greeting);
    expect(submissions(server)).toEqual([]);
    const second = await start(server);
    await second.jobs.open();
    expect((await second.settled(id)).state.status).toBe('done');
    expect(submissions(server)).toHaveLength(1);
    closing.splice(1, 1);
  });

  it('is sent again under the same id when the answer is lost, and runs once', async () => {
    const { ran, runJob, release } = heldJobs();
    let isFirst = true;
    const server = await cluster({
      runJob,
      disturbJobs: ({ method }) => {
        if (method !== 'POST' || !isFirst) return undefined;
        isFirst = false;
        // It arrives, and the connection breaks instead of an answer.
        return async (exchange) => {
          const chunks: Buffer[] = [];
          for await (const chunk of exchange.read()) chunks.push(chunk);
          exchange.server.jobs.submit(
            'echo',
            Buffer.concat(chunks),
            String(exchange.seen.headers['x-delegated-job-id']),
          );
          exchange.reset();
        };
      },
    });
    const { jobs, settled, until } = await start(server);
    const id = await jobs.start(greeting);
    await until(id, ({ state }) => state.status === 'running');
    release();
    expect((await settled(id)).state.status).toBe('done');
    expect(ran).toEqual(['echo']);
  });

  it('goes on after a restart, after a week too', async () => {
    const { runJob, release } = heldJobs();
    const server = await cluster({ runJob });
    const first = await start(server);
    const id = await first.jobs.start(greeting);
    await first.until(id, ({ state }) => state.status === 'running');
    await first.jobs.close();
    clock.pass(7 * 86_400_000);
    release();
    const second = await start(server);
    await second.jobs.open();
    expect((await second.settled(id)).state.status).toBe('done');
    expect(await second.outcome(id)).toMatchObject({ kind: 'finished' });
    expect(submissions(server)).toHaveLength(1);
  });

  it('waits for a log that is not there yet, or breaks off', async () => {
    const disturbances: Step[] = [answer(404), answer(200), inOrder(answerCut('aGVsbG8gdGhl', 40)), answer(500)];
    const server = await cluster({
      disturbJobs: ({ path }) => (isLog(path) ? disturbances.shift() : undefined),
    });
    const { jobs, settled, results } = await start(server);
    const id = await jobs.start(greeting);
    expect((await settled(id)).state.status).toBe('done');
    expect(disturbances).toEqual([]);
    expect((await readPart(results, id, 'payload')).toString()).toBe('hello there');
  });

  it('tells that an ended job has left no log', async () => {
    const server = await cluster({ disturbJobs: ({ path }) => (isLog(path) ? answer(200) : undefined) });
    const { jobs, settled, outcome } = await start(server);
    const id = await jobs.start(greeting);
    const error = { code: 'response-empty', host: `127.0.0.1:${server.port}` };
    expect((await settled(id)).state).toMatchObject({ status: 'failed', error });
    expect(await outcome(id)).toEqual({ kind: 'failed', error });
    expect(await readdir(join(folder(), 'results', id))).toEqual(['invocation.json']);
  });

  it('that the cluster ended as failed says so, with the end of its log', async () => {
    const text = 'exec /bin/sh: argument list too long';
    const server = await cluster({ runJob: async () => ({ status: 'Failed', log: Buffer.from(`${text}\n`) }) });
    const { jobs, settled } = await start(server);
    const id = await jobs.start(greeting);
    expect((await settled(id)).state).toMatchObject({ status: 'failed', error: { code: 'job-failed', text } });
  });

  it('whose program failed is no failure of the job, and is read as a failed program', async () => {
    const trace = 'Traceback (most recent call last):\n  File "x.py", line 1, in <module>\nValueError: no\n\n';
    const server = await cluster({ runJob: async () => ({ status: 'Succeeded', log: Buffer.from(trace) }) });
    const { jobs, settled } = await start(server);
    const id = await jobs.start(greeting);
    expect((await settled(id)).state).toMatchObject({ status: 'done', verdict: 'program-failed' });
  });

  it('that the server forgot is told as gone after two listings', async () => {
    const { runJob } = heldJobs();
    const server = await cluster({ runJob });
    const { jobs, settled, until } = await start(server);
    const id = await jobs.start(greeting);
    await until(id, ({ state }) => state.status === 'running');
    server.jobs.answer({ method: 'DELETE', serviceName: 'echo', job: jobName(id), query: new URLSearchParams() });
    const error = { code: 'job-gone', host: `127.0.0.1:${server.port}` };
    expect((await settled(id)).state).toMatchObject({ status: 'failed', error });
  });

  it.each<[string, Step, { readonly code: ErrorCode }]>([
    ['a gateway', answer(502, 'Bad gateway'), { code: 'service-not-ready' }],
    ['a broken connection', hangUp(), { code: 'connection-lost' }],
    ['a token that ran out', answer(401), { code: 'unauthorized' }],
    ['an empty body for who may not look', answer(200), { code: 'jobs-unseen' }],
    ['a page', answer(200, '<html></html>', { 'content-type': 'text/html' }), { code: 'not-oscar' }],
  ])('goes on being asked for when a listing meets %s', async (_what, step, trouble) => {
    let isDisturbed = true;
    const server = await cluster({
      disturbJobs: ({ path, method }) => (isDisturbed && !isLog(path) && method === 'GET' ? step : undefined),
    });
    const { jobs, settled, until } = await start(server);
    const id = await jobs.start(greeting);
    expect((await until(id, (job) => job.trouble !== undefined)).trouble).toMatchObject(trouble);
    isDisturbed = false;
    const job = await settled(id);
    expect(job.state.status).toBe('done');
    expect(job).not.toHaveProperty('trouble');
  });

  it('is not sent again when it is refused', async () => {
    const server = await cluster({
      disturbJobs: ({ method }) => (method === 'POST' ? inOrder(readBody(), answer(400, 'no quota')) : undefined),
    });
    const { jobs, settled, outcome } = await start(server);
    const id = await jobs.start(greeting);
    const error = { code: 'request-rejected', status: 400, text: 'no quota' };
    expect((await settled(id)).state).toMatchObject({ status: 'failed', error });
    expect(await outcome(id)).toEqual({ kind: 'failed', error });
    expect(submissions(server)).toHaveLength(1);
  });

  it('does not take a page with status 200 for having arrived', async () => {
    const page = inOrder(readBody(), answer(200, '<html></html>', { 'content-type': 'text/html' }));
    let left = 1;
    const server = await cluster({ disturbJobs: ({ method }) => (method === 'POST' && left-- > 0 ? page : undefined) });
    const { jobs, settled } = await start(server);
    expect((await settled(await jobs.start(greeting))).state.status).toBe('done');
    expect(submissions(server)).toHaveLength(2);
  });

  it('is stopped on the cluster when it is removed, and is in the history as stopped', async () => {
    const { runJob } = heldJobs();
    const server = await cluster({ runJob });
    const { jobs, until, outcome, news } = await start(server);
    const id = await jobs.start(greeting);
    await until(id, ({ state }) => state.status === 'running');
    await jobs.remove(id);
    const removals = server.requests.filter(({ method }) => method === 'DELETE');
    expect(removals.map(({ path }) => path)).toEqual([`/system/logs/echo/${jobName(id)}`]);
    expect(await outcome(id)).toEqual({ kind: 'cancelled', clusterMayContinue: false });
    expect(await jobs.list()).toEqual([]);
    expect(news.at(-1)).toEqual({ kept: [], removed: [id] });
    expect(await readdir(join(folder(), 'jobs'))).toEqual([]);
  });

  it('stays when it can’t be stopped', async () => {
    const { runJob, release } = heldJobs();
    let refuses = true;
    const server = await cluster({
      runJob,
      disturbJobs: ({ method }) => (method === 'DELETE' && refuses ? answer(503) : undefined),
    });
    const { jobs, until, settled } = await start(server);
    const id = await jobs.start(greeting);
    await until(id, ({ state }) => state.status === 'running');
    expect(await failureOf(jobs.remove(id))).toMatchObject({ code: 'service-not-ready' });
    refuses = false;
    release();
    expect((await settled(id)).state.status).toBe('done');
    await jobs.remove(id);
    expect(await jobs.list()).toEqual([]);
  });

  it('is never asked for at another address than the one it was sent to', async () => {
    const { runJob } = heldJobs();
    const server = await cluster({ runJob });
    const other = await cluster();
    const { jobs, until, profiles, fields } = await start(server);
    const id = await jobs.start(greeting);
    await until(id, ({ state }) => state.status === 'running');
    await profiles.change('lab', { ...fields, signIn: password, endpoint: other.endpoint }, 'secret', 'keychain');
    expect((await until(id, (job) => job.trouble !== undefined)).trouble).toEqual({ code: 'profile-gone' });
    expect(other.requests).toEqual([]);
  });

  it('shows the end of its log with times', async () => {
    const server = await cluster({ runJob: async () => ({ status: 'Succeeded', log: Buffer.from('one\ntwo\n') }) });
    const { jobs, settled } = await start(server);
    const id = await jobs.start(greeting);
    await settled(id);
    expect((await jobs.log(id)).text).toMatch(/^\d{4}-\S+Z one\n\d{4}-\S+Z two\n$/);
  });
});

describe('what is refused before anything is sent', () => {
  it('is an input that would not fit: the cluster would take it and fail', async () => {
    const server = await cluster();
    const { jobs } = await start(server);
    const text = 'x'.repeat(inlineLimitBytes + 1);
    expect(await failureOf(jobs.start({ ...greeting, input: { kind: 'text', text } }))).toEqual({
      code: 'too-large-for-background',
      sizeBytes: text.length,
      limitBytes: inlineLimitBytes,
    });
    expect(server.requests).toEqual([]);
  });

  it('is anything for a cluster that gives jobs ids of its own', async () => {
    const server = await cluster({ version: 'v4.0.2' });
    const { jobs } = await start(server);
    expect(await failureOf(jobs.start(greeting))).toMatchObject({ code: 'background-unsupported', version: 'v4.0.2' });
    expect(submissions(server)).toEqual([]);
    expect(await jobs.list()).toEqual([]);
  });

  it('is anything for such a cluster by the token of a service too', async () => {
    const server = await cluster({ routes: { '/system/services/echo/auth': answer(404, '404 page not found') } });
    const signIn: SignIn = { kind: 'service-token', serviceName: 'echo' };
    const { jobs } = await start(server, { signIn, secret: server.token });
    expect(await failureOf(jobs.start(greeting))).toMatchObject({ code: 'background-unsupported' });
  });
});

describe('a picture that is changed before it is sent', () => {
  it('arrives as its copy, however large it is itself', async () => {
    const server = await cluster();
    const { jobs, inputs, settled, results, history } = await start(server);
    const path = join(folder(), 'leaf.jpg');
    await writeFile(path, Buffer.alloc(inlineLimitBytes + 1, 1));
    const { id: fileId } = await inputs.grant(path);
    expect(await failureOf(jobs.start({ ...greeting, input: { kind: 'file', fileId } }))).toMatchObject({
      code: 'too-large-for-background',
    });
    const input = { kind: 'file', fileId, preparation: { picture: { longestSidePx: 2 } } } as const;
    const id = await jobs.start({ ...greeting, input });
    expect((await settled(id)).state.status).toBe('done');
    expect((await readPart(results, id, 'payload')).toString()).toBe('a smaller copy');
    const entry = (await history.find(id))?.entry;
    expect(entry?.input).toMatchObject({ name: 'leaf.jpg', preparation: { picture: { longestSidePx: 2 } }, prepared });
  });
});

describe('the largest input', () => {
  it('arrives and runs', async () => {
    const server = await cluster();
    const { jobs, settled, results } = await start(server);
    const text = 'x'.repeat(inlineLimitBytes);
    const id = await jobs.start({ ...greeting, input: { kind: 'text', text } });
    expect((await settled(id)).state.status).toBe('done');
    expect((await readPart(results, id, 'payload')).length).toBe(inlineLimitBytes);
  });
});

describe('a connection with nothing but the token of a service', () => {
  it('sends jobs, says before that it won’t see them, and asks for nothing', async () => {
    const server = await cluster();
    const signIn: SignIn = { kind: 'service-token', serviceName: 'echo' };
    const { jobs, settled, outcome } = await start(server, { signIn, secret: server.token });
    expect(await jobs.ability('lab', 'echo')).toEqual({ kind: 'unseen' });
    const id = await jobs.start(greeting);
    expect((await settled(id)).state).toEqual({ status: 'unseen' });
    expect(await failureOf(jobs.log(id))).toMatchObject({ code: 'jobs-unseen' });
    await jobs.remove(id);
    expect(await outcome(id)).toEqual({ kind: 'cancelled', clusterMayContinue: true });
    expect(server.requests.filter(({ path }) => path.startsWith('/system/logs'))).toEqual([]);
  });
});

describe('a connection with an access token', () => {
  const signIn: SignIn = { kind: 'oidc-access-token' };
  const secret = () => webToken({ expiresIn: 100_000_000 });

  it('submits with it, since the listing shows no job that came with another', async () => {
    const server = await cluster({ judgeAccessToken: () => 'accepted' });
    const { jobs, settled } = await start(server, { signIn, secret: secret() });
    expect((await settled(await jobs.start(greeting))).state.status).toBe('done');
    expect(submissions(server).map(({ authorizedBy }) => authorizedBy)).toEqual(['access-token']);
  });

  it('makes the account ready for jobs when that is what is missing', async () => {
    const notYet = inOrder(readBody(), answer(403, 'MinIO user not provisioned for ana@egi.eu; call /system first'));
    let left = 1;
    const server = await cluster({
      judgeAccessToken: () => 'accepted',
      disturbJobs: ({ method }) => (method === 'POST' && left-- > 0 ? notYet : undefined),
    });
    const { jobs, settled } = await start(server, { signIn, secret: secret() });
    expect((await settled(await jobs.start(greeting))).state.status).toBe('done');
    expect(server.requests.filter(({ path }) => path.startsWith('/system/services?'))).toHaveLength(2);
  });

  it('takes an empty 500 for a token that ran out, and sends nothing with the token of the service in its place', async () => {
    const server = await cluster({
      judgeAccessToken: () => 'accepted',
      disturbJobs: ({ method, authorizedBy }) =>
        method === 'POST' && authorizedBy === 'access-token' ? inOrder(readBody(), answer(500)) : undefined,
    });
    const { jobs, settled } = await start(server, { signIn, secret: secret() });
    const id = await jobs.start(greeting);
    const error = { code: 'unauthorized', signIn: 'web-token' };
    expect((await settled(id)).state).toMatchObject({ status: 'failed', error });
    expect(submissions(server)).toHaveLength(1);
  });

  it('follows a private service’s job by its log, where only the service’s own token opens it', async () => {
    const server = await cluster({
      judgeAccessToken: () => 'accepted',
      disturbJobs: ({ method, path, authorizedBy }) => {
        if (method === 'POST' && authorizedBy === 'access-token') return inOrder(readBody(), answer(404));
        // Jobs that came with the service's token have no label of an owner.
        return isLog(path) || method === 'POST' ? undefined : answer(200, '{"jobs":{}}');
      },
    });
    const { jobs, settled, results } = await start(server, { signIn, secret: secret() });
    const id = await jobs.start(greeting);
    expect((await settled(id)).state.status).toBe('done');
    expect((await readPart(results, id, 'payload')).toString()).toBe('hello there');
    expect(submissions(server).map(({ authorizedBy }) => authorizedBy)).toEqual(['access-token', 'service-token']);
  });
});

describe('the log of a service', () => {
  const path = '/system/services/echo/deployment/logs';

  it('is asked for as the user, and repeats no password', async () => {
    let sent = '';
    const server = await cluster({
      routes: {
        [path]: async (exchange) => {
          const [, password = ''] = Buffer.from(server.authorization.slice(6), 'base64').toString().split(':');
          sent = exchange.seen.path;
          const entries = [{ timestamp: '2026-11-30T03:40:53Z', message: `PASSWORD=${password} killed` }];
          await answer(200, JSON.stringify({ available: true, entries }))(exchange);
        },
      },
    });
    const { jobs } = await start(server);
    expect((await jobs.serviceLog('lab', 'echo'))?.text).toBe('2026-11-30T03:40:53Z PASSWORD=… killed');
    expect(sent).toBe(`${path}?timestamps=true&tailLines=200`);
    expect(server.requests.at(-1)?.authorizedBy).toBe('account');
  });

  it('is missing before OSCAR 4, and a page in its place is no log', async () => {
    const { jobs } = await start(await cluster({ routes: { [path]: answer(404, '404 page not found') } }));
    expect(await jobs.serviceLog('lab', 'echo')).toBeUndefined();
    const other = await start(await cluster({ routes: { [path]: answer(200, '<html></html>') } }));
    expect(await failureOf(other.jobs.serviceLog('lab', 'echo'))).toMatchObject({ code: 'not-oscar' });
  });
});

describe('many jobs', () => {
  it('share their listings, which come at most every two seconds', async () => {
    const { runJob, release } = heldJobs();
    const server = await cluster({ runJob });
    const { jobs, settled } = await start(server);
    const ids: string[] = [];
    for (let count = 0; count < 150; count += 1) ids.push(await jobs.start(greeting));
    const before = clock.monotonicMs();
    const asked = listings(server).length;
    release();
    for (const id of ids) expect((await settled(id)).state.status).toBe('done');
    const elapsedMs = clock.monotonicMs() - before;
    expect(listings(server).length - asked).toBeLessThanOrEqual(elapsedMs / 2000 + 1);
    // Three pages are enough for all of them.
    expect(listings(server).length - asked).toBeLessThan(15);
  }, 60_000);
});

function isLog(path: string): boolean {
  return /^\/system\/logs\/[^/]+\/[^/]+$/.test(path.split('?')[0] ?? '');
}

/** An answer that promises more than it holds. */
function answerCut(text: string, promisedBytes: number): Step {
  return async (exchange) => {
    await exchange.send(
      `HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: ${promisedBytes}\r\n\r\n${text}`,
    );
    exchange.hangUp();
  };
}
