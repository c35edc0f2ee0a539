import type { ByteRange } from '../../core/answer/answer';
import type { Base64Run } from '../../core/answer/record';

const lineFeed = 0x0a;

/** The start of a text that holds only base64 characters and line breaks, as a strict decoder has seen it. */
export interface RegularRange {
  readonly sizeBytes: number;
  /** How many of the bytes are characters of the alphabet. */
  readonly characterCount: number;
}

/** The number of characters of a run, line feeds included. */
export function runLength({ decodedBytes, lineWidth }: Base64Run): number {
  const characterCount = (decodedBytes / 3) * 4;
  return characterCount + (lineWidth === undefined ? 0 : Math.max(0, Math.ceil(characterCount / lineWidth) - 1));
}

/**
 * Follows base64 text while it is decoded, and finds how much of it, from its beginning, can be written again from the decoded
 * bytes alone. This ends where the text is not on one line or on lines of one width, and at a group of four that is not
 * complete: different texts could give the same bytes there.
 */
export class Base64RunFinder {
  #run: Base64Run = { decodedBytes: 0 };
  #sizeBytes = 0;
  #hasEnded = false;

  get run(): Base64Run {
    return this.#run;
  }

  /**
   * Takes the next bytes of the text.
   * @param regular what the decoder has seen of the text, these bytes included
   */
  push(bytes: Uint8Array, regular: RegularRange): void {
    if (this.#hasEnded) return;
    const lineWidth = this.#run.lineWidth ?? this.#firstLineWidth(bytes, regular);
    const start = this.#sizeBytes;
    this.#sizeBytes += bytes.length;
    this.#hasEnded = regular.sizeBytes < this.#sizeBytes;
    const breakCount = regular.sizeBytes - regular.characterCount;
    if (!this.#isRegular(bytes.subarray(0, regular.sizeBytes - start), start, lineWidth, breakCount)) {
      this.#hasEnded = true;
      return;
    }
    const decodedBytes = Math.floor(regular.characterCount / 4) * 3;
    this.#run = { decodedBytes, ...(lineWidth !== undefined && { lineWidth }) };
  }

  /** The width of the first line once it has ended, if it is a multiple of four. */
  #firstLineWidth(bytes: Uint8Array, { sizeBytes, characterCount }: RegularRange): number | undefined {
    if (sizeBytes === characterCount) return undefined;
    const place = bytes.indexOf(lineFeed);
    // The decoder takes a carriage return alone for a line break, but `writeRun` writes line feeds only.
    if (place === -1) return undefined;
    const width = this.#sizeBytes + place;
    return width > 0 && width % 4 === 0 ? width : undefined;
  }

  /** Whether each line of this width ends with a line feed, and all other characters are of the alphabet. */
  #isRegular(bytes: Uint8Array, start: number, lineWidth: number | undefined, breakCount: number): boolean {
    if (lineWidth === undefined) return breakCount === 0;
    const step = lineWidth + 1;
    if (breakCount !== Math.floor((start + bytes.length) / step)) return false;
    const first = lineWidth - (start % step);
    for (let at = first; at < bytes.length; at += step) if (bytes[at] !== lineFeed) return false;
    return true;
  }
}

/**
 * Writes a part of a run again.
 * @param range in characters of the run, line feeds included
 * @param read gives decoded bytes
 */
export async function writeRun(
  { lineWidth }: Base64Run,
  { start, end }: ByteRange,
  read: (start: number, end: number) => Promise<Buffer>,
): Promise<Buffer> {
  const step = lineWidth === undefined ? 4 : lineWidth + 1;
  const characters = lineWidth ?? 4;
  const first = Math.floor(start / step);
  const decoded = await read((first * characters * 3) / 4, (Math.ceil(end / step) * characters * 3) / 4);
  const text = decoded.toString('base64');
  const lines = lineWidth === undefined ? text : inLines(text, lineWidth);
  return Buffer.from(lines, 'latin1').subarray(start - first * step, end - first * step);
}

function inLines(text: string, width: number): string {
  const lines: string[] = [];
  for (let start = 0; start < text.length; start += width) lines.push(text.slice(start, start + width), '\n');
  return lines.join('');
}
