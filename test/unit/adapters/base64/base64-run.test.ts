import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Base64RunFinder, runLength, writeRun } from '../../../../src-main/adapters/base64/base64-run';
import { Base64Decoder } from '../../../../src-main/adapters/base64/base64-stream';
import { cutAt, pseudoRandomBytes } from '../../answers';

/** Finds the run of a text that is pushed in pieces. */
async function foldAndWrite(text: string, cuts: readonly number[]) {
  const decoder = new Base64Decoder();
  const finder = new Base64RunFinder();
  const decoded: Buffer[] = [];
  for (const piece of cutAt(Buffer.from(text, 'latin1'), cuts)) {
    decoded.push(Buffer.from(decoder.push(piece)));
    finder.push(piece, decoder.regular);
  }
  const { run } = finder;
  const bytes = Buffer.concat(decoded);
  const length = runLength(run);
  const read = async (start: number, end: number) => bytes.subarray(start, Math.min(end, run.decodedBytes));
  return { run, length, write: (start: number, end: number) => writeRun(run, { start, end }, read) };
}

const wrap = (text: string, width: number) => text.replace(new RegExp(`.{${width}}(?!$)`, 'g'), '$&\n');
const some = (sizeBytes: number) => pseudoRandomBytes(sizeBytes, 5).toString('base64');

it.each([
  ['one line', some(3000), { decodedBytes: 3000 }],
  ['one line and its end', `${some(3000)}\n`, { decodedBytes: 3000, lineWidth: 4000 }],
  ['padding, which is left out', some(3001), { decodedBytes: 3000 }],
  ['lines of one width', wrap(some(3000), 76), { decodedBytes: 3000, lineWidth: 76 }],
  ['a narrower last line', wrap(some(3003), 64), { decodedBytes: 3003, lineWidth: 64 }],
  ['lines that cut groups', wrap(some(3000), 75), { decodedBytes: 0 }],
  ['lines that end in two characters', wrap(some(3000), 76).replace(/\n/g, '\r\n'), { decodedBytes: 0 }],
  ['another alphabet', `${'A'.repeat(400)}-${'A'.repeat(400)}`, { decodedBytes: 300 }],
  ['nothing', '', { decodedBytes: 0 }],
])('finds how far %s can be written again', async (_, text, run) => {
  expect((await foldAndWrite(text, [])).run).toEqual(run);
});

it('ends where the piece begins in which a line is of another width', async () => {
  const even = `${wrap(some(570), 76)}\n`;
  expect((await foldAndWrite(`${even}AAAA\nAAAA\n`, [even.length])).run).toEqual({ decodedBytes: 570, lineWidth: 76 });
});

it('ends where a piece breaks the line with a carriage return alone', async () => {
  const line = some(15);
  expect((await foldAndWrite(`${line}\r${some(40)}`, [13, 21])).run).toEqual({ decodedBytes: 9 });
});

it('writes exactly what was read, whatever it was and wherever it is asked for', async () => {
  const stretch = fc.oneof(
    { weight: 3, arbitrary: fc.tuple(fc.nat(600), fc.constantFrom(4, 8, 64, 76, 77, 9999)) },
    fc.tuple(fc.constantFrom('\n', '\r', '\r\n', '=', ' ', '-', 'AB', '\u00e9'), fc.constant(0)),
  );
  const text = fc
    .array(stretch, { maxLength: 4 })
    .map((all) => all.map(([part, width]) => (typeof part === 'string' ? part : wrap(some(part), width))).join(''));
  await fc.assert(
    fc.asyncProperty(text, fc.array(fc.nat(), { maxLength: 6 }), fc.nat(), fc.nat(), async (whole, cuts, a, b) => {
      const { length, write } = await foldAndWrite(whole, cuts);
      const [start = 0, end = 0] = [a % (length + 1), b % (length + 1)].sort((x, y) => x - y);
      expect((await write(0, length)).toString('latin1')).toBe(whole.slice(0, length));
      expect((await write(start, end)).toString('latin1')).toBe(whole.slice(start, end));
    }),
    { numRuns: 300 },
  );
});
