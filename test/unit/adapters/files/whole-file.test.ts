import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { writeWholeFile } from '../../../../src-main/adapters/files/whole-file';
import { temporaryFolder } from '../../../fixtures/temp-dir';

const folder = temporaryFolder();
const path = () => join(folder(), 'reports', 'found.csv');

beforeEach(() => mkdir(join(folder(), 'reports')));

/** Texts that come when they are let go. */
function held(texts: readonly string[]) {
  let letGo: () => void = () => undefined;
  const leave = new Promise<void>((resolve) => (letGo = resolve));
  const chunks = (async function* () {
    for (const text of texts) {
      yield text;
      await leave;
    }
  })();
  return { chunks, letGo };
}

it('writes to one path twice at the same time, and each is whole', async () => {
  const long = held(['long ', 'long ', 'end']);
  const short = held(['short ', 'end']);
  const writing = [writeWholeFile(path(), long.chunks), writeWholeFile(path(), short.chunks)];
  short.letGo();
  await writing[1];
  expect(await readFile(path(), 'utf8')).toBe('short end');
  long.letGo();
  await writing[0];
  expect(await readFile(path(), 'utf8')).toBe('long long end');
  expect(await readdir(join(folder(), 'reports'))).toEqual(['found.csv']);
});

it('takes nothing of another away where it fails', async () => {
  const whole = held(['whole ', 'end']);
  const writing = writeWholeFile(path(), whole.chunks);
  const broken = (async function* () {
    yield 'half';
    throw new Error('The source is gone.');
  })();
  await expect(writeWholeFile(path(), broken)).rejects.toThrow();
  whole.letGo();
  await writing;
  expect(await readFile(path(), 'utf8')).toBe('whole end');
  expect(await readdir(join(folder(), 'reports'))).toEqual(['found.csv']);
});
