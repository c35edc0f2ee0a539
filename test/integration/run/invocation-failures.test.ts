import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { FileResultStore } from '../../../src-main/adapters/answer/result-store';
import type { AnswerLimits } from '../../../src-main/core/run/limits';
import { systemTrust, type ConnectionLimits } from '../../../src-main/core/connection/profile';
import { oscarClient } from '../../fixtures/oscar-client';
import { AppError, type ErrorInfo } from '../../../src-main/core/ground/error';
import type { Invocation } from '../../../src-main/core/run/invocation';
import type { ByteSource, Clock, Logger } from '../../../src-main/core/ground/ports';
import type { InputFiles, InputPreparation } from '../../../src-main/core/input/ports';
import type { ResultStore } from '../../../src-main/core/answer/ports';
import type { SettingsStore } from '../../../src-main/core/app/ports';
import { defaultSettings, type Settings } from '../../../src-main/core/app/settings';
import { InvocationService } from '../../../src-main/services/run/invocation-service';
import {
  answer,
  echo,
  gatewayPage,
  hangUp,
  inOrder,
  inTurn,
  readBody,
  reset,
  sendHead,
  stall,
  startOscarServer,
  type OscarServer,
  type Step,
} from '../../fixtures/oscar-server';
import { HeldClock } from '../../fixtures/held-clock';
import { readAll, sourceOf } from '../../fixtures/run-request';
import { temporaryFolder } from '../../fixtures/temp-dir';

/** A clock that stands still, and jumps over every wait unless it is told to hold it. */
class FixtureClock implements Clock {
  readonly waitsMs: number[] = [];
  #nowMs = Date.UTC(2026, 0, 2, 3, 4, 5);

  constructor(private readonly holds: boolean) {}

