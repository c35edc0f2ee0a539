import type { Delimiter } from '../../../src-main/contract/table';
import { readJsonValue } from '../../../src-main/contract/findings';

/** One row of cells, as text. */
export type TableRow = readonly string[];

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
 * in both directions. Equal cells stay in the order of the file.
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
