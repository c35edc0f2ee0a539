import { copyFileSync, cpSync, readdirSync, writeFileSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileUnfinishedOutputs } from '../../../../src-main/adapters/result/unfinished-outputs';
import { ZipArchives } from '../../../../src-main/adapters/result/zip-reader';
import { AppError } from '../../../../src-main/core/ground/error';
import type { ExtractionControl } from '../../../../src-main/core/result/ports';
import type { StoredPart } from '../../../../src-main/core/answer/ports';
import { zipEntries } from '../../../fixtures/zip';
import { countFewerEntries, replaceAll, zipOf } from '../../../fixtures/hostile-zip';
import { canMount, SmallDisk } from '../../../fixtures/small-disk';
import { temporaryFolder } from '../../../fixtures/temp-dir';

const mebibyte = 1024 ** 2;
const folder = temporaryFolder();
const userData = temporaryFolder();
const document = () => join(userData(), 'unfinished.json');
const unfinished = () => new FileUnfinishedOutputs(document(), { warn: () => undefined });
let archives: ZipArchives;
beforeEach(() => {
  archives = new ZipArchives(unfinished(), 'OSCAR Desktop');
});

async function stored(bytes: Buffer, before = '', after = ''): Promise<StoredPart> {
  const path = join(folder(), 'payload');
  await writeFile(path, Buffer.concat([Buffer.from(before), bytes, Buffer.from(after)]));
  return { path, start: before.length, end: before.length + bytes.length, mediaType: 'application/zip' };
}

/** Extracts into a folder, and watches it only if the test does. */
function extract(archive: StoredPart, parent: string, name: string, watch: Partial<ExtractionControl> = {}) {
  const nobody: ExtractionControl = { signal: new AbortController().signal, onProgress: () => undefined };
  return archives.extract(archive, parent, name, { ...nobody, ...watch });
}

async function refusalOf(task: Promise<unknown>): Promise<unknown> {
  try {
    await task;
  } catch (error) {
    return error instanceof AppError ? error.info : error;
  }
  return undefined;
}

describe('an archive', () => {
  it('is listed and read, also between log lines', async () => {
    const bytes = await zipOf({ name: 'a.csv', content: 'x,y\n1,2\n' }, { name: 'b/c.json', content: '{}' });
    const archive = await stored(bytes, 'a line of log\n', '\nanother\n');
    expect(await archives.list(archive)).toEqual({
      entries: [
        { index: 0, name: 'a.csv', sizeBytes: 8 },
        { index: 1, name: 'b/c.json', sizeBytes: 2 },
      ],
      sizeBytes: 10,
    });
    const part = await archives.entry(archive, 0);
    expect(part).toMatchObject({ start: 0, end: 8, mediaType: 'text/csv', charset: 'utf-8' });
    expect(await readFile(part.path, 'utf8')).toBe('x,y\n1,2\n');
    expect(await archives.entry(archive, 0)).toEqual(part);
    expect(await archives.entry(archive, 1)).toMatchObject({ mediaType: 'application/json' });
    expect(await refusalOf(archives.entry(archive, 2))).toEqual({ code: 'result-gone' });
  });

  it('is told from other bytes', async () => {
    expect(await refusalOf(archives.list(await stored(Buffer.from('no zip at all'))))).toEqual({
      code: 'archive-unreadable',
    });
    const cut = (await zipOf({ name: 'a', content: 'b' })).subarray(0, -30);
    expect(await refusalOf(archives.list(await stored(cut)))).toEqual({ code: 'archive-unreadable' });
  });
});

