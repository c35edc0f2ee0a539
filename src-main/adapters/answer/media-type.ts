import { fileTypeFromBuffer } from 'file-type/core';
import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { isReadableType, readTextStart, textMediaType } from '../../core/answer/text-type';

/** How many of a file's first bytes tell its type. */
export const startBytes = 4100;
const unknownType = 'application/octet-stream';

/** Two bytes are no proof in something short; the formats' own headers are longer than this. */
const shortestFile = 12;

/** Types of text files that have no signature, by the ending of their names. */
const typesByEnding: Readonly<Record<string, string>> = {
  '.csv': 'text/csv',
  '.htm': 'text/html',
  '.html': 'text/html',
  '.json': 'application/json',
  '.md': 'text/markdown',
  '.svg': 'image/svg+xml',
  '.tsv': 'text/tab-separated-values',
  '.xml': 'application/xml',
};

/** Formats that the library gives up on when a large or broken part of the file stands before the one it looks for. */
const plainSignatures = [
  ['89504e470d0a1a0a', 'image/png'],
  ['504b0304', 'application/zip'],
  ['49492a00', 'image/tiff'],
  ['4d4d002a', 'image/tiff'],
] as const;

/** Text and nothing else for as long as this has no binary signature; it need not be looked for, at 0.1 ms each. */
const textOnly = /^[\t\n\r\x20-\x7e]{1,64}$/;

/**
 * The media type that a signature in the first bytes of a file proves; without parameters, such as `audio/ogg`.
 * @param start the first bytes, 4,100 of them where there are as many
 */
export async function signatureType(start: Uint8Array): Promise<string | undefined> {
  if (start.length < shortestFile) return undefined;
  const first = Buffer.from(start.subarray(0, 64)).toString('latin1');
  if (textOnly.test(first) && !/^[%{!]/.test(first)) return undefined;
  const found = await fileTypeFromBuffer(start).catch(nothingIfCut);
  if (found) return found.mime.split(';', 1)[0];
  const bytes = Buffer.from(start.subarray(0, 8)).toString('hex');
  return plainSignatures.find(([signature]) => bytes.startsWith(signature))?.[1];
}

/** The library looks into some formats, such as zip, and does not expect that the rest of the file is out of its sight. */
function nothingIfCut(error: unknown): undefined {
  if (error instanceof Error && error.message === 'End-Of-Stream') return undefined;
  throw error;
}

/**
 * The media type of a file by its signature, its text, or the ending of its name.
 * @param source the first bytes of a file, or a path
 * @param name the file's name; needed where `source` is not a path
 */
export async function fileMediaType(source: Uint8Array | string, name?: string): Promise<string> {
  const start = typeof source === 'string' ? await readStart(source) : source;
  const text = readTextStart(start, start.length < startBytes, false);
  const signature = await signatureType(start);
  if (!text || (signature !== undefined && isReadableType(signature))) return signature ?? unknownType;
  const ending = extname(name ?? (typeof source === 'string' ? source : '')).toLowerCase();
  return typesByEnding[ending] ?? textMediaType(text.text);
}

async function readStart(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(startBytes), 0, startBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
