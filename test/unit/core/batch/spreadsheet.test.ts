import Papa from 'papaparse';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  Columns,
  rowsOfJson,
  rowsOfTable,
  spreadsheetFormOf,
  spreadsheetForms,
  spreadsheetLine,
} from '../../../../src-main/core/batch/spreadsheet';

/** The cells that a program shows if it takes `separator` for the end of a cell. Like programs, it first drops some characters. */
function cellsIn(line: string, separator: string): readonly string[] {
  const byQuotes = Papa.parse<string[]>(line, { delimiter: separator }).data.flat();
  // Some programs take quotation marks in the middle of a cell for ordinary characters.
  const byCharacter = line.split(/\r?\n|\r/).flatMap((part) => part.split(separator));
  return [...byQuotes, ...byCharacter].map((cell) => cell.replace(/^["\s\u200b]+/, ''));
}

const separators = [',', ';', '\t', '|'];
// If the program knows another separator, it sees a number with further cells behind it as one cell. That is no valid formula.
const isFormula = (cell: string) => /^[=+\-@＝＋－＠]/.test(cell) && !/^[+-][\d.,]+%?(?:[;,|\s"].*)?$/s.test(cell);

describe.each(spreadsheetForms)('a line of a spreadsheet with the form %s', (form) => {
  it.each([
    '=1+1',
    '+cmd',
    '-cmd',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '＝1',
    'a;=1+1',
    'a,=1+1',
    'a\t=1+1',
    'a\n=1+1',
    'a\r\n  @SUM(A1)',
    'a|=1+1',
    '  =1+1',
    'a; "=1+1"',
    '";=1+1',
    "a;-2+3+cmd|' /C calc'!A0",
    '1;+1,5+x',
    '+,1',
    '-.5',
  ])('makes no formula of %j, whatever is taken for a separator', (text) => {
    const line = spreadsheetLine(['x', text, 'y'], form);
    for (const separator of separators) {
      expect(cellsIn(line, separator).filter(isFormula)).toEqual([]);
    }
  });

  it.each(["-1;cmd|' /C calc'!A0", '-1\n=1', '+1|x'])('trusts no number that something else follows: %j', (text) => {
    expect(spreadsheetLine([text], form).replace(/^"/, '')).toMatch(/^'/);
  });

  it('makes no formula of any text', () => {
    const unit = fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      '＝',
      ';',
      ',',
      '.',
      '\t',
      '\n',
      '\r',
      '|',
      '"',
      ' ',
      "'",
      'a',
      '1',
    );
    fc.assert(
      fc.property(fc.array(fc.string({ unit, maxLength: 12 }), { minLength: 2, maxLength: 4 }), (cells) => {
        const line = spreadsheetLine(cells, form);
        for (const separator of separators) expect(cellsIn(line, separator).filter(isFormula)).toEqual([]);
      }),
    );
  });

  it.each(['-1', '+3.5e-7', '-.5', '12%', '-0,25', '1;-2', '0.5|-0.5'])('leaves the number %j', (text) => {
    expect(spreadsheetLine([text, 'x'], form)).not.toContain("'");
  });

  it('is read back as it was written', () => {
    const cell = fc
      .string({ unit: 'grapheme' })
      .filter((text) => !/[=+\-@＝＋－＠]/.test(text) && !/^[\d.,]+(?:[eE]\d+)?%?$/.test(text));
    const delimiter = form === 'comma' ? ',' : ';';
    fc.assert(
      fc.property(fc.array(cell, { minLength: 2 }), (cells) => {
        expect(Papa.parse<string[]>(spreadsheetLine(cells, form), { delimiter, newline: '\r\n' }).data[0]).toEqual(
          cells,
        );
      }),
    );
  });
});

it('writes numbers as the programs of a region read them', () => {
  expect(spreadsheetLine(['0.912', '-1.5e-7', '12.5%', 'v1.2.3'], 'semicolon')).toBe('0,912;-1,5e-7;12,5%;v1.2.3\r\n');
  expect(spreadsheetLine(['-.5', '.5'], 'semicolon')).toBe('-0,5;,5\r\n');
  expect(spreadsheetLine(['0.912', '3'], 'comma')).toBe('0.912,3\r\n');
  expect(['es-ES', 'es_MX', 'en-GB', 'de', 'pt-BR', '', 'no such'].map(spreadsheetFormOf)).toEqual([
    'semicolon',
    'comma',
    'comma',
    'semicolon',
    'semicolon',
    'comma',
    'comma',
  ]);
});

describe('rows of a JSON answer', () => {
  it.each([
    [{ label: 'oak', score: 0.9 }, [{ label: 'oak', score: '0.9' }]],
    [
      [{ a: 1 }, { b: null }],
      [{ a: '1' }, { b: '' }],
    ],
    [{ top: { name: 'oak', boxes: [1, [2]] } }, [{ 'top.name': 'oak', 'top.boxes.0': '1', 'top.boxes.1.0': '2' }]],
    ['oak', [{ value: 'oak' }]],
    [[], []],
    [{ found: [] }, [{ found: '' }]],
    // No value is lost if two names are equal, and no name is run as a formula.
    [{ 'a.b': 1, a: { b: 2, 'b (2)': 3 } }, [{ 'a.b': '1', 'a.b (2)': '2', 'a.b (2) (2)': '3' }]],
    [{ '': 1, value: 2 }, [{ value: '1', 'value (2)': '2' }]],
    [JSON.parse('{"__proto__":{"a":1},"constructor":2}'), [{ '__proto__.a': '1', constructor: '2' }]],
  ])('of %j', (json, rows) => {
    expect(rowsOfJson(json).map((row) => Object.fromEntries(row))).toEqual(rows);
  });

  it('end where JSON is nested without end, with all that lies above', () => {
    const levels = 100_000;
    const json: unknown = JSON.parse(`{"label":"oak","deep":${'['.repeat(levels)}${']'.repeat(levels)}}`);
    const [row = new Map<string, string>()] = rowsOfJson(json);
    expect(row.get('label')).toBe('oak');
    expect([...row]).toEqual([
      ['label', 'oak'],
      [expect.stringMatching(/^deep(\.0){100}$/), '…'],
    ]);
  });

  it('of a table keep fields of one name, of no name and of any name, and what lies beyond', () => {
    const rows = rowsOfTable([['a', 'a', '', '__proto__'], ['1', '2', '3', '4', '5'], ['6']]);
    expect(rows.map((row) => [...row])).toEqual([
      [
        ['a', '1'],
        ['a (2)', '2'],
        ['', '3'],
        ['__proto__', '4'],
        ['5', '5'],
      ],
      [
        ['a', '6'],
        ['a (2)', ''],
        ['', ''],
        ['__proto__', ''],
      ],
    ]);
    expect(rowsOfTable([])).toEqual([]);
  });

  it('keep what has no column of its own', () => {
    const columns = new Columns(1);
    const row = new Map([
      ['a', '1'],
      ['b', '2'],
    ]);
    columns.add(row.keys());
    expect(columns.headings).toEqual(['a']);
    expect(columns.cells(row)).toEqual(['1', '{"b":"2"}']);
  });

  it('have headings that differ from the columns of the report and from each other', () => {
    const columns = new Columns(10, ['file', 'input']);
    columns.add(['file', 'File', 'file (2)', 'label']);
    expect(columns.headings).toEqual(['file (2)', 'File (3)', 'file (2) (2)', 'label']);
  });
});
