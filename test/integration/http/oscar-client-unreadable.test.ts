import zlib, { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OpenIdIssuers } from '../../../src-main/adapters/sign-in/openid-issuers';
import { mayHaveRun } from '../../../src-main/core/run/retry';
import { systemTrust } from '../../../src-main/core/connection/profile';
import { clusterConnections, oscarClient } from '../../fixtures/oscar-client';
import {
  answer,
  hangUp,
  inOrder,
  readBody,
  send,
  sendHead,
  startOscarServer,
  type OscarServer,
  type Step,
} from '../../fixtures/oscar-server';
import { failureOf, runRequest, textOf } from '../../fixtures/run-request';

const line = 'aGVsbG8gd29ybGQ=\n';
const raw = (text: string): Step => send(`HTTP/1.1 200 OK\r\n${text}`);
const coded = (coding: string, bytes: Buffer | string): Step => answer(200, bytes, { 'content-encoding': coding });

// No HTTP at all, or HTTP that contradicts itself: each was "check your internet connection" before.
const notHttp: Readonly<Record<string, Step>> = {
  'a mail server': send('220 mail.example.org ESMTP\r\n'),
  'an SSH server': send('SSH-2.0-OpenSSH_9.6\r\n'),
  'bytes of TLS': send(Buffer.from([0x15, 3, 1, 0, 2, 2, 0x46])),
  'a page without a head': send('<html><body>Hello</body></html>'),
  'a status that is no number': send('HTTP/1.1 OK OK\r\n\r\n'),
  'an unknown version': send('HTTP/9.9 200 OK\r\ncontent-length: 0\r\n\r\n'),
  'a length and chunks': raw('content-length: 4\r\ntransfer-encoding: chunked\r\n\r\n4\r\naGVs\r\n0\r\n\r\n'),
  'two lengths': raw('content-length: 4\r\ncontent-length: 8\r\n\r\naGVsbG8g'),
  'a length that is no number': raw('content-length: four\r\n\r\naGVs'),
  'a length below nothing': raw('content-length: -4\r\n\r\naGVs'),
  'a header name with a blank': raw('content length: 4\r\n\r\naGVs'),
  'a header without a colon': raw('content-length\r\n\r\naGVs'),
  'a header value with a zero byte': raw('x-note: a\0b\r\ncontent-length: 4\r\n\r\naGVs'),
  'a head beyond all bounds': raw(`x-note: ${'a'.repeat(200_000)}\r\n\r\n`),
  'a chunk without a size': raw('transfer-encoding: chunked\r\n\r\nhello\r\n'),
  'a chunk longer than it says': raw('transfer-encoding: chunked\r\n\r\n4\r\naGVsbG8g\r\n0\r\n\r\n'),
  'two lengths in one header': raw('content-length: 4, 4\r\n\r\naGVs'),
  'a status line of HTTP/2': send('HTTP/2 200\r\ncontent-length: 0\r\n\r\n'),
  'the preface of HTTP/2': send('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  'a header value with a line of its own': raw('x-note: a\rb\r\ncontent-length: 4\r\n\r\naGVs'),
  'a chunk beyond measure': raw('transfer-encoding: chunked\r\n\r\nfffffffffffffffff\r\naGVs'),
  'a chunk of less than nothing': raw('transfer-encoding: chunked\r\n\r\n-4\r\naGVs\r\n0\r\n\r\n'),
  'a FTP server': send('220 FTP server ready.\r\n'),
  'a database': send(Buffer.from('4a0000000a382e302e3336', 'hex')),
  'more than its length': inOrder(sendHead(200, { 'content-length': 4, connection: 'close' }), send(line)),
};

const notUnpacked: Readonly<Record<string, readonly [coding: string, step: Step]>> = {
  'gzip that is none': ['gzip', coded('gzip', line)],
  'gzip cut short': ['gzip', coded('gzip', gzipSync(line.repeat(1000)).subarray(0, 40))],
  'gzip with a wrong sum': ['gzip', coded('gzip', withWrongSum(gzipSync(line)))],
  'deflate that is none': ['deflate', coded('deflate', line)],
  'brotli that is none': ['br', coded('br', Buffer.alloc(64, 0xff))],
  'brotli cut short': ['br', coded('br', brotliCompressSync(line.repeat(1000)).subarray(0, 20))],
  'gzip with something else behind it': ['gzip', coded('gzip', Buffer.concat([gzipSync(line), Buffer.from('tail')]))],
  'gzip with its head alone': ['gzip', coded('gzip', gzipSync(line).subarray(0, 10))],
  'deflate cut short': ['deflate', coded('deflate', deflateSync(line.repeat(1000)).subarray(0, 20))],
  'one coding of two': ['br', coded('br, gzip', gzipSync(line))],
  'a coding nobody knows behind another': ['rot13', coded('gzip, rot13', gzipSync(line))],
  'a coding nobody knows': ['rot13', coded('rot13', line)],
};

const unpacked: Readonly<Record<string, Step>> = {
  'gzip twice': coded('gzip, gzip', gzipSync(gzipSync(line))),
  'brotli, then gzip': coded('br, gzip', gzipSync(brotliCompressSync(line))),
  'gzip in two members': coded('gzip', Buffer.concat([gzipSync(line.slice(0, 4)), gzipSync(line.slice(4))])),
  'gzip among empty names': coded(', gzip,', gzipSync(line)),
  'x-gzip': coded('x-gzip', gzipSync(line)),
  'GZIP in capitals': coded('GZIP', gzipSync(line)),
  identity: coded('identity', line),
  'identity and gzip': coded('identity, gzip', gzipSync(line)),
  'deflate as it should be': coded('deflate', deflateSync(line)),
  'deflate without its wrapping': coded('deflate', deflateRawSync(line)),
};

const empty: Readonly<Record<string, Step>> = {
  '204 that names a coding': answer(204, '', { 'content-encoding': 'gzip' }),
  'no bytes with a length': coded('gzip', ''),
  'no bytes in chunks': raw('content-encoding: br\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'),
  'no bytes before the end': inOrder(raw('content-encoding: gzip, gzip\r\nconnection: close\r\n\r\n'), hangUp()),
};

// Types and older runtimes lack it.
const zstdCompressSync = Reflect.get(zlib, 'zstdCompressSync') as ((text: string) => Buffer) | undefined;

let server: OscarServer;

beforeAll(async () => {
  const all: [string, Step][] = [
    ...Object.entries({ ...notHttp, ...unpacked, ...empty }),
    ...Object.entries(notUnpacked).map(([name, [, step]]): [string, Step] => [name, step]),
  ];
  const services = Object.fromEntries(all.map(([name, step]) => [name, inOrder(readBody(), step)]));
  server = await startOscarServer({
    services: { ...services, zstd: inOrder(readBody(), zstdAnswer()) },
    routes: {
      '/not-http/system/services': send('220 mail.example.org ESMTP\r\n'),
      '/not-packed/system/services': coded('gzip', '[]'),
      '/packed/system/services': coded('gzip, br', brotliCompressSync(gzipSync('[]'))),
      '/not-http/.well-known/openid-configuration': send('220 mail.example.org ESMTP\r\n'),
    },
  });
});

afterAll(() => server.close());

const run = (service: string) => textOf(oscarClient().run(runRequest(server, service)));
const host = () => `127.0.0.1:${server.port}`;

describe('an answer that is no correct HTTP', () => {
  it.each(Object.keys(notHttp))('says so: %s', async (service) => {
    const failure = await failureOf(run(service), server.token);
    expect(failure).toEqual({ code: 'response-not-http', host: host(), text: expect.stringMatching(/\w/) });
    expect(mayHaveRun(failure)).toBe(true);
  });

  it('says so in a listing and at an issuer, too', async () => {
    const cluster = { endpoint: `${server.endpoint}/not-http`, trust: systemTrust };
    const listing = oscarClient().listServices(cluster, server.authorization, new AbortController().signal);
    expect(await failureOf(listing, server.authorization)).toMatchObject({ code: 'response-not-http' });
    const endpoint = new OpenIdIssuers({ connections: clusterConnections(), userAgent: 'test' });
    const grant = {
      issuer: cluster.endpoint,
      clientId: 'app',
      refreshToken: 'secret refresh token',
      trust: systemTrust,
    };
    const exchange = endpoint.exchange(grant);
    expect(await failureOf(exchange, grant.refreshToken)).toMatchObject({ code: 'response-not-http' });
  });
});

describe('an answer that is packed', () => {
  it.each(Object.entries(notUnpacked).map(([name, [coding]]) => [name, coding]))(
    'and can’t be unpacked says so: %s',
    async (service, coding) => {
      const failure = await failureOf(run(service), server.token);
      expect(failure).toMatchObject({ code: 'response-not-unpacked', host: host(), coding });
      expect(mayHaveRun(failure)).toBe(true);
    },
  );

  it.each(Object.keys(unpacked))('is unpacked: %s', async (service) => {
    expect(await run(service)).toBe(line);
  });

  it('with zstd is unpacked where the runtime can, or names it', async () => {
    if (zstdCompressSync) expect(await run('zstd')).toBe(line);
    else expect(await failureOf(run('zstd'))).toMatchObject({ code: 'response-not-unpacked', coding: 'zstd' });
  });

  it.each(Object.keys(empty))('and holds no byte is empty: %s', async (service) => {
    expect(await run(service)).toBe('');
  });

  it('is read in a listing alike', async () => {
    const list = (path: string) => {
      const cluster = { endpoint: `${server.endpoint}/${path}`, trust: systemTrust };
      return oscarClient().listServices(cluster, server.authorization, new AbortController().signal);
    };
    expect(await list('packed')).toEqual([]);
    expect(await failureOf(list('not-packed'))).toMatchObject({ code: 'response-not-unpacked', coding: 'gzip' });
  });
});

function zstdAnswer(): Step {
  return coded('zstd', zstdCompressSync?.(line) ?? Buffer.from(line));
}

/** The sum is in the four bytes before the last four. */
function withWrongSum(bytes: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, -8), Buffer.alloc(4), bytes.subarray(-4)]);
}
