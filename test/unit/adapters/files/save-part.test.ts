import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { savePart } from '../../../../src-main/adapters/files/save-part';
import { temporaryFolder } from '../../../fixtures/temp-dir';

const folder = temporaryFolder();
let source: string;

beforeEach(async () => {
  source = join(folder(), 'source.txt');
  await writeFile(source, 'oak elm ash');
});

const part = (end: number, sha256?: string) => ({
  path: source,
  start: 4,
  end,
  mediaType: 'text/plain',
  ...(sha256 !== undefined && { sha256 }),
});

it('writes a stretch, and numbers it or replaces what has its name', async () => {
  const sha256 = createHash('sha256').update('elm').digest('hex');
  const to = join(folder(), 'elm.txt');
  expect(await savePart(part(7, sha256), to, 'number')).toEqual({ path: to, hasReplaced: false });
  const second = join(folder(), 'elm (2).txt');
  expect(await savePart(part(7), to, 'number')).toEqual({ path: second, hasReplaced: false });
  expect(await savePart(part(11), to, 'replace')).toEqual({ path: to, hasReplaced: true });
  expect(await readFile(to, 'utf8')).toBe('elm ash');
  expect(await readFile(second, 'utf8')).toBe('elm');
});

it.each([
  ['bytes that are not those that were there', part.bind(undefined, 7, 'a'.repeat(64))],
  ['a file that became shorter', part.bind(undefined, 99)],
  ['a file that has gone', () => ({ ...part(7), path: `${source}.gone` })],
])('saves nothing of %s', async (_, of) => {
  const to = join(folder(), 'saved.txt');
  await writeFile(to, 'precious');
  await expect(savePart(of(), to, 'replace')).rejects.toMatchObject({ info: { code: 'result-gone' } });
  expect(await readFile(to, 'utf8')).toBe('precious');
  expect((await readdir(folder())).sort()).toEqual(['saved.txt', 'source.txt']);
});
