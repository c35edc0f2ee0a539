import { trimEndOf, trimOf } from '../ground/trim';
import { endingOf } from '../answer/file-types';
import { withoutEnding } from './file-endings';

// The common limit of file systems is 255 bytes; the rest is room for a number on collision and a temporary ending.
const maxNameBytes = 200;
const maxServiceBytes = 80;
/** In characters, with its dot. */
const longestEnding = 16;
const reservedOnWindows = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])$/i;

/**
 * A piece of text as part of a file name that Windows, macOS and Linux accept: no separators, control or direction
 * characters, no leading or trailing dots and spaces, composed (NFC).
 */
export function safeNamePart(text: string): string {
  const safe = text
    .normalize('NFC')
    .replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, '')
    .replace(/[<>:"/\\|?*\p{Surrogate}]/gu, '_');
  const cleaned = trimOf(safe, '. ');
  return reservedOnWindows.test((cleaned.split('.')[0] ?? '').trim()) ? `_${cleaned}` : cleaned;
}

/**
 * The name proposed for saving a result: `<input name> – <service>.<ending>`, or `<service>.<ending>` for typed input.
 * @param mediaType of the bytes to be saved
 */
export function outputFileName(inputName: string | undefined, serviceName: string, mediaType: string): string {
  const ending = `.${endingOf(mediaType)}`;
  const service = shortened(safeNamePart(serviceName), maxServiceBytes) || 'service';
  const stem = inputName === undefined ? '' : safeNamePart(withoutEnding(inputName));
  if (stem === '') return service + ending;
  const tail = ` – ${service}${ending}`;
  return shortened(stem, maxNameBytes - utf8Length(tail)) + tail;
}

/**
 * A name for a file where others of that name are: `leaf (2).png`.
 * @param number counted from 1, which is the name itself
 */
export function numberedName(name: string, number: number): string {
  if (number === 1) return name;
  const dot = name.lastIndexOf('.');
  const stemLength = dot > 0 ? dot : name.length;
  return `${name.slice(0, stemLength)} (${number})${name.slice(stemLength)}`;
}

/** A name cut, between characters, so that a number and any ending still fit behind it. */
export function fittingName(name: string): string {
  return shortened(name, maxNameBytes);
}

/** A whole file name in the same way as a part of one; its ending stays, however long the name is. */
export function safeFileName(name: string): string {
  const dot = name.lastIndexOf('.');
  const end = dot > 0 && name.length - dot <= longestEnding ? dot : name.length;
  const ending = safeNamePart(name.slice(end + 1));
  const stem = fittingName(safeNamePart(name.slice(0, end))) || '_';
  return ending === '' ? stem : `${stem}.${ending}`;
}

/** `text` cut between characters to at most `maxBytes` of UTF-8. */
function shortened(text: string, maxBytes: number): string {
  if (utf8Length(text) <= maxBytes) return text;
  let kept = '';
  let bytes = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    bytes += utf8Length(segment);
    if (bytes > maxBytes) break;
    kept += segment;
  }
  return trimEndOf(kept, '. ');
}

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}
