import { createHash } from 'node:crypto';
import { copyFile, readFile, readdir, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ProcessFolders } from '../../../../src-main/adapters/files/process-folders';
import { PreparedCopies } from '../../../../src-main/adapters/input/prepared-copies';
import { ShownCopies } from '../../../../src-main/adapters/input/shown-copies';
import { loadVips } from '../../../../src-main/adapters/pictures/vips';
import type { InputOrigin } from '../../../../src-main/core/history/history';
import { CallingPictures } from '../../../fixtures/calling-pictures';
import { CopiedSounds, noSounds } from '../../../fixtures/sounds';
import { temporaryFolder } from '../../../fixtures/temp-dir';

const folder = temporaryFolder();
const oddPicture = (name: string) => join(import.meta.dirname, '../../../fixtures/odd-pictures', name);
const photo = () => join(folder(), 'photo.jpg');
const own = () => join(folder(), 'own');
// Loading the library takes a while where other work is going on.
beforeAll(() => loadVips(), 60_000);
beforeEach(() => copyFile(oddPicture('with-location.jpg'), photo()));

function copies(pictures: Pick<CallingPictures, 'copy'> = new CallingPictures()): PreparedCopies {
  return new PreparedCopies(pictures, noSounds, new ProcessFolders(own()), 'OSCAR Desktop');
}

async function originOf(path: string): Promise<InputOrigin> {
  const { size: sizeBytes, mtimeMs: modifiedMs } = await stat(path);
  return { path, sizeBytes, modifiedMs };
}

