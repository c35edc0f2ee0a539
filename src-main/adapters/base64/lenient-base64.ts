import type { ByteRange } from '../../core/answer/answer';

const lineFeed = 0x0a;
/** Fewer characters are more likely a word than a file. */
const likelyCharacters = 32;
/** Encoders start a new line after 60 to 76 characters. A line that is much wider is a text of its own, not a part of one. */
const widestWrap = 128;

interface Run {
  readonly start: number;
  readonly end: number;
  readonly characterCount: number;
  readonly firstWidth: number;
  readonly lastWidth: number;
}

/**
 * Finds, while text streams, the last run of lines that hold nothing but base64 of either alphabet. Padding, an empty line
 * and a line of another width end a run. A run of fewer than 32 characters counts only if there is no longer one.
 */
export class Base64LineFinder {
  #offset: number;
  #lineStart: number;
  #line: 'empty' | 'open' | 'padded' | 'other' = 'empty';
  #lineCharacters = 0;
  #run: Run | undefined;
  #isRunOpen = false;
  #lastLikely: Run | undefined;

  /** @param start offset of the first byte that is pushed */
  constructor(start: number) {
    this.#offset = start;
    this.#lineStart = start;
  }

  push(chunk: Buffer): void {
    for (let start = 0; start < chunk.length;) {
      const end = chunk.indexOf(lineFeed, start);
      const stop = end === -1 ? chunk.length : end;
      this.#takeText(chunk.toString('latin1', start, stop));
      this.#offset += stop - start;
      if (end !== -1) {
        this.#endLine();
        this.#offset++;
        this.#lineStart = this.#offset;
      }
      start = stop + 1;
    }
  }

  /** Ends the text. @returns where the lines are, without the line end of the last one; `undefined` if there are none */
  end(): ByteRange | undefined {
    this.#endLine();
    const run = this.#lastLikely ?? this.#run;
    return run && { start: run.start, end: run.end };
  }

  #takeText(text: string): void {
    if (this.#line === 'other' || text === '') return;
    const parts = /^([\w+/-]*)(=*)[ \t\r]*$/.exec(text);
    const [, characters = '', padding = ''] = parts ?? [];
    if (!parts || (this.#line === 'padded' && characters !== '')) {
      this.#line = 'other';
      return;
    }
    this.#lineCharacters += characters.length;
    if (padding !== '') this.#line = 'padded';
    else if (characters !== '') this.#line = 'open';
  }

  #endLine(): void {
    const isBase64 = (this.#line === 'open' || this.#line === 'padded') && this.#lineCharacters > 0;
    if (isBase64) {
      const width = this.#lineCharacters;
      const before = this.#isRunOpen && this.#run && continues(this.#run, width) ? this.#run : undefined;
      this.#run = {
        start: before?.start ?? this.#lineStart,
        end: this.#offset,
        characterCount: (before?.characterCount ?? 0) + width,
        firstWidth: before?.firstWidth ?? width,
        lastWidth: width,
      };
      if (this.#run.characterCount >= likelyCharacters) this.#lastLikely = this.#run;
    }
    this.#isRunOpen = isBase64 && this.#line === 'open';
    this.#line = 'empty';
    this.#lineCharacters = 0;
  }
}

function continues(run: Run, width: number): boolean {
  return run.firstWidth <= widestWrap && run.lastWidth === run.firstWidth && width <= run.firstWidth;
}

/**
 * Decodes what the user says is base64: either alphabet, with or without padding, with line breaks, and with escaped line
 * breaks as in a JSON string. It ends at the first other character.
 */
export async function* decodeLeniently(text: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let left = '';
  for await (const chunk of text) {
    // The end of the chunk may be in the middle of an escape sequence.
    const joined = left + chunk.toString('latin1');
    const cut = joined.endsWith('\\') ? joined.length - 1 : joined.length;
    const clean = joined.slice(0, cut).replace(/\\[nrt]|[\s\\]/g, '');
    const foreign = clean.search(/[^\w+/-]/);
    if (foreign !== -1) {
      yield Buffer.from(clean.slice(0, foreign), 'base64');
      return;
    }
    const whole = clean.length - (clean.length % 4);
    yield Buffer.from(clean.slice(0, whole), 'base64');
    left = clean.slice(whole) + joined.slice(cut);
  }
  yield Buffer.from(left.replace('\\', ''), 'base64');
}
