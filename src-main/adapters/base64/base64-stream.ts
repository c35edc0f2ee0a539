import type { Base64Findings } from '../../core/answer/base64-text';
import { isJsonScalar, mayBecomeJsonScalar } from '../../core/answer/base64-text';
import { encodedSizeBytes } from '../../core/ground/encoded-size';
import type { ByteSource } from '../../core/ground/ports';
import { sharedBlock, pieceCharacters } from './base64-block';
import type { RegularRange } from './base64-run';
import { releaseMemoryBlock, acquireMemoryBlock } from '../files/memory-blocks';

/** A body in base64, ready to be sent, more than once if need be. */
export interface EncodedBody {
  /** The exact number of characters that `open` gives. */
  readonly sizeBytes: number;
  open(): AsyncIterable<string>;
}

// V8 puts strings of more than about 128 KiB into a memory of their own, which takes several times as long.
const blockBytes = 48 * 1024;
const lineBreakAfter = 2;

/**
 * Encodes bytes as one line of padded base64 while they stream, in pieces of 64 Ki characters, whatever the size of the chunks.
 * The pieces are strings: the socket turns them into bytes itself, so that a buffer would be one copy more.
 * @see RFC 4648, section 4
 */
export async function* encodeBase64(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const block = acquireMemoryBlock();
  try {
    let length = 0;
    for await (const chunk of source) {
      const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      for (let position = 0; position < bytes.length;) {
        const end = Math.min(bytes.length, position + blockBytes - length);
        if (end - position === blockBytes) {
          yield bytes.toString('base64', position, end);
        } else {
          length += bytes.copy(block, length, position, end);
          if (length === blockBytes) {
            yield block.toString('base64', 0, blockBytes);
            length = 0;
          }
        }
        position = end;
      }
    }
    if (length > 0) yield block.toString('base64', 0, length);
  } finally {
    releaseMemoryBlock(block);
  }
}

/**
 * Prepares an input for sending. Base64 text that is also a JSON scalar gets a line break: with it, the supervisor does not
 * take the text for JSON, and its base64 decoder skips the line break.
 * @throws AppError `file-unreadable`, `file-changed`, also while the body is read
 */
export async function encodedBody(input: ByteSource, signal: AbortSignal): Promise<EncodedBody> {
  const sizeBytes = encodedSizeBytes(input.sizeBytes);
  if (await needsLineBreak(input, signal)) {
    return { sizeBytes: sizeBytes + 1, open: () => breakLine(encodeBase64(input.open(signal))) };
  }
  return { sizeBytes, open: () => encodeBase64(input.open(signal)) };
}

async function needsLineBreak(input: ByteSource, signal: AbortSignal): Promise<boolean> {
  // No JSON scalar has padding.
  if (input.sizeBytes === 0 || input.sizeBytes % 3 !== 0) return false;
  for await (const text of encodeBase64(input.open(signal))) {
    // A line break that was not needed does no harm, because the supervisor skips it.
    return text.length === encodedSizeBytes(input.sizeBytes) ? isJsonScalar(text) : mayBecomeJsonScalar(text);
  }
  return false;
}

