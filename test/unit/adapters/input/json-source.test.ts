import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { jsonSource } from '../../../../src-main/adapters/input/json-source';
import { fileMark, piecesOf } from '../../../../src-main/core/input/form/file-values';
import type { ByteSource } from '../../../../src-main/core/ground/ports';

const id = '01234567-89ab-4cde-8f01-23456789abcd';
const other = 'fedcba98-89ab-4cde-8f01-23456789abcd';

function sourceOf(bytes: Uint8Array): ByteSource {
  return {
    sizeBytes: bytes.length,
    async *open() {
      yield bytes;
    },
  };
}

async function bytesOf(source: ByteSource): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source.open(new AbortController().signal)) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

describe('a JSON text with files in it', () => {
  it.each([1, 2, 3, 100_001])(
    'is sent with the base64 of a file of %i bytes, and knows its length before',
    async (size) => {
      const file = randomBytes(size);
      const text = `{"a": 1.0, "photo": "${fileMark(id)}", "ñ": ["${fileMark(other)}", "x"]}`;
      const source = await jsonSource(text, async (wanted) => sourceOf(wanted === id ? file : Buffer.from('b')));
      const sent = await bytesOf(source);
      expect(sent.length).toBe(source.sizeBytes);
      expect(sent.toString()).toBe(`{"a": 1.0, "photo": "${file.toString('base64')}", "ñ": ["Yg==", "x"]}`);
    },
  );

  it('takes for a file only whole values', () => {
    const texts = [
      `{"${fileMark(id)}": 1}`,
      `{"a": "see ${fileMark(id)}"}`,
      '{"a": "oscar-file:../../etc/passwd"}',
      `{"a": "${fileMark(id)} "}`,
      'not JSON at all',
    ];
    for (const text of texts) expect(piecesOf(text), text).toEqual([{ text }]);
  });

  it('is not sent where it may hold files and can’t be read', async () => {
    const deep = `${'['.repeat(50_000)}"${fileMark(id)}"${']'.repeat(50_000)}`;
    await expect(jsonSource(deep, async () => sourceOf(Buffer.from('x')))).rejects.toMatchObject({
      info: { code: 'file-field-gone' },
    });
  });
});
