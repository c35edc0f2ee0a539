/** A row of a table in text. */
export interface CsvRow {
  readonly cells: readonly string[];
  /** The line that it begins in, from 1: a cell in quotes may hold several. */
  readonly line: number;
}

/** No program writes a longer one, and a quote that is never closed would otherwise take all of the rest into its cell. */
const mostCellCharacters = 1024 * 1024;

/**
 * Reads a table in text piece by piece: in memory is one row at most. It stops at the first cell whose quotes are broken, since
 * nothing behind it can be told apart with certainty; the rows before it stand.
 * @see RFC 4180
 */
export class CsvReader {
  /** The line of the cell whose quotes are broken, once there is one. */
  brokenLine: number | undefined;
  #cells: string[] = [];
  #cell = '';
  #at: 'start' | 'plain' | 'quoted' | 'closed' = 'start';
  #line = 1;
  #rowLine = 1;
  #cellLine = 1;
  /** Whether the last character was a carriage return, which a line feed may belong to. */
  #isAfterReturn = false;
  /** Where the next of each character that ends a cell is in the piece that is read; before the place that is read once it was passed. */
  #nextSeparator = -1;
  #nextFeed = -1;
  #nextReturn = -1;

  constructor(private readonly separator: string) {}

  /** The rows that end in the next piece of the text. */
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

  /** The last row, where it has no line end. */
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
      // Two quotes in a cell with quotes are one of its text.
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

  /** Each character is looked for once: searching is much faster than looking at them one by one. */
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

/** A row as text, the way it was read: only what needs quotes has them, and nothing else is changed. */
export function csvLine(cells: readonly string[], separator: string): string {
  const written = cells.map((cell) => {
    const needsQuotes = cell.includes(separator) || /["\r\n]/.test(cell);
    return needsQuotes ? `"${cell.replaceAll('"', '""')}"` : cell;
  });
  return written.join(separator);
}
