import { withoutEscapeCodes } from '../ground/escape-codes';
import { latin1 } from '../ground/latin-1';
import { readJsonValue } from '../ground/json-text';
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
/** So many characters of UTF-16 without a mark are no accident. */
const leastPairs = 8;
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
  if (!allowsControls && utf16Of(bytes) === undefined && hasControlByte(bytes)) return undefined;
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

/** UTF-16 by its mark, or by the zeros in every other byte that text of mostly Latin letters has in it. */
function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const pairs = Math.min(bytes.length, 512) >> 1;
  if (pairs < leastPairs || (first !== 0) === (second !== 0)) return undefined;
  const zeros = [0, 0];
  for (let at = 0; at < pairs * 2; at += 1) if (bytes[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (even === 0 && odd > pairs * 0.8) return 'utf-16le';
  return odd === 0 && even > pairs * 0.8 ? 'utf-16be' : undefined;
}

function charsetOf(bytes: Uint8Array, isWhole: boolean): Charset | undefined {
  const utf16 = utf16Of(bytes);
  if (utf16 !== undefined) return decodes(bytes, utf16, isWhole) ? utf16 : undefined;
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
  const title = contentOf(text, /<title\b/i, /<\/title>/i) || contentOf(text, /<h1\b/i, /<\/h1>/i);
  return title
    .replace(/<[^<>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 2000);
}

/** The content of the first element with a name. Each step passes over the text once, so that many opening tags cost no more than one. */
function contentOf(text: string, opening: RegExp, closing: RegExp): string {
  const start = text.search(opening);
  const end = start < 0 ? -1 : text.indexOf('>', start);
  if (end < 0) return '';
  const rest = text.slice(end + 1);
  const length = rest.search(closing);
  return length < 0 ? '' : rest.slice(0, length).trim();
}

/** Formats made of readable text that are no text to a reader; their signature counts. */
const readableTypes = new Set(['application/pdf', 'application/rtf', 'application/postscript']);

/** Whether a media type belongs to a format whose files are readable text but meant for a program. */
export function isReadableType(mediaType: string): boolean {
  return readableTypes.has(mediaType);
}

const prolog = /^\s*(?:<\?xml[^>]*\?>\s*|<!--[^]*?-->\s*|<!doctype svg[^>[]*(?:\[[^\]]*\]\s*)?>\s*)*/i;
const heading = /^\s*#{1,6} \S/;
/** Lines that nothing but Markdown has. */
const markdownLines = /^```|^\|[ :|]*-[ :|-]*\|$/m;
/** What a text in Markdown may begin with beside a heading: code between marks, or a table with its rule. */
const markdownStart = /^\s*(?:```|\|[^\n]*\|[ \t]*\r?\n\|[ :|]*-[ :|-]*\|)/;
/** What nothing but Markdown has outside of a comment. */
const markdownSpans = [/\[[^[\]]+\]\([^()]+\)/, /\*\*[^\s*][^*]*\*\*/];
/** What Markdown shares with comments of settings and programs, and counts where the heading stands alone. */
const sharedSigns = [/^#{2,6} \S/m, /^ {0,3}[-*] \S/m];
/** Lines of settings and programs. */
const programLines =
  /^[ \t]*(?:[\w.-]+:(?:\s|$)|[\w.$]+[ \t]*(?:=|<-|:=)\s|(?:import|from|def|class|function|library|set|export|source)\b)/m;

/** The media type of a text by its beginning; JSON is recognised elsewhere, since its end counts as well. */
export function textMediaType(text: string): string {
  if (/^<svg\b/i.test(text.replace(prolog, ''))) return 'image/svg+xml';
  if (isHtml(text)) return 'text/html';
  if (/^\s*<\?xml\b/.test(text)) return 'application/xml';
  const lines = withoutEscapeCodes(text);
  if (isJsonLines(lines)) return 'application/x-ndjson';
  const separator = tableSeparator(lines);
  if (separator !== undefined) return separator === '\t' ? 'text/tab-separated-values' : 'text/csv';
  if (isMarkdown(lines)) return 'text/markdown';
  return 'text/plain';
}

/** A heading in front and a second sign: lines that begin with `#` alone are comments as well. */
function isMarkdown(text: string): boolean {
  if (markdownStart.test(text)) return true;
  if (!heading.test(text)) return false;
  if (markdownLines.test(text) || text.split('\n').some(hasMarkdownSpan)) return true;
  const rest = /^\s*#[^\n]*\n[^\S\n]*\n([^]*)$/.exec(text)?.[1];
  return rest !== undefined && !programLines.test(rest) && sharedSigns.some((sign) => sign.test(rest));
}

function hasMarkdownSpan(line: string): boolean {
  const comment = line.indexOf('#');
  return markdownSpans.some((sign) => {
    const at = line.search(sign);
    return at >= 0 && (comment < 0 || at < comment);
  });
}

/** JSON lines: on each line a list or an object of its own. @see jsonlines.org */
function isJsonLines(text: string): boolean {
  const lines = text
    .trim()
    .split(/\r?\n/, linesToJudge + 1)
    .filter((line) => line.trim() !== '');
  if (lines.length < 2) return false;
  return lines.every((line, index) => {
    if (!mayBeJson(line)) return false;
    try {
      readJsonValue(line);
      return true;
    } catch {
      // The last one may be cut, where only the text's beginning is known or the program ended within it.
      return index > 0 && index === lines.length - 1;
    }
  });
}

const linesToJudge = 20;
const separators = ['\t', ',', ';', '|'] as const;
/** The end of a sentence, as against an abbreviation such as `subsp. robur` or `L. Karst.`. */
const sentenceEnd = /\p{Ll}\p{Ll}[.!?] +\p{Lu}/u;
/** What tells prose from a table. Who separates by semicolons does so in order to write anything else into a cell. */
const proseSigns = { '\t': /(?!)/, ',': /, +[^\s\d"+-]/, ';': /; +[^\s\d"+-]/, '|': /^[^|]* \| [^|]*$/ } as const;
/** Lines that hold separators by rule, and are no rows: of a log with milliseconds, a program, settings, a rule of dashes. */
const otherLines = /\d\d:\d\d:\d\d,\d{3}[\] ]|[{]$|^(?=.*--)[\s|+:-]*$/;
const settingLine = /^\s*(?:- |[\w"'./-]+:(?:\s|$)|---|\.\.\.)/;
/** Trees in Newick form begin like this. */
const treeStart = /^\s*(?:\[&[RUru]\]\s*)?\(/;

/** What separates the columns, where a text is a table. */
function tableSeparator(text: string): (typeof separators)[number] | undefined {
  if (treeStart.test(text)) return undefined;
  const told = /^sep=([,;|\t])\r?\n/i.exec(text);
  const body = told ? text.slice(told[0].length) : text;
  if (told) return separators.find((separator) => separator === told[1]);
  return separators.find((separator) => isTable(body, separator));
}

/** The same number of separators, at least one, in each of the first rows, something on both sides of one, and no prose. */
function isTable(text: string, separator: keyof typeof proseSigns): boolean {
  const rows = firstRows(text, separator).filter((row) => !row.startsWith('#') || row.includes(separator));
  if (rows.length < 2 || rows.every((row) => settingLine.test(row))) return false;
  const cells = rows.map((row) => row.split(separator));
  const columnCounts = new Set(cells.map((row) => row.length));
  const [columnCount = 0] = columnCounts;
  // A program writes a blank behind each comma, too; prose has no column of numbers.
  const mayBeProse = !hasNumberColumn(cells);
  const isProse = rows.some(
    (row) =>
      (mayBeProse && proseSigns[separator].test(row)) ||
      otherLines.test(row) ||
      (separator === ',' && (sentenceEnd.test(row) || row.endsWith(';'))),
  );
  const hasColumns = cells.some((row) => row.filter((cell) => cell.trim() !== '').length > 1);
  // Arguments of calls and members of lists are no cells.
  const isCode = cells.every((row) => row.some(isCutBracket));
  return columnCounts.size === 1 && columnCount > 1 && hasColumns && !isProse && !isCode;
}

const plainNumber = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?$/i;

/** Whether all rows below the first have a number in the same place. */
function hasNumberColumn([first = [], ...rows]: readonly (readonly string[])[]): boolean {
  return rows.length > 0 && first.some((_, column) => rows.every((row) => plainNumber.test(row[column]?.trim() ?? '')));
}

/** Whether a bracket is open or closed in a cell whose other half is elsewhere. */
function isCutBracket(cell: string): boolean {
  let open = 0;
  for (const sign of cell) {
    if ('([{'.includes(sign)) open += 1;
    else if (')]}'.includes(sign)) open -= 1;
  }
  return open !== 0;
}

/** The first rows, with nothing between quotation marks, where line ends and separators stand for themselves. */
function firstRows(text: string, separator: string): readonly string[] {
  const rows: string[] = [];
  const body = text.trimEnd();
  let row = '';
  let taken = 0;
  const mark = /"|\r?\n/g;
  for (let found = mark.exec(body); found && rows.length < linesToJudge; found = mark.exec(body)) {
    row += body.slice(taken, found.index);
    taken = mark.lastIndex;
    if (found[0] !== '"') {
      rows.push(row);
      row = '';
    } else if (row === '' || row.endsWith(separator)) {
      const end = quoteEnd(body, taken);
      // Never closed in what is in sight: the row is not complete.
      if (end < 0) return rows;
      row += '""';
      taken = end;
      mark.lastIndex = end;
    } else {
      row += '"';
    }
  }
  return rows.length < linesToJudge ? [...rows, row + body.slice(taken)] : rows;
}

/** The place behind the closing quotation mark of a cell; two in a row are one of the cell. */
function quoteEnd(text: string, from: number): number {
  for (let quote = text.indexOf('"', from); quote >= 0; quote = text.indexOf('"', quote + 2)) {
    if (text[quote + 1] !== '"') return quote + 1;
  }
  return -1;
}
