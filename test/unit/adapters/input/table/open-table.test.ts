import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openTable } from '../../../../../src-main/adapters/input/table/open-table';
import { zipBytes } from '../../../../../src-main/adapters/batch/export/zip-writer';
import { Workbook } from '../../../../../src-main/adapters/batch/export/workbook';
import { writeWholeFile } from '../../../../../src-main/adapters/files/whole-file';
import type { TableReadOptions } from '../../../../../src-main/core/input/table/form';
import { temporaryFolder } from '../../../../fixtures/temp-dir';

const folder = temporaryFolder();

async function zipOf(files: Readonly<Record<string, string>>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  const bytes = zipBytes(async (zip) => {
    for (const [name, text] of Object.entries(files)) zip.addText(name, text);
  });
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function read(content: string | Uint8Array, readOptions: TableReadOptions = {}, name = 'plots.csv') {
  const path = join(folder(), name);
  await writeFile(path, content);
  const table = await openTable(path, readOptions);
  const rows = [];
  for await (const portion of table.rows) rows.push(...portion);
  return {
    form: table.form,
    rows: rows.map(({ cells }) => cells),
    lines: rows.map(({ line }) => line),
    brokenLine: table.brokenLine(),
  };
}

const refusal = (problem: string) => ({ info: { code: 'table-unusable', problem } });

describe('a table in text', () => {
  it.each([
    ['UTF-8', 'id;text\r\n1;señal, clara\r\n', 'utf-8'],
    ['UTF-8 with a mark', '\ufeffid;text\r\n1;señal, clara\r\n', 'utf-8'],
    ['UTF-16', Buffer.from('\ufeffid;text\r\n1;señal, clara\r\n', 'utf16le'), 'utf-16le'],
    ['Windows-1252', Buffer.from('id;text\r\n1;señal, clara\r\n', 'latin1'), 'windows-1252'],
  ])('is read in %s', async (_name, content, encoding) => {
    expect(await read(content)).toMatchObject({
      form: { kind: 'text', separator: ';', encoding, lineEnd: '\r\n' },
      rows: [
        ['id', 'text'],
        ['1', 'señal, clara'],
      ],
    });
  });

  it('is what it is to its end: one letter in another encoding counts for all', async () => {
    const long = Buffer.from(`text\n${'plain\n'.repeat(100_000)}`);
    const { form, rows } = await read(Buffer.concat([long, Buffer.from('señal\n', 'latin1')]));
    expect(form).toMatchObject({ encoding: 'windows-1252' });
    expect(rows.at(-1)).toEqual(['señal']);
  });

  it.each(['é', '€', '𝄞'])('is UTF-8 also where %s lies between two pieces of the file', async (letter) => {
    for (let shift = 0; shift < 4; shift += 1) {
      const start = `text\n${'x'.repeat(256 * 1024 - 5 - shift)}`;
      const { form, rows } = await read(`${start}${letter}\n`);
      expect(form).toMatchObject({ encoding: 'utf-8' });
      expect(rows[1]?.[0]?.endsWith(letter)).toBe(true);
    }
    expect((await read(Buffer.from(`text\n${letter}`).subarray(0, -1))).form).toMatchObject({
      encoding: 'windows-1252',
    });
  });

  it('is read as the user says, or refused where that can’t be', async () => {
    const greek = Buffer.from([0xe1, 0x2c, 0xe2, 0x0a]);
    expect((await read(greek, { encoding: 'windows-1253', separator: ';' })).rows).toEqual([['α,β']]);
    await expect(read(greek, { encoding: 'utf-8' })).rejects.toMatchObject(refusal('encoding'));
    await expect(read(greek, { encoding: 'klingon' })).rejects.toMatchObject(refusal('encoding'));
  });

  it('has the lines of the file, also behind a line that names the separator', async () => {
    expect(await read('sep=;\na;b\n1;"open\n2;3\n')).toMatchObject({ rows: [['a', 'b']], lines: [2], brokenLine: 3 });
  });
});

describe('a workbook', () => {
  const workbook = '<workbook xmlns:r="r"><workbookPr/><sheets><sheet name="Plots" r:id="rId1"/></sheets></workbook>';
  const book = (sheet: string, more: Readonly<Record<string, string>> = {}) =>
    zipOf({
      'xl/workbook.xml': workbook,
      'xl/_rels/workbook.xml.rels':
        '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
      'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
      ...more,
    });
  const styles =
    '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="000000"/></numFmts>' +
    '<cellStyleXfs><xf numFmtId="2"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="14"/><xf numFmtId="10"/></cellXfs></styleSheet>';

  it('tells what its cells show: formulas, dates, long numbers and shared texts', async () => {
    const sheet =
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>x &amp; y</t></is></c></row>' +
      '<row r="2"><c r="A2" t="str"><f>A1&amp;"!"</f><v>plot!</v></c><c r="B2"><f>1/3</f><v>0.33333333333333331</v></c><c r="C2" t="b"><v>1</v></c><c r="D2" t="e"><v>#DIV/0!</v></c></row>' +
      '<row r="4"><c r="A4" s="1"><v>46143</v></c><c r="B4" s="2"><v>42</v></c><c r="C4" s="3"><v>46143</v></c><c r="D4" s="4"><v>0.125</v></c></row>' +
      '<row r="5"><c r="A5"><v>123456789012345</v></c><c r="B5"><v>0.30000000000000004</v></c></row><row r="6"><c r="A6"/></row>';
    const shared = '<sst><si><r><t>pl</t></r><r><t>ot</t></r><rPh><t>spoken</t></rPh></si></sst>';
    const read1 = await read(
      await book(sheet, { 'xl/styles.xml': styles, 'xl/sharedStrings.xml': shared }),
      {},
      'plots.xlsx',
    );
    expect(read1).toEqual({
      form: { kind: 'workbook', sheet: 'Plots' },
      rows: [
        ['plot', '', 'x & y'],
        ['plot!', '0.333333333333333', 'TRUE', '#DIV/0!'],
        [],
        ['01/05/2026', '000042', '2026-05-01', '12.50%'],
        ['123456789012345', '0.3'],
      ],
      lines: [1, 2, 3, 4, 5],
      brokenLine: undefined,
    });
  });

  it('counts its days from 1904 where it says so', async () => {
    const counts1904 = workbook.replace('<workbookPr/>', '<workbookPr date1904="1"/>');
    const sheet = '<row r="1"><c r="A1" s="1"><v>44681</v></c></row>';
    const { rows } = await read(await book(sheet, { 'xl/workbook.xml': counts1904, 'xl/styles.xml': styles }));
    expect(rows).toEqual([['01/05/2026']]);
  });

  it('is read as this program writes it, many rows in portions', async () => {
    const path = join(folder(), 'own.xlsx');
    const portion = Array.from({ length: 1000 }, (_, at) => [`text_x000D_ ${at}`, at]);
    async function* portions() {
      for (let times = 0; times < 20; times += 1) yield portion;
    }
    await writeWholeFile(path, new Workbook().bytes(['text', 'number'], portions()));
    let count = 0;
    let largest = 0;
    let last: readonly string[] = [];
    for await (const rows of (await openTable(path, {})).rows) {
      count += rows.length;
      largest = Math.max(largest, rows.length);
      last = rows.at(-1)?.cells ?? last;
    }
    expect({ count, last }).toEqual({ count: 20_001, last: ['text_x000D_ 999', '999'] });
    expect(largest).toBeLessThan(5000);
  });

  const compound = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(1000)]);

  it.each([
    ['has a password', () => Buffer.concat([compound, Buffer.from('EncryptedPackage', 'utf16le')]), 'protected'],
    ['is of before 2007', () => compound, 'old-workbook'],
    ['is an archive of something else', () => zipOf({ 'a.txt': 'a' }), 'no-table'],
    ['is cut', async () => (await book('<row r="1"/>')).subarray(0, 300), 'no-table'],
    ['has a sheet that is no XML', () => book('<row><c>'), 'no-table'],
    ['is a picture', () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0x0d]), 'no-table'],
  ])('that %s is refused in words', async (_what, content, problem) => {
    await expect(read(await content(), {}, 'plots.xlsx')).rejects.toMatchObject(refusal(problem));
  });

  it('names the sheet that is missing', async () => {
    const one = await book('<row r="1"><c r="A1"><v>1</v></c></row>');
    expect((await read(one, { sheet: 'Plots' })).rows).toEqual([['1']]);
    await expect(read(one, { sheet: 'plots' })).rejects.toMatchObject(refusal('sheet-missing'));
  });
});

it('a table that is gone is a file that can’t be read', async () => {
  const refused = openTable(join(folder(), 'gone.csv'), {});
  await expect(refused).rejects.toMatchObject({ info: { code: 'file-unreadable', problem: 'gone' } });
});
