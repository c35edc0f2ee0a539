import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Base64Decoder, encodeBase64, encodedBody } from '../../../../src-main/adapters/base64/base64-stream';
import { encodedSizeBytes } from '../../../../src-main/core/ground/encoded-size';
import type { ByteSource } from '../../../../src-main/core/ground/ports';
import { cutAt, pseudoRandomBytes, streamOf } from '../../answers';

const sizes = fc.oneof(fc.nat(40), fc.integer({ min: 40_000, max: 60_000 }));
const bytes = fc.tuple(sizes, fc.nat()).map(([sizeBytes, seed]) => pseudoRandomBytes(sizeBytes, seed));
const cuts = fc.array(fc.nat(), { maxLength: 20 });
const signal = new AbortController().signal;

function sourceOf(content: Uint8Array): ByteSource {
  return { sizeBytes: content.length, open: () => streamOf(cutAt(content, [1, 5])) };
}

async function collect(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

function decode(chunks: readonly Uint8Array[]) {
  const decoder = new Base64Decoder();
  const parts = chunks.map((chunk) => Buffer.from(decoder.push(chunk)));
  parts.push(Buffer.from(decoder.end()));
  return { decoded: Buffer.concat(parts), findings: decoder.findings };
}

const decodeText = (text: string) => decode([Buffer.from(text, 'latin1')]);

describe('the encoder', () => {
  it('agrees with Node, whatever the chunks are', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, cuts, async (content, places) => {
        const encoded = await collect(encodeBase64(streamOf(cutAt(content, places))));
        expect(encoded === Buffer.from(content).toString('base64')).toBe(true);
        expect(encoded.length).toBe(encodedSizeBytes(content.length));
      }),
    );
  });

  it.each(['1234', '12e3', 'true', 'null', 'Infinity', '10000000'])('breaks %s, which is JSON', async (text) => {
    const body = await encodedBody(sourceOf(Buffer.from(text, 'base64')), signal);
    expect(await collect(body.open())).toBe(`${text.slice(0, 2)}\n${text.slice(2)}`);
    expect(body.sizeBytes).toBe(text.length + 1);
  });

  it('breaks a number of which the end is not known yet', async () => {
    const text = '7'.repeat(80_000);
    const body = await encodedBody(sourceOf(Buffer.from(text, 'base64')), signal);
    const sent = await collect(body.open());
    expect(sent === `77\n${text.slice(2)}`).toBe(true);
    expect(body.sizeBytes).toBe(sent.length);
  });

  it.each(['test', 'aGk=', 'MDEy', '0123', ''])('leaves %j on one line', async (text) => {
    const body = await encodedBody(sourceOf(Buffer.from(text, 'base64')), signal);
    expect(await collect(body.open())).toBe(text);
    expect(body.sizeBytes).toBe(text.length);
  });

  it('can be opened again for another attempt', async () => {
    const body = await encodedBody(sourceOf(Buffer.from('hello')), signal);
    expect(await collect(body.open())).toBe('aGVsbG8=');
    expect(await collect(body.open())).toBe('aGVsbG8=');
  });
});

