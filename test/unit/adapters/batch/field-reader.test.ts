import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ThreadFieldReader } from '../../../../src-main/adapters/batch/field-reader';
import { SameThreadFiles } from '../../../../src-main/adapters/files/file-thread';
import type { ReadableAs } from '../../../../src-main/core/batch/ports';
import { temporaryFolder } from '../../../fixtures/temp-dir';

const folder = temporaryFolder();
const largeBytes = 200 * 1024 ** 2;

/** A thread that notes how many bytes it gets. */
class MeasuredThread extends SameThreadFiles {
  readonly sizes: number[] = [];

  override readFields(bytes: Uint8Array, isWhole: boolean, as: ReadableAs) {
    this.sizes.push(bytes.length);
    return super.readFields(bytes, isWhole, as);
  }
}

/** An answer of 200 MiB that begins with a text. */
async function largeAnswer(text: string) {
  const path = join(folder(), 'answer');
  await writeFile(path, text);
  await truncate(path, largeBytes);
  return { path, start: 0, end: largeBytes, mediaType: '', charset: 'utf-8' };
}

it('reads only the beginning of what is large, and large JSON not at all', async () => {
  const thread = new MeasuredThread();
  const reader = new ThreadFieldReader(thread);
  const as = (mediaType: string) => ({ mediaType, charset: 'utf-8' });
  expect(await reader.read(await largeAnswer('first\nsecond\n'), as('text/plain'))).toMatchObject({
    values: [{ name: '', value: 'first' }],
    isCut: true,
  });
  expect(await reader.read(await largeAnswer('species,n\noak,3\nelm,4\n'), as('text/csv'))).toMatchObject({
    values: [{ value: 'oak' }, { value: '3' }],
    isCut: true,
  });
  expect(await reader.read(await largeAnswer('{"label":"fox"}'), as('application/json'))).toBeUndefined();
  expect(await reader.read(await largeAnswer('PK'), as('application/zip'))).toBeUndefined();
  expect(thread.sizes).toHaveLength(2);
  for (const size of thread.sizes) expect(size).toBeLessThanOrEqual(256 * 1024);
});

it('leaves what is small to the calling thread, and nothing to whoever asks for what has gone', async () => {
  const thread = new MeasuredThread();
  const reader = new ThreadFieldReader(thread);
  const text = new TextEncoder().encode('first');
  expect(await reader.read(text, { mediaType: 'text/plain' })).toMatchObject({ values: [{ value: 'first' }] });
  const gone = { path: join(folder(), 'gone'), start: 0, end: 5, mediaType: 'text/plain', charset: 'utf-8' };
  expect(await reader.read(gone, { mediaType: 'text/plain' })).toBeUndefined();
  expect(thread.sizes).toEqual([]);
});
