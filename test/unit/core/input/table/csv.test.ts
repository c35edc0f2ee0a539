import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { CsvReader, csvLine } from '../../../../../src-main/core/input/table/csv';

/** Reads a table in pieces of a given number of characters. */
function read(text: string, separator = ',', pieceLength = text.length || 1) {
  const reader = new CsvReader(separator);
  const rows = [];
  for (let at = 0; at < text.length; at += pieceLength) rows.push(...reader.read(text.slice(at, at + pieceLength)));
  rows.push(...reader.end());
  return { rows: rows.map(({ cells }) => cells), lines: rows.map(({ line }) => line), brokenLine: reader.brokenLine };
}

describe('a table in text', () => {
  it('is read with every kind of line end, with quotes, and with empty cells', () => {
    expect(read('a,"b ""c"", d"\r\n,\n"two\nlines"\rlast,')).toEqual({
      rows: [['a', 'b "c", d'], ['', ''], ['two\nlines'], ['last', '']],
      lines: [1, 2, 3, 5],
      brokenLine: undefined,
    });
  });

  it('is what papaparse reads, however it comes in pieces', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', ' ', '"', ',', ';', '\n', '\r\n', '5'), maxLength: 6 });
    const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 7 }), fc.constantFrom(',', ';'), (rows, pieceLength, separator) => {
        const text = Papa.unparse(rows, { delimiter: separator, newline: '\r\n', quotes: true });
        expect(read(text, separator, pieceLength).rows).toEqual(Papa.parse(text, { delimiter: separator }).data);
      }),
    );
  });

  it('is written as it was read', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), fc.constantFrom(',', ';', '\t'), (cells, separator) => {
        const text = csvLine(cells, separator);
        // A row with one empty cell can't be told from an empty line.
        if (text !== '') expect(read(text, separator).rows).toEqual([cells]);
      }),
    );
  });

  it.each([
    ['a quote that is never closed', 'a,b\n1,2\n3,"4\n5,6\n', 3],
    ['a cell that goes on behind its quotes', 'a,b\n1,2\n3,"4" more\n5,6\n', 3],
  ])('keeps what stands before %s, and names its line', (_what, text, line) => {
    expect(read(text, ',', 3)).toMatchObject({
      rows: [
        ['a', 'b'],
        ['1', '2'],
      ],
      brokenLine: line,
    });
  });

  it('names a broken quote at line 90,000 without keeping the rest of the table', () => {
    const lines = Array.from({ length: 100_000 }, (_, at) => (at === 89_999 ? `${at},"open` : `${at},"closed"`));
    const reader = new CsvReader(',');
    let rows = 0;
    const text = lines.join('\n');
    for (let at = 0; at < text.length; at += 65_536) rows += reader.read(text.slice(at, at + 65_536)).length;
    rows += reader.end().length;
    expect({ rows, line: reader.brokenLine }).toEqual({ rows: 89_999, line: 90_000 });
  });

  it('takes quotes inside of a cell for what they are', () => {
    expect(read('5" pipe,"six"\n').rows).toEqual([['5" pipe', 'six']]);
  });
});
