/** Cells of one line by the names of their columns. */
export type Row = ReadonlyMap<string, string>;

const lineEnd = '\r\n';
const plainNumber = /^[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d+)?%?$/;

/** Begins a file that spreadsheet programs are to read as UTF-8. */
export const byteOrderMark = '\ufeff';

/**
 * One line of a spreadsheet. Text that a spreadsheet would take for a formula gets an apostrophe in front: what a
 * service answered must not run on anybody's computer.
 * @see RFC 4180; OWASP, CSV injection
 */
export function spreadsheetLine(cells: readonly string[]): string {
  return cells.map(cellOf).join(',') + lineEnd;
}

function cellOf(text: string): string {
  const isFormula = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(text) && !plainNumber.test(text);
  const safe = isFormula ? `'${text}` : text;
  return /[",;\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * The rows of a JSON document: one for each element of a list, one for anything else. Nested names are joined by dots.
 * @param json as `JSON.parse` gives it
 */
export function rowsOfJson(json: unknown): readonly Row[] {
  return (Array.isArray(json) ? json : [json]).map((element: unknown) => {
    const row = new Map<string, string>();
    flatten(element, '', row);
    return row;
  });
}

function flatten(value: unknown, name: string, row: Map<string, string>): void {
  if (typeof value !== 'object' || value === null) {
    row.set(name || 'value', value === null || value === undefined ? '' : String(value));
    return;
  }
  const parts = Object.entries(value);
  // An empty list or object is an answer too.
  if (parts.length === 0) row.set(name || 'value', '');
  for (const [key, part] of parts) flatten(part, name === '' ? key : `${name}.${key}`, row);
}

/** The columns of a table that grows row by row: every name, in the order in which it first came. */
export class Columns {
  readonly #names = new Set<string>();

  /** @param limit of columns that a spreadsheet program still opens */
  constructor(private readonly limit: number) {}

  get names(): readonly string[] {
    return [...this.#names];
  }

  add(row: Row): void {
    for (const name of row.keys()) if (this.#names.size < this.limit) this.#names.add(name);
  }

  /** The cells of a row, and behind them, as JSON, what has no column. */
  cells(row: Row): readonly string[] {
    const further = [...row].filter(([name]) => !this.#names.has(name));
    return [
      ...[...this.#names].map((name) => row.get(name) ?? ''),
      further.length === 0 ? '' : JSON.stringify(Object.fromEntries(further)),
    ];
  }
}