async function* breakLine(encoded: AsyncIterable<string>): AsyncGenerator<string> {
  let isFirst = true;
  for await (const text of encoded) {
    yield isFirst ? `${text.slice(0, lineBreakAfter)}\n${text.slice(lineBreakAfter)}` : text;
    isFirst = false;
  }
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const equals = 0x3d;
const nothing = Buffer.alloc(0);
const onlyAlphabet = /^[A-Za-z0-9+/]*$/;

interface ForeignCharacter {
  readonly offset: number;
  readonly byte: number;
}

/**
 * Decodes base64 text to bytes as it streams, holding at most three characters between chunks. It takes the standard
 * alphabet only, skips line breaks, and white space at the end of lines; at the first other character it stops for good.
 * Nothing is thrown: what was found is in `findings`, and whether it is good enough is the caller's decision.
 *
 * It does not use Node's decoder, which skips what it does not know, and also takes the URL-safe alphabet.
 * @see RFC 4648, section 4
 */
export class Base64Decoder {
  /** The characters of the group of four that is not complete yet. */
  #group = '';
  #paddingCount = 0;
  #isCanonical = true;
  #offset = 0;
  #characterCount = 0;
  /** The text before the first character that is neither of the alphabet nor a line break. */
  #regular: RegularRange | undefined;
  #foreign: ForeignCharacter | undefined;
  /** White space, which is allowed only at the end of a line. */
  #space: ForeignCharacter | undefined;
  readonly #lines = new LineWidths();
  readonly #block = sharedBlock();
  #decoded: Buffer = nothing;

  /** Decodes the next chunk. The bytes are valid until the next call. After a character that is not base64, there are no more bytes. */
  push(chunk: Uint8Array): Buffer {
    if (this.#foreign) return nothing;
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const mostBytes = Math.ceil((bytes.length + 3) / 4) * 3;
    // New memory for every chunk would cost more than the decoding.
    if (this.#decoded.length < mostBytes) this.#decoded = Buffer.allocUnsafe(mostBytes);
    const decoded = this.#decoded;
    let length = 0;
    for (let start = 0; start < bytes.length && !this.#foreign; start += pieceCharacters) {
      length += this.#decodePiece(bytes.subarray(start, start + pieceCharacters), decoded, length);
    }
    return decoded.subarray(0, length);
  }

  /** Ends the text and decodes what is left where padding is missing. */
  end(): Buffer {
    this.#lines.endLine();
    return this.#foreign || this.#group.length < 2 ? nothing : this.#decodeGroup();
  }

  /** How much of the text, from its start, holds only characters of the alphabet and line breaks. */
  get regular(): RegularRange {
    return this.#regular ?? { sizeBytes: this.#offset, characterCount: this.#characterCount };
  }

  /** What was found; complete after `end`. */
  get findings(): Base64Findings {
    const left = this.#group.length;
    return {
      characterCount: this.#characterCount,
      ...(this.#foreign && { malformedOffset: this.#foreign.offset, malformedByte: this.#foreign.byte }),
      hasEndedBefore: this.#foreign !== undefined && this.#paddingCount > 0 && left === 0,
      padding: left === 0 ? 'complete' : left === 1 ? 'cut' : 'missing',
      isCanonical: this.#isCanonical,
      lineCount: this.#lines.count,
      lineWidth: this.#lines.firstWidth,
      isEvenlyWrapped: this.#lines.areEven,
    };
  }

  /** Decodes a whole piece at once if it is regular. If not, decodes its regular beginning at once and the rest by single characters. */
  #decodePiece(piece: Buffer, target: Buffer, at: number): number {
    const written = this.#decodeRegular(piece, target, at);
    if (written !== undefined) return written;
    // Mostly it is the padding at the end that is not regular; looking for anything else takes as long as decoding.
    let regularLength = alphabetEnd(piece);
    let regularWritten = this.#decodeRegular(piece.subarray(0, regularLength), target, at);
    if (regularWritten === undefined) {
      regularLength = Math.max(0, piece.toString('latin1').search(/[^A-Za-z0-9+/\r\n]/));
      regularWritten = this.#decodeRegular(piece.subarray(0, regularLength), target, at);
    }
    let length = regularWritten ?? 0;
    for (const byte of regularWritten === undefined ? piece : piece.subarray(regularLength)) {
      length += this.#take(byte).copy(target, at + length);
      if (this.#foreign) break;
    }
    return length;
  }

  /** @returns the number of bytes written; `undefined`, with nothing changed, if there are other characters than alphabet and line breaks */
  #decodeRegular(piece: Buffer, target: Buffer, at: number): number | undefined {
    if (this.#paddingCount > 0 || this.#space) return undefined;
    const widths = this.#block.fill(this.#group, piece);
    const { rest } = this.#block;
    const decoded = this.#block.decode();
    if (!decoded || !onlyAlphabet.test(rest)) return undefined;
    target.set(decoded, at);
    this.#characterCount += this.#block.length - this.#group.length;
    this.#group = rest;
    this.#offset += piece.length;
    this.#lines.takeLines(widths);
    return decoded.length;
  }

  /** Takes one character of any kind. @returns the bytes of the group if this character completes one */
  #take(byte: number): Buffer {
    const here = { offset: this.#offset++, byte };
    if (byte === lineFeed || byte === carriageReturn) {
      if (byte === lineFeed) this.#space = undefined;
      if (byte === lineFeed) this.#lines.endLine();
      return nothing;
    }
    const character = String.fromCharCode(byte);
    const isOfAlphabet = onlyAlphabet.test(character);
    if (!isOfAlphabet) this.#regular ??= { sizeBytes: here.offset, characterCount: this.#characterCount };
    if (byte === 0x20 || byte === 0x09) {
      this.#space ??= here;
      return nothing;
    }
    const isPadding = byte === equals && this.#group.length >= 2;
    const isDigit = isOfAlphabet && this.#paddingCount === 0;
    if (this.#space || !(isPadding || isDigit)) {
      this.#foreign = this.#space ?? here;
      return nothing;
    }
    this.#lines.takeCharacter();
    if (isPadding) {
      this.#paddingCount++;
    } else {
      this.#group += character;
      this.#characterCount++;
    }
    if (this.#group.length + this.#paddingCount < 4) return nothing;
    const decoded = this.#decodeGroup();
    this.#group = '';
    return decoded;
  }

  #decodeGroup(): Buffer {
    const decoded = Buffer.from(this.#group, 'base64');
    // If unused bits of the last character are set, an encoder writes another character for the same bytes.
    this.#isCanonical = decoded.toString('base64') === this.#group.padEnd(4, '=');
    return decoded;
  }
}

/** Tells text that an encoder wrapped at one width from lines of other kinds. */
class LineWidths {
  count = 0;
  firstWidth = 0;
  areEven = true;
  #column = 0;
  #hasNarrowLine = false;

  takeCharacter(): void {
    this.#column++;
  }

  /** Takes the widths of lines. The last line has not ended yet. */
  takeLines(widths: readonly number[]): void {
    let isFirst = true;
    for (const width of widths) {
      if (!isFirst) this.endLine();
      isFirst = false;
      this.#column += width;
    }
  }

  /** Ends a line. Empty lines are not counted. */
  endLine(): void {
    if (this.#column === 0) return;
    if (this.count === 0) this.firstWidth = this.#column;
    if (this.#hasNarrowLine || this.#column > this.firstWidth) this.areEven = false;
    this.#hasNarrowLine = this.#column < this.firstWidth;
    this.count++;
    this.#column = 0;
  }
}

/** Where a piece of text ends without the padding and line breaks at its end. */
function alphabetEnd(piece: Buffer): number {
  let end = piece.length;
  while (end > 0 && [equals, lineFeed, carriageReturn].includes(piece[end - 1] ?? 0)) end -= 1;
  return end;
}
