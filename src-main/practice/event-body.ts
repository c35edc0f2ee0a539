import { decodeUtf8 } from '../core/ground/utf-8';

/**
 * A body that the supervisor can't take. The real one stops with a Python traceback, whose last line is the message
 * of this error.
 */
export class EventBodyError extends Error {}

/**
 * The input file that OSCAR's supervisor makes of the body of `POST /run`: JSON is tried first, then lenient base64.
 * Storage and dCache events are left out, since the practice cluster has no storage. Numbers inside a JSON object are
 * JavaScript's, so that `1.0` becomes `1`.
 * @throws EventBodyError for a JSON scalar or array, for base64 without padding, and for text that is not ASCII
 * @see grycap/faas-supervisor faassupervisor/events/__init__.py, faassupervisor/events/unknown.py
 */
export function inputOfBody(body: Uint8Array): Buffer {
  return inputOfText(utf8Text(body));
}

function utf8Text(body: Uint8Array): string {
  try {
    // Python doesn't remove a byte order mark, so both its JSON and its base64 reader fail at it.
    return decodeUtf8(body, { keepsByteOrderMark: true });
  } catch {
    throw new EventBodyError('ValueError: string argument should contain only ASCII characters');
  }
}

function inputOfText(text: string): Buffer {
  let event: unknown;
  try {
    event = parsePythonJson(text);
  } catch {
    return lenientBase64(text);
  }
  return inputOfEvent(event);
}

function inputOfEvent(event: unknown): Buffer {
  if (typeof event === 'string') return inputOfText(event);
  if (event === null || typeof event !== 'object' || Array.isArray(event)) {
    throw new EventBodyError(`TypeError: argument of type '${pythonType(event)}' is not iterable`);
  }
  if ('event' in event) return inputOfEvent(event.event);
  if ('httpMethod' in event) return inputOfEvent('body' in event ? event.body : null);
  if ('event_type' in event && !('payload' in event)) throw new EventBodyError("KeyError: 'payload'");
  return Buffer.from(pythonJson(event), 'ascii');
}

/** Python's JSON also knows these numbers, of which `Infinity` happens to be base64 text. */
function parsePythonJson(text: string): unknown {
  return /^[ \t\r\n]*(NaN|-?Infinity)[ \t\r\n]*$/.test(text) ? Number(text) : JSON.parse(text);
}

function pythonType(event: unknown): string {
  if (event === null) return 'NoneType';
  if (Array.isArray(event)) return 'list';
  if (typeof event === 'boolean') return 'bool';
  return Number.isInteger(event) ? 'int' : 'float';
}

/** JSON as Python's `json.dumps` writes it: a blank after separators, everything outside ASCII escaped. */
function pythonJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(', ')}]`;
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value).map(([key, member]) => `${pythonJson(key)}: ${pythonJson(member)}`);
    return `{${members.join(', ')}}`;
  }
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * Base64 as Python's `binascii` reads it in its default mode: characters of no meaning are dropped, what follows
 * complete padding is ignored, and missing padding is an error.
 */
function lenientBase64(text: string): Buffer {
  if (/[^\0-\x7f]/.test(text)) {
    throw new EventBodyError('ValueError: string argument should contain only ASCII characters');
  }
  const [paddedText, rest] = splitAtLast(text.replace(/[^A-Za-z0-9+/=]+/g, ''), '=');
  let digits = '';
  let padCount = 0;
  for (const [, run = '', padding = ''] of paddedText.matchAll(/([^=]*)(=+)/gy)) {
    if (run !== '') padCount = 0;
    digits += run;
    const remainder = digits.length % 4;
    if (remainder < 2) continue;
    padCount += padding.length;
    if (remainder + padCount >= 4) return Buffer.from(digits, 'base64');
  }
  digits += rest;
  if (digits.length % 4 === 1) {
    throw new EventBodyError(
      `binascii.Error: Invalid base64-encoded string: number of data characters (${digits.length}) cannot be 1 more than a multiple of 4`,
    );
  }
  if (digits.length % 4 > 1) throw new EventBodyError('binascii.Error: Incorrect padding');
  return Buffer.from(digits, 'base64');
}

function splitAtLast(text: string, separator: string): [string, string] {
  const end = text.lastIndexOf(separator) + 1;
  return [text.slice(0, end), text.slice(end)];
}
