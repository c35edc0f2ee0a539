import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Papa from 'papaparse';
import { readSheet } from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { countLabels } from '../../../src-main/core/batch/facets';
import type { ExportScope } from '../../../src-main/core/batch/export/scope';
import { exportedList } from '../../fixtures/exported-list';
import { canMount, SmallDisk } from '../../fixtures/small-disk';
import { temporaryFolder } from '../../fixtures/temp-dir';

const folder = temporaryFolder();
const all: ExportScope = { kind: 'shown', query: { search: '', sortKey: 'added', isDescending: false } };
const words = { reasons: {}, unread: 'Gone', unplaced: 'No places' };
const found = (...labels: readonly string[]) =>
  JSON.stringify({ detections: labels.map((category) => ({ category, conf: 0.8, bbox: [0, 0, 0.5, 0.5] })) });
const path = (name: string) => join(folder(), name);
const linesOf = async (name: string) =>
  Papa.parse<Record<string, string>>((await readFile(path(name), 'utf8')).slice(1), {
    header: true,
    skipEmptyLines: true,
  }).data;

/** Labels that a service may give. Each kind of exported file has to give back exactly the same text. */
const oddLabels = [
  `${'caption '.repeat(125)}a`,
  `${'caption '.repeat(125)}b`,
  'صقر أحمر',
  '\u202eturned',
  '<b>red</b> &amp; "white"',
  'two\r\nlines',
  'bell\u0007',
  '=HYPERLINK("http://x")',
  '__proto__',
  '🦊',
];
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g;

const oddList = () =>
  exportedList(
    folder(),
    Object.fromEntries(oddLabels.map((label, at) => [`card/${at}.jpg`, { answer: found(label) }])),
  );

describe('labels of any length, direction and markup', () => {
  it('are counted one by one, as single lines', async () => {
    const { labels } = countLabels((await oddList()).items, 0);
    expect(labels).toHaveLength(oddLabels.length);
    for (const { label, count } of labels) {
      expect(count).toBe(1);
      expect(label.length).toBeLessThanOrEqual(200);
      expect(label).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
    }
  });

  it('come back from a CSV, a workbook and the file for Timelapse', async () => {
    const { exports } = await oddList();
    await exports.saveTable('list', all, { rows: 'detections', format: 'comma', words }, path('t.csv'));
    expect((await linesOf('t.csv')).map(({ label }) => label)).toEqual(
      oddLabels.map((label) => (label.startsWith('=') ? `'${label}` : label)),
    );
    await exports.saveTable('list', all, { rows: 'detections', format: 'xlsx', words }, path('t.xlsx'));
    const [headings = [], ...rows] = await readSheet(path('t.xlsx'), 1, { trim: false });
    expect(rows.map((row) => row[headings.indexOf('label')])).toEqual(
      oddLabels.map((label) => label.replace(control, '\ufffd').replaceAll('\r\n', '\n')),
    );
    await exports.saveDetections('list', all, words, path('t.json'));
    const document = JSON.parse(await readFile(path('t.json'), 'utf8')) as {
      detection_categories: Record<string, string>;
    };
    expect(Object.values(document.detection_categories)).toEqual(oddLabels);
  });
});

it('has a row for each of 10,000 detections, beside answers of other shapes', async () => {
  const many = found(...Array.from({ length: 10_000 }, (_, at) => `ant ${at % 7}`));
  const { exports, items } = await exportedList(folder(), {
    'card/1.jpg': { answer: found('fox') },
    'card/2.jpg': { answer: many },
    'card/3.jpg': { answer: '{"weather":"rain"}' },
    'card/4.jpg': { answer: '[{"label":"oak","score":0.7},{"label":"elm","score":0.3}]' },
  });
  expect(items[1]?.fields?.labels.map(({ count }) => count)).toEqual([1429, 1429, 1429, 1429, 1428, 1428, 1428]);
  await exports.saveTable('list', all, { rows: 'detections', format: 'comma', words }, path('t.csv'));
  const rows = await linesOf('t.csv');
  expect(rows).toHaveLength(10_003);
  expect(rows[10_000]).toMatchObject({ file: '2.jpg', detection: '10000', label: 'ant 3', width: '0.5' });
  expect(rows.slice(10_001).map(({ file, label }) => [file, label])).toEqual([
    ['3.jpg', ''],
    ['4.jpg', 'oak'],
  ]);
  await exports.saveTable('list', all, { rows: 'detections', format: 'xlsx', words }, path('t.xlsx'));
  expect(await readSheet(path('t.xlsx'))).toHaveLength(10_004);
});

