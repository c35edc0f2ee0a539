import type Papa from 'papaparse';
import { guessDelimiter, tableStart, type Delimiter } from '../../../src-main/contract/table';
import { looksLikeHeader, readJsonLine, type TableRow } from './table-format';
import { fetchRange } from '../text/text-pages.svelte';

/** How much of a table is loaded at a time, in bytes; in slices, so that the window can answer in between. */
const stepBytes = 4 * 1024 ** 2;
const sliceBytes = 128 * 1024;
/** A row longer than this is taken for a quotation mark that was never closed. */
const longestRow = 1024 ** 2;

/** A table behind an address, read as far as the user wants to see. */
export class TableRows {
  /** Number of rows so far. `rows` itself is not reactive, because it can be large. */
  count = $state(0);
  loadedBytes = $state(0);
  isLoading = $state(false);
  hasFailed = $state(false);
  /** Whether the rest can't be split into rows. */
  isStuck = $state(false);
  delimiter = $state<Delimiter>(',');
  hasHeader = $state(false);
  columnCount = $state(0);
  readonly rows: TableRow[] = [];
  readonly totalBytes: number;
  readonly isComplete: boolean;

  readonly #url: string;
  readonly #wantedDelimiter: Delimiter | undefined;
  readonly #decoder: TextDecoder;
  readonly #closing = new AbortController();
  readonly #isJsonLines: boolean;
  readonly #keys: string[] = [];
  // The beginning of a row whose end is not loaded yet.
  #rest = '';
  #newline: '\n' | '\r\n' | '\r' = '\n';

  /**
   * @param delimiter what separates the columns; found out where it is left out
   * @param isJsonLines whether every line is a value of JSON
   */
  constructor(url: string, totalBytes: number, charset: string, delimiter?: Delimiter, isJsonLines = false) {
    this.#isJsonLines = isJsonLines;
    this.totalBytes = totalBytes;
    this.isComplete = $derived(this.loadedBytes >= totalBytes);
    this.#url = url;
    this.#wantedDelimiter = delimiter;
    this.#decoder = new TextDecoder(charset);
  }

  /** Loads the next page, unless all is loaded or one is being loaded. */
  async loadMore(): Promise<void> {
    if (this.isLoading || this.isComplete || this.isStuck) return;
    this.isLoading = true;
    this.hasFailed = false;
    const target = Math.min(this.totalBytes, this.loadedBytes + stepBytes);
    try {
      const { default: papa } = await import('papaparse');
      const take = this.#isJsonLines ? this.#takeLines.bind(this) : this.#take.bind(this);
      while (this.loadedBytes < target && !this.isStuck) {
        const end = Math.min(target, this.loadedBytes + sliceBytes);
        const bytes = await fetchRange(this.#url, this.loadedBytes, end, this.#closing.signal);
        const isLast = end >= this.totalBytes;
        take(this.#rest + this.#decoder.decode(bytes, { stream: !isLast }), isLast, papa);
        this.loadedBytes = end;
      }
    } catch {
      // Every failure is shown with the same sentence: the bytes can't be loaded.
      this.hasFailed = true;
    }
    this.isLoading = false;
  }

  /** Stops loading. */
  close(): void {
    this.#closing.abort();
  }

  /** Rows of JSON lines: the keys of all of them are the columns, in the order in which they come. */
  #takeLines(text: string, isLast: boolean): void {
    const end = isLast ? text.length : text.lastIndexOf('\n') + 1;
    this.#rest = text.slice(end);
    if (this.#rest.length > longestRow) this.isStuck = true;
    for (const line of text.slice(0, end).split('\n')) {
      if (line.trim() === '') continue;
      const { keys, cells } = readJsonLine(line, this.#keys);
      if (keys.length > 0 && this.rows.length === 0) this.rows.push(this.#keys);
      this.hasHeader ||= keys.length > 0 && this.rows[0] === this.#keys;
      this.#keys.push(...keys);
      this.rows.push(cells);
      this.columnCount = Math.max(this.columnCount, this.#keys.length, cells.length);
    }
    this.count = this.rows.length;
  }

  #take(whole: string, isLast: boolean, papa: typeof Papa): void {
    const isFirst = this.rows.length === 0;
    const { text, delimiter } = isFirst ? tableStart(whole) : { text: whole, delimiter: undefined };
    if (isFirst) {
      this.delimiter = this.#wantedDelimiter ?? delimiter ?? guessDelimiter(text);
      // Later ones may be inside of a cell.
      const found = /\r\n|\n|\r/.exec(text)?.[0];
      this.#newline = found === '\r' || found === '\r\n' ? found : '\n';
    }
    const parser = new papa.Parser({ delimiter: this.delimiter, newline: this.#newline });
    const parsed: { readonly data: readonly string[][]; readonly meta: { readonly cursor: number } } = parser.parse(
      text,
      0,
      !isLast,
    );
    for (const row of parsed.data) {
      if (row.length === 1 && row[0] === '') continue;
      this.rows.push(row);
      if (row.length > this.columnCount) this.columnCount = row.length;
    }
    this.#rest = text.slice(parsed.meta.cursor);
    if (this.#rest.length > longestRow) this.isStuck = true;
    if (isFirst) this.hasHeader = looksLikeHeader(this.rows.slice(0, 50), this.delimiter);
    this.count = this.rows.length;
  }
}
