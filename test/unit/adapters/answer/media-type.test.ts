import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileMediaType, signatureType } from '../../../../src-main/adapters/answer/media-type';

describe('signatures', () => {
  it.each([
    ['image/png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['image/jpeg', Buffer.from('ffd8ffe000104a46494600010100', 'hex')],
    ['application/zip', Buffer.from('504b030414000000000000000000', 'hex')],
    ['audio/wav', Buffer.from('RIFF\x24\0\0\0WAVEfmt ', 'latin1')],
    ['application/pdf', Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')],
    [undefined, Buffer.from('BMI = 22.5, which is fine\n')],
    [undefined, Buffer.from([1, 2, 3])],
    [undefined, Buffer.alloc(0)],
  ])('%s', async (mediaType, start) => {
    expect(await signatureType(start)).toBe(mediaType);
  });

  it('survive anything that begins like a file', async () => {
    const beginnings = [
      '89504e470d0a1a0a',
      '504b0304',
      'ffd8ff',
      '1a45dfa3',
      '494433',
      '4f676753',
      '52494646',
      '0000001866747970',
      '49492a00',
      '4d546864',
      '664c6143',
      '3026b2758e66cf11',
      'd0cf11e0',
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...beginnings), fc.uint8Array({ maxLength: 600 }), async (beginning, rest) => {
        const found = await signatureType(Buffer.concat([Buffer.from(beginning, 'hex'), rest]));
        expect(found ?? 'none/none').toMatch(/^[\w.+-]+\/[\w.+-]+$|^none\/none$/);
      }),
      { numRuns: 400 },
    );
  });
});

describe('types of files', () => {
  it.each([
    ['text/plain', 'notes.txt', 'hello'],
    ['application/json', 'a.JSON', '{"a": 1}'],
    ['text/csv', 'trees.csv', 'one column'],
    ['text/csv', 'trees', 'a,b\n1,2\n'],
    ['application/octet-stream', 'x.bin', '\0\x01\x02'],
  ])('%s: %s', async (mediaType, name, content) => {
    expect(await fileMediaType(Buffer.from(content, 'latin1'), name)).toBe(mediaType);
  });

  it('reads the beginning of a file by its path', async () => {
    expect(await fileMediaType(import.meta.filename)).toBe('text/plain');
  });
});
