import { readFileSync, statSync } from 'node:fs';
import Papa from 'papaparse';
import {
  Columns,
  rowsOfJson,
  rowsOfTable,
  spreadsheetLine,
  type Row,
  type SpreadsheetForm,
} from '../../core/batch/spreadsheet';
import { readJsonValue } from '../../core/ground/json-text';

/** A result that may have rows. */
export interface RowsSource {
  readonly path: string;
  readonly mediaType: string;
  readonly charset: string;
}

/** The table that rows of a result become lines of. */
export interface RowsTable {
  /** Cells that stand in front of each of its rows. */
  readonly origin: readonly string[];
  /** Names of the values that have columns. */
  readonly columns: readonly string[];
  readonly form: SpreadsheetForm;
}

/** Some lines of a table, and the row that comes behind them. */
export interface SomeLines {
  readonly text: string;
  /** Absent at the end. */
  readonly next?: number;
}

/** Tables and lists of results are small; something larger is a result of its own and not a row of a table. */
const largestBytes = 8 * 1024 ** 2;
/** Characters handed from thread to thread at once: few enough that the main process does not stall. */
const portionCharacters = 256 * 1024;

/** The rows of a result of which only a part was asked for so far. */
let begun: { readonly key: string; readonly rows: readonly Row[] } | undefined;

/** Names of the values in the rows of a result, as many as a table has columns. Like all of this, it is work for a thread of its own. */
export function columnsIn(source: RowsSource, most: number): readonly string[] {
  const columns = new Columns(most);
  for (const row of rowsIn(source)) columns.add(row.keys());
  return columns.names;
}

/** A portion of the rows of a result as lines of a table. @param from number of the first row */
export function linesIn(source: RowsSource, { origin, columns, form }: RowsTable, from: number): SomeLines {
  const key = JSON.stringify(source);
  const rows = from > 0 && begun?.key === key ? begun.rows : rowsIn(source);
  const table = new Columns(columns.length);
  table.add(columns);
  let text = '';
  let next = from;
  for (let row = rows[next]; row && text.length < portionCharacters; row = rows[next]) {
    text += spreadsheetLine([...origin, ...table.cells(row)], form);
    next += 1;
  }
  begun = next < rows.length ? { key, rows } : undefined;
  return { text, ...(begun && { next }) };
}

function rowsIn({ path, mediaType, charset }: RowsSource): readonly Row[] {
  try {
    if (statSync(path).size > largestBytes) return [];
    const text = new TextDecoder(charset).decode(readFileSync(path));
    if (mediaType === 'application/json') return rowsOfJson(readJsonValue(text));
    return rowsOfTable(Papa.parse<string[]>(text, { skipEmptyLines: true }).data);
  } catch {
    // The file has gone, or is not what its first bytes say. The result stays as it is, without a row.
    return [];
  }
}
