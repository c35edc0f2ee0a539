import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import Papa from 'papaparse';
import { readSheet } from 'read-excel-file/node';
import { expect, it } from 'vitest';
import type { ExportScope } from '../../../src-main/core/batch/export/scope';
import { exportedList } from '../../fixtures/exported-list';
import { temporaryFolder } from '../../fixtures/temp-dir';

const folder = temporaryFolder();
const all: ExportScope = { kind: 'shown', query: { search: '', sortKey: 'added', isDescending: false } };
const error = { code: 'file-unreadable', file: 'd.png', problem: 'empty' } as const;
const words = { reasons: { 'failed file-unreadable empty': 'La foto está vacía.' }, unread: 'No se puede leer.' };

const list = () =>
  exportedList(folder(), {
    'card/a/1.png': {
      answer:
        '{"detections":[{"category":"fox","conf":0.9,"bbox":[0.1,0.2,0.5,0.25]},{"category":"fox","conf":0.5,"bbox":[0,0,1,1]}]}',
      mark: { opinion: 'wrong', label: 'jackal', note: '=cmd()', isStarred: true },
    },
    'card/a/2.png': { answer: '{"detections":[]}' },
    'card/b/3.png': {
      answer: '{"file":"9007199254740993123","score":0.5,"SCORE":1,"":"odd","text":"own","__proto__":7}',
    },
    'card/b/4.png': {
      state: { status: 'needs-attention', seconds: 1, trouble: { kind: 'failed', error } },
    },
    'card/b/5.png': { answer: '[{"label":"oak","score":0.7},{"label":"elm","score":0.3}]' },
    'card/b/6.png': {},
  });

/** Turns rows into objects with the column headings as keys. */
function byHeading([headings = [], ...rows]: readonly (readonly unknown[])[]): Record<string, unknown>[] {
  return rows.map((row) => Object.fromEntries(headings.map((heading, index) => [String(heading), row[index]])));
}

it('saves a row for each file, with marks, reasons, and the values of the answers', async () => {
  const { exports, progress } = await list();
  expect(exports.proposedName('list', 'xlsx')).toBe('animals 2026-03-01.xlsx');
  const path = join(folder(), 'table.xlsx');
  const written = await exports.saveTable('list', all, { rows: 'files', format: 'xlsx', words }, path);
  expect(written).toEqual({ sheets: 1, cutCells: 0, unread: 0 });
  const sheet = await readSheet(path);
  const [one, two, three, four, five, six] = byHeading(sheet);
  expect(one).toMatchObject({
    file: '1.png',
    input: `${folder()}/card/a/1.png`,
    label: 'jackal',
    score: null,
    found: 2,
    answer: 'fox ×2',
    'corrected label': 'jackal',
    opinion: 'wrong',
    star: 'yes',
    note: '=cmd()',
    state: 'done',
    seconds: 1.5,
    service: 'animals',
  });
  expect(two).toMatchObject({ label: null, found: 0, state: 'done' });
  // A field of the answer gets a number if a column of the table has its name already, in upper or lower case.
  expect(three).toMatchObject({
    file: '3.png',
    'file (2)': '9007199254740993123',
    'score (2)': 0.5,
    'SCORE (3)': 1,
    text: 'odd',
    'text (2)': 'own',
  });
  const headings = sheet[0] ?? [];
  expect(sheet[3]?.[headings.indexOf('__proto__')]).toBe(7);
  expect(new Set(headings).size).toBe(headings.length);
  expect(four).toMatchObject({ state: 'needs-attention', reason: 'La foto está vacía.', error: 'file-unreadable' });
  expect(five).toMatchObject({ label: 'oak', score: 0.7 });
  expect(six).toMatchObject({ state: 'waiting' });
  expect(progress.at(-1)).toEqual({ batch: 'list', done: 6, total: 6 });
});

it('saves a row for each detection, and one for each file without any', async () => {
  const { exports } = await list();
  const path = join(folder(), 'table.csv');
  await exports.saveTable('list', all, { rows: 'detections', format: 'comma', words }, path);
  const rows = byHeading(Papa.parse<string[]>((await readFile(path, 'utf8')).slice(1).trim()).data);
  expect(
    rows.map((row) => [row['file'], row['detection'], row['label'], row['score'], row['left'], row['height']]),
  ).toEqual([
    ['1.png', '1', 'fox', '0.9', '0.1', '0.25'],
    ['1.png', '2', 'fox', '0.5', '0', '1'],
    ['2.png', '0', '', '', '', ''],
    ['3.png', '', '', '', '', ''],
    ['4.png', '', '', '', '', ''],
    ['5.png', '1', 'oak', '0.7', '', ''],
    ['6.png', '', '', '', '', ''],
  ]);
  expect(rows[0]?.['note']).toBe("'=cmd()");
});

it('saves what is shown in its order, or what is selected in that of the list', async () => {
  const { exports } = await list();
  const path = join(folder(), 'table.xlsx');
  const names = async (scope: ExportScope) => {
    await exports.saveTable('list', scope, { rows: 'files', format: 'xlsx', words }, path);
    return byHeading(await readSheet(path)).map(({ file }) => file);
  };
  const query = { search: 'card/b', sortKey: 'name', isDescending: true } as const;
  expect(await names({ kind: 'shown', query })).toEqual(['6.png', '5.png', '4.png', '3.png']);
  expect(await names({ kind: 'selected', items: [4, 0, 99] })).toEqual(['1.png', '5.png']);
});

it('leaves nothing behind where it is stopped', async () => {
  const { exports } = await list();
  for (const rows of ['files', 'detections'] as const) {
    const saving = exports.saveTable('list', all, { rows, format: 'xlsx', words }, join(folder(), 'table.xlsx'));
    exports.stop('list');
    await expect(saving).rejects.toMatchObject({ info: { code: 'cancelled' } });
  }
  expect((await readdir(folder())).sort()).toEqual(['card', 'results']);
  await exports.stopAll();
});
