import { afterEach, describe, expect, it } from 'vitest';
import { oscarClient } from '../../fixtures/oscar-client';
import { mayHaveRun } from '../../../src-main/core/run/retry';
import {
  drip,
  echo,
  hangUp,
  inOrder,
  inTurn,
  readBody,
  reset,
  say,
  send,
  sendForever,
  sendHead,
  stall,
  startOscarServer,
  type OscarServer,
  type OscarServerOptions,
  type Step,
} from '../../fixtures/oscar-server';
import { createSelfSigned } from '../../fixtures/certificates';
import { failureOf, readAll, runRequest, textOf, watchProgress, type RunOptions } from '../../fixtures/run-request';

const shortMs = 300;
// More than the buffers of two sockets hold, so that the upload can't be over before the server reads.
const largeInput = Buffer.alloc(24 * 2 ** 20, 'leaf');

const servers: OscarServer[] = [];
const newClient = () => oscarClient();

async function start(options: OscarServerOptions): Promise<OscarServer> {
  const server = await startOscarServer(options);
  servers.push(server);
  return server;
}

/** Runs the service once, up to the end of its answer. */
async function attempt(server: OscarServer, service: string, options?: RunOptions): Promise<Buffer> {
  return readAll((await newClient().run(runRequest(server, service, options))).body);
}

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

describe('no connection', () => {
  it('is refused by a closed port', async () => {
    const server = await startOscarServer();
    const { endpoint, port } = server;
    await server.close();
    const failure = await failureOf(attempt(server, 'echo', { endpoint }), server.token);
    expect(failure).toEqual({ code: 'connection-refused', host: `127.0.0.1:${port}` });
  });

  it('finds no host of a name that can not exist', async () => {
    const server = await start({});
    const failure = await failureOf(attempt(server, 'echo', { endpoint: 'http://oscar.invalid:8080' }), server.token);
    expect(failure).toEqual({ code: 'host-not-found', host: 'oscar.invalid:8080' });
  });

  it.each(['', 'no address', 'http://', 'http://exa mple.org'])('takes %j for no address', async (endpoint) => {
    const server = await start({});
    const failure = await failureOf(attempt(server, 'echo', { endpoint }), server.token);
    expect(failure).toEqual({ code: 'endpoint-invalid', address: endpoint });
  });

  it('is reset as soon as it is there', async () => {
    const server = await start({ receive: () => 'reset' });
    const failure = await failureOf(attempt(server, 'echo', { input: largeInput }), server.token);
    expect(failure).toMatchObject({ code: 'connection-lost', receivedBytes: 0 });
    expect(mayHaveRun(failure)).toBe(false);
    expect(server.requests).toHaveLength(0);
  });
});

describe('a connection lost', () => {
  it('by a reset during the upload', async () => {
    const server = await start({ services: { leaf: inOrder(readBody(100_000), reset()) } });
    const failure = await failureOf(attempt(server, 'leaf', { input: largeInput }), server.token);
    expect(failure).toEqual({ code: 'connection-lost', phase: 'sending', receivedBytes: 0 });
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    ['a reset', reset()],
    ['a hang-up', hangUp()],
  ])('by %s before the head of the answer', async (_, end) => {
    const server = await start({ services: { leaf: inOrder(readBody(), end) } });
    const failure = await failureOf(attempt(server, 'leaf'), server.token);
    expect(failure).toEqual({ code: 'connection-lost', phase: 'waiting', receivedBytes: 0 });
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    ['a reset', reset()],
    ['a hang-up', hangUp()],
  ])('by %s in the middle of the head', async (_, end) => {
    const server = await start({ services: { leaf: inOrder(readBody(), send('HTTP/1.1 200 OK\r\ncontent-'), end) } });
    const failure = await failureOf(attempt(server, 'leaf'), server.token);
    expect(failure).toEqual({ code: 'connection-lost', phase: 'waiting', receivedBytes: 0 });
  });

  it.each([
    ['a reset', reset()],
    ['a hang-up', hangUp()],
  ])('by %s in the middle of a base64 group, with the length known', async (_, end) => {
    const received = gate();
    const leaf = inOrder(readBody(), sendHead(200, { 'content-length': 4001 }), send('aGVsbG8'), received.step, end);
    const server = await start({ services: { leaf } });
    const reply = await newClient().run(runRequest(server, 'leaf'));
    const chunks = reply.body[Symbol.asyncIterator]();
    expect(Buffer.from((await chunks.next()).value ?? []).toString()).toBe('aGVsbG8');
    received.open();
    expect(await failureOf(chunks.next(), server.token)).toEqual({
      code: 'connection-lost',
      phase: 'receiving',
      receivedBytes: 7,
      expectedBytes: 4001,
    });
  });

  it('by a reset that comes together with the head and a part of the body', async () => {
    const leaf = inOrder(readBody(), sendHead(200, { 'content-length': 4001 }), send('aGVsbG8'), reset());
    const server = await start({ services: { leaf } });
    const failure = await failureOf(attempt(server, 'leaf'), server.token);
    expect(failure).toMatchObject({ code: 'connection-lost', phase: 'receiving' });
  });

  it.each<[string, Step]>([
    ['between two chunks', send('8\r\naGVsbG8g\r\n')],
    ['in a chunk', send('8000\r\naGVsbG8g')],
    ['before the last chunk’s final line', send('8\r\naGVsbG8g\r\n0\r\n')],
  ])('%s of an answer without a length', async (_, part) => {
    const head = sendHead(200, { 'transfer-encoding': 'chunked' });
    const server = await start({ services: { leaf: inOrder(readBody(), head, part, hangUp()) } });
    const failure = await failureOf(attempt(server, 'leaf'), server.token);
    expect(failure).toEqual({ code: 'connection-lost', phase: 'receiving', receivedBytes: 8 });
  });
});

