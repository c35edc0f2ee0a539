import { createHash, randomBytes } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { oscarClient } from '../../fixtures/oscar-client';
import { AppError } from '../../../src-main/core/ground/error';
import type { ByteSource } from '../../../src-main/core/ground/ports';
import {
  answer,
  generate,
  generatedBytes,
  inOrder,
  readBody,
  say,
  send,
  sendHead,
  startOscarServer,
  type OscarServer,
  type Step,
} from '../../fixtures/oscar-server';
import { failureOf, readAll, runRequest, textOf, watchProgress } from '../../fixtures/run-request';

const client = oscarClient({ userAgent: 'OSCAR Desktop/test' });
const line = 'aGVsbG8gd29ybGQ=\n';
let server: OscarServer;

const coded = (coding: string, bytes: Buffer): Step =>
  inOrder(readBody(), answer(200, bytes, { 'content-encoding': coding }));

beforeAll(async () => {
  const raw = (...steps: readonly Step[]) => inOrder(readBody(), ...steps);
  server = await startOscarServer({
    services: {
      cow: say('moo'),
      empty: inOrder(readBody(), answer(200)),
      large: generate(24 * 2 ** 20),
      gzip: coded('gzip', gzipSync(line)),
      deflate: coded('deflate', deflateSync(line)),
      br: coded('br', brotliCompressSync(line)),
      codedNothing: coded('gzip', Buffer.alloc(0)),
      continued: inOrder(send('HTTP/1.1 100 Continue\r\n\r\n'), readBody(), answer(200, line)),
      hinted: raw(send('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'), answer(200, line)),
      hintedTwice: raw(
        send('HTTP/1.1 102 Processing\r\n\r\n'),
        send('HTTP/1.1 103 Early Hints\r\n\r\n'),
        answer(200, line),
      ),
      longer: raw(sendHead(200, { 'content-length': 4, connection: 'close' }), send(line)),
      typed: raw(answer(200, line, { 'content-type': 'text/html; charset=utf-8' })),
    },
    routes: {
      '/cluster/one/run/cow': say('moo from a prefix'),
      '/run/name%20with%20%2F': say('moo from a strange name'),
    },
  });
});

afterAll(() => server.close());

const sha256 = (text: string | Buffer) => createHash('sha256').update(text).digest('hex');
const lastRequest = () => server.requests.at(-1);

describe('the input', () => {
  it.each([0, 1, 2, 3, 4, 5, 2 ** 20])('of %i bytes arrives whole, with its exact length', async (sizeBytes) => {
    const input = Buffer.from([...generatedBytes(sizeBytes)].flatMap((chunk) => [...chunk]));
    const text = await textOf(client.run(runRequest(server, 'echo', { input })));
    expect(text).toBe(`${input.toString('base64')}\n`);
    const seen = lastRequest();
    expect(seen?.headers['content-length']).toBe(String(seen?.bodyBytes));
    expect(seen?.headers).not.toHaveProperty('transfer-encoding');
    expect(seen?.sha256).toBe(sha256(input.toString('base64')));
  });

  it.each(['1234', 'true', 'null', '12e3', 'Infinity', '123456789012', '9e99'])(
    'whose base64 is %s does not pass for JSON',
    async (base64) => {
      const input = Buffer.from(base64, 'base64');
      expect(await textOf(client.run(runRequest(server, 'echo', { input })))).toBe(`${base64}\n`);
      expect(lastRequest()?.headers['content-length']).toBe(String(lastRequest()?.bodyBytes));
    },
  );

  it('larger than any buffer is echoed byte for byte', async () => {
    const input = Buffer.concat([...generatedBytes(24 * 2 ** 20 + 1)]);
    const text = await textOf(client.run(runRequest(server, 'echo', { input })));
    expect(sha256(Buffer.from(text, 'base64'))).toBe(sha256(input));
    expect(lastRequest()?.bodyBytes).toBe(4 * Math.ceil(input.length / 3));
  });

  it('that fails while it is read is what failed, and the server gets no half of it', async () => {
    const input: ByteSource = {
      sizeBytes: 24 * 2 ** 20,
      async *open() {
        yield Buffer.alloc(2 ** 20);
        throw new AppError({ code: 'file-changed', file: 'leaf.jpg' });
      },
    };
    const count = server.requests.length;
    const failure = await failureOf(client.run(runRequest(server, 'echo', { input })), server.token);
    expect(failure).toEqual({ code: 'file-changed', file: 'leaf.jpg' });
    await server.until(() => server.requests.slice(count).every((request) => request.outcome === 'client-closed'));
  });

  it('goes to the owner’s service, below the endpoint’s own path', async () => {
    await textOf(client.run(runRequest(server, 'cow', { owner: 'user@egi.eu&x=1' })));
    expect(lastRequest()?.path).toBe('/run/cow?owner=user%40egi.eu%26x%3D1');
    const endpoint = `${server.endpoint}/cluster/one/`;
    expect(await textOf(client.run(runRequest(server, 'cow', { endpoint })))).toBe('moo from a prefix\n');
    expect(await textOf(client.run(runRequest(server, 'name with /')))).toBe('moo from a strange name\n');
  });

  it('comes with a type that is given back, a name of the program, and the token', async () => {
    const reply = await client.run(runRequest(server, 'cow'));
    await readAll(reply.body);
    expect(lastRequest()).toMatchObject({ method: 'POST', authorization: 'accepted' });
    expect(lastRequest()?.headers['user-agent']).toBe('OSCAR Desktop/test');
    expect(lastRequest()?.headers['content-type']).toBe(reply.mirroredContentType);
    expect(reply.contentType).toBe(reply.mirroredContentType);
  });

  it('is not sent with a token that no header can hold', async () => {
    const token = 'token\nwith a line break';
    const count = server.requests.length;
    const failure = await failureOf(client.run(runRequest(server, 'cow', { token })), token);
    expect(failure).toEqual({ code: 'unauthorized', host: `127.0.0.1:${server.port}` });
    expect(server.requests).toHaveLength(count);
  });
});

