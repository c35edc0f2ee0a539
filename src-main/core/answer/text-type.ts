import { latin1 } from '../ground/latin-1';
import { decodeUtf8 } from '../ground/utf-8';

/** Character sets that are told apart. */
export type Charset = 'utf-8' | 'utf-16le' | 'utf-16be' | 'iso-8859-1';

/** The beginning of a text, decoded. */
export interface TextStart {
  readonly charset: Charset;
  readonly text: string;
}

/** Bytes that prove nothing alone: escape sequences and back-spaces of programs that draw progress bars stay out of it. */
const controlCharacters = /[\0-\x07\x0e-\x1a\x1c-\x1f\x7f]/g;
/** The supervisor passes on NUL and others in printed text; a file of another kind has them everywhere. */
const toleratedControlShare = 0.25;
/** Letters with diacritics are rare enough in Latin-1 text; elsewhere such bytes are as frequent as others. */
const toleratedHighByteShare = 0.3;

/**
 * Decodes the beginning of what may be text.
 * @param isWhole whether nothing follows, so that a character may not be cut at the end
 * @param allowsControls whether some control characters may be in it, as in what a program printed
 * @returns `undefined` for anything but text
 */
export function readTextStart(bytes: Uint8Array, isWhole: boolean, allowsControls: boolean): TextStart | undefined {
  // What is not text mostly shows it at once; decoding it in vain takes a hundred times as long.
  if (!allowsControls && !hasUtf16Mark(bytes) && hasControlByte(bytes)) return undefined;
  const charset = charsetOf(bytes, isWhole);
  if (charset === undefined) return undefined;
  const text = decodeText(bytes, charset);
  const controlCount = text.match(controlCharacters)?.length ?? 0;
  const tolerated = allowsControls && charset === 'utf-8' ? text.length * toleratedControlShare : 0;
  return controlCount <= tolerated ? { charset, text } : undefined;
}

/** Decodes bytes of a known character set; a byte order mark is left out. */
export function decodeText(bytes: Uint8Array, charset: Charset): string {
  return new TextDecoder(charset).decode(bytes);
}

/** In the character sets that are told apart, apart from UTF-16, control characters are the same bytes, and no part of others. */
function hasControlByte(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x20 ? byte < 0x08 || (byte > 0x0d && byte !== 0x1b) : byte === 0x7f) return true;
  }
  return false;
}

function hasUtf16Mark([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

function charsetOf(bytes: Uint8Array, isWhole: boolean): Charset | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodes(bytes, 'utf-16le', isWhole) ? 'utf-16le' : undefined;
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodes(bytes, 'utf-16be', isWhole) ? 'utf-16be' : undefined;
  if (decodes(bytes, 'utf-8', isWhole)) return 'utf-8';
  const most = bytes.length * toleratedHighByteShare;
  let highBytes = 0;
  // By number: the iterator of an array of bytes takes ten times as long, and every picture comes here.
  for (let at = 0; at < bytes.length; at += 1) {
    if ((bytes[at] ?? 0) < 0x80) continue;
    highBytes += 1;
    if (highBytes > most) return undefined;
  }
  return 'iso-8859-1';
}

function decodes(bytes: Uint8Array, charset: Charset, isWhole: boolean): boolean {
  try {
    if (charset === 'utf-8') decodeUtf8(bytes, { isWhole });
    // Of UTF-16 the added line feed is half a character.
    else new TextDecoder(charset, { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** Whether a text begins like a JSON object or array. */
export function mayBeJson(text: string): boolean {
  return /^\s*[[{]/.test(text);
}

/** The same of bytes whose character set is not known yet. */
export function mayBeJsonBytes(start: Uint8Array): boolean {
  return /^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)?[\s\0]*[[{]/.test(latin1(start.subarray(0, 256)));
}

/** Whether a text is a page in HTML. */
export function isHtml(text: string): boolean {
  // A comment can't run past its own end here: a pattern that could would try every way of dividing many of them.
  return /^\s*(?:<!--(?:(?!-->)[^])*-->\s*)*<(?:!doctype html|html|head|body|center|h1)\b/i.test(text);
}

/** The title of a page in HTML, or its first heading. */
export function htmlTitle(text: string): string {
  const title = /<(title|h1)\b[^>]*>([^]*?)<\/\1>/i.exec(text)?.[2] ?? '';
  return title
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 2000);
}

/** Formats made of readable text that are no text to a reader; their signature counts. */
const readableTypes = new Set(['application/pdf', 'application/rtf', 'application/postscript']);

/** Whether a media type belongs to a format whose files are readable text but meant for a program. */
export function isReadableType(mediaType: string): boolean {
  return readableTypes.has(mediaType);
}

const prolog = /^\s*(?:<\?xml[^>]*\?>\s*|<!--[^]*?-->\s*|<!doctype svg[^>]*>\s*)*/i;
const markdownSigns = [
  /^#{1,6} \S.*$/gm,
  /^```/m,
  /\[[^\]\n]+\]\([^)\n]+\)/,
  /\*\*\S[^*\n]*\*\*/,
  /^ {0,3}[-*] \S/m,
  /^\|.*\|$/m,
];

/** The media type of a text by its beginning; JSON is recognised elsewhere, since its end counts as well. */
export function textMediaType(text: string): string {
  if (/^<svg\b/i.test(text.replace(prolog, ''))) return 'image/svg+xml';
  if (isHtml(text)) return 'text/html';
  if (/^\s*<\?xml\b/.test(text)) return 'application/xml';
  if (isTable(text, '\t')) return 'text/tab-separated-values';
  if (isTable(text, ',') || isTable(text, ';')) return 'text/csv';
  if (isMarkdown(text)) return 'text/markdown';
  return 'text/plain';
}

/** A heading in front and a second sign: a lone `#` also begins comments and numbers. */
function isMarkdown(text: string): boolean {
  if (!/^\s*#{1,6} \S/.test(text)) return false;
  return markdownSigns.some((sign, index) => (index === 0 ? (text.match(sign)?.length ?? 0) > 1 : sign.test(text)));
}

/** What tells prose from a table. Who separates by semicolons does so in order to write anything else into a cell. */
const proseSigns = { '\t': /(?!)/, ',': /, +[^\s\d"+-]|[.!?] /, ';': /; +[^\s\d"+-]/ } as const;

/** The same number of separators, at least one, on each of the first lines, something on both sides of one, and no prose. */
function isTable(text: string, separator: keyof typeof proseSigns): boolean {
  // The last line may be cut where only the text's beginning is known.
  const lines = text.trimEnd().split(/\r?\n/, 21).slice(0, 20);
  if (lines.length < 2) return false;
  const rows = lines.map((line) => line.replace(/"(?:[^"]|"")*"/g, '""'));
  const columnCounts = new Set(rows.map((row) => row.split(separator).length));
  const [columnCount = 0] = columnCounts;
  const isProse = rows.some((row) => proseSigns[separator].test(row));
  const hasColumns = rows.some((row) => row.split(separator).filter((cell) => cell.trim() !== '').length > 1);
  return columnCounts.size === 1 && columnCount > 1 && hasColumns && !isProse;
}
