import fc from 'fast-check';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileMediaType, signatureType } from '../../../../src-main/adapters/answer/media-type';

const mp3Frame = Buffer.concat([Buffer.from('fffb9000', 'hex'), Buffer.alloc(413)]);

/** The head of a WebM file with a track of each kind; 1 is a picture and 2 a sound. */
function webm(kinds: readonly number[]): Buffer {
  const tracks = kinds.map((kind) => Buffer.from([0xae, 0x86, 0xd7, 0x81, 1, 0x83, 0x81, kind]));
  return Buffer.concat([
    Buffer.from('1a45dfa387428284', 'hex'),
    Buffer.from('webm'),
    Buffer.from('18538067ff', 'hex'),
    ...tracks,
  ]);
}

function mp4(handler: 'soun' | 'vide'): Buffer {
  return Buffer.concat([
    Buffer.from('\0\0\0\x14ftypiso5\0\0\x02\0iso5\0\0\0\x40moov\0\0\0\x20hdlr', 'latin1'),
    Buffer.alloc(8),
    Buffer.from(handler),
    Buffer.alloc(24),
  ]);
}

/** An entry of a zip archive of which the size stands behind it, as programs write that do not know it before. */
function zipEntry(name: string): Buffer {
  const head = Buffer.from('504b03041400080008000000000000000000000000000000000000000000', 'hex');
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, Buffer.from(name), Buffer.alloc(200, 7)]);
}

it('a workbook of openpyxl is one by its content', async () => {
  const path = join(import.meta.dirname, '../../../fixtures/tables/sentences.xlsx');
  expect(await fileMediaType(path)).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
});

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

  it.each([
    ['spreadsheetml.sheet', ['docProps/app.xml', 'docProps/core.xml', 'xl/workbook.xml']],
    ['wordprocessingml.document', ['_rels/.rels', 'word/document.xml']],
    ['presentationml.presentation', ['_rels/.rels', 'docProps/app.xml', 'ppt/presentation.xml']],
    [undefined, ['xl/workbook.xml', 'notes.txt']],
    [undefined, ['docProps/app.xml', 'notes.txt']],
  ])('of documents that list their types behind everything else: %s', async (kind, names) => {
    const start = Buffer.concat(names.map((name) => zipEntry(name)));
    const document = `application/vnd.openxmlformats-officedocument.${kind}`;
    expect(await signatureType(start)).toBe(kind === undefined ? 'application/zip' : document);
  });

  it.each([
    ['image/bmp', Buffer.from('424d46000000000000003600000028000000', 'hex')],
    [undefined, Buffer.from('424d460000000000000036000000ffff0000', 'hex')],
    ['image/x-icon', Buffer.from('00000100010010100000010020006804000016000000', 'hex')],
    [undefined, Buffer.from('000002000000000000000000400030001820', 'hex').subarray(0, 18)],
    [undefined, Buffer.from('00000100ff000000000000000000000000000000000000', 'hex')],
    ['audio/mpeg', Buffer.concat([mp3Frame, mp3Frame])],
    [undefined, Buffer.concat([mp3Frame, Buffer.alloc(417)])],
    [undefined, Buffer.from('fffb0000000000000000000000', 'hex')],
    [undefined, Buffer.from('4d5a0000000000000000000000000000', 'hex')],
    [undefined, Buffer.from('7801abcdef0123456789abcdef012345', 'hex')],
    [undefined, Buffer.from('1f9d7f000000000000000000000000', 'hex')],
    [undefined, Buffer.from('0b77000000ffffffffffffffffff', 'hex')],
    ['application/pdf', Buffer.from('\n%PDF-1.3\n%\xe2\xe3\xcf\xd3\n', 'latin1')],
    ['application/pdf', Buffer.from('\r\n \t%PDF-1.3\n', 'latin1')],
    ['application/pdf', Buffer.from('\xef\xbb\xbf%PDF-1.3\n1 0 obj', 'latin1')],
    ['application/x-hdf5', Buffer.from('894844460d0a1a0a0000000000080800', 'hex')],
  ])('that are weak count only with what goes with them: %s', async (mediaType, start) => {
    expect(await signatureType(start)).toBe(mediaType);
  });

  it.each([
    ['audio/webm', webm([2])],
    ['video/webm', webm([1, 2])],
    ['video/webm', webm([1])],
    ['audio/mp4', mp4('soun')],
    ['video/mp4', mp4('vide')],
  ])('of a container tell %s by its tracks', async (mediaType, start) => {
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
