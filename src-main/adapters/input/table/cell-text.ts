import { format } from 'numfmt';

/** The built-in number formats, which workbooks name by a number only. @see ECMA-376, part 1, 18.8.30 */
const builtIn: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  // Formats 14 and 22 depend on the computer's region. Year first, so that nobody takes the day for the month.
  14: 'yyyy-mm-dd',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy-mm-dd hh:mm',
  37: '#,##0 ;(#,##0)',
  38: '#,##0 ;[Red](#,##0)',
  39: '#,##0.00;(#,##0.00)',
  40: '#,##0.00;[Red](#,##0.00)',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mmss.0',
  48: '##0.0E+0',
  49: '@',
};

/** Days between the two first days from which workbooks count, in 1900 and in 1904. */
const daysTo1904 = 1462;

/** Writes numbers as a sheet shows them. */
export class CellFormats {
  readonly #patterns: readonly string[];

  /**
   * @param own the patterns that the workbook defines, by their numbers
   * @param used the number of the pattern for each style of cell
   * @param countsFrom1904 whether day 0 is in 1904 instead of 1900
   */
  constructor(
    own: ReadonlyMap<number, string>,
    used: readonly number[],
    private readonly countsFrom1904: boolean,
  ) {
    this.#patterns = used.map((number) => own.get(number) ?? builtIn[number] ?? 'General');
  }

  /**
   * A number in the form in which its cell shows it. If a cell has no format, all stored digits are given, even if the cell is too
   * narrow to show them.
   */
  textOf(stored: string, style: number): string {
    const value = Number(stored);
    const pattern = this.#patterns[style] ?? 'General';
    if (stored.trim() === '' || !Number.isFinite(value)) return stored;
    // Spreadsheet programs show at most 15 digits. Further digits come from the rounding of binary fractions.
    if (pattern === 'General' || pattern === '@') return String(Number(value.toPrecision(15)));
    try {
      return format(pattern, this.countsFrom1904 && isOfTime(pattern) ? value + daysTo1904 : value);
    } catch {
      // The pattern is not valid, so the number is given as it is stored.
      return stored;
    }
  }
}

/** Whether a pattern shows a date or a time: it has a letter for these outside of quotes and of colours in brackets. */
function isOfTime(pattern: string): boolean {
  const letters = pattern.replace(/"[^"]*"|\\./g, '');
  return /\[(?:h+|m+|s+)\]/i.test(letters) || /[ymdhs]/i.test(letters.replace(/\[[^[\]]*\]/g, ''));
}
