import { describe, expect, it } from 'vitest';
import { columnLetters, columnOf, headingsOf } from '../../../../../src-main/core/input/table/headings';
import { RowInputs, type TableUse } from '../../../../../src-main/core/input/table/rows';
import { JsonTemplate, shownPieces } from '../../../../../src-main/core/input/table/template';

const refusal = (problem: string, column?: string) =>
  expect.objectContaining({ info: { code: 'table-unusable', problem, ...(column !== undefined && { column }) } });

describe('the names of columns', () => {
  it('are letters where there is none, and have numbers where several are alike', () => {
    expect(headingsOf(['id', ' text ', '', 'text', 'text (1)'])).toEqual([
      'id',
      'text (2)',
      'C',
      'text (3)',
      'text (1)',
    ]);
    expect([0, 25, 26, 701, 702].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
  });

  it('are asked for exactly', () => {
    const headings = headingsOf(['id', 'text', 'text']);
    expect(columnOf(headings, 'text (2)')).toBe(2);
    expect(() => columnOf(headings, 'text')).toThrow(refusal('column-twice', 'text'));
    expect(() => columnOf(headings, 'Text')).toThrow(refusal('column-missing', 'Text'));
  });

  it('may be a thousand', () => {
    const headings = headingsOf(Array.from({ length: 1000 }, () => ''));
    expect(headings).toHaveLength(1000);
    expect(columnOf(headings, 'ALL')).toBe(999);
  });
});

describe('JSON with cells in it', () => {
  const fill = (template: string, cells: readonly string[]) => new JsonTemplate(template, ['a', 'b']).fill(cells);

  it.each([
    ['{"x": {{a}}, "y": {"z": ["{{b}}!"]}}', ['1.50', 'say "hi"\n'], '{"x": 1.50, "y": {"z": ["say \\"hi\\"\\n!"]}}'],
    ['{"x": {{a}}}', [' true ', ''], '{"x": true}'],
    ['{"x": {{a}}}', ['12345678901234567890', ''], '{"x": 12345678901234567890}'],
    ['{"x": "\\"{{ b }}"}', ['', 'q'], '{"x": "\\"q"}'],
    ['"{{b}}"', ['', ''], '""'],
  ])('of %s and %j is %s', (template, cells, json) => {
    expect(fill(template, cells)).toEqual({ pieces: [{ text: json }] });
  });

  it.each([
    [['1,5', ''], 'not-a-value'],
    [['01', ''], 'not-a-value'],
    [['red', ''], 'not-a-value'],
    [['', ''], 'empty-cell'],
  ])('is none for %j', (cells, problem) => {
    expect(fill('{"x": {{a}}}', cells)).toEqual({ problem });
  });

  it('has files in it that cells name, in the place of their marks', () => {
    const template = new JsonTemplate('{"photo": "{{file:a}}", "as": ["data:,{{ file:b }}"]}', ['a', 'b']);
    const filled = template.fill([' p/"1".jpg', '2.jpg']);
    const pieces = [
      { text: '{"photo": "' },
      { path: 'p/"1".jpg' },
      { text: '", "as": ["data:,' },
      { path: '2.jpg' },
      { text: '"]}' },
    ];
    expect(filled).toEqual({ pieces });
    expect(shownPieces(pieces)).toBe('{"photo": "{{file:p/\\"1\\".jpg}}", "as": ["data:,{{file:2.jpg}}"]}');
    expect(template.fill(['1.jpg', ' '])).toEqual({ problem: 'empty-cell' });
  });

  it('has the cell of a column of which the name begins like the mark of a file', () => {
    const template = new JsonTemplate('"{{file:a}}"', ['a', 'file:a']);
    expect(template.fill(['1', '2'])).toEqual({ pieces: [{ text: '"2"' }] });
  });

  it('is told apart from its text where names of columns have quotes', () => {
    const template = new JsonTemplate('{"x": {{5" pipe}}, "y": "{{6" pipe}}"}', ['5" pipe', '6" pipe']);
    expect(template.fill(['1', 'one'])).toEqual({ pieces: [{ text: '{"x": 1, "y": "one"}' }] });
  });

  it('is refused where a column is missing, or where it would never be JSON', () => {
    expect(() => fill('{"x": "{{c}}"}', [])).toThrow(refusal('column-missing', 'c'));
    expect(() => fill('{"x": "{{a}}"', [])).toThrow(refusal('template'));
    expect(() => fill('{{a}} {{b}}', [])).toThrow(refusal('template'));
    expect(() => fill('{"x": {{file:a}}}', [])).toThrow(refusal('template'));
    expect(() => fill('{"x": "{{file:c}}"}', [])).toThrow(refusal('column-missing', 'c'));
  });
});

describe('what a row is sent as', () => {
  const form = { kind: 'workbook', sheet: 'Plots' } as const;
  const plots = { name: 'plots.csv', headings: ['id', 'text', 'photo'], form };
  const of = (use: TableUse, ...cells: readonly string[]) => new RowInputs(plots, use).of(cells);

  it('is the text of a column as it stands', () => {
    const use: TableUse = { input: { kind: 'text', column: 'text' } };
    expect(of(use, '1', ' The oak. ')).toEqual({ kind: 'text', pieces: [{ text: ' The oak. ' }] });
    expect(of(use, '1', ' ')).toBe('empty-cell');
    expect(of(use, '1')).toBe('empty-cell');
  });

  it('is the file that a column names', () => {
    const use: TableUse = { input: { kind: 'file', column: 'photo' } };
    expect(of(use, '1', '', ' a/b.jpg ')).toEqual({ kind: 'file', path: 'a/b.jpg' });
  });

  it('is nothing where the filter wants other rows', () => {
    const use: TableUse = {
      input: { kind: 'text', column: 'text' },
      only: [{ column: 'id', test: 'is', text: 'Yes' }],
    };
    expect(of(use, ' yes', 'a')).toMatchObject({ kind: 'text' });
    expect(of(use, 'no', 'a')).toBe('filtered');
  });

  it('is refused at once where a column is missing', () => {
    const inputs = (use: Partial<TableUse>) => () =>
      new RowInputs(plots, { input: { kind: 'text', column: 'text' }, ...use });
    expect(inputs({ nameColumn: 'name' })).toThrow(refusal('column-missing', 'name'));
    expect(inputs({ only: [{ column: 'plot', test: 'is', text: '' }] })).toThrow(refusal('column-missing', 'plot'));
  });

  it('is called by its column, or by the table and its number', () => {
    const named = new RowInputs(plots, { input: { kind: 'text', column: 'text' }, nameColumn: 'id' });
    expect(named.nameOf(['a/b: c'], 7, 'text')).toMatch(/^a.*c\.txt$/);
    expect(named.nameOf(['a/b'], 7, 'text')).not.toContain('/');
    expect(named.nameOf([''], 7, 'json')).toBe('plots 0007.json');
  });
});
