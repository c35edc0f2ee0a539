import { fileTypeFromBuffer } from 'file-type/core';
import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { isReadableType, readTextStart, textMediaType } from '../../core/answer/text-type';
import { isPlausible } from './weak-signatures';

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
  '.jsonl': 'application/x-ndjson',
  '.md': 'text/markdown',
  '.ndjson': 'application/x-ndjson',
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
  ['894844460d0a1a0a', 'application/x-hdf5'],
] as const;

/** Folders of Office documents, which are zip archives, and what they tell of the document. */
const officeFolders = [
  ['xl/', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['word/', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['ppt/', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
] as const;

const entryMark = Buffer.from('PK\u0003\u0004', 'latin1');

/** Readers of PDF look for its head among the first bytes; some programs write a line end or a byte order mark before it. */
const pdfHead = /^(?:\xef\xbb\xbf)?\s{0,1000}%PDF-\d/;

/** Text and nothing else for as long as this has no binary signature; it need not be looked for, at 0.1 ms each. */
const textOnly = /^[\t\n\r\x20-\x7e]{1,64}$/;

/**
 * The media type that a signature in the first bytes of a file proves; without parameters, such as `audio/ogg`.
 * @param start the first bytes, 4,100 of them where there are as many
 */
export async function signatureType(start: Uint8Array): Promise<string | undefined> {
  if (start.length < shortestFile) return undefined;
  const first = Buffer.from(start.subarray(0, 64)).toString('latin1');
  if (/^[\s\xef]/.test(first) && pdfHead.test(Buffer.from(start.subarray(0, 1024)).toString('latin1'))) {
    return 'application/pdf';
  }
  if (textOnly.test(first) && !/^[%{!]/.test(first)) return undefined;
  const found = await fileTypeFromBuffer(start).catch(nothingIfCut);
  if (found) {
    const mediaType = found.mime.split(';', 1)[0] ?? found.mime;
    if (!isPlausible(mediaType, start)) return undefined;
    return mediaType === 'application/zip' ? officeType(start) : soundType(mediaType, start);
  }
  const bytes = Buffer.from(start.subarray(0, 8)).toString('hex');
  const plain = plainSignatures.find(([signature]) => bytes.startsWith(signature))?.[1];
  return plain === 'application/zip' ? officeType(start) : plain;
}

/**
 * Which Office document an archive is. The library knows only by the list of types, which some programs write behind everything
 * else. Other archives may have a folder of the same name, but not also one of those that every such document begins with.
 */
function officeType(start: Uint8Array): string {
  const names = entryNames(Buffer.from(start));
  const isDocument = names.some((name) => /^(?:docProps\/|_rels\/|\[Content_Types\]\.xml$)/.test(name));
  const folder = isDocument && officeFolders.find(([folder]) => names.some((name) => name.startsWith(folder)));
  return folder ? folder[1] : 'application/zip';
}

/** Names of the entries of a zip archive that begin among its first bytes. @see APPNOTE.TXT, 4.3.7 */
function entryNames(start: Buffer): readonly string[] {
  const names: string[] = [];
  for (let at = start.indexOf(entryMark); at !== -1 && at + 30 < start.length; at = start.indexOf(entryMark, at + 30)) {
    names.push(start.toString('latin1', at + 30, at + 30 + start.readUInt16LE(at + 26)));
  }
  return names;
}

/** Containers of videos that hold nothing but a sound are sounds: which tracks they hold stands near their beginning. */
function soundType(mediaType: string, start: Uint8Array): string {
  const text = () => Buffer.from(start).toString('latin1');
  if (mediaType === 'video/webm' && /\x83\x81\x02/.test(text()) && !/\x83\x81\x01/.test(text())) return 'audio/webm';
  if (mediaType === 'video/mp4' && /hdlr.{8}soun/s.test(text()) && !/hdlr.{8}vide/s.test(text())) return 'audio/mp4';
  return mediaType;
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
