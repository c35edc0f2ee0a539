import * as v from 'valibot';
import { AppError } from '../../ground/error';
import type { TableForm } from './form';
import { columnOf } from './headings';

/** How a cell is compared with a text or a number. */
export const rowTests = ['is', 'is-not', 'contains', 'is-empty', 'at-least', 'at-most'] as const;
export type RowTest = (typeof rowTests)[number];

/** A condition that a row has to meet. */
export const rowConditionSchema = v.object({
  column: v.string(),
  test: v.picklist(rowTests),
  /** A text or a number as it was typed; without a meaning for `is-empty`. */
  text: v.string(),
});
export type RowCondition = v.InferOutput<typeof rowConditionSchema>;

type CellTest = (cell: string) => boolean;

/**
 * Tells which rows meet all of the conditions. Upper and lower case count as equal, and spaces around a cell do not count.
 * @throws AppError `table-unusable` for a column that the table does not have, or for a limit that is not a number
 */
export function rowFilter(
  conditions: readonly RowCondition[],
  { headings, form }: { readonly headings: readonly string[]; readonly form: TableForm },
): (cells: readonly string[]) => boolean {
  const tests = conditions.map((condition) => ({
    column: columnOf(headings, condition.column),
    isMet: cellTest(condition, form),
  }));
  return (cells) => tests.every(({ column, isMet }) => isMet((cells[column] ?? '').trim()));
}

function cellTest({ column, test, text }: RowCondition, form: TableForm): CellTest {
  const wanted = text.trim().toLowerCase();
  switch (test) {
    case 'is':
      return (cell) => cell.toLowerCase() === wanted;
    case 'is-not':
      return (cell) => cell.toLowerCase() !== wanted;
    case 'contains':
      return (cell) => cell.toLowerCase().includes(wanted);
    case 'is-empty':
      return (cell) => cell === '';
    case 'at-least':
    case 'at-most': {
      const limit = numberOf(text, form);
      if (limit === undefined) throw new AppError({ code: 'table-unusable', problem: 'no-number', column });
      return (cell) => {
        const number = numberOf(cell, form);
        return number !== undefined && (test === 'at-least' ? number >= limit : number <= limit);
      };
    }
  }
}

/**
 * The number that a text shows; `undefined` for other texts. Both `0.5` and `0,5` are one half. A single comma before three digits,
 * as in `1,234`, divides thousands only in workbooks, whose numbers are written the English way, and where commas divide columns.
 */
export function numberOf(text: string, form: TableForm): number | undefined {
  const shown = text
    .trim()
    .replace(/%$/, '')
    .replace(/(?<=\d)[\s'’](?=\d{3}(?!\d))/g, '');
  const decimal = decimalSign(shown, form);
  const group = decimal === '.' ? ',' : '.';
  const [whole = '', ...fractions] = shown.split(decimal);
  if (whole.includes(group) && !/^[+-]?\d{1,3}(?:[.,]\d{3})+$/.test(whole)) return undefined;
  const plain = [whole.replaceAll(group, ''), ...fractions].join('.');
  return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i.test(plain) ? Number(plain) : undefined;
}

function decimalSign(shown: string, form: TableForm): '.' | ',' {
  const points = shown.split('.').length - 1;
  const commas = shown.split(',').length - 1;
  if (points > 0 && commas > 0) return shown.lastIndexOf('.') > shown.lastIndexOf(',') ? '.' : ',';
  if (commas === 0) return points > 1 ? ',' : '.';
  const dividesThousands = form.kind === 'workbook' || form.separator === ',';
  return commas > 1 || (dividesThousands && /^[+-]?[1-9]\d{0,2},\d{3}$/.test(shown)) ? '.' : ',';
}
