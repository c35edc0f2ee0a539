import { copyFile, mkdir, readFile, readdir, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { PreparedCopies } from '../../../../src-main/adapters/input/prepared-copies';
import { loadVips } from '../../../../src-main/adapters/pictures/vips';
import { CallingPictures } from '../../../fixtures/calling-pictures';
import { temporaryFolder } from '../../../fixtures/temp-dir';

const folder = temporaryFolder();
const oddPicture = (name: string) => join(import.meta.dirname, '../../../fixtures/odd-pictures', name);
// Loading the library takes a while where other work is going on.
beforeAll(() => loadVips(), 60_000);

async function copies(pictures: Pick<CallingPictures, 'copy'> = new CallingPictures()): Promise<PreparedCopies> {
  const place = join(folder(), 'own');
  await mkdir(place, { recursive: true });
  return new PreparedCopies(pictures, place, 'OSCAR Desktop');
}

it('makes a copy with the name of the file, and leaves the file as it is', async () => {
  const original = await readFile(oddPicture('with-location.jpg'));
  const prepared = await (
    await copies()
  ).prepare(oddPicture('with-location.jpg'), {
    longestSidePx: 30,
    isAnonymous: true,
  });
  expect(prepared.path).toMatch(/with-location\.jpg$/);
  expect(prepared.copy).toMatchObject({ format: 'jpeg', width: 20, height: 30, original: { width: 40, height: 60 } });
  expect(prepared.sizeBytes).toBe((await stat(prepared.path)).size);
  expect((await readFile(prepared.path)).toString('latin1')).not.toContain('SERIAL-123');
  expect(await readFile(oddPicture('with-location.jpg'))).toEqual(original);
});

it('keeps copies of files of one name apart', async () => {
  const preparing = await copies();
  const [one, other] = await Promise.all([1, 2].map(() => preparing.prepare(oddPicture('phone.heic'), {})));
  expect(one?.path).toMatch(/phone\.jpg$/);
  expect(other?.path).not.toBe(one?.path);
});

it.each([
  ['picture.jp2', 'unknown-kind'],
  ['moving.gif', 'animated'],
  ['pages.tif', 'many-pages'],
])('refuses %s and leaves nothing behind', async (name, problem) => {
  await expect((await copies()).prepare(oddPicture(name), {})).rejects.toMatchObject({
    info: { code: 'picture-refused', problem },
  });
  expect(await readdir(join(folder(), 'own'))).toEqual([]);
});

it('refuses a picture that changes while it is read', async () => {
  const path = join(folder(), 'photo.jpg');
  await copyFile(oddPicture('with-location.jpg'), path);
  class Meanwhile extends CallingPictures {
    override async copy(...given: Parameters<CallingPictures['copy']>) {
      const copied = await super.copy(...given);
      await utimes(path, new Date(), new Date(2000, 1, 1));
      return copied;
    }
  }
  await expect((await copies(new Meanwhile())).prepare(path, {})).rejects.toMatchObject({
    info: { code: 'file-changed', file: 'photo.jpg' },
  });
});

it('says where a file is gone, and where it ends early', async () => {
  const preparing = await copies();
  await expect(preparing.prepare(join(folder(), 'gone.jpg'), {})).rejects.toMatchObject({
    info: { code: 'file-unreadable', problem: 'gone' },
  });
  const path = join(folder(), 'half.jpg');
  await copyFile(oddPicture('with-location.jpg'), path);
  await truncate(path, 900);
  await expect(preparing.prepare(path, {})).rejects.toMatchObject({
    info: { code: 'picture-refused', problem: 'damaged' },
  });
  await writeFile(path, '');
  await expect(preparing.prepare(path, {})).rejects.toMatchObject({ info: { code: 'picture-refused' } });
});

it('tells a full disk from a bad picture', async () => {
  const full = { copy: () => Promise.reject(Object.assign(new Error('no space left'), { code: 'ENOSPC' })) };
  await expect((await copies(full)).prepare(oddPicture('phone.heic'), {})).rejects.toMatchObject({
    info: { code: 'disk-full', folder: 'OSCAR Desktop' },
  });
});