describe('the answer', () => {
  it.each(['gzip', 'deflate', 'br'])('is read through the content coding %s', async (service) => {
    expect(await textOf(client.run(runRequest(server, service)))).toBe(line);
  });

  it.each(['continued', 'hinted', 'hintedTwice'])('is the final one of a service that is %s', async (service) => {
    expect(await textOf(client.run(runRequest(server, service)))).toBe(line);
  });

  it.each(['empty', 'codedNothing'])('may be %s', async (service) => {
    expect(await textOf(client.run(runRequest(server, service)))).toBe('');
  });

  it('that goes on behind its end is no good answer', async () => {
    const failure = await failureOf(textOf(client.run(runRequest(server, 'longer'))), server.token);
    expect(failure).toMatchObject({ code: 'response-not-http', host: `127.0.0.1:${server.port}` });
  });

  it('says what type it claims to have', async () => {
    const reply = await client.run(runRequest(server, 'typed'));
    expect(reply).toMatchObject({ host: `127.0.0.1:${server.port}`, contentType: 'text/html; charset=utf-8' });
    await readAll(reply.body);
  });

  it('of many megabytes comes as a stream', async () => {
    const { body } = await client.run(runRequest(server, 'large'));
    const hash = createHash('sha256');
    let largestChunkBytes = 0;
    for await (const chunk of body) {
      largestChunkBytes = Math.max(largestChunkBytes, chunk.length);
      hash.update(chunk);
    }
    const expected = Buffer.concat([...generatedBytes(24 * 2 ** 20)]).toString('base64');
    expect(hash.digest('hex')).toBe(sha256(`${expected}\n`));
    expect(largestChunkBytes).toBeLessThan(2 ** 20);
  });

  it('stays as it came, although memory is read into again', async () => {
    const input = randomBytes(12 * 2 ** 20);
    const { body } = await client.run(runRequest(server, 'echo', { input }));
    const kept: Uint8Array[] = [];
    for await (const chunk of body) {
      kept.push(chunk);
      // Time for the connection to read ahead, and to stop.
      await turn();
    }
    expect(Buffer.concat(kept).toString('latin1') === `${input.toString('base64')}\n`).toBe(true);
  });
});

describe('progress', () => {
  it('goes through the phases in order, to the last byte', async () => {
    const { seen, onProgress } = watchProgress();
    const input = Buffer.alloc(3 * 2 ** 20);
    const text = await textOf(client.run(runRequest(server, 'large', { input, onProgress })));
    const phases = seen.map(({ phase }) => phase);
    expect(phases.filter((phase, at) => phase !== phases[at - 1])).toEqual([
      'connecting',
      'sending',
      'waiting',
      'receiving',
    ]);
    const sent = seen.flatMap((progress) => (progress.phase === 'sending' ? [progress] : []));
    expect(sent.at(-1)).toEqual({ phase: 'sending', sentBytes: 4 * 2 ** 20, totalBytes: 4 * 2 ** 20 });
    expect(sent).toEqual([...sent].sort((a, b) => a.sentBytes - b.sentBytes));
    const received = seen.flatMap((progress) => (progress.phase === 'receiving' ? [progress.receivedBytes] : []));
    expect(received.at(-1)).toBe(text.length);
    expect(received).toEqual([...received].sort((a, b) => a - b));
  });

  it('knows the size of a small answer beforehand', async () => {
    const { seen, onProgress } = watchProgress();
    await textOf(client.run(runRequest(server, 'cow', { onProgress })));
    expect(seen.at(-1)).toEqual({ phase: 'receiving', receivedBytes: 4, totalBytes: 4 });
  });
});
