/** A row of a table in text. */
export interface CsvRow {
  readonly cells: readonly string[];
  /** The line in which the row begins, counted from 1. A row can have several lines, since a cell in quotes can. */
  readonly line: number;
}

/** No program writes a longer cell. Without a limit, a quote that is never closed would take the whole rest into its cell. */
const mostCellCharacters = 1024 * 1024;

/**
 * Reads a table in text piece by piece, with at most one row in memory. It stops at the first cell whose quotes are broken, since
 * after it nobody can tell where cells begin and end. The rows before it stay valid.
 * @see RFC 4180
 */
export class CsvReader {
  /** The line of the first cell whose quotes are broken; absent if none are. */
  brokenLine: number | undefined;
  #cells: string[] = [];
  #cell = '';
  #at: 'start' | 'plain' | 'quoted' | 'closed' = 'start';
  #line = 1;
  #rowLine = 1;
  #cellLine = 1;
  /** Whether the last character was a carriage return. A line feed after it belongs to the same line end. */
  #isAfterReturn = false;
  /** Next place in the piece of each character that can end a cell. It is out of date after reading has passed it. */
  #nextSeparator = -1;
  #nextFeed = -1;
  #nextReturn = -1;

  constructor(private readonly separator: string) {}

  /** Reads the next piece of the text. @returns the rows that end in it */
  read(text: string): CsvRow[] {
    const rows: CsvRow[] = [];
    let at = 0;
    this.#nextSeparator = this.#nextFeed = this.#nextReturn = -1;
    while (at < text.length && this.brokenLine === undefined) {
      if (this.#isAfterReturn) {
        this.#isAfterReturn = false;
        if (text[at] === '\n') {
          at += 1;
          continue;
        }
      }
      if (this.#at === 'quoted') at = this.#readQuoted(text, at);
      else at = this.#readPlain(text, at, rows);
    }
    return rows;
  }

  /** Ends the text. @returns the last row, if it has no line end */
  end(): CsvRow[] {
    if (this.#at === 'quoted') this.brokenLine ??= this.#cellLine;
    if (this.brokenLine !== undefined || (this.#at === 'start' && this.#cells.length === 0)) return [];
    return [this.#endRow()];
  }

  #readQuoted(text: string, at: number): number {
    const quote = text.indexOf('"', at);
    const end = quote === -1 ? text.length : quote;
    const part = text.slice(at, end);
    this.#cell += part;
    for (let feed = part.indexOf('\n'); feed !== -1; feed = part.indexOf('\n', feed + 1)) this.#line += 1;
    if (this.#cell.length > mostCellCharacters) this.brokenLine = this.#cellLine;
    if (quote === -1) return end;
    this.#at = 'closed';
    return quote + 1;
  }

  #readPlain(text: string, at: number, rows: CsvRow[]): number {
    const character = text[at] ?? '';
    if (character === '"' && this.#at !== 'plain') {
      // Two quotes inside of a cell in quotes stand for one quote.
      if (this.#at === 'closed') this.#cell += character;
      else this.#cellLine = this.#line;
      this.#at = 'quoted';
      return at + 1;
    }
    if (character === this.separator) {
      this.#cells.push(this.#cell);
      this.#cell = '';
      this.#at = 'start';
      return at + 1;
    }
    if (character === '\n' || character === '\r') {
      this.#isAfterReturn = character === '\r';
      this.#line += 1;
      rows.push(this.#endRow());
      return at + 1;
    }
    if (this.#at === 'closed') {
      this.brokenLine = this.#cellLine;
      return at;
    }
    this.#at = 'plain';
    const end = this.#endOfPlain(text, at);
    this.#cell += text.slice(at, end);
    return end;
  }

  /** Searches for each character that ends a cell, because this is much faster than reading character by character. */
  #endOfPlain(text: string, at: number): number {
    const nextOf = (character: string) => {
      const next = text.indexOf(character, at);
      return next === -1 ? text.length : next;
    };
    if (this.#nextSeparator < at) this.#nextSeparator = nextOf(this.separator);
    if (this.#nextFeed < at) this.#nextFeed = nextOf('\n');
    if (this.#nextReturn < at) this.#nextReturn = nextOf('\r');
    return Math.min(this.#nextSeparator, this.#nextFeed, this.#nextReturn);
  }

  #endRow(): CsvRow {
    this.#cells.push(this.#cell);
    const row = { cells: this.#cells, line: this.#rowLine };
    this.#cells = [];
    this.#cell = '';
    this.#at = 'start';
    this.#rowLine = this.#line;
    return row;
  }
}

/** Writes a row as text. Only cells that need quotes get them, and nothing else is changed. */
export function csvLine(cells: readonly string[], separator: string): string {
  const written = cells.map((cell) => {
    const needsQuotes = cell.includes(separator) || /["\r\n]/.test(cell);
    return needsQuotes ? `"${cell.replaceAll('"', '""')}"` : cell;
  });
  return written.join(separator);
}