  now(): string {
    return new Date(this.#nowMs).toISOString();
  }

  monotonicMs(): number {
    return this.#nowMs;
  }

  every(): () => void {
    return () => undefined;
  }

  async wait(ms: number, signal: AbortSignal): Promise<void> {
    this.waitsMs.push(ms);
    if (this.holds) {
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
    }
    this.#nowMs += ms;
  }
}

/** Keeps nothing: what an answer says is not asked here. */
const noResults: ResultStore = {
  prepare: () => Promise.resolve(),
  abandon: () => Promise.resolve(),
  async receive(_id, body) {
    const receivedBytes = (await readAll(body)).length;
    const payloadRange = { start: 0, end: receivedBytes };
    const mediaType = 'application/octet-stream';
    const reading = {
      verdict: 'result',
      encoding: 'none',
      mediaType,
      payloadRange,
      logLineCount: 0,
      notes: [],
    } as const;
    return { reading, sizeBytes: receivedBytes, receivedBytes };
  },
  stored: () => Promise.reject(new AppError({ code: 'result-gone' })),
  read: () => Promise.reject(new AppError({ code: 'result-gone' })),
  locate: () => Promise.reject(new AppError({ code: 'result-gone' })),
  save: () => Promise.reject(new AppError({ code: 'result-gone' })),
  delete: () => Promise.resolve(),
};

/** Remembers nothing. */
const history = {
  open: async () => undefined,
  find: async () => undefined,
  began: () => undefined,
  ended: () => undefined,
};

interface Circumstances {
  readonly settings?: Partial<Settings>;
  /** Limits of the connection's own. */
  readonly limits?: ConnectionLimits;
  /** Limits of the run's own. */
  readonly ownLimits?: AnswerLimits;
  readonly input?: ByteSource;
  readonly holdsWaits?: boolean;
  readonly endpoint?: string;
  /** The token of the first attempt, and the one that there is after a refusal. */
  readonly token?: string;
  readonly renewedToken?: string;
  readonly results?: ResultStore;
  /** Makes what is sent in the place of the file. */
  readonly prepare?: InputPreparation['prepare'];
  /** The computer's clock, where time matters. */
  readonly time?: HeldClock;
}

/** An invocation of the server's service `leaf`, with everything that could be seen of it. */
async function invoke(server: OscarServer, circumstances: Circumstances = {}) {
  const { input = sourceOf(Buffer.from('hello')), holdsWaits = false, endpoint = server.endpoint } = circumstances;
  const { token = server.token, renewedToken } = circumstances;
  const { results = noResults, limits, ownLimits } = circumstances;
  const changes: Invocation[] = [];
  const watchers = new Set<() => void>();
  const logged: unknown[] = [];
  const clock = new FixtureClock(holdsWaits);
  const settings: Settings = { ...defaultSettings, ...circumstances.settings };
  const settingsStore: SettingsStore = { get: async () => settings, change: async () => settings };
  const inputs: InputFiles = {
    grant: () => Promise.reject(new AppError({ code: 'input-empty' })),
    jsonSource: () => Promise.reject(new AppError({ code: 'input-empty' })),
    source: async () => ({
      ...input,
      name: 'leaf.jpg',
      mediaType: 'image/jpeg',
      url: 'oscar-input://leaf/?v=1',
      origin: { path: '/photos/leaf.jpg', modifiedMs: 1, sizeBytes: input.sizeBytes },
    }),
  };
  const log: Logger = {
    info: (...entry) => void logged.push(entry),
    warn: (...entry) => void logged.push(entry),
    error: (...entry) => {
      logged.push(entry);
      return 'reference';
    },
  };
  const service = {
    name: 'leaf',
    acceptedSuffixes: [],
    logLevel: 'CRITICAL',
    minScale: 0,
    maxScale: 0,
    writesFiles: true,
  };
  const invocations = new InvocationService({
    client: oscarClient(),
    services: {
      openService: async () => ({
        profileId: 'lab',
        service,
        profileName: 'Field lab',
        accepts: [],
        access: { endpoint, trust: systemTrust, token },
        ...(limits && { limits }),
      }),
      renewService: async (open) =>
        renewedToken === undefined ? undefined : { ...open, access: { ...open.access, token: renewedToken } },
    },
    inputs,
    preparation: { prepare: circumstances.prepare ?? (() => Promise.reject(new Error('Nothing is to be prepared.'))) },
    results,
    history,
    settings: settingsStore,
    clock: circumstances.time ?? clock,
    log,
    newId: () => '7b0e9f0e-5a39-4c43-9d10-0c8f8d3f4a11',
    random: () => 0,
    onChange: (invocation) => {
      changes.push(invocation);
      for (const look of watchers) look();
    },
  });
  const id = await invocations.start({
    profileId: 'lab',
    serviceName: 'leaf',
    input: {
      kind: 'file',
      fileId: 'leaf',
      ...(circumstances.prepare && { preparation: { picture: { longestSidePx: 640 } } }),
    },
    ...(ownLimits && { limits: ownLimits }),
  });
  return {
    clock,
    changes,
    logged,
    stop: () => invocations.cancel(id),
    settled: () => invocations.settled(id),
    /** Resolves once the invocation has been in a state. */
    reached: (status: Invocation['state']['status']) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (changes.some(({ state }) => state.status === status)) resolve();
        };
        watchers.add(look);
        look();
      }),
  };
}

const servers: OscarServer[] = [];

async function serverWith(leaf: Step): Promise<OscarServer> {
  const server = await startOscarServer({ services: { leaf } });
  servers.push(server);
  return server;
}

const says = (status: number, body = '', headers = {}) => inOrder(readBody(), answer(status, body, headers));

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

describe('an invocation whose answer needs a place', () => {
  const folder = temporaryFolder();

  it('is not sent at all where there can be none', async () => {
    const path = join(folder(), 'results');
    await writeFile(path, 'a file where the folder should be');
    const server = await serverWith(says(200, 'aGVsbG8=\n'));
    const { settled } = await invoke(server, { results: new FileResultStore(path) });
    expect((await settled()).state).toMatchObject({
      status: 'failed',
      error: { code: 'file-in-the-way', folder: 'results' },
    });
    expect(server.requests).toHaveLength(0);
  });

  it('leaves none behind when no answer came', async () => {
    const server = await serverWith(says(500));
    await (await invoke(server, { results: new FileResultStore(folder()) })).settled();
    expect(await readdir(folder())).toEqual([]);
  });
});