it('says which results could not be read, instead of saving them as empty', async () => {
  const { exports, results } = await exportedList(folder(), {
    'card/1.jpg': { answer: found('fox') },
    'card/2.jpg': { answer: found('hare') },
    'card/3.jpg': { answer: found() },
    'card/4.jpg': { answer: found('owl'), mark: { label: 'jackal' } },
  });
  await rename(join(results, 'card/1.jpg.json'), join(results, 'elsewhere.json'));
  await writeFile(join(results, 'card/4.jpg.json'), 'no longer JSON');
  const save = () => exports.saveTable('list', all, { rows: 'detections', format: 'comma', words }, path('t.csv'));
  expect(await save()).toMatchObject({ unread: 2 });
  expect((await linesOf('t.csv')).map(({ detection, reason }) => [detection, reason])).toEqual([
    ['', 'Gone'],
    ['1', ''],
    ['0', ''],
    ['', 'Gone'],
  ]);
  expect(await exports.saveDetections('list', all, words, path('t.json'))).toMatchObject({ unread: 2 });
  const { images } = JSON.parse(await readFile(path('t.json'), 'utf8')) as { images: { failure?: string }[] };
  expect(images.map(({ failure }) => failure)).toEqual(['Gone', undefined, undefined, undefined]);

  // The folder may have been moved, since the table of files holds no path to it.
  await rename(results, `${results} moved`);
  expect(await save()).toMatchObject({ unread: 4 });
  expect(
    await exports.saveTable('list', all, { rows: 'files', format: 'comma', words }, path('files.csv')),
  ).toMatchObject({ unread: 0 });
  expect((await linesOf('files.csv')).map(({ label }) => label)).toEqual(['fox', 'hare', '', 'jackal']);
  await rename(`${results} moved`, results);
  expect(await save()).toMatchObject({ unread: 2 });
});

it.skipIf(!canMount)('leaves what is there where a disk fills while something is saved (needs root)', async () => {
  const content = Buffer.alloc(256 * 1024, 'not to be squeezed: 8a71');
  const files = Array.from({ length: 40 }, (_, at) => at);
  const { exports } = await exportedList(
    folder(),
    Object.fromEntries(
      files.map((at) => [`card/${at}.jpg`, { content, answer: found(...Array<string>(5000).fill(`kind ${at}`)) }]),
    ),
  );
  const disk = await SmallDisk.mount(path('disk'), 1);
  try {
    const target = (name: string) => join(disk.folder, name);
    const savers = {
      'table.csv': () =>
        exports.saveTable('list', all, { rows: 'detections', format: 'comma', words }, target('table.csv')),
      'table.xlsx': () =>
        exports.saveTable('list', all, { rows: 'detections', format: 'xlsx', words }, target('table.xlsx')),
      'found.json': () => exports.saveDetections('list', all, words, target('found.json')),
      'results.zip': () => exports.zipResults('list', all, target('results.zip')),
    };
    for (const name of Object.keys(savers)) await writeFile(target(name), 'older');
    await disk.fill();
    for (const save of Object.values(savers)) {
      await expect(save()).rejects.toMatchObject({ info: { code: 'disk-full', folder: 'disk' } });
    }
    for (const name of Object.keys(savers)) expect(await readFile(target(name), 'utf8')).toBe('older');
    expect((await readdir(disk.folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
  } finally {
    disk.unmount();
  }
});
