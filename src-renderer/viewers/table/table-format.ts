import { readJsonValue } from '../../../src-main/contract/findings';

/** What can stand between the columns of a table in text. */
export const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

/** One row of cells, as text. */
export type TableRow = readonly string[];

const rowsToJudge = 20;

/**
 * A table without what stands in front of its first row: the line in which Excel names the separator, and comments, of
 * which none has a separator where the row behind it has one.
 */
export function tableStart(start: string): { readonly text: string; readonly delimiter?: Delimiter } {
  const told = /^\ufeff?sep=([,;|\t])\r?\n/i.exec(start);
  const delimiter = delimiters.find((candidate) => candidate === told?.[1]);
  let text = told ? start.slice(told[0].length) : start;
  const separator = delimiter ?? guessDelimiter(text.replace(/^#.*$/gm, ''));
  for (let end = text.indexOf('\n'); text.startsWith('#') && end >= 0; end = text.indexOf('\n')) {
    if (
      columnsOf(text.slice(0, end), separator) === columnsOf(text.slice(end + 1).split('\n', 1)[0] ?? '', separator)
    ) {
      const next = text.slice(end + 1);
      if (!next.startsWith('#')) break;
    }
    text = text.slice(end + 1);
  }
  return { text, ...(delimiter && { delimiter }) };
}

function columnsOf(line: string, delimiter: Delimiter): number {
  return line.split(delimiter).length;
}

/**
 * A line of JSON as a row.
 * @param known the keys of the lines before, which are the columns
 * @returns the keys that are new, and the cells in the order of all keys; a list is a row as it stands
 */
export function readJsonLine(
  line: string,
  known: readonly string[],
): { readonly keys: readonly string[]; readonly cells: TableRow } {
  let value: unknown;
  try {
    value = readJsonValue(line);
  } catch {
    return { keys: [], cells: [line.trimEnd()] };
  }
  if (Array.isArray(value)) return { keys: [], cells: value.map(cellOf) };
  if (typeof value !== 'object' || value === null) return { keys: [], cells: [cellOf(value)] };
  const members = new Map(Object.entries(value));
  const keys = [...members.keys()].filter((key) => !known.includes(key));
  return { keys, cells: [...known, ...keys].map((key) => (members.has(key) ? cellOf(members.get(key)) : '')) };
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The separator that divides the first lines most evenly; a comma where none does. */
export function guessDelimiter(start: string): Delimiter {
  const lines = start.split(/\r\n|\n|\r/, rowsToJudge + 1);
  // The last line may be cut.
  if (lines.length > 1) lines.pop();
  const rows = lines.map((line) => line.replace(/"(?:[^"]|"")*"/g, '')).filter((line) => line !== '');
  let best: { readonly delimiter: Delimiter; readonly score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of delimiters) {
    const counts = rows.map((row) => row.split(delimiter).length - 1);
    const [first = 0] = counts;
    const evenShare = counts.filter((count) => count === first).length / Math.max(1, counts.length);
    // Evenness counts first: the decimal commas of a table with semicolons are not in every cell.
    const score = first === 0 ? 0 : evenShare * 1000 + Math.min(first, 100);
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

/** The number that a cell holds; `undefined` for everything else. A comma is a decimal mark where it separates nothing. */
export function numberIn(cell: string, delimiter: Delimiter): number | undefined {
  const text = cell.trim();
  const written = delimiter !== ',' && /^[+-]?\d+,\d+$/.test(text) ? text.replace(',', '.') : text;
  return /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(written) ? Number(written) : undefined;
}

/** Whether the first row names the columns: every cell has a name of its own, and none is a number. */
export function looksLikeHeader(rows: readonly TableRow[], delimiter: Delimiter): boolean {
  const [first = []] = rows;
  const names = first.map((cell) => cell.trim());
  const areNames = names.every((name, index) => {
    // Tables with row names often leave the corner empty.
    return (name !== '' || index === 0) && numberIn(name, delimiter) === undefined;
  });
  return rows.length > 1 && areNames && new Set(names).size === names.length;
}

/** How a column is sorted. */
export interface Sorting {
  readonly column: number;
  readonly direction: 'ascending' | 'descending';
}

/**
 * The order of rows by the cells of one column: numbers by size, then words by the alphabet, and empty cells at the end
 * whichever way it goes. Equal cells stay in the order of the file.
 */
export function sortOrder(
  cells: readonly string[],
  direction: Sorting['direction'],
  delimiter: Delimiter,
): Uint32Array {
  const numbers: number[] = [];
  const words: number[] = [];
  const empty: number[] = [];
  const values = cells.map((cell) => numberIn(cell, delimiter));
  cells.forEach((cell, index) => {
    if (values[index] !== undefined) numbers.push(index);
    else (cell.trim() === '' ? empty : words).push(index);
  });
  const sign = direction === 'ascending' ? 1 : -1;
  const collator = new Intl.Collator(undefined, { numeric: true });
  numbers.sort((one, other) => sign * ((values[one] ?? 0) - (values[other] ?? 0)) || one - other);
  words.sort((one, other) => sign * collator.compare(cells[one] ?? '', cells[other] ?? '') || one - other);
  const ordered = direction === 'ascending' ? [...numbers, ...words] : [...words, ...numbers];
  return Uint32Array.from([...ordered, ...empty]);
}