describe('silence', () => {
  it('while the connection is secured', async () => {
    const server = await start({ tls: await createSelfSigned(), receive: () => 'ignore' });
    const failure = await failureOf(attempt(server, 'echo', { limits: { connectMs: shortMs } }), server.token);
    expect(failure).toEqual({ code: 'timed-out', phase: 'connecting', seconds: 0.3 });
  });

  it.each([
    ['nothing', stall()],
    ['the beginning', inOrder(readBody(100_000), stall())],
  ])('of a server that reads %s of the input', async (_, service) => {
    const server = await start({ services: { leaf: service } });
    const options = { input: largeInput, limits: { stallMs: shortMs } };
    expect(await failureOf(attempt(server, 'leaf', options), server.token)).toEqual({
      code: 'timed-out',
      phase: 'sending',
      seconds: 0.3,
    });
    server.drain();
    await server.until(() => server.requests[0]?.outcome === 'client-closed');
  });

  it('of a service at work', async () => {
    const server = await start({ services: { leaf: inOrder(readBody(), stall()) } });
    const failure = await failureOf(attempt(server, 'leaf', { limits: { waitMs: shortMs } }), server.token);
    expect(failure).toEqual({ code: 'timed-out', phase: 'waiting', seconds: 0.3 });
    await server.until(() => server.requests[0]?.outcome === 'client-closed');
    expect(server.requests).toHaveLength(1);
  });

  it('that informational answers do not end', async () => {
    const leaf = inOrder(readBody(), send('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'), stall());
    const server = await start({ services: { leaf } });
    const failure = await failureOf(attempt(server, 'leaf', { limits: { waitMs: shortMs } }), server.token);
    expect(failure).toEqual({ code: 'timed-out', phase: 'waiting', seconds: 0.3 });
  });

  it('in the middle of an answer', async () => {
    const leaf = inOrder(readBody(), sendHead(200, { 'content-length': 4001 }), send('aGVsbG8'), stall());
    const server = await start({ services: { leaf } });
    const failure = await failureOf(attempt(server, 'leaf', { limits: { stallMs: shortMs } }), server.token);
    expect(failure).toEqual({ code: 'timed-out', phase: 'receiving', seconds: 0.3 });
    await server.until(() => server.requests[0]?.outcome === 'client-closed');
  });

  it('has its opposite in an answer that trickles for ever, which is ended', async () => {
    const leaf = inOrder(readBody(), sendHead(200, { 'content-length': 4001 }), drip('aGVsbG8g'.repeat(500), 1, 50));
    const server = await start({ services: { leaf } });
    const failure = await failureOf(attempt(server, 'leaf', { limits: { receiveMs: shortMs } }), server.token);
    expect(failure).toEqual({ code: 'response-too-slow', seconds: 0.3 });
    await server.until(() => server.requests[0]?.outcome !== 'open');
  });

  it('is not what a slow answer is taken for, as long as it moves', async () => {
    const line = 'aGVsbG8g'.repeat(5);
    const leaf = inOrder(readBody(), sendHead(200, { 'content-length': line.length }), drip(line, 1, 50), stall());
    const server = await start({ services: { leaf } });
    expect((await attempt(server, 'leaf', { limits: { stallMs: 1500 } })).toString()).toBe(line);
  });
});

