import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { OpenIdIssuers } from '../../../src-main/adapters/sign-in/openid-issuers';
import { HttpOscarClient } from '../../../src-main/adapters/http/oscar-client';
import { systemTrust } from '../../../src-main/core/connection/profile';
import { startClosingServer, type ClosingServer } from '../../fixtures/closing-server';
import { clusterConnections, oscarClient } from '../../fixtures/oscar-client';
import { startOscarServer, type OscarServer } from '../../fixtures/oscar-server';
import { readAll, runRequest, sourceOf, textOf } from '../../fixtures/run-request';

// `npm run test:kill` does each of these twenty times.
const rounds = Number(process.env['IDLE_ROUNDS'] ?? 2);
const each = Array.from({ length: rounds }, (_, index) => index + 1);
const runsARound = 10;
const token = 'f'.repeat(64);

const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

function request(endpoint: string) {
  return {
    access: { endpoint, token, trust: systemTrust },
    serviceName: 'leaf',
    input: sourceOf(Buffer.from('hello')),
    limits: { connectMs: 20_000, waitMs: 20_000, stallMs: 20_000, receiveMs: 20_000 },
    signal: new AbortController().signal,
    onProgress: () => undefined,
  };
}

describe('a server that ends each connection right behind its answer, without a word', () => {
  const head = 'HTTP/1.1 200 OK\r\nconnection: keep-alive\r\ncontent-length: 9\r\n\r\n';

  async function startHastyServer() {
    let requestCount = 0;
    const server = net.createServer((socket) => {
      let text = '';
      socket
        .on('error', () => undefined)
        .on('data', (chunk) => {
          text += chunk.toString('latin1');
          if (!text.endsWith('aGVsbG8=')) return;
          requestCount += 1;
          socket.write(`${head}aGVsbG8=\n`);
          socket.end();
        });
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    closers.push(async () => void server.close());
    const { port } = server.address() as AddressInfo;
    return { endpoint: `http://127.0.0.1:${port}`, requestCount: () => requestCount };
  }

  it.each(each)('gets every run once, one after the other (%i)', async () => {
    const server = await startHastyServer();
    const client = oscarClient();
    for (let run = 0; run < runsARound; run += 1) {
      expect(await textOf(client.run(request(server.endpoint)))).toBe('aGVsbG8=\n');
    }
    expect(server.requestCount()).toBe(runsARound);
  });

  it.each(each)('gets every run once, several at a time (%i)', async () => {
    const server = await startHastyServer();
    const client = oscarClient();
    const line = async () => {
      for (let run = 0; run < runsARound; run += 1) await textOf(client.run(request(server.endpoint)));
    };
    await Promise.all([line(), line(), line(), line()]);
    expect(server.requestCount()).toBe(4 * runsARound);
  });
});

describe('a client that slept while the server closed its connections', () => {
  const accessToken = `${encoded({ alg: 'none' })}.${encoded({ sub: 'user' })}.x`;
  let server: ClosingServer;

  async function start() {
    server = await startClosingServer({
      '/run/leaf': { status: 200, text: 'aGVsbG8=\n' },
      '/system/services': { status: 200, text: '[]' },
      '/.well-known/openid-configuration': {
        status: 200,
        text: JSON.stringify({ issuer: '{origin}', token_endpoint: '{origin}/token' }),
      },
      '/token': { status: 200, text: JSON.stringify({ access_token: accessToken, token_type: 'Bearer' }) },
    });
    closers.push(() => server.close());
    return clusterConnections();
  }

  /** Does something twice, and sleeps in between. */
  async function aroundSleep(action: () => Promise<unknown>, requests = 2) {
    await action();
    server.sleepUntilClosed();
    // In the very turn in which it wakes up.
    await action();
    expect(await server.requestCount()).toBe(requests);
  }

  it.each(each)('runs the next input over a new connection (%i)', async () => {
    const client = new HttpOscarClient({ connections: await start(), userAgent: 'test' });
    await aroundSleep(() => textOf(client.run(request(server.endpoint))));
  });

  it.each(each)('asks for the services over a new connection (%i)', async () => {
    const client = new HttpOscarClient({ connections: await start(), userAgent: 'test' });
    const cluster = { endpoint: server.endpoint, trust: systemTrust };
    await aroundSleep(() => client.listServices(cluster, 'Basic eA==', new AbortController().signal));
  });

  it.each(each)('exchanges a token over a new connection (%i)', async () => {
    const endpoint = new OpenIdIssuers({ connections: await start(), userAgent: 'test' });
    const grant = { issuer: server.endpoint, clientId: 'app', refreshToken: 'refresh', trust: systemTrust };
    // What the issuer offers is asked for once.
    await aroundSleep(() => endpoint.exchange(grant), 3);
  });
});

describe('an idle connection', () => {
  let server: OscarServer;
  const run = (client: HttpOscarClient) => textOf(client.run(runRequest(server, 'echo')));
  const connectionsUsed = () => server.requests.map(({ connection }) => connection);

  async function start() {
    server = await startOscarServer();
    closers.push(() => server.close());
  }

  it.each([
    ['the computer slept, by the wall clock alone', { wallMs: 3_600_000, monotonicMs: 10 }],
    ['it is older than it may get', { wallMs: 4100, monotonicMs: 4100 }],
    ['the clock was set back', { wallMs: -60_000, monotonicMs: 10 }],
  ])('is not used again where %s', async (_, later) => {
    await start();
    let moment = { wallMs: 1e12, monotonicMs: 1000 };
    const connections = clusterConnections({ now: () => moment });
    const client = new HttpOscarClient({ connections, userAgent: 'test' });
    await run(client);
    moment = { wallMs: moment.wallMs + later.wallMs, monotonicMs: moment.monotonicMs + later.monotonicMs };
    await run(client);
    expect(connectionsUsed()).toEqual([1, 2]);
  });

  it('is closed when it is dropped, and one in use is not', async () => {
    await start();
    const connections = clusterConnections();
    const client = new HttpOscarClient({ connections, userAgent: 'test' });
    await run(client);
    const open = await client.run(runRequest(server, 'echo', { input: Buffer.alloc(2 ** 21) }));
    await connections.dropIdle();
    expect((await readAll(open.body)).length).toBeGreaterThan(2 ** 21);
    await connections.dropIdle();
    await server.until(() => server.openConnections === 0);
    await run(client);
    expect(connectionsUsed()).toEqual([1, 1, 2]);
  });

  it('that was spoken on meanwhile is not used again: nothing there is an answer', async () => {
    await start();
    const client = oscarClient();
    await run(client);
    server.sendIdle('HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\n\r\n');
    expect(await run(client)).toBe('aGVsbG8=\n');
    expect(connectionsUsed()).toEqual([1, 2]);
  });
});

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
