import { chmod, readdir, readFile, utimes } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { OwnInputs } from '../../../../src-main/adapters/input/own-inputs';
import { asOrdinaryUser } from '../../../fixtures/ordinary-user';
import { temporaryFolder } from '../../../fixtures/temp-dir';

const folder = temporaryFolder();
const now = '2026-05-01T10:02:03.000Z';

it('keeps each picture as a file of its own, named by its time', async () => {
  const pictures = new OwnInputs(join(folder(), 'pasted'));
  const paths = [await pictures.keep(Buffer.from('one'), now), await pictures.keep(Buffer.from('two'), now)];
  expect(paths.map((path) => basename(path))).toEqual([
    'clipboard 2026-05-01 10.02.03.png',
    'clipboard 2026-05-01 10.02.03 (2).png',
  ]);
  expect(await readFile(paths[1] ?? '', 'utf8')).toBe('two');
});

it('removes those that are older than some days, and is content without a folder', async () => {
  const pictures = new OwnInputs(join(folder(), 'pasted'));
  await pictures.sweep(90, Date.parse(now), async () => []);
  const [old, young] = [await pictures.keep(Buffer.from('old'), now), await pictures.keep(Buffer.from('young'), now)];
  await utimes(old, 0, Date.parse('2026-01-01') / 1000);
  await utimes(young, 0, Date.parse('2026-04-30') / 1000);
  await pictures.sweep(90, Date.parse(now), async () => []);
  expect(await readdir(join(folder(), 'pasted'))).toEqual([basename(young)]);
});

it('keeps what something refers to, and everything where that can’t be known', async () => {
  const pictures = new OwnInputs(join(folder(), 'pasted'));
  const paths = [await pictures.keep(Buffer.from('in a list'), now), await pictures.keep(Buffer.from('in none'), now)];
  const asked: unknown[] = [];
  for (const path of paths) await utimes(path, 0, 1000);
  const later = Date.parse(now);
  const damaged = pictures.sweep(0, later, async () => Promise.reject(new Error('damaged')));
  await expect(damaged).rejects.toThrow('damaged');
  await pictures.sweep(0, later, async (place, sinceMs) => {
    asked.push(place, sinceMs);
    return [paths[0] ?? ''];
  });
  expect(await readdir(join(folder(), 'pasted'))).toEqual([basename(paths[0] ?? '')]);
  expect(asked).toEqual([join(folder(), 'pasted'), 1_000_000]);
});

it('tells of a folder that can’t be written to', async () => {
  await chmod(folder(), 0o555);
  await asOrdinaryUser(async () => {
    const kept = new OwnInputs(join(folder(), 'pasted')).keep(Buffer.from('x'), now);
    await expect(kept).rejects.toMatchObject({ info: { code: 'permission-denied' } });
  });
});
