import { trimEndOf } from '../ground/trim';
import type { EntryNameProblem } from '../ground/error';

/** A name as a path below the folder to extract to, in parts; or why it can't be one. */
export type EntryPath = { readonly parts: readonly string[] } | { readonly problem: EntryNameProblem };

const maxPartBytes = 255;
const maxParts = 64;
// Windows takes 260 characters for a whole path where nothing else was set up; the rest is for the folder.
const maxNameLength = 1_000;
const reservedOnWindows = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])$/i;

/**
 * Where an entry belongs below the folder that is extracted to. Names that would lead out of it, or mean a device, are
 * refused; characters that some system can't have in names are replaced, since the file is the same by another name.
 * @param name as it stands in the archive; programs on Windows also write `\` between the parts
 */
export function entryPath(name: string): EntryPath {
  if (name.length > maxNameLength) return { problem: 'too-long' };
  if (/[\u0000-\u001f\u007f-\u009f]/.test(name)) return { problem: 'characters' };
  const separated = name.replaceAll('\\', '/');
  if (separated.startsWith('/') || /^[a-z]:/i.test(separated)) return { problem: 'outside' };
  const written = separated.split('/').filter((part) => part !== '' && part !== '.');
  if (written.includes('..')) return { problem: 'outside' };
  const parts = written.map(portablePart);
  if (parts.length === 0 || parts.includes('')) return { problem: 'empty' };
  if (parts.some((part) => reservedOnWindows.test(part.split('.')[0]?.trim() ?? ''))) return { problem: 'reserved' };
  const isTooLong = parts.length > maxParts || parts.some((part) => utf8Length(part) > maxPartBytes);
  return isTooLong ? { problem: 'too-long' } : { parts };
}

/** What two names have in common that some file system takes for the same. */
export function entryPathKey(parts: readonly string[]): string {
  // Upper case first: it makes one of letters that lower case keeps apart, such as ß and ss.
  return parts.join('/').normalize('NFKC').toUpperCase().toLowerCase();
}

/** Windows leaves out dots and spaces at the end of names, and none of the systems shows direction marks. */
function portablePart(part: string): string {
  const shown = part
    .normalize('NFC')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replace(/[<>:"|?*]/g, '_');
  return trimEndOf(shown, '. ');
}

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}
