import { writeFileSync } from 'node:fs';
import { appendFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Papa from 'papaparse';
import { beforeEach, describe, expect, it } from 'vitest';
import { copyRecordName } from '../../../src-main/adapters/batch/export/copy-folder';
import type { ExportScope } from '../../../src-main/core/batch/export/scope';
import { exportedList } from '../../fixtures/exported-list';
import { filesBelow } from '../../fixtures/file-tree';
import { canMount, SmallDisk } from '../../fixtures/small-disk';
import { temporaryFolder } from '../../fixtures/temp-dir';
import { zipEntries } from '../../fixtures/zip';

const folder = temporaryFolder();
const all: ExportScope = { kind: 'shown', query: { search: '', sortKey: 'added', isDescending: false } };
const mirrored = { leastScore: 0, isFlat: false };
const flat = { leastScore: 0, isFlat: true };
const found = (...labels: readonly string[]) =>
  JSON.stringify({ detections: labels.map((category) => ({ category, conf: 0.8, bbox: [0, 0, 0.5, 0.5] })) });
const sorted = () => join(folder(), 'sorted');

const list = () =>
  exportedList(folder(), {
    'card/a/1.png': { answer: found('fox', 'hare') },
    'card/a/2.png': { answer: found('fox'), mark: { label: 'jackal' } },
    'card/b/1.png': { answer: found('fox') },
    'card/b/3.png': { answer: found() },
    'card/b/4.png': { answer: '{"count":3}' },
  });

/** The paths of all copies, without the table and the record. */
async function copies(): Promise<Record<string, string>> {
  const files = Object.entries(await filesBelow(sorted()));
  return Object.fromEntries(files.filter(([way]) => !/^\.oscar|^copied-files/.test(way)));
}

const mirroredCopies = {
  'empty/card/b/3.png': 'card/b/3.png',
  'fox/card/a/1.png': 'card/a/1.png',
  'fox/card/b/1.png': 'card/b/1.png',
  'hare/card/a/1.png': 'card/a/1.png',
  'jackal/card/a/2.png': 'card/a/2.png',
};

beforeEach(() => mkdir(sorted()));

describe('sorting files into folders by label', () => {
  it('leaves originals as they are, and gives copies their time', async () => {
    const old = new Date('2020-05-17T06:07:08Z');
    const { exports } = await exportedList(folder(), { 'card/1.png': { answer: found('fox', 'hare'), modified: old } });
    expect(await exports.sort('list', all, mirrored, sorted())).toMatchObject({ copied: 2 });
    expect((await stat(join(sorted(), 'fox/card/1.png'))).mtime).toEqual(old);
    expect((await stat(join(folder(), 'card/1.png'))).mtime).toEqual(old);
  });

  it('mirrors folders below the labels, or leaves them out; names that are taken get numbers', async () => {
    const { exports, progress } = await list();
    expect(await exports.sort('list', all, mirrored, sorted())).toEqual({
      ...{ copied: 5, already: 0, failed: 0, problems: [], left: 0, unlabelled: 1 },
    });
    expect(await copies()).toEqual(mirroredCopies);
    expect(progress.at(-1)).toEqual({ batch: 'list', done: 5, total: 5 });
    const table = Papa.parse<string[]>(
      (await readFile(join(sorted(), 'copied-files.csv'), 'utf8')).slice(1).trim(),
    ).data;
    expect(table[0]).toEqual(['from', 'to', 'label', 'score', 'bytes', 'sha256']);
    expect(
      table
        .slice(1)
        .map((row) => row.slice(0, 5))
        .sort(),
    ).toContainEqual([...[`${folder()}/card/b/1.png`, 'fox/card/b/1.png', 'fox', '0.8000', '12']]);
    expect(table).toHaveLength(6);

    expect(await exports.sort('list', all, flat, sorted())).toMatchObject({ copied: 5, already: 0 });
    const names = Object.keys(await copies()).filter((way) => way.split('/').length === 2);
    expect(names).toEqual(['empty/3.png', 'fox/1 (2).png', 'fox/1.png', 'hare/1.png', 'jackal/2.png']);
  });

  it('copies nothing twice when it goes on, and nothing over a file that is there', async () => {
    const { exports } = await list();
    await mkdir(join(sorted(), 'fox/card/b'), { recursive: true });
    await writeFile(join(sorted(), 'fox/card/b/1.png'), 'of somebody else');
    await writeFile(join(sorted(), 'copied-files.csv'), 'mine');
    await exports.sort('list', all, mirrored, sorted());
    await rm(join(sorted(), 'hare/card/a/1.png'));
    expect(await exports.sort('list', all, mirrored, sorted())).toMatchObject({ copied: 1, already: 4 });
    expect(await copies()).toEqual({
      ...mirroredCopies,
      'fox/card/b/1.png': 'of somebody else',
      'fox/card/b/1 (2).png': 'card/b/1.png',
    });
    expect(await readFile(join(sorted(), 'copied-files.csv'), 'utf8')).toBe('mine');
    expect((await readFile(join(sorted(), 'copied-files (3).csv'), 'utf8')).trim().split('\r\n')).toHaveLength(6);
  });

  it('leaves out what was changed since it was run, and names it', async () => {
    const { exports } = await list();
    await writeFile(join(folder(), 'card/a/1.png'), 'another photo');
    await rm(join(folder(), 'card/b/3.png'));
    const { problems, ...outcome } = await exports.sort('list', all, flat, sorted());
    expect(outcome).toMatchObject({ copied: 2, failed: 3, left: 0 });
    expect(problems.map(({ file, error }) => [file, error.code]).sort()).toEqual([
      ['1.png', 'file-changed'],
      ['1.png', 'file-changed'],
      ['3.png', 'file-unreadable'],
    ]);
    expect((await readdir(sorted())).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('stops where it is told, and keeps what is done', async () => {
    const { exports, watch } = await list();
    watch(() => exports.stop('list'));
    const { copied, left, stopped } = await exports.sort('list', all, mirrored, sorted());
    expect(stopped).toMatchObject({ code: 'cancelled' });
    expect(copied).toBeGreaterThan(0);
    expect(copied + left).toBe(5);
    watch(() => undefined);
    expect(await exports.sort('list', all, mirrored, sorted())).toMatchObject({ copied: left, already: copied });
    expect(await copies()).toEqual(mirroredCopies);
  });

  it('brings in order what an end by force left', async () => {
    const { exports } = await list();
    await exports.sort('list', all, mirrored, sorted());
    const part = '.oscar-desktop-copy-123e4567-e89b-42d3-a456-426614174000.part';
    await writeFile(join(sorted(), part), 'half a phot');
    // On a disk without hard links, a name is reserved by a file that holds the name of the unfinished copy.
    await writeFile(join(sorted(), 'fox/card/b/1.png'), part);
    await appendFile(join(sorted(), copyRecordName), '{"is":"co');
    expect(await exports.sort('list', all, mirrored, sorted())).toMatchObject({ copied: 1, already: 4 });
    expect(await copies()).toEqual(mirroredCopies);
    expect(await readdir(sorted())).not.toContain(part);
  });

  it('never puts copies among the files that were given', async () => {
    const { exports } = await list();
    await expect(exports.sort('list', all, flat, join(folder(), 'card'))).rejects.toMatchObject({
      info: { code: 'output-among-inputs' },
    });
  });

  it('makes a folder of any label', async () => {
    const labels = ['Fox', 'fox', 'a/b', 'a:b', 'CON', '..', ' ', '\u202eصقر أحمر', 'x'.repeat(1000), '<b>red</b>'];
    const { exports } = await exportedList(
      folder(),
      Object.fromEntries(labels.map((label, index) => [`card/${index}.png`, { answer: found(label) }])),
    );
    expect(await exports.sort('list', all, flat, sorted())).toMatchObject({ copied: labels.length, failed: 0 });
    const folders = Object.keys(await copies()).map((way) => way.split('/')[0] ?? '');
    expect(new Set(folders.map((name) => name.toLowerCase())).size).toBe(labels.length);
    expect(folders).toEqual(expect.arrayContaining(['Fox', 'fox (2)', 'a_b', 'a_b (2)', '_CON', 'صقر أحمر']));
    for (const name of folders) expect(Buffer.byteLength(name)).toBeLessThan(256);
  });

  it('takes exactly its own unchanged copies away again', async () => {
    const { exports } = await list();
    await exports.sort('list', all, mirrored, sorted());
    await writeFile(join(sorted(), 'fox/card/b/1.png'), 'edited since');
    await writeFile(join(sorted(), 'hare/notes.txt'), 'mine');
    await rm(join(folder(), 'card/a/2.png'));
    expect(await exports.undo('list', sorted())).toEqual({ removed: 3, changed: 1, lastOnes: 1 });
    expect(await copies()).toEqual({
      'fox/card/b/1.png': 'edited since',
      'hare/notes.txt': 'mine',
      'jackal/card/a/2.png': 'card/a/2.png',
    });
    expect((await readdir(sorted())).sort()).toEqual([copyRecordName, 'copied-files.csv', 'fox', 'hare', 'jackal']);
    expect(await exports.undo('list', sorted())).toEqual({ removed: 0, changed: 1, lastOnes: 1 });
    await expect(exports.undo('list', folder())).rejects.toMatchObject({ info: { code: 'no-copies' } });
  });

  it.skipIf(!canMount)('says before it begins that a disk has too little room (needs root)', async () => {
    const { exports } = await exportedList(folder(), {
      'card/1.png': { content: Buffer.alloc(3 * 1024 ** 2), answer: found('fox') },
    });
    const disk = await SmallDisk.mount(join(folder(), 'disk'), 52);
    try {
      await expect(exports.sort('list', all, flat, disk.folder)).rejects.toMatchObject({
        info: { code: 'space-short', neededBytes: 53 * 1024 ** 2 },
      });
    } finally {
      disk.unmount();
    }
  });

  it.skipIf(!canMount)(
    'says what is done where a disk fills in the middle, and goes on later (needs root)',
    async () => {
      const count = 40;
      const files = Array.from({ length: count }, (_, index) => index);
      const { exports, watch } = await exportedList(
        folder(),
        Object.fromEntries(
          files.map((index) => [
            `card/${index}.png`,
            { content: Buffer.alloc(1024 ** 2, index), answer: found('fox') },
          ]),
        ),
      );
      const disk = await SmallDisk.mount(join(folder(), 'disk'), 110);
      const ballast = join(disk.folder, '.ballast');
      watch((done) => {
        if (done === 3) writeFileSync(ballast, Buffer.alloc(80 * 1024 ** 2));
      });
      try {
        const outcome = await exports.sort('list', all, flat, disk.folder);
        expect(outcome).toMatchObject({ failed: 0, stopped: { code: 'disk-full' } });
        expect(outcome.copied + outcome.left).toBe(count);
        expect(outcome.left).toBeGreaterThan(0);
        const whole = await filesBelow(join(disk.folder, 'fox'));
        expect(Object.values(whole).map((content) => content.length)).toEqual(Array(outcome.copied).fill(1024 ** 2));
        await rm(ballast);
        watch(() => undefined);
        expect(await exports.sort('list', all, flat, disk.folder)).toMatchObject({
          ...{ copied: outcome.left, already: outcome.copied, left: 0 },
        });
        expect(Object.keys(await filesBelow(join(disk.folder, 'fox')))).toHaveLength(count);
      } finally {
        disk.unmount();
      }
    },
  );
});

describe('saving files', () => {
  it('copies inputs and results with their folders', async () => {
    const { exports } = await list();
    const selected: ExportScope = { kind: 'selected', items: [0, 4] };
    await exports.copy('list', selected, 'inputs', sorted());
    await exports.copy('list', selected, 'results', sorted());
    expect(Object.keys(await copies())).toEqual([
      'card/a/1.png',
      'card/a/1.png.json',
      'card/b/4.png',
      'card/b/4.png.json',
    ]);
  });

  it('puts results into a zip, and none where one of them was changed', async () => {
    const { exports, results } = await list();
    const path = join(folder(), 'results.zip');
    expect(await exports.zipResults('list', all, path)).toBe(5);
    const entries = (await zipEntries(path)).map(({ name, content }) => [name, content.toString()]);
    expect(entries).toHaveLength(5);
    expect(entries).toContainEqual(['card/b/4.png.json', '{"count":3}']);
    await rm(path);
    await writeFile(join(results, 'card/b/4.png.json'), '{"count":4}');
    await expect(exports.zipResults('list', all, path)).rejects.toMatchObject({ info: { code: 'file-changed' } });
    expect((await readdir(folder())).filter((name) => name.includes('zip') || name.endsWith('.part'))).toEqual([]);
  });
});

it('makes a list of inputs or results for another service, in the folders in which they lie', async () => {
  const { exports, made, results } = await list();
  const service = { profileId: 'lab', serviceName: 'classifier' };
  const selected: ExportScope = { kind: 'selected', items: [0, 4] };
  await exports.useAsInput('list', selected, 'inputs', service);
  await exports.useAsInput('list', selected, 'results', service);
  expect(made.map(({ found }) => found.map(({ base, relativePath }) => [base, relativePath]))).toEqual([
    [
      [folder(), 'card/a/1.png'],
      [folder(), 'card/b/4.png'],
    ],
    [
      [results, 'card/a/1.png.json'],
      [results, 'card/b/4.png.json'],
    ],
  ]);
  expect(made[1]?.service).toEqual(service);
  const from = made[1]?.found.map((file) => file.from);
  expect(from).toMatchObject([
    { service: 'animals', list: 'list', input: join(folder(), 'card/a/1.png') },
    { service: 'animals', list: 'list', input: join(folder(), 'card/b/4.png') },
  ]);
  expect(made[0]?.found.map((file) => file.from)).toEqual([undefined, undefined]);
});
