import Papa from 'papaparse';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Columns, rowsOfJson, spreadsheetLine } from '../../../../src-main/core/batch/spreadsheet';

describe('a line of a spreadsheet', () => {
  it.each(['=1+1', '+cmd', '-cmd', '@SUM(A1)', '\t=1', '\r=1', '＝1'])('makes no formula of %j', (text) => {
    expect(Papa.parse<string[]>(spreadsheetLine([text, 'x'])).data[0]?.[0]).toBe(`'${text}`);
  });

  it.each(['-1', '+3.5e-7', '-.5', '12%', '-0,25'])('leaves the number %j', (text) => {
    expect(spreadsheetLine([text, 'x'])).toContain(text);
    expect(spreadsheetLine([text, 'x'])).not.toContain("'");
  });

  it('is read back as it was written', () => {
    const cell = fc.string({ unit: 'grapheme' }).filter((text) => !/^[=+\-@\t\r\n＝＋－＠]/.test(text));
    fc.assert(
      fc.property(fc.array(cell, { minLength: 2 }), (cells) => {
        expect(Papa.parse<string[]>(spreadsheetLine(cells), { delimiter: ',', newline: '\r\n' }).data[0]).toEqual(
          cells,
        );
      }),
    );
  });
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
  ])('of %j', (json, rows) => {
    expect(rowsOfJson(json).map((row) => Object.fromEntries(row))).toEqual(rows);
  });

  it('keep what has no column of its own', () => {
    const columns = new Columns(1);
    const row = new Map([
      ['a', '1'],
      ['b', '2'],
    ]);
    columns.add(row);
    expect(columns.names).toEqual(['a']);
    expect(columns.cells(row)).toEqual(['1', '{"b":"2"}']);
  });
});
