import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Papa from 'papaparse';
import { readSheet } from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { DiskTableFiles } from '../../../../src-main/adapters/batch/export/table-files';
import { Workbook } from '../../../../src-main/adapters/batch/export/workbook';
import type { Cell } from '../../../../src-main/core/batch/export/table';
import { temporaryFolder } from '../../../fixtures/temp-dir';

const folder = temporaryFolder();
const tables = new DiskTableFiles();

async function* portions(...rows: readonly (readonly (readonly Cell[])[])[]) {
  yield* rows;
}

/** A workbook with all of its sheets. */
async function workbookOf(rows: readonly (readonly Cell[])[][], rowsInSheet?: number) {
  const workbook = new Workbook(rowsInSheet);
  const chunks: Uint8Array[] = [];
  for await (const chunk of workbook.bytes(['name', 'value'], portions(...rows))) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const { sheets, cutCells } = workbook.written;
  const read = await Promise.all(
    Array.from({ length: sheets }, (_, index) => readSheet(bytes, index + 1, { trim: false })),
  );
  return { cutCells, read };
}

describe('a workbook', () => {
  it('keeps texts as texts and numbers as numbers, whatever is in them', async () => {
    const texts = [
      '=1+1',
      '+49 30',
      '-2',
      '@SUM(A1)',
      '00012345678901234567',
      '1e5',
      '<b>&amp;"\'',
      '_x0041_',
      ' kept ',
      'two\nlines',
      'صقر أحمر',
      '🦊',
      '__proto__',
      'constructor',
    ];
    const { read } = await workbookOf([texts.map((text) => [text, 0.25])]);
    expect(read[0]?.slice(1)).toEqual(texts.map((text) => [text, 0.25]));
  });

  it('replaces what XML can not hold, and leaves out empty cells', async () => {
    const { read } = await workbookOf([
      [['a\u0000b\u001bc\ud800d\uffff', undefined]],
      [
        ['', 3],
        [undefined, Number.NaN],
      ],
      [],
      [['end', -1e-7]],
    ]);
    expect(read[0]?.slice(1)).toEqual([
      ['a\ufffdb\ufffdc\ufffdd\ufffd', null],
      [null, 3],
      [null, null],
      ['end', -1e-7],
    ]);
  });

  it('cuts a text that no cell holds, and counts it', async () => {
    const { cutCells, read } = await workbookOf([[['x'.repeat(32_767), 'y'.repeat(40_000)]]]);
    expect(cutCells).toBe(1);
    const [whole, cut] = read[0]?.[1] ?? [];
    expect(whole).toBe('x'.repeat(32_767));
    expect(cut).toBe(`${'y'.repeat(32_766)}…`);
  });

  it('goes on in another sheet where one is full', async () => {
    const rows = Array.from({ length: 7 }, (_, index): Cell[] => [`row ${index}`, index]);
    const { read } = await workbookOf([rows.slice(0, 4), rows.slice(4)], 4);
    expect(read.map((sheet) => sheet.map(([name]) => name))).toEqual([
      ['name', 'row 0', 'row 1', 'row 2'],
      ['name', 'row 3', 'row 4', 'row 5'],
      ['name', 'row 6'],
    ]);
    expect((await workbookOf([rows.slice(0, 3)], 4)).read).toHaveLength(1);
    expect((await workbookOf([])).read).toEqual([[['name', 'value']]]);
  });

  it('has columns beyond Z', async () => {
    const path = join(folder(), 'wide.xlsx');
    const headings = Array.from({ length: 800 }, (_, index) => `c${index}`);
    await tables.writeTable(path, 'xlsx', headings, portions([headings.map((_, index) => index)]));
    const [names, numbers] = await readSheet(path);
    expect(names).toEqual(headings);
    expect(numbers).toEqual(headings.map((_, index) => index));
  });
});

describe('tables as text', () => {
  it('are read back by another program, in both forms', async () => {
    const path = join(folder(), 'table.csv');
    const rows = [
      ['fox, "red"', 0.5, undefined],
      ['-1+2', 0.125, 'two\nlines'],
    ] as const;
    await tables.writeTable(path, 'comma', ['label', 'score', 'note'], portions(rows));
    expect(Papa.parse((await readFile(path, 'utf8')).slice(1).trim()).data).toEqual([
      ['label', 'score', 'note'],
      ['fox, "red"', '0.5', ''],
      ["'-1+2", '0.1250', 'two\nlines'],
    ]);
    await tables.writeTable(path, 'semicolon', ['label', 'score', 'note'], portions(rows));
    expect((await readFile(path, 'utf8')).split('\r\n')[1]).toBe('"fox, ""red""";0,5;');
  });
});

it('leaves a file as it was, and nothing beside it, where the rows fail in the middle', async () => {
  const path = join(folder(), 'table.xlsx');
  await writeFile(path, 'older');
  async function* failing(): AsyncGenerator<Cell[][]> {
    yield [['first', 1]];
    throw new RangeError('no more');
  }
  for (const format of ['xlsx', 'comma'] as const) {
    await expect(tables.writeTable(path, format, ['name', 'value'], failing())).rejects.toThrow('no more');
  }
  expect(await readFile(path, 'utf8')).toBe('older');
  expect(await readdir(folder())).toEqual(['table.xlsx']);
  await expect(tables.writeTable(join(folder(), 'gone', 'a.csv'), 'comma', ['a'], failing())).rejects.toMatchObject({
    info: { code: 'folder-gone' },
  });
});
