import { instantiate } from './base64-decoder.wat';

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const letterA = 0x41;
const charactersAtOnce = 16;
/** The most characters that a block takes at once, not counting those left over from the group before. */
export const pieceCharacters = 64 * 1024;

/** Characters of base64 without line breaks, in the memory of the WebAssembly that decodes them. */
class GroupBlock {
  length = 0;
  readonly #instance = instantiate();
  readonly #text = new Uint8Array(this.#instance.memory.buffer, this.#instance.text.value);
  readonly #bytes = new Uint8Array(this.#instance.memory.buffer, this.#instance.bytes.value);

  /** Takes the characters left over from the group before, then a piece. @returns the widths of the piece's lines; the last may be 0 */
  fill(group: string, piece: Buffer): readonly number[] {
    const text = this.#text;
    for (let i = 0; i < group.length; i++) text[i] = group.charCodeAt(i);
    text.set(piece, group.length);
    const stop = group.length + piece.length;
    const widths: number[] = [];
    let length = group.length;
    for (let start = length; start <= stop;) {
      const feedAt = piece.indexOf(lineFeed, start - group.length);
      const end = feedAt === -1 ? stop : feedAt + group.length;
      const width = end - start - (end > start && text[end - 1] === carriageReturn ? 1 : 0);
      if (length !== start) text.copyWithin(length, start, start + width);
      widths.push(width);
      length += width;
      start = end + 1;
      const lineCount = this.#joinLines(length, start, stop, width);
      for (let i = 0; i < lineCount; i++) widths.push(width);
      length += lineCount * width;
      start += lineCount * (width + 1);
    }
    this.length = length;
    return widths;
  }

  /** Takes all following lines of the same width at once. The decoder finds line breaks in the middle of one. */
  #joinLines(to: number, from: number, stop: number, width: number): number {
    const mostLines = Math.floor((stop - from) / (width + 1));
    if (mostLines < 1 || width === 0 || width % 4 !== 0) return 0;
    const { text, joinLines } = this.#instance;
    return joinLines(text.value + to, text.value + from, width, mostLines);
  }

  /** The characters after the last complete group. */
  get rest(): string {
    return String.fromCharCode(...this.#text.subarray(this.length - (this.length % 4), this.length));
  }

  /** Decodes the complete groups. @returns their bytes, valid until the next `fill`; nothing if a character is not of the alphabet */
  decode(): Uint8Array | undefined {
    const whole = this.length - (this.length % 4);
    this.#text.fill(letterA, whole, whole + charactersAtOnce);
    return this.#instance.decode(whole) === 1 ? this.#bytes.subarray(0, (whole / 4) * 3) : undefined;
  }
}

let block: GroupBlock | undefined;

/** One block for all decoders: it keeps nothing of a decoder from one call to the next. */
export function sharedBlock(): GroupBlock {
  block ??= new GroupBlock();
  return block;
}
