import { createHash } from 'node:crypto';
import { appendFile, open, rm, writeFile } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SameThreadFiles } from '../../../src-main/adapters/files/file-thread';
import { GrantedInputFiles } from '../../../src-main/adapters/input/input-files';
import { fileMark } from '../../../src-main/core/input/form/file-values';
import { inputSource } from '../../../src-main/services/run/input-source';
import { answer, inOrder, readBody, startOscarServer, type OscarServer } from '../../fixtures/oscar-server';
import { oscarClient } from '../../fixtures/oscar-client';
import { failureOf, runRequest, textOf } from '../../fixtures/run-request';
import { temporaryFolder } from '../../fixtures/temp-dir';

const client = oscarClient();
const folder = temporaryFolder();
const files = new GrantedInputFiles(new SameThreadFiles());
let server: OscarServer;

beforeAll(async () => {
  server = await startOscarServer({ services: { count: inOrder(readBody(), answer(200, 'ZG9uZQ==')) } });
});

afterAll(() => server.close());

/** The base64 of what comes in chunks, worked out by Node's own. */
async function* base64Of(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes = Buffer.concat([rest, chunk]);
    const end = bytes.length - (bytes.length % 3);
    rest = bytes.subarray(end);
    yield Buffer.from(bytes.toString('base64', 0, end), 'latin1');
  }
  yield Buffer.from(rest.toString('base64'), 'latin1');
}

async function makeFile(name: string, megabytes: number): Promise<string> {
  const path = join(folder(), name);
  const block = Buffer.from(Array.from({ length: 2 ** 20 }, (_, at) => (at * at + (at >> 8)) & 0xff));
  const file = await open(path, 'w');
  for (let index = 0; index < megabytes; index += 1) {
    block.writeUInt32BE(index);
    await file.write(block);
  }
  await file.close();
  return path;
}

it('sends the base64 of a file of 300 MiB inside of JSON, byte for byte, and needs no memory for it', async () => {
  const path = await makeFile('dog.raw', 300);
  const { id } = await files.grant(path);
  const text = `{"net": "Xception", "photo": "${fileMark(id)}", "ñ": 1.0}`;
  const input = await inputSource({ kind: 'json', text }, files);
  const [before, after] = text.split(fileMark(id)).map((part) => Buffer.from(part));
  const expected = createHash('sha256');
  const inner = async function* () {
    yield before ?? Buffer.alloc(0);
    yield* base64Of(createReadStream(path, { highWaterMark: 2 ** 20 }));
    yield after ?? Buffer.alloc(0);
  };
  for await (const chunk of base64Of(inner())) expected.update(chunk);

  let peak = 0;
  const start = process.memoryUsage().rss;
  const watched = {
    sizeBytes: input.sizeBytes,
    async *open(signal: AbortSignal) {
      let chunks = 0;
      for await (const chunk of input.open(signal)) {
        if ((chunks += 1) % 64 === 0) peak = Math.max(peak, process.memoryUsage().rss);
        yield chunk;
      }
    },
  };
  expect(await textOf(client.run({ ...runRequest(server, 'count'), input: watched }))).toBe('ZG9uZQ==');
  const seen = server.requests.at(-1);
  expect(seen?.headers['content-length']).toBe(String(4 * Math.ceil(input.sizeBytes / 3)));
  expect(seen?.bodyBytes).toBe(4 * Math.ceil(input.sizeBytes / 3));
  expect(seen?.sha256).toBe(expected.digest('hex'));
  expect((peak - start) / 2 ** 20).toBeLessThan(150);
}, 120_000);

it.each([
  ['grew', (path: string) => appendFile(path, 'more'), 'file-changed'],
  ['vanished', (path: string) => rm(path), 'file-unreadable'],
])('does not send JSON whose file %s after it was asked for', async (_, change, code) => {
  const path = await makeFile('photo.raw', 4);
  const { id } = await files.grant(path);
  const input = await inputSource({ kind: 'json', text: `{"photo": "${fileMark(id)}"}` }, files);
  await change(path);
  const failure = await failureOf(client.run({ ...runRequest(server, 'count'), input }), server.token);
  expect(failure).toMatchObject({ code, file: 'photo.raw' });
  const count = server.requests.filter(({ outcome }) => outcome === 'answered').length;
  await server.until(() => server.requests.every(({ outcome }) => outcome !== 'open'));
  expect(server.requests.filter(({ outcome }) => outcome === 'answered')).toHaveLength(count);
});

it('says before anything is sent that the file of a field has gone, and sends one that changed before as it is now', async () => {
  const path = join(folder(), 'leaf.jpg');
  await writeFile(path, 'first');
  const { id } = await files.grant(path);
  const json = { kind: 'json' as const, text: `{"photo": "${fileMark(id)}"}` };
  await writeFile(path, 'second and longer');
  expect(await textOf(client.run({ ...runRequest(server, 'echo'), input: await inputSource(json, files) }))).toBe(
    `${Buffer.from(`{"photo": "${Buffer.from('second and longer').toString('base64')}"}`).toString('base64')}\n`,
  );
  const count = server.requests.length;
  await rm(path);
  await expect(inputSource(json, files)).rejects.toMatchObject({ info: { code: 'file-unreadable', problem: 'gone' } });
  const unknown = { ...json, text: `{"photo": "${fileMark(crypto.randomUUID())}"}` };
  await expect(inputSource(unknown, files)).rejects.toMatchObject({ info: { code: 'file-field-gone' } });
  expect(server.requests).toHaveLength(count);
});
