import { open, type FileHandle } from 'node:fs/promises';
import { parseCheckedLine } from '../../core/ground/checked-line';

const readBytes = 256 * 1024;

/** The values of a file of checked lines, in order. Torn lines, as a power cut leaves them, are passed over. */
export async function* readCheckedLines(path: string): AsyncGenerator<unknown> {
  const file = await open(path, 'r');
  try {
    for await (const line of linesOf(file)) {
      const value = parseCheckedLine(line);
      if (value !== undefined) yield value;
    }
  } finally {
    await file.close();
  }
}

async function* linesOf(file: FileHandle): AsyncGenerator<string> {
  let rest = Buffer.alloc(0);
  for (;;) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(readBytes), 0, readBytes);
    // What is behind the last line feed was torn off while it was written.
    if (bytesRead === 0) return;
    const bytes = Buffer.concat([rest, buffer.subarray(0, bytesRead)]);
    let start = 0;
    for (let end = bytes.indexOf(0x0a); end !== -1; end = bytes.indexOf(0x0a, start)) {
      yield bytes.toString('utf8', start, end);
      start = end + 1;
    }
    rest = bytes.subarray(start);
  }
}
