import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BatchResultStore } from '../../../../src-main/adapters/answer/batch-result-store';
import { FileResultStore } from '../../../../src-main/adapters/answer/result-store';
import type { StoredAnswer } from '../../../../src-main/core/answer/ports';
import { pseudoRandomBytes, readPart, streamOf } from '../../answers';

let root: string;
let folder: string;
let store: BatchResultStore;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'batch-results-'));
  folder = join(root, 'results');
  store = new BatchResultStore(new FileResultStore(folder, 'OSCAR Desktop'));
  await store.prepare();
});
afterEach(() => rm(root, { recursive: true, force: true }));

const textOf = (body: string) => [Buffer.from(body, 'latin1')];

function receive(id: string, chunks: Iterable<Uint8Array>, writesFiles = false): Promise<StoredAnswer> {
  const type = 'application/octet-stream';
  const context = { host: 'oscar.example.org', contentType: type, mirroredContentType: type, writesFiles };
  return store.receive(id, streamOf(chunks), context, 2 ** 40, () => undefined);
}

const content = pseudoRandomBytes(20_000, 3);
const small = textOf(`${content.toString('base64')}\n`);

it('writes nothing until an answer stays', async () => {
  await receive('a', small);
  expect(await store.payload('a')).toEqual(content);
  expect(await readdir(folder)).toEqual([]);
  await store.keep('a');
  expect(await readdir(folder)).toEqual(['a']);
  const later = new BatchResultStore(new FileResultStore(folder, 'OSCAR Desktop'));
  expect(await readPart(later, 'a', 'payload')).toEqual(content);
  expect(await readPart(later, 'a', 'received')).toEqual(Buffer.concat(small));
});

it('gives the bytes again when they could not be written the first time', async () => {
  await receive('a', small);
  const first = await store.payload('a');
  if (!(first instanceof Uint8Array)) throw new Error('It is on disk.');
  first.fill(0);
  expect(await store.payload('a')).toEqual(content);
});

it('gives the payload of an answer that is no base64', async () => {
  await receive('a', textOf('three oaks\n'));
  expect(await store.payload('a')).toEqual(Buffer.from('three oaks'));
});

it('puts an answer on disk as soon as somebody asks where it is', async () => {
  await receive('a', small);
  expect(await readPart(store, 'a', 'received')).toEqual(Buffer.concat(small));
  expect(await store.payload('a')).toMatchObject({ start: 0, end: 20_000 });
});

it('forgets what was taken away', async () => {
  await receive('a', small);
  await store.delete('a');
  await expect(store.payload('a')).rejects.toMatchObject({ info: { code: 'result-gone' } });
  await store.keep('a');
  expect(await readdir(folder)).toEqual([]);
});

it('does not hold a large one', async () => {
  const large = pseudoRandomBytes(200_000, 4);
  await receive('a', textOf(large.toString('base64')));
  expect(await readdir(folder)).toEqual(['a']);
  expect(await readPart(store, 'a', 'payload')).toEqual(large);
});

it('keeps an answer for another try where the disk can not take it', async () => {
  await receive('a', small);
  await rm(folder, { recursive: true });
  await writeFile(folder, 'in the way');
  await expect(store.keep('a')).rejects.toBeDefined();
  await rm(folder);
  await store.keep('a');
  expect(await readPart(store, 'a', 'payload')).toEqual(content);
});
