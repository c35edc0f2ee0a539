import { DistinctNames } from '../ground/distinct-names';

/** Cells of one line by the names of their columns. */
export type Row = ReadonlyMap<string, string>;

/**
 * How a spreadsheet is written: `comma` has commas between cells and points in numbers; `semicolon` has semicolons between
 * cells and commas in numbers, as spreadsheet programs of most of Europe and Latin America read them.
 */
export type SpreadsheetForm = (typeof spreadsheetForms)[number];

/** Every form. */
export const spreadsheetForms = ['comma', 'semicolon'] as const;

/** The form that spreadsheet programs read in a region. @param locale BCP 47 tag; an unknown one counts as English */
export function spreadsheetFormOf(locale: string): SpreadsheetForm {
  const tag = /^[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*$/i.test(locale) ? locale.replaceAll('_', '-') : 'en';
  const parts = new Intl.NumberFormat([tag, 'en']).formatToParts(0.5);
  return parts.some(({ type, value }) => type === 'decimal' && value === ',') ? 'semicolon' : 'comma';
}

const lineEnd = '\r\n';
/** A function that calls itself for each level would run out of stack on JSON that is nested on purpose. */
const deepestColumn = 100;
const separators: Readonly<Record<SpreadsheetForm, string>> = { comma: ',', semicolon: ';' };
/** A number without a comma right after its sign: a program that ends the cell at the comma would read the sign as a formula. */
const plainNumber = /^(?:[+-]?(?:\d+(?:[.,]\d*)?|\.\d+)|,\d+)(?:[eE][+-]?\d+)?%?$/;
/** Characters that some program may read as the end of a cell. */
const possibleSeparator = /[;,|\t\r\n]/;
/** Characters that some program may ignore at the start of a cell. */
const skippedAtStart = /["\s\u200b]/;
const formulaSign = /[=+\-@\uff1d\uff0b\uff0d\uff20]/;

/** Begins a file that spreadsheet programs are to read as UTF-8. */
export const byteOrderMark = '\ufeff';

/**
 * One line of a spreadsheet. Where a program could begin a formula, whatever it takes for the separator of cells, an
 * apostrophe is put in front: what a service answered must not run on anybody's computer.
 * @see RFC 4180; OWASP, CSV injection
 */
export function spreadsheetLine(cells: readonly string[], form: SpreadsheetForm): string {
  return cells.map((cell) => spreadsheetCell(cell, form)).join(separators[form]) + lineEnd;
}

/** One cell of such a line. */
export function spreadsheetCell(text: string, form: SpreadsheetForm): string {
  if (plainNumber.test(text)) return quotedCell(form === 'semicolon' ? withDecimalComma(text) : text, form);
  const isSafe = !formulaSign.test(text) || isListOfNumbers(text);
  return quotedCell(isSafe ? text : withoutFormulas(text), form);
}

function withDecimalComma(number: string): string {
  return number.replace(/^([+-])\./, '$10.').replace('.', ',');
}

/** A comma in a number needs no quotes where cells are divided by semicolons; programs would still read it with them. */
function quotedCell(text: string, form: SpreadsheetForm): string {
  const isPlain = form === 'semicolon' && plainNumber.test(text);
  return !isPlain && /[",;|\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function withoutFormulas(text: string): string {
  let safe = '';
  let taken = 0;
  let isStart = true;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (possibleSeparator.test(character)) isStart = true;
    else if (isStart && !skippedAtStart.test(character)) {
      if (formulaSign.test(character)) {
        safe += `${text.slice(taken, at)}'`;
        taken = at;
      }
      isStart = false;
    }
  }
  return safe + text.slice(taken);
}

function isListOfNumbers(text: string): boolean {
  return text.split(possibleSeparator).every((piece) => plainNumber.test(piece.trim()));
}

/**
 * The rows of a JSON document: one for each element of a list, one for anything else. Nested names are joined by dots; what
 * lies deeper than any table has columns for is told by `…`.
 * @param json as `JSON.parse` gives it
 */
export function rowsOfJson(json: unknown): readonly Row[] {
  return (Array.isArray(json) ? json : [json]).map((element: unknown) => {
    const row = new Map<string, string>();
    let names: DistinctNames | undefined;
    flatten(element, '', 0, (name, cell) => {
      // Names with dots in them may say the same as nested ones.
      if (row.has(name)) names ??= new DistinctNames(row.keys());
      row.set(names?.of(name) ?? name, cell);
    });
    return row;
  });
}

function flatten(value: unknown, name: string, depth: number, put: (name: string, cell: string) => void): void {
  if (typeof value !== 'object' || value === null) {
    put(name || 'value', value === null || value === undefined ? '' : String(value));
    return;
  }
  if (depth > deepestColumn) {
    put(name, '…');
    return;
  }
  const parts = Object.entries(value);
  // An empty list or object is an answer too.
  if (parts.length === 0) put(name || 'value', '');
  for (const [key, part] of parts) flatten(part, name === '' ? key : `${name}.${key}`, depth + 1, put);
}

/**
 * The rows of a table whose first line has the names of its columns. Cells beyond the last name have the number of their column.
 * @param lines cells, line by line
 */
export function rowsOfTable([names = [], ...lines]: readonly (readonly string[])[]): readonly Row[] {
  const width = lines.reduce((most, { length }) => Math.max(most, length), names.length);
  const distinct = new DistinctNames();
  const columns = Array.from({ length: width }, (_, at) => distinct.of(names[at] ?? String(at + 1)));
  return lines.map((cells) => {
    const beyond = Math.max(names.length, cells.length);
    return new Map(columns.slice(0, beyond).map((name, at) => [name, cells[at] ?? '']));
  });
}

/** Headings of columns, no two alike in whatever case. @param others headings beside them */
export function distinctHeadings(names: readonly string[], others: readonly string[]): readonly string[] {
  const distinct = new DistinctNames(others, (name) => name.toLowerCase());
  return names.map((name) => distinct.of(name));
}

/** The columns of a table that grows row by row: every name, in the order in which it first came. */
export class Columns {
  readonly #names = new Set<string>();

  /**
   * @param limit of columns that a spreadsheet program still opens
   * @param others columns of the table besides these; a name that equals one of them is shown with a number
   */
  constructor(
    private readonly limit: number,
    private readonly others: readonly string[] = [],
  ) {}

  /** Whether there is any column. */
  get isEmpty(): boolean {
    return this.#names.size === 0;
  }

  /** What the columns are called, no two alike. */
  get headings(): readonly string[] {
    return distinctHeadings([...this.#names], this.others);
  }

  /** Names of the values that have columns. */
  get names(): readonly string[] {
    return [...this.#names];
  }

  /** Makes columns for values, as long as there is room for more. */
  add(names: Iterable<string>): void {
    for (const name of names) if (this.#names.size < this.limit) this.#names.add(name);
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