describe('stopped by the user', () => {
  it('before anything was sent', async () => {
    const server = await start({});
    const failure = await failureOf(attempt(server, 'echo', { signal: AbortSignal.abort() }), server.token);
    expect(failure).toEqual({ code: 'cancelled', clusterMayContinue: false });
    expect(server.acceptedConnections).toBe(0);
  });

  it('while the connection is secured', async () => {
    const server = await start({ tls: await createSelfSigned(), receive: () => 'ignore' });
    const stop = new AbortController();
    const failure = failureOf(attempt(server, 'echo', { signal: stop.signal }), server.token);
    await server.until(() => server.openConnections === 1);
    stop.abort();
    expect(await failure).toEqual({ code: 'cancelled', clusterMayContinue: false });
    server.drain();
    await server.until(() => server.openConnections === 0);
  });

  it('during the upload', async () => {
    const server = await start({ services: { leaf: inOrder(readBody(100_000), stall()) } });
    const stop = new AbortController();
    const failure = failureOf(attempt(server, 'leaf', { input: largeInput, signal: stop.signal }), server.token);
    await server.until(() => (server.requests[0]?.bodyBytes ?? 0) > 0);
    stop.abort();
    expect(await failure).toEqual({ code: 'cancelled', clusterMayContinue: false });
    server.drain();
    await server.until(() => server.requests[0]?.outcome === 'client-closed');
  });

  it('while the service works', async () => {
    const server = await start({ services: { leaf: inOrder(readBody(), stall()) } });
    const stop = new AbortController();
    const { onProgress, reached } = watchProgress();
    const failure = failureOf(attempt(server, 'leaf', { signal: stop.signal, onProgress }), server.token);
    await reached('waiting');
    stop.abort();
    expect(await failure).toEqual({ code: 'cancelled', clusterMayContinue: true });
    await server.until(() => server.openConnections === 0);
  });

  it('while the answer comes', async () => {
    const leaf = inOrder(readBody(), sendHead(200, { 'transfer-encoding': 'chunked' }), sendForever('4\r\naGVs\r\n'));
    const server = await start({ services: { leaf } });
    const stop = new AbortController();
    const { onProgress, reached } = watchProgress();
    const failure = failureOf(attempt(server, 'leaf', { signal: stop.signal, onProgress }), server.token);
    await reached('receiving');
    stop.abort();
    expect(await failure).toEqual({ code: 'cancelled', clusterMayContinue: false });
    await server.until(() => server.requests[0]?.outcome === 'client-closed');
  });

  it('by no longer reading an endless answer', async () => {
    const leaf = inOrder(readBody(), sendHead(200, { 'transfer-encoding': 'chunked' }), sendForever('4\r\naGVs\r\n'));
    const server = await start({ services: { leaf } });
    const reply = await newClient().run(runRequest(server, 'leaf'));
    for await (const chunk of reply.body) if (chunk.length > 0) break;
    await server.until(() => server.requests[0]?.outcome === 'client-closed');
  });
});

describe('a kept-alive connection', () => {
  it('serves one run after the other', async () => {
    const server = await start({});
    const client = newClient();
    for (const word of ['one', 'two']) {
      const text = await textOf(client.run(runRequest(server, 'echo', { input: Buffer.from(word) })));
      expect(Buffer.from(text, 'base64').toString()).toBe(word);
    }
    expect(server.requests.map((request) => request.connection)).toEqual([1, 1]);
  });

  it('that the server closed in between is replaced by another', async () => {
    const server = await start({});
    const client = newClient();
    await textOf(client.run(runRequest(server, 'echo')));
    server.closeIdle();
    await server.until(() => server.openConnections === 0);
    expect(await textOf(client.run(runRequest(server, 'echo')))).toBe('aGVsbG8=\n');
    expect(server.requests.map((request) => request.connection)).toEqual([1, 2]);
  });

  it('that ends under a request is a failure, not a reason to send it again unasked', async () => {
    const server = await start({ services: { leaf: inTurn(echo(), inOrder(readBody(), reset())) } });
    const client = newClient();
    await textOf(client.run(runRequest(server, 'leaf')));
    const failure = await failureOf(client.run(runRequest(server, 'leaf')), server.token);
    expect(failure).toEqual({ code: 'connection-lost', phase: 'waiting', receivedBytes: 0 });
    expect(server.requests.map((request) => request.connection)).toEqual([1, 1]);
  });

  it('never gives the rest of one answer to the next request', async () => {
    const smuggled = 'HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nc3Rvcnk=\n';
    const tooMuch = inOrder(readBody(), sendHead(200, { 'content-length': 9 }), send(`aGVsbG8=\n${smuggled}`), stall());
    const server = await start({ services: { leaf: inTurn(tooMuch, say('fine')) } });
    const client = newClient();
    expect(await textOf(client.run(runRequest(server, 'leaf')))).toBe('aGVsbG8=\n');
    expect(await textOf(client.run(runRequest(server, 'leaf')))).toBe('fine\n');
    expect(server.requests.map((request) => request.connection)).toEqual([1, 2]);
  });

  it('is not kept where an answer without a length ends with it', async () => {
    const leaf = inOrder(readBody(), sendHead(200, { connection: 'close' }), send('aGVsbG8=\n'), hangUp());
    const server = await start({ services: { leaf } });
    expect((await attempt(server, 'leaf')).toString()).toBe('aGVsbG8=\n');
  });
});

/** A step that a test lets go on. */
function gate(): { readonly step: Step; open(): void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { step: () => opened, open: () => open() };
}