describe('extracting', () => {
  it('makes a new folder beside what is there already', async () => {
    const archive = await stored(await zipOf({ name: 'a.txt', content: 'one' }, { name: 'b/c.txt', content: 'two' }));
    for (const name of ['leaf', 'leaf (2)', 'leaf (3)']) {
      expect(await extract(archive, folder(), 'leaf')).toEqual({ path: join(folder(), name), fileCount: 2 });
      expect(await readFile(join(folder(), name, 'b/c.txt'), 'utf8')).toBe('two');
    }
    expect((await readdir(folder())).sort()).toEqual(['leaf', 'leaf (2)', 'leaf (3)', 'payload']);
  });

  it('never shares a folder with another, nor takes one that is there, be it empty', async () => {
    const archive = await stored(await zipOf({ name: 'a.txt', content: 'one' }));
    await mkdir(join(folder(), '1.2.8'));
    const paths = (await Promise.all([1, 2, 3].map(() => extract(archive, folder(), '1.2.8')))).map(({ path }) => path);
    expect(paths.sort()).toEqual(['1.2.8 (2)', '1.2.8 (3)', '1.2.8 (4)'].map((name) => join(folder(), name)));
    expect(await readdir(join(folder(), '1.2.8'))).toEqual([]);
  });

  it.each([
    ['../../outside.txt', 'outside'],
    ['/tmp/outside.txt', 'outside'],
    ['c:\\outside.txt', 'outside'],
    ['NUL.txt', 'reserved'],
    ['line\nfeed.txt', 'characters'],
    ['HARMLESS.txt', 'duplicate'],
  ])('refuses all of it because of %j', async (name, problem) => {
    const archive = await stored(await zipOf({ name: 'harmless.txt', content: 'a' }, { name, content: 'b' }));
    expect(await refusalOf(extract(archive, folder(), 'leaf'))).toEqual({
      code: 'archive-entry-refused',
      entry: name,
      problem,
    });
    expect(await readdir(folder())).toEqual(['payload']);
    // Looking at it is harmless: it gets a name of ours.
    expect(await readFile((await archives.entry(archive, 1)).path, 'utf8')).toBe('b');
  });

  it('refuses links and devices', async () => {
    const link = await stored(await zipOf({ name: 'link', content: '/etc/passwd', mode: 0o120777 }));
    const refusal = { code: 'archive-entry-refused', entry: 'link', problem: 'link' };
    expect(await refusalOf(extract(link, folder(), 'leaf'))).toEqual(refusal);
    expect(await refusalOf(archives.entry(link, 0))).toEqual(refusal);
    const device = await stored(await zipOf({ name: 'disk', content: '', mode: 0o060666 }));
    expect(await refusalOf(extract(device, folder(), 'leaf'))).toMatchObject({ problem: 'link' });
  });

  it('tells how far it is', async () => {
    const archive = await stored(
      await zipOf({ name: 'zeros.bin', content: Buffer.alloc(200_000) }, { name: 'last.txt', content: '' }),
    );
    const told: (readonly [number, number])[] = [];
    await extract(archive, folder(), 'leaf', { onProgress: (...progress) => void told.push(progress) });
    expect(told.length).toBeGreaterThan(3);
    expect(told.at(0)).toEqual([0, 200_000]);
    expect(told.at(-1)).toEqual([200_000, 200_000]);
  });

  it.each([
    ['in the middle of a file', 100_000],
    ['between two files', 200_000],
    ['before it begins', 0],
  ])('leaves nothing behind when it is stopped %s', async (_moment, atBytes) => {
    const archive = await stored(
      await zipOf({ name: 'zeros.bin', content: Buffer.alloc(200_000) }, { name: 'last.txt', content: 'x' }),
    );
    const stop = new AbortController();
    const onProgress = (doneBytes: number) => {
      if (doneBytes >= atBytes) stop.abort();
    };
    if (atBytes === 0) stop.abort();
    const task = extract(archive, folder(), 'leaf', { signal: stop.signal, onProgress });
    expect(await refusalOf(task)).toEqual({ code: 'cancelled', clusterMayContinue: false });
    expect(await readdir(folder())).toEqual(['payload']);
  });

  it('leaves nothing behind at the next start when the program ends by force', async () => {
    const archive = await stored(await zipOf({ name: 'zeros.bin', content: Buffer.alloc(200_000) }));
    let left: readonly string[] = [];
    const onProgress = () => {
      if (left.length > 0) return;
      // All that a kill leaves, as it is on the disk at this moment.
      left = readdirSync(folder());
      copyFileSync(document(), `${document()}.kept`);
      cpSync(join(folder(), left[0] ?? ''), join(folder(), 'kept'), { recursive: true });
    };
    await extract(archive, folder(), 'leaf', { onProgress });
    expect(left).toEqual([expect.stringMatching(/^\.[-\da-f]{36}\.part$/), 'payload']);
    expect(await readFile(document(), 'utf8')).not.toContain('.part');

    const [hidden = ''] = left;
    await rename(join(folder(), 'kept'), join(folder(), hidden));
    await rename(`${document()}.kept`, document());
    await unfinished().sweep();
    expect(await readdir(folder())).toEqual(['leaf', 'payload']);
    expect(await readFile(document(), 'utf8')).not.toContain('.part');
  });

  it('leaves nothing behind when a file is damaged', async () => {
    const bytes = await zipOf({ name: 'good.txt', content: 'good' }, { name: 'bad.txt', content: 'leaves' });
    // The checksum in both of its places is another one now.
    const sum = Buffer.alloc(4);
    sum.writeUInt32LE(crc32(Buffer.from('leaves')));
    replaceAll(bytes, sum, Buffer.from([1, 2, 3, 4]));
    const archive = await stored(bytes);
    const refusal = { code: 'archive-entry-refused', entry: 'bad.txt', problem: 'damaged' };
    expect(await refusalOf(extract(archive, folder(), 'leaf'))).toEqual(refusal);
    expect(await refusalOf(archives.entry(archive, 1))).toEqual(refusal);
    expect(await readdir(folder())).toEqual(['payload', 'payload.entries']);
    expect(await readdir(join(folder(), 'payload.entries'))).toEqual([]);
  });

  it('does not write more than a file declares', async () => {
    const bytes = await zipOf({ name: 'a.txt', content: Buffer.alloc(50_000) });
    const size = Buffer.alloc(4);
    size.writeUInt32LE(50_000);
    replaceAll(bytes, size, Buffer.from([5, 0, 0, 0]));
    const archive = await stored(bytes);
    expect(await refusalOf(archives.entry(archive, 0))).toMatchObject({ problem: 'damaged' });
  });

  it('refuses what needs a password or is packed in an unknown way', async () => {
    const encrypted = await zipOf({ name: 'a.txt', content: 'a' });
    // General purpose flags, in the entry of the central directory.
    const entry = encrypted.indexOf(Buffer.from('PK\u0001\u0002'));
    encrypted.writeUInt16LE(encrypted.readUInt16LE(entry + 8) | 1, entry + 8);
    expect(await refusalOf(extract(await stored(encrypted), folder(), 'leaf'))).toMatchObject({
      problem: 'encrypted',
    });
    const unknown = await zipOf({ name: 'a.txt', content: 'a' });
    unknown.writeUInt16LE(14, entry + 10);
    expect(await refusalOf(extract(await stored(unknown), folder(), 'leaf'))).toMatchObject({
      problem: 'method',
    });
  });

  it('refuses a bomb before anything of it is unpacked', async () => {
    const bomb = await stored(await zipOf({ name: 'zeros', content: Buffer.alloc(101e6) }));
    expect((await stat(bomb.path)).size).toBeLessThan(200_000);
    const refusal = { code: 'archive-refused', limit: 'ratio', entryCount: 1, sizeBytes: 101e6 };
    expect(await refusalOf(archives.list(bomb))).toEqual(refusal);
    expect(await refusalOf(archives.entry(bomb, 0))).toEqual(refusal);
    expect(await refusalOf(extract(bomb, folder(), 'leaf'))).toEqual(refusal);
    expect(await readdir(folder())).toEqual(['payload']);
  });

  it.each([0, 1])('refuses an archive of two files that counts %i', async (count) => {
    const bytes = await zipOf({ name: 'seen.txt', content: 'a' }, { name: 'hidden.txt', content: 'b' });
    countFewerEntries(bytes, count);
    const archive = await stored(bytes);
    const refusal = { code: 'archive-unreadable' };
    expect(await refusalOf(archives.list(archive))).toEqual(refusal);
    expect(await refusalOf(archives.entry(archive, 0))).toEqual(refusal);
    expect(await refusalOf(extract(archive, folder(), 'leaf'))).toEqual(refusal);
    expect(await readdir(folder())).toEqual(['payload']);
  });

  describe.skipIf(!canMount)('on a small disk (needs root on Linux, to mount one)', () => {
    let disk: SmallDisk | undefined;
    afterEach(() => {
      disk?.unmount();
      disk = undefined;
    });

    it('begins nothing that does not fit beside the reserve', async () => {
      const archive = await stored(await zipOf({ name: 'zeros.bin', content: Buffer.alloc(8 * mebibyte) }));
      disk = await SmallDisk.mount(join(folder(), 'disk'), 56);
      const refusal = { code: 'space-short', neededBytes: 58 * mebibyte, freeBytes: 56 * mebibyte };
      expect(await refusalOf(extract(archive, disk.folder, 'leaf'))).toEqual({ ...refusal, folder: 'disk' });
      expect(await readdir(disk.folder)).toEqual([]);
      await copyFile(archive.path, join(disk.folder, 'payload'));
      const looked = archives.entry({ ...archive, path: join(disk.folder, 'payload') }, 0);
      expect(await refusalOf(looked)).toMatchObject({ code: 'space-short', folder: 'OSCAR Desktop' });
      expect(await readdir(join(disk.folder, 'payload.entries'))).toEqual([]);
    });

    it('stops and clears away what others leave no room for', async () => {
      const archive = await stored(await zipOf({ name: 'zeros.bin', content: Buffer.alloc(40 * mebibyte) }));
      const small = (disk = await SmallDisk.mount(join(folder(), 'disk'), 96));
      let isTaken = false;
      const onProgress = () => {
        if (!isTaken) writeFileSync(join(small.folder, 'others'), Buffer.alloc(20 * mebibyte));
        isTaken = true;
      };
      expect(await refusalOf(extract(archive, small.folder, 'leaf', { onProgress }))).toEqual({
        code: 'disk-full',
        folder: 'disk',
      });
      expect(await readdir(small.folder)).toEqual(['others']);
    });
  });

  it('tells when the folder can’t be written to', async () => {
    const archive = await stored(await zipOf({ name: 'a.txt', content: 'a' }));
    expect(await refusalOf(extract(archive, join(folder(), 'gone'), 'leaf'))).toMatchObject({
      code: 'folder-gone',
    });
  });

  it('keeps what other programs read from the same archive', async () => {
    const archive = await stored(await zipOf({ name: 'large.bin', content: Buffer.alloc(300_000, 'leaf') }));
    const { path } = await extract(archive, folder(), 'leaf');
    const [entry] = await zipEntries(archive.path);
    expect(entry?.content.equals(await readFile(join(path, 'large.bin')))).toBe(true);
  });
});
