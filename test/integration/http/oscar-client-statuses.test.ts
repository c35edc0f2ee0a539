import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { oscarClient } from '../../fixtures/oscar-client';
import type { ErrorInfo } from '../../../src-main/core/ground/error';
import {
  answer,
  gatewayPage,
  hangUp,
  inOrder,
  nginxPage,
  readBody,
  say,
  send,
  sendForever,
  sendHead,
  stall,
  startOscarServer,
  type OscarServer,
  type Step,
} from '../../fixtures/oscar-server';
import { failureOf, runRequest, textOf, type RunOptions } from '../../fixtures/run-request';

const servers: OscarServer[] = [];
const client = oscarClient();
const page = { 'content-type': 'text/html; charset=utf-8' };

/** Starts a server whose service `leaf` does as told. */
async function serverWith(leaf: Step): Promise<OscarServer> {
  const server = await startOscarServer({ services: { leaf } });
  servers.push(server);
  return server;
}

/** What a run of such a service fails with; the host, whose port changes, is called `oscar`. */
async function failureWith(leaf: Step, options?: RunOptions): Promise<ErrorInfo> {
  const server = await serverWith(leaf);
  const failure = await failureOf(client.run(runRequest(server, 'leaf', options)), server.token);
  return 'host' in failure ? { ...failure, host: failure.host.replace(/^127\.0\.0\.1:\d+$/, 'oscar') } : failure;
}

/** Reads the input to its end, then answers. */
const says = (status: number, body = '', headers = {}) => inOrder(readBody(), answer(status, body, headers));

afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()));
});

describe('an answer with status', () => {
  const host = 'oscar';
  const unknownIssuer = "Error getting oidc manager for issuer 'https://idp.example.org'";
  const ambiguous = 'More than one service authorize, use the owner query to select the service';
  const quota = 'invalid workload: try to reduce the service resource (cpu, memory, etc.)';
  const traceback = 'exit status 1\nTraceback (most recent call last):\nbinascii.Error: Incorrect padding';

  it.each<[string, Step, ErrorInfo]>([
    ['400 and a text', says(400, quota), { code: 'request-rejected', status: 400, text: quota }],
    [
      '400, issuer unknown',
      says(400, unknownIssuer),
      { code: 'issuer-unknown', host, issuer: 'https://idp.example.org' },
    ],
    ['400, two services', says(400, ambiguous), { code: 'service-ambiguous', service: 'leaf' }],
    ['400 and a page', gatewayPage(400), { code: 'request-rejected', status: 400, text: '400 Bad Request' }],
    ['401', says(401), { code: 'unauthorized', host }],
    [
      '401 and a text',
      says(401, "this user isn't enrrolled on the vo: x"),
      {
        code: 'unauthorized',
        host,
        text: "this user isn't enrrolled on the vo: x",
      },
    ],
    ['403', says(403), { code: 'forbidden', host }],
    ['403 and a page', gatewayPage(403), { code: 'forbidden', host, text: '403 Forbidden' }],
    ['404', says(404), { code: 'service-not-found', service: 'leaf', host }],
    ['404 of a cluster without services', says(404, '404 page not found'), { code: 'not-oscar', host }],
    ['404 and a page', gatewayPage(404), { code: 'not-oscar', host }],
    ['408', says(408, 'Killed process.\n'), { code: 'service-failed', status: 408, text: 'Killed process.' }],
    ['409', says(409, 'conflict'), { code: 'request-rejected', status: 409, text: 'conflict' }],
    ['413 and a page', gatewayPage(413), { code: 'input-too-large', host, sizeBytes: 5 }],
    [
      '429',
      says(429, 'Concurrent request limit exceeded. Max concurrent requests: 1\n'),
      {
        code: 'service-busy',
        host,
      },
    ],
    ['500 and a text', says(500, `${traceback}\n`), { code: 'service-failed', status: 500, text: traceback }],
    ['500', says(500), { code: 'service-failed', status: 500, text: '' }],
    [
      '500 and JSON',
      says(500, '{"error":"full"}', { 'content-type': 'application/json' }),
      {
        code: 'service-failed',
        status: 500,
        text: '{"error":"full"}',
      },
    ],
    ['500 and a page', gatewayPage(500), { code: 'service-failed', status: 500, text: '500 Internal Server Error' }],
    [
      '502, token cut short',
      says(502, "x509: Error getting oidc manager for issuer ''"),
      {
        code: 'unauthorized',
        host,
        text: "x509: Error getting oidc manager for issuer ''",
      },
    ],
    ['504 and a text', says(504, 'activator request timeout'), { code: 'gateway-timed-out', host }],
    ['504 and a page', gatewayPage(504), { code: 'gateway-timed-out', host }],
    ['507', says(507, 'no space'), { code: 'service-failed', status: 507, text: 'no space' }],
    ['304', says(304), { code: 'not-oscar', host }],
  ])('%s', async (_, leaf, expected) => {
    expect(await failureWith(leaf)).toEqual(expected);
  });

  it.each<[string, Step, number, string]>([
    ['502', says(502), 502, ''],
    ['502 and a text', says(502, 'EOF\n'), 502, 'EOF'],
    ['502 and a page', gatewayPage(502), 502, '502 Bad Gateway'],
    ['502 and JSON', says(502, '{"message":"no"}', { 'content-type': 'application/json' }), 502, '{"message":"no"}'],
    ['503', says(503), 503, ''],
    ['503 and a text', says(503, 'pending request queue full\n'), 503, 'pending request queue full'],
    ['503 and a page', gatewayPage(503), 503, '503 Service Unavailable'],
  ])('%s tells when it came', async (_, leaf, status, text) => {
    expect(await failureWith(leaf)).toEqual({
      code: 'service-not-ready',
      status,
      text,
      answeredAfterMs: expect.any(Number),
    });
  });
});