async function bytesOf(copy: { open(signal: AbortSignal): AsyncIterable<Uint8Array> }): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of copy.open(new AbortController().signal)) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** Every copy that lies in the program's own folder. */
async function left(): Promise<readonly string[]> {
  const entries = await readdir(own(), { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

it('sends a copy of exactly the size it says, leaves the file as it is, and removes the copy', async () => {
  const original = await readFile(photo());
  const copy = await copies().prepare(await originOf(photo()), { picture: { longestSidePx: 30, isAnonymous: true } });
  expect(copy.prepared).toMatchObject({ format: 'jpeg', width: 20, height: 30, original: { width: 40, height: 60 } });
  expect(copy.prepared).toHaveProperty('removed', expect.arrayContaining(['location', 'serial-number']));
  const sent = await bytesOf(copy);
  expect(sent).toHaveLength(copy.sizeBytes);
  expect(copy.prepared.sha256).toBe(createHash('sha256').update(sent).digest('hex'));
  expect(sent.toString('latin1')).not.toContain('SERIAL-123');
  expect(await readFile(photo())).toEqual(original);
  await copy.release();
  expect(await left()).toEqual([]);
});

it('sends a sound as WAV and a picture as a picture where both are asked for, and refuses what it was not asked to do', async () => {
  const preparing = new PreparedCopies(new CallingPictures(), new CopiedSounds(), new ProcessFolders(own()), 'OSCAR');
  const sound = await originOf(join(import.meta.dirname, '../../../fixtures/odd-sounds/tone.flac'));
  const both = { picture: { format: 'png' }, sound: 'wav-16k-mono' } as const;
  const copy = await preparing.prepare(sound, both);
  expect(copy.mediaType).toBe('audio/wav');
  expect(copy.prepared).toMatchObject({ format: 'wav', durationSeconds: 1.5, sizeBytes: sound.sizeBytes });
  expect(copy.prepared.sha256).toBe(
    createHash('sha256')
      .update(await bytesOf(copy))
      .digest('hex'),
  );
  expect((await preparing.prepare(await originOf(photo()), both)).mediaType).toBe('image/png');
  await expect(preparing.prepare(sound, { picture: {} })).rejects.toMatchObject({
    info: { code: 'picture-refused', problem: 'unknown-kind' },
  });
});

it('keeps copies of one file apart, and removes them all at the end', async () => {
  const preparing = copies();
  const heic = await originOf(oddPicture('phone.heic'));
  const [one, other] = await Promise.all([1, 2].map(() => preparing.prepare(heic, { picture: {} })));
  expect(one?.mediaType).toBe('image/jpeg');
  expect(other?.path).not.toBe(one?.path);
  await preparing.close();
  expect(await left()).toEqual([]);
});

it.each([
  ['picture.jp2', 'unknown-kind'],
  ['moving.gif', 'animated'],
  ['pages.tif', 'many-pages'],
])('refuses %s and leaves nothing behind', async (name, problem) => {
  await expect(copies().prepare(await originOf(oddPicture(name)), { picture: {} })).rejects.toMatchObject({
    info: { code: 'picture-refused', problem },
  });
  expect(await left()).toEqual([]);
});

it.each(['before it is prepared', 'while it is prepared', 'before it is sent'])(
  'refuses a file that changes %s',
  async (when) => {
    const change = () => utimes(photo(), new Date(), new Date(2000, 1, 1));
    class Meanwhile extends CallingPictures {
      override async copy(...given: Parameters<CallingPictures['copy']>) {
        const copied = await super.copy(...given);
        if (when === 'while it is prepared') await change();
        return copied;
      }
    }
    const origin = await originOf(photo());
    if (when === 'before it is prepared') await change();
    const sending = async () => {
      const copy = await copies(new Meanwhile()).prepare(origin, { picture: {} });
      if (when === 'before it is sent') await change();
      return bytesOf(copy);
    };
    await expect(sending()).rejects.toMatchObject({ info: { code: 'file-changed', file: 'photo.jpg' } });
  },
);

it('says where a file is gone, and where it ends early', async () => {
  const preparing = copies();
  const origin = await originOf(photo());
  await truncate(photo(), 900);
  await expect(preparing.prepare(await originOf(photo()), { picture: {} })).rejects.toMatchObject({
    info: { code: 'picture-refused', problem: 'damaged' },
  });
  await writeFile(photo(), '');
  await expect(preparing.prepare(await originOf(photo()), { picture: {} })).rejects.toMatchObject({
    info: { code: 'picture-refused' },
  });
  await rm(photo());
  await expect(preparing.prepare(origin, { picture: {} })).rejects.toMatchObject({
    info: { code: 'file-unreadable', problem: 'gone' },
  });
});

it('tells a full disk from a bad picture', async () => {
  const full = { copy: () => Promise.reject(Object.assign(new Error('no space left'), { code: 'ENOSPC' })) };
  await expect(copies(full).prepare(await originOf(photo()), { picture: {} })).rejects.toMatchObject({
    info: { code: 'disk-full', folder: 'OSCAR Desktop' },
  });
});

describe('copies that are looked at', () => {
  it('are made once for all who look, and are the same bytes as what was sent', async () => {
    let made = 0;
    class Counting extends CallingPictures {
      override copy(...given: Parameters<CallingPictures['copy']>) {
        made += 1;
        return super.copy(...given);
      }
    }
    const preparing = copies(new Counting());
    const shown = new ShownCopies(preparing);
    const wanted = { picture: { longestSidePx: 30 } };
    const sent = await preparing.prepare(await originOf(photo()), wanted);
    const look = () => shown.locate(photo(), wanted);
    const [seen, again] = await Promise.all([look(), look()]);
    expect(made).toBe(2);
    expect(again).toEqual(seen);
    expect(seen).toMatchObject({ start: 0, end: sent.sizeBytes, mediaType: 'image/jpeg' });
    expect(await readFile(seen.path)).toEqual(await bytesOf(sent));
  });

  it('go when others are looked at, and are made again', async () => {
    const shown = new ShownCopies(copies());
    const sides = [10, 11, 12, 13, 14, 15];
    for (const longestSidePx of sides) await shown.locate(photo(), { picture: { longestSidePx } });
    await expect.poll(left).toHaveLength(4);
    const { path } = await shown.locate(photo(), { picture: { longestSidePx: 10 } });
    expect((await readFile(path)).length).toBeGreaterThan(0);
  });

  it('are asked for again after they could not be made', async () => {
    const shown = new ShownCopies(copies());
    const bytes = await readFile(photo());
    await truncate(photo(), 900);
    const { mtime } = await stat(photo());
    await expect(shown.locate(photo(), { picture: {} })).rejects.toMatchObject({ info: { code: 'picture-refused' } });
    await writeFile(photo(), bytes);
    await utimes(photo(), mtime, mtime);
    expect((await shown.locate(photo(), { picture: {} })).mediaType).toBe('image/jpeg');
  });
});
