import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { TextDecoder } from 'node:util';
import { AppError } from '../../../core/ground/error';
import { CsvReader } from '../../../core/input/table/csv';
import type { OpenTable, TableForm, TableRow, TableReadOptions } from '../../../core/input/table/form';
import { guessDelimiter, tableStart } from '../../../core/input/table/separator';

const pieceBytes = 256 * 1024;
const startBytes = 64 * 1024;
const marks: readonly (readonly [encoding: string, bytes: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** Opens a table in text. @throws AppError `table-unusable`, or of the system */
export async function openTextTable(path: string, readOptions: TableReadOptions): Promise<OpenTable> {
  const start = await firstBytes(path, startBytes);
  const mark = marks.find(([, bytes]) => bytes.every((byte, at) => start[at] === byte))?.[0];
  if (mark === undefined && readOptions.encoding === undefined && start.includes(0)) throw unusable('no-table');
  const encoding = readOptions.encoding ?? mark ?? ((await isUtf8File(path)) ? 'utf-8' : 'windows-1252');
  const text = decoder(encoding, false).decode(start, { stream: true });
  const { text: rest, delimiter } = tableStart(text);
  const separator = readOptions.separator ?? delimiter ?? guessDelimiter(rest);
  const lineEnd = (/\r\n|\n|\r/.exec(rest)?.[0] ?? '\n') as '\n' | '\r\n' | '\r';
  const form: TableForm = { kind: 'text', separator, encoding, hasMark: mark !== undefined, lineEnd };
  const reader = new CsvReader(separator);
  const skipped = text.length - rest.length;
  return {
    form,
    rows: readRows(path, encoding, reader, skipped, linesIn(text.slice(0, skipped))),
    brokenLine: () => reader.brokenLine,
  };
}

async function* readRows(
  path: string,
  encoding: string,
  reader: CsvReader,
  skippedCharacters: number,
  skippedLines: number,
): AsyncGenerator<readonly TableRow[]> {
  const decoding = decoder(encoding, true);
  let toSkip = skippedCharacters;
  const read = (text: string): readonly TableRow[] => {
    const skipped = Math.min(toSkip, text.length);
    toSkip -= skipped;
    return reader.read(text.slice(skipped)).map(({ cells, line }) => ({ cells, line: line + skippedLines }));
  };
  try {
    for await (const piece of createReadStream(path, { highWaterMark: pieceBytes }) as AsyncIterable<Buffer>) {
      yield read(decoding.decode(piece, { stream: true }));
      if (reader.brokenLine !== undefined) break;
    }
    yield read(decoding.decode());
    yield reader.end().map(({ cells, line }) => ({ cells, line: line + skippedLines }));
  } catch (error) {
    if (error instanceof TypeError) throw unusable('encoding', error);
    throw error;
  }
  if (reader.brokenLine !== undefined) reader.brokenLine += skippedLines;
}

async function firstBytes(path: string, most: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of createReadStream(path, { end: most - 1 }) as AsyncIterable<Buffer>) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Whether the whole file is UTF-8. Its beginning is not enough: the first other character may come after 90,000 lines. */
async function isUtf8File(path: string): Promise<boolean> {
  let rest = Buffer.alloc(0);
  // Without decoding, because this is much faster.
  for await (const piece of createReadStream(path, { highWaterMark: pieceBytes }) as AsyncIterable<Buffer>) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, piece]) : piece;
    const whole = bytes.length - cutCharacterBytes(bytes);
    if (!isUtf8(bytes.subarray(0, whole))) return false;
    rest = Buffer.from(bytes.subarray(whole));
  }
  return isUtf8(rest);
}

/** Number of bytes at the end that are the beginning of a longer character in UTF-8. */
function cutCharacterBytes(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}

function decoder(encoding: string, isStrict: boolean): TextDecoder {
  try {
    return new TextDecoder(encoding, { fatal: isStrict });
  } catch (error) {
    throw unusable('encoding', error);
  }
}

function linesIn(text: string): number {
  return text.split('\n').length - 1;
}

function unusable(problem: 'no-table' | 'encoding', cause?: unknown): AppError {
  return new AppError({ code: 'table-unusable', problem }, cause);
}