describe('Retry-After', () => {
  it.each([429, 502, 503])('of %i in seconds', async (status) => {
    expect(await failureWith(says(status, '', { 'retry-after': '7' }))).toMatchObject({ retryAfterMs: 7000 });
  });

  it('as a date', async () => {
    const inAnHour = new Date(Date.now() + 3_600_000).toUTCString();
    const failure = await failureWith(says(503, '', { 'retry-after': inAnHour }));
    const retryAfterMs = 'retryAfterMs' in failure ? failure.retryAfterMs : undefined;
    expect(retryAfterMs).toBeGreaterThan(3_000_000);
    expect(retryAfterMs).toBeLessThanOrEqual(3_600_000);
  });

  it('as a date that is past', async () => {
    const past = 'Wed, 21 Oct 2015 07:28:00 GMT';
    expect(await failureWith(says(503, '', { 'retry-after': past }))).toMatchObject({ retryAfterMs: 0 });
  });

  it.each(['soon', '-5', ''])('that says %j counts for nothing', async (value) => {
    expect(await failureWith(says(429, '', { 'retry-after': value }))).toEqual({ code: 'service-busy', host: 'oscar' });
  });
});

describe('the text of an error', () => {
  it('is kept as far as it came before the connection ended', async () => {
    const leaf = inOrder(readBody(), sendHead(500, { 'content-length': 1000 }), send('exit status 1\n'), hangUp());
    expect(await failureWith(leaf)).toEqual({ code: 'service-failed', status: 500, text: 'exit status 1' });
  });

  it('is not waited for without end', async () => {
    const leaf = inOrder(readBody(), sendHead(401, { 'content-length': 1000 }), stall());
    expect(await failureWith(leaf, { limits: { stallMs: 300 } })).toEqual({ code: 'unauthorized', host: 'oscar' });
  });

  it('is not read without end', async () => {
    const leaf = inOrder(readBody(), sendHead(500, {}), sendForever(Buffer.alloc(2 ** 16, 'x')));
    expect(await failureWith(leaf)).toEqual({ code: 'service-failed', status: 500, text: 'x'.repeat(2000) });
  });

  it('is not read at all when the user stops', async () => {
    const stop = new AbortController();
    const server = await serverWith(inOrder(readBody(), sendHead(500, { 'content-length': 1000 }), stall()));
    const failure = failureOf(client.run(runRequest(server, 'leaf', { signal: stop.signal })), server.token);
    await server.until(() => (server.requests[0]?.bodyBytes ?? 0) > 0);
    stop.abort();
    expect((await failure).code).toBe('cancelled');
    await server.until(() => server.requests[0]?.outcome === 'client-closed');
  });

  it('is readable when it came compressed', async () => {
    const leaf = inOrder(readBody(), answer(500, gzipSync('exit status 1\n'), { 'content-encoding': 'gzip' }));
    expect(await failureWith(leaf)).toEqual({ code: 'service-failed', status: 500, text: 'exit status 1' });
  });

  it('is the title of a page, whatever its type', async () => {
    const html = '<!DOCTYPE html><html lang="en"><title>\n  Nothing here\n</title><body>'.padEnd(5000, '.');
    expect(await failureWith(says(500, html, page))).toMatchObject({ text: 'Nothing here' });
    expect(await failureWith(says(500, html, { 'content-type': 'text/plain' }))).toMatchObject({
      text: 'Nothing here',
    });
  });

  it('never repeats the token, not even when the server does', async () => {
    const parrot: Step = async (exchange) => {
      const { token } = exchange.server;
      await inOrder(readBody(), answer(500, `KeyError: Http_Authorization=Bearer ${token}`))(exchange);
    };
    expect(await failureWith(parrot)).toMatchObject({ code: 'service-failed', status: 500 });
  });
});

describe('an answer before the whole input was sent', () => {
  // More than the buffers of two sockets hold, so that the upload can't be over by itself.
  const input = Buffer.alloc(24 * 2 ** 20, 'leaf');
  const tooLarge = { code: 'input-too-large', host: 'oscar', sizeBytes: input.length };

  it.each<[string, Step]>([
    ['reads on', answer(413, nginxPage(413), page)],
    ['closes', answer(413, nginxPage(413), { ...page, connection: 'close' })],
    ['reads no more', inOrder(sendHead(413, { 'content-length': 0 }), stall())],
    ['hangs up', inOrder(sendHead(413, { 'content-length': 0, connection: 'close' }), hangUp())],
    ['reads a little and hangs up', inOrder(readBody(100_000), sendHead(413, { 'content-length': 0 }), hangUp())],
  ])('is heard when the server then %s', async (_, leaf) => {
    expect(await failureWith(leaf, { input })).toEqual(tooLarge);
  });

  it('can say that the token is wrong', async () => {
    const server = await serverWith(say('never'));
    const token = 'f'.repeat(64);
    const failure = await failureOf(client.run(runRequest(server, 'leaf', { input, token })), token);
    expect(failure).toMatchObject({ code: 'unauthorized' });
    expect(server.requests[0]?.authorization).toBe('other');
  });

  it('can be the result', async () => {
    const server = await serverWith(answer(200, 'aGVsbG8=\n', { connection: 'close' }));
    expect(await textOf(client.run(runRequest(server, 'leaf', { input })))).toBe('aGVsbG8=\n');
  });
});
