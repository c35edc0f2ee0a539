import { describe, expect, it } from 'vitest';
import type { TableForm } from '../../../../../src-main/core/input/table/form';
import { numberOf, rowFilter, type RowCondition } from '../../../../../src-main/core/input/table/row-filter';

const workbook: TableForm = { kind: 'workbook', sheet: 'Plots' };
const text = (separator: ',' | ';' | '\t'): TableForm => ({
  kind: 'text',
  separator,
  encoding: 'utf-8',
  hasMark: false,
  lineEnd: '\n',
});

describe('the rows that meet conditions', () => {
  const headings = ['plot', 'height'];
  const fits = (conditions: readonly RowCondition[], ...cells: readonly string[]) =>
    rowFilter(conditions, { headings, form: text(';') })(cells);

  it.each([
    ['is', ' P01 ', 'p01', true],
    ['is', 'P011', 'P01', false],
    ['is-not', 'P01', 'p01', false],
    ['is-not', '', 'p01', true],
    ['contains', 'North field', 'FIELD', true],
    ['contains', 'North', 'field', false],
    ['is-empty', ' ', 'whatever', true],
    ['is-empty', '0', '', false],
    ['at-least', '12,5', '12.5', true],
    ['at-least', '9', '12', false],
    ['at-least', '', '0', false],
    ['at-least', 'tall', '0', false],
    ['at-most', '-3', '0', true],
    ['at-most', '100', '9', false],
  ] as const)('%s: %j with %j', (test, cell, wanted, expected) => {
    expect(fits([{ column: 'plot', test, text: wanted }], cell)).toBe(expected);
  });

  it('have to meet all of them, and cells that a row does not have are empty', () => {
    const both: readonly RowCondition[] = [
      { column: 'plot', test: 'is', text: 'P01' },
      { column: 'height', test: 'at-least', text: '2' },
    ];
    expect(fits(both, 'P01', '2')).toBe(true);
    expect(fits(both, 'P01', '1')).toBe(false);
    expect(fits(both, 'P02', '2')).toBe(false);
    expect(fits([{ column: 'height', test: 'is-empty', text: '' }], 'P01')).toBe(true);
    expect(fits([], 'P01')).toBe(true);
  });

  it('can’t be found without the column, or without a number to compare with', () => {
    const refused = (condition: RowCondition, problem: string) =>
      expect(() => fits([condition])).toThrow(
        expect.objectContaining({ info: { code: 'table-unusable', problem, column: condition.column } }),
      );
    refused({ column: 'Plot', test: 'is', text: '' }, 'column-missing');
    refused({ column: 'height', test: 'at-most', text: 'tall' }, 'no-number');
    refused({ column: 'height', test: 'at-least', text: '' }, 'no-number');
  });
});

describe('a number in a cell', () => {
  it.each([
    ['12', workbook, 12],
    [' -0.50 ', workbook, -0.5],
    ['12.50%', workbook, 12.5],
    ['1.5E-3', workbook, 0.0015],
    ['1,234', workbook, 1234],
    ['1,234.5', workbook, 1234.5],
    ['1,234', text(','), 1234],
    ['0,125', text(','), 0.125],
    ['1,5', text(','), 1.5],
    ['1,234', text(';'), 1.234],
    ['1,234', text('\t'), 1.234],
    ['1.234', text(';'), 1.234],
    ['1.234,5', text(';'), 1234.5],
    ['1.234.567', text(';'), 1234567],
    ['1 234,5', text(';'), 1234.5],
    ['1\u202f234\u202f567', text(';'), 1234567],
    ['1’234.5', text(';'), 1234.5],
  ])('%j is one', (shown, form, number) => {
    expect(numberOf(shown, form)).toBe(number);
  });

  it.each(['', 'tall', '2026-03-01', '12 m', '1.2.3', '1,23.4', '12 34', '0x10', 'Infinity', '.'])(
    '%j is none',
    (shown) => {
      expect(numberOf(shown, workbook)).toBeUndefined();
    },
  );
});