describe('an invocation that can not have run', () => {
  it('is tried again until the service is awake, with every wait to be seen', async () => {
    const server = await serverWith(inTurn(says(503), gatewayPage(502), says(429), echo()));
    const invocation = await invoke(server);
    const { state, attempt } = await invocation.settled();
    expect(state).toMatchObject({ status: 'finished', result: { receivedBytes: 9 } });
    expect(attempt).toBe(4);
    const waits = invocation.changes.flatMap(({ state }) => (state.status === 'retrying' ? [state] : []));
    expect(waits.map(({ reason }) => reason.code)).toEqual(['service-not-ready', 'service-not-ready', 'service-busy']);
    expect(waits.map(({ waitMs }) => waitMs)).toEqual([1_000, 1_000, 1_000]);
    const steps = invocation.changes.map(({ attempt, state }) => `${attempt} ${state.status}`);
    expect(steps).toEqual(expect.arrayContaining(['1 retrying', '2 connecting', '2 retrying', '4 receiving']));
  });

  it('sends the whole input again after the connection was lost under it', async () => {
    const input = Buffer.alloc(24 * 2 ** 20, 'leaf');
    const server = await serverWith(inTurn(inOrder(readBody(100_000), reset()), echo()));
    const { state } = await (await invoke(server, { input: sourceOf(input) })).settled();
    expect(state.status).toBe('finished');
    expect(server.requests).toHaveLength(2);
    expect(server.requests[1]?.bodyBytes).toBe((input.length / 3) * 4);
  });

  it('is given up after five attempts', async () => {
    const server = await serverWith(says(429, 'Concurrent request limit exceeded. Max concurrent requests: 1\n'));
    const invocation = await invoke(server);
    const { state, attempt } = await invocation.settled();
    expect(state).toMatchObject({ status: 'failed', error: { code: 'service-busy' } });
    expect(attempt).toBe(5);
    expect(invocation.clock.waitsMs).toHaveLength(4);
    expect(server.requests.map(({ bodyBytes }) => bodyBytes)).toEqual([8, 8, 8, 8, 8]);
  });

  it('is tried as often at a closed port', async () => {
    const server = await startOscarServer();
    const { endpoint } = server;
    await server.close();
    const invocation = await invoke(server, { endpoint });
    expect((await invocation.settled()).state).toMatchObject({ error: { code: 'connection-refused' } });
    expect(invocation.clock.waitsMs).toHaveLength(4);
  });

  it('waits as long as the server asks for, within reason', async () => {
    const server = await serverWith(inTurn(says(503, '', { 'retry-after': '120' }), echo()));
    const invocation = await invoke(server);
    expect((await invocation.settled()).state.status).toBe('finished');
    expect(invocation.clock.waitsMs).toEqual([120_000]);

    const shy = await serverWith(says(503, '', { 'retry-after': '3600' }));
    const shyInvocation = await invoke(shy);
    expect((await shyInvocation.settled()).state).toMatchObject({ error: { code: 'service-not-ready' } });
    expect(shy.requests).toHaveLength(1);
  });

  it('is not tried again where the user wants none of that', async () => {
    const server = await serverWith(says(503));
    const invocation = await invoke(server, { settings: { retriesEnabled: false } });
    expect((await invocation.settled()).state).toMatchObject({ error: { code: 'service-not-ready' } });
    expect(server.requests).toHaveLength(1);
    expect(invocation.clock.waitsMs).toEqual([]);
  });

  it('can be stopped between two attempts', async () => {
    const server = await serverWith(says(503));
    const invocation = await invoke(server, { holdsWaits: true });
    await invocation.reached('retrying');
    await invocation.stop();
    const { state } = await invocation.settled();
    expect(state).toMatchObject({ status: 'cancelled', clusterMayContinue: false });
    expect(server.requests).toHaveLength(1);
  });

  it('ends when its file changed before the next attempt', async () => {
    const server = await serverWith(inTurn(says(503), echo()));
    let opened = 0;
    const bytes = sourceOf(Buffer.from('leaf!'));
    const input: ByteSource = {
      sizeBytes: bytes.sizeBytes,
      async *open(signal) {
        if (server.requests.length > 0) throw new AppError({ code: 'file-changed', file: 'leaf.jpg' });
        opened += 1;
        yield* bytes.open(signal);
      },
    };
    const { state } = await (await invoke(server, { input })).settled();
    expect(state).toMatchObject({ status: 'failed', error: { code: 'file-changed', file: 'leaf.jpg' } });
    expect(opened).toBeGreaterThan(0);
    await server.until(() => server.requests.every(({ outcome }) => outcome !== 'open'));
    expect(server.requests.filter(({ outcome }) => outcome === 'answered')).toHaveLength(1);
  });
});