describe('the decoder', () => {
  const wrap = (text: string, width: number, end: string) =>
    text.replace(new RegExp(`.{${width}}`, 'g'), (line) => line + end);

  it('gives back every byte, however the text is wrapped and cut', () => {
    const layout = fc.constantFrom<[number, string]>([76, ''], [76, '\n'], [64, '\r\n'], [60, ' \t\n']);
    fc.assert(
      fc.property(bytes, layout, cuts, (content, [width, end], places) => {
        const text = wrap(Buffer.from(content).toString('base64'), width, end);
        const { decoded, findings } = decode(cutAt(Buffer.from(text, 'latin1'), places));
        expect(decoded.equals(content)).toBe(true);
        expect(findings).toMatchObject({ padding: 'complete', isCanonical: true, isEvenlyWrapped: true });
        expect(findings.malformedOffset).toBeUndefined();
      }),
    );
  });

  it('gives back every byte, however wide each line is', () => {
    const widths = fc.array(fc.constantFrom(0, 1, 4, 16, 35, 36, 37, 75, 76, 76, 76, 77), { minLength: 1 });
    fc.assert(
      fc.property(
        bytes,
        widths.filter((all) => all.some((width) => width > 0)),
        cuts,
        (content, all, places) => {
          const text = Buffer.from(content).toString('base64');
          const lines: string[] = [];
          for (let at = 0; at < text.length; at += all[(lines.length - 1) % all.length] ?? 0) {
            lines.push(text.slice(at, at + (all[lines.length % all.length] ?? 0)));
          }
          const { decoded, findings } = decode(cutAt(Buffer.from(lines.join('\n'), 'latin1'), places));
          expect(decoded.equals(content)).toBe(true);
          expect(findings.lineCount).toBe(lines.filter((line) => line !== '').length);
        },
      ),
    );
  });

  it('finds the first foreign character, and decodes nothing behind it', () => {
    const foreign = fc.constantFrom(...'-_*."{\\\0\u00e9');
    fc.assert(
      fc.property(bytes, foreign, fc.nat(), cuts, (content, character, place, places) => {
        const text = wrap(Buffer.from(content).toString('base64').replace(/=/g, ''), 76, '\n');
        const at = place % (text.length + 1);
        const broken = Buffer.from(text.slice(0, at) + character + text.slice(at), 'latin1');
        const { decoded, findings } = decode(cutAt(broken, places));
        expect(findings).toMatchObject({ malformedOffset: at, malformedByte: character.charCodeAt(0) });
        expect(decoded.equals(content.subarray(0, decoded.length))).toBe(true);
      }),
    );
  });

  it('takes the 64 characters of the alphabet and no other, wherever one stands', () => {
    const letters = Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWX');
    const [accepted, decoded] = [new Set<string>(), new Set<string>()];
    for (let byte = 0; byte < 256; byte++) {
      for (let place = 0; place < letters.length; place++) {
        const text = Buffer.from(letters).fill(byte, place, place + 1);
        const result = decode([text]);
        if (result.findings.characterCount < letters.length) continue;
        accepted.add(String.fromCharCode(byte));
        decoded.add(result.decoded.toString('base64') === text.toString('latin1') ? 'right' : text.toString('latin1'));
      }
    }
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
    expect([...accepted].sort()).toEqual([...alphabet].sort());
    expect([...decoded]).toEqual(['right']);
  });

  it.each([
    ['', { characterCount: 0, padding: 'complete', lineCount: 0 }],
    ['aGk', { padding: 'missing', isCanonical: true }],
    ['aGk\n', { padding: 'missing', lineCount: 1 }],
    ['aGVsb', { padding: 'cut' }],
    ['aGl=', { padding: 'complete', isCanonical: false }],
    ['aGk=\n', { padding: 'complete', isCanonical: true, lineCount: 1, lineWidth: 4 }],
    ['aGk=aGk=', { malformedOffset: 4, hasEndedBefore: true }],
    ['aGk=\naGk=', { malformedOffset: 5, hasEndedBefore: true }],
    ['aGk==', { malformedOffset: 4 }],
    ['aG=k', { malformedOffset: 3, hasEndedBefore: false }],
    ['a===', { malformedOffset: 1 }],
    ['=', { malformedOffset: 0 }],
    ['aGk= \r\n \n', { padding: 'complete', lineCount: 1 }],
    ['aG k=', { malformedOffset: 2, malformedByte: 0x20 }],
    ['aG-_', { malformedOffset: 2, malformedByte: 0x2d }],
    ['aaaa\nbbbb\ncc==\n', { lineCount: 3, lineWidth: 4, isEvenlyWrapped: true }],
    ['aaaa\nbb\ncccc\n', { isEvenlyWrapped: false }],
    ['aa\nbbbb\ncc\n', { isEvenlyWrapped: false }],
  ])('%j', (text, findings) => {
    expect(decodeText(text).findings).toMatchObject(findings);
  });

  it('decodes what is there where padding is missing', () => {
    expect(decodeText('aGVsbG8').decoded.toString()).toBe('hello');
  });
});