describe('an invocation that may have run', () => {
  it.each<[string, Step, Partial<ErrorInfo>]>([
    ['a reset while the service worked', inOrder(readBody(), reset()), { code: 'connection-lost', phase: 'waiting' }],
    ['a hang-up while it worked', inOrder(readBody(), hangUp()), { code: 'connection-lost', phase: 'waiting' }],
    ['no answer in time', inOrder(readBody(), stall()), { code: 'timed-out', phase: 'waiting' }],
    [
      'a hang-up before the answer’s first byte',
      inOrder(readBody(), sendHead(200, { 'content-length': 9 }), hangUp()),
      { code: 'connection-lost', phase: 'receiving' },
    ],
    ['a gateway’s time-out', gatewayPage(504), { code: 'gateway-timed-out' }],
    ['a crash', says(500, 'exit status 1\n'), { code: 'service-failed' }],
    ['a pod that was lost', says(502, 'EOF\n'), { code: 'service-not-ready' }],
    ['a watchdog that killed it', says(408, 'Killed process.\n'), { code: 'service-failed' }],
    [
      'a proxy that lost it',
      says(503, 'upstream connect error or disconnect/reset before headers. reset reason: connection termination'),
      { code: 'service-not-ready' },
    ],
  ])('is not repeated after %s', async (_, leaf, error) => {
    const server = await serverWith(leaf);
    const invocation = await invoke(server, { settings: { waitLimitSeconds: 0.3 } });
    expect((await invocation.settled()).state).toMatchObject({ status: 'failed', error });
    expect(server.requests).toHaveLength(1);
    expect(invocation.clock.waitsMs).toEqual([]);
  });

  it('waits as long as its connection says, whatever the settings say', async () => {
    const server = await serverWith(inOrder(readBody(), stall()));
    const invocation = await invoke(server, { limits: { waitSeconds: 0.3 } });
    expect((await invocation.settled()).state).toMatchObject({ status: 'failed', error: { code: 'timed-out' } });
  });

  it('waits as long as its own limits say, and no longer than its connection', async () => {
    const server = await serverWith(inOrder(readBody(), stall()));
    const patient = await invoke(server, { ownLimits: { waitSeconds: 0.3 } });
    expect((await patient.settled()).state).toMatchObject({
      status: 'failed',
      error: { code: 'timed-out', seconds: 0.3 },
    });
    const bound = await invoke(server, { ownLimits: { waitSeconds: 900 }, limits: { waitSeconds: 0.2 } });
    expect((await bound.settled()).state).toMatchObject({ error: { code: 'timed-out', seconds: 0.2 } });
  });

  it('says so when it is stopped', async () => {
    const server = await serverWith(inOrder(readBody(), stall()));
    const invocation = await invoke(server);
    await invocation.reached('waiting');
    await invocation.stop();
    const { state } = await invocation.settled();
    expect(state).toMatchObject({ status: 'cancelled', clusterMayContinue: true });
    await server.until(() => server.openConnections === 0);
    expect(server.requests).toHaveLength(1);
  });
});

describe('an invocation that would fail again', () => {
  it.each<[string, Step, Partial<ErrorInfo>]>([
    ['401', says(401), { code: 'unauthorized' }],
    ['404', says(404), { code: 'service-not-found' }],
    ['413', gatewayPage(413), { code: 'input-too-large' }],
    ['400', says(400, 'invalid workload'), { code: 'request-rejected' }],
    ['302', says(302, '', { location: '/login' }), { code: 'redirected' }],
  ])('is not repeated after %s', async (_, leaf, error) => {
    const server = await serverWith(leaf);
    const invocation = await invoke(server);
    expect((await invocation.settled()).state).toMatchObject({ status: 'failed', error });
    expect(server.requests).toHaveLength(1);
  });

  it('is sent once more with another token when the cluster refuses the first', async () => {
    const server = await serverWith(echo());
    const invocation = await invoke(server, { token: '0'.repeat(64), renewedToken: server.token });
    expect((await invocation.settled()).state).toMatchObject({ status: 'finished' });
    expect(server.requests.map(({ authorization }) => authorization)).toEqual(['other', 'accepted']);
  });

  it('is not sent a third time', async () => {
    const server = await serverWith(echo());
    const invocation = await invoke(server, { token: '0'.repeat(64), renewedToken: '1'.repeat(64) });
    expect((await invocation.settled()).state).toMatchObject({ status: 'failed', error: { code: 'unauthorized' } });
    expect(server.requests).toHaveLength(2);
  });

  it('tells the token to nobody, even when the service does', async () => {
    const parrot: Step = async (exchange) => says(500, `Http_Authorization=Bearer ${exchange.server.token}`)(exchange);
    const server = await serverWith(inTurn(says(503), parrot));
    const invocation = await invoke(server);
    await invocation.settled();
    expect(server.requests).toHaveLength(2);
    expect(invocation.logged.length).toBeGreaterThan(0);
    expect(inspect([invocation.changes, invocation.logged], { depth: Infinity })).not.toContain(server.token);
  });
});

describe('how long an invocation takes', () => {
  it('is told while it runs, whatever the clock is set to, and a sleep is no work', async () => {
    let answers = (): void => undefined;
    const held = new Promise<void>((resolve) => (answers = resolve));
    const server = await serverWith(inOrder(readBody(), () => held, answer(200, 'moo')));
    const time = new HeldClock();
    const invocation = await invoke(server, { time });
    await invocation.reached('waiting');
    time.pass(3_000);
    time.set(-3_600_000);
    time.pass(7_000);
    const told = { state: { status: 'waiting' }, elapsedMs: 10_000, stateMs: 10_000 };
    expect(invocation.changes.at(-1)).toMatchObject(told);
    time.sleep(28_800_000);
    time.pass(2_000);
    answers();
    const { elapsedMs, state } = await invocation.settled();
    expect(state.status).toBe('finished');
    expect(elapsedMs).toBe(12_000);
    expect(time.tickerCount).toBe(0);
  });
});

describe('a file that is prepared', () => {
  const prepared = {
    ...{ width: 640, height: 480, format: 'jpeg' as const, sizeBytes: 5, sha256: 'ab'.repeat(32) },
    ...{ original: { width: 4000, height: 3000 }, removed: [] },
  };

  it('is sent as its copy, which is told of and removed, and the copy is sent again with each attempt', async () => {
    const server = await serverWith(inTurn(inOrder(readBody(), says(503)), echo()));
    let released = 0;
    const prepare: InputPreparation['prepare'] = async () => ({
      ...sourceOf(Buffer.from('small')),
      mediaType: 'image/jpeg',
      prepared,
      release: async () => void (released += 1),
    });
    const invocation = await invoke(server, { input: sourceOf(Buffer.from('a large photo')), prepare });
    const settled = await invocation.settled();
    expect(settled.state.status).toBe('finished');
    expect(invocation.changes.map(({ state }) => state.status).slice(0, 2)).toEqual(['preparing', 'connecting']);
    // Five bytes in base64, each time.
    expect(server.requests.map(({ bodyBytes }) => bodyBytes)).toEqual([8, 8]);
    const url = 'oscar-input://leaf/?v=1&prepared=%7B%22picture%22%3A%7B%22longestSidePx%22%3A640%7D%7D';
    expect(settled).toMatchObject({
      inputName: 'leaf.jpg',
      sentFile: { mediaType: 'image/jpeg', sizeBytes: 5, url },
      prepared,
    });
    expect(released).toBe(1);
  });

  it.each([
    ['can’t be prepared', { code: 'picture-refused', problem: 'damaged' }],
    ['has changed by the time it is sent', { code: 'file-changed', file: 'leaf.jpg' }],
  ] as const)('that %s is not sent', async (what, error) => {
    const server = await serverWith(echo());
    let released = 0;
    const prepare: InputPreparation['prepare'] = async () => {
      if (what === 'can’t be prepared') throw new AppError(error);
      return {
        sizeBytes: 5,
        async *open() {
          throw new AppError(error);
        },
        mediaType: 'image/jpeg',
        prepared,
        release: async () => void (released += 1),
      };
    };
    const { state } = await (await invoke(server, { prepare })).settled();
    expect(state).toMatchObject({ status: 'failed', error });
    expect(released).toBe(what === 'can’t be prepared' ? 0 : 1);
  });

  it('can be stopped while it is prepared', async () => {
    const server = await serverWith(echo());
    const prepare: InputPreparation['prepare'] = (_original, _preparation, signal) =>
      new Promise((_, reject) =>
        signal?.addEventListener('abort', () => reject(new AppError({ code: 'cancelled', clusterMayContinue: false }))),
      );
    const invocation = await invoke(server, { prepare });
    await invocation.reached('preparing');
    await invocation.stop();
    expect((await invocation.settled()).state).toMatchObject({ status: 'cancelled', clusterMayContinue: false });
    expect(server.requests).toEqual([]);
  });
});
