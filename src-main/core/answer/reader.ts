import type { AnswerReading, ByteRange, ReadingNote } from './answer';
import { isWhole, type AnswerEvidence, type ByteSample } from './evidence';
import { judgeBase64, type Base64Judgement } from './base64-judgement';
import type { ErrorInfo } from '../ground/error';
import { findFailureSign, isErrorObject, isPrintedFile } from './failure-signs';
import type { LogSeparation } from './log-lines';
import type { AnswerContext } from './ports';
import { readJsonValue, withoutNonNumbers } from '../ground/json-text';
import { decodeUtf8 } from '../ground/utf-8';
import {
  decodeText,
  htmlTitle,
  isHtml,
  isReadableType,
  mayBeJson,
  readTextStart,
  textMediaType,
  type TextStart,
} from './text-type';

/** Base64 of unknown bytes that is shorter than this may be an unusual word. */
const wordLikeLimit = 64;

const unknownType = 'application/octet-stream';

/**
 * Decides what an answer is. The first row that fits counts; "signature" is a known media type in the first bytes, and
 * "one line end" is what the supervisor puts behind everything, so that two of them show that the program printed.
 *
 * | # | what is there | reading |
 * |---|---|---|
 * | 1 | the body ended before its time, or is the log of a job without its beginning | damaged |
 * | 2 | a page, where the request's own type is not text/html but the answer's is | not-an-answer |
 * | 3 | log lines alone | program-failed |
 * | 4 | no byte at all | damaged |
 * | 5 | nothing, or one line end | an empty file where the script writes files, else empty |
 * | 6 | base64 with a signature, or in a data URI | the file |
 * | 7 | one line of padded base64, one line end, script writes files | the file |
 * | 8 | letters and digits that read as words | text |
 * | 9 | one line of padded base64, one line end | the file |
 * | 10 | other base64 whose bytes are text | the file, if it has padding or eight characters |
 * | 11 | other base64: wrapped evenly, or 64 and more mixed characters | the file |
 * | 12 | base64 with a signature or 4,096 mixed characters, broken or cut short | damaged |
 * | 13 | what is left of a file that was printed as text | program-failed |
 * | 14 | text that shows a failure | program-failed |
 * | 15 | other text | text, by its own rules |
 * | 16 | bytes that are no text | the file, not encoded |
 *
 * A zip file without its end, and a picture or PDF without its end behind which the last line end is missing too, is damaged.
 * What is damaged never has a type that could be drawn.
 */
export function readAnswer(evidence: AnswerEvidence): AnswerReading {
  const { context, payload, interruption } = evidence;
  const base64 = judgeBase64(evidence);
  // Decoded only when it is needed: most answers are base64 of a file, of which the text is of no use.
  const readStart = () => readTextStart(payload.start, isWhole(payload), true);
  const problem = interruption ?? (lacksBeginning(evidence) ? ({ code: 'log-cut' } as const) : undefined);
  if (problem) return damaged(evidence, problem, base64.outcome === 'no-file' ? readStart() : undefined);
  const page = mayBeForeign(context) ? readStart() : undefined;
  if (page && isHtml(page.text)) return foreignPage(evidence, page);
  const reading =
    readNoByte(evidence) ??
    readLogAlone(evidence) ??
    readEmpty(evidence) ??
    readBase64(evidence, base64) ??
    readPrintedFile(evidence);
  if (reading) return reading;
  const text = readStart();
  return (text && readText(evidence, text, base64)) ?? readBinary(evidence);
}

/**
 * Reads an answer's payload as text, whatever it is, because the user asked for it.
 * @param payload the received bytes between the log lines
 */
export function readAsText(separation: LogSeparation, payload: ByteSample): AnswerReading {
  const text = readTextStart(payload.start, isWhole(payload), true) ?? { charset: 'iso-8859-1', text: '' };
  const { mediaType, notes } = describeText(payload, text);
  return {
    verdict: 'text-only',
    encoding: 'none',
    mediaType,
    charset: text.charset,
    payloadRange: textRange(separation.payloadRange, payload, text),
    logLineCount: separation.logLineCount,
    notes: [...notes, 'chosen-by-user'],
  };
}

/**
 * Reads what was decoded from an answer as text, whatever it is, because the user asked for it.
 * @param automatic how it was read before
 */
export function readDecodedAsText(automatic: AnswerReading, decoded: ByteSample): AnswerReading {
  const text = readTextStart(decoded.start, isWhole(decoded), true);
  const { notes, ...reading } = automatic;
  return {
    ...reading,
    mediaType: text ? describeText(decoded, text).mediaType : 'text/plain',
    charset: text?.charset ?? 'iso-8859-1',
    notes: [...notes, 'chosen-by-user'],
  };
}

/**
 * Reads what was decoded from an answer because the user asked for it.
 * @param range the received bytes it was decoded from
 */
export function readAsBase64(separation: LogSeparation, range: ByteRange, decoded: ByteSample): AnswerReading {
  const { notes, ...type } = describeFile(decoded);
  return {
    verdict: 'result',
    encoding: 'base64',
    ...type,
    payloadRange: range,
    logLineCount: separation.logLineCount,
    notes: [...notes, 'chosen-by-user'],
  };
}

/** `text/html` of `Text/HTML; charset=utf-8`. */
function baseType(contentType: string): string {
  return contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/** A page is foreign only where the request's type is known: without one, servers guess the answer's from its content. */
function mayBeForeign({ contentType, mirroredContentType }: AnswerContext): boolean {
  const mirrored = baseType(mirroredContentType);
  return mirrored !== '' && mirrored !== 'text/html' && baseType(contentType) === 'text/html';
}

/** Clusters keep only the end of a long log. */
function lacksBeginning({ context, receivedBytes, separation }: AnswerEvidence): boolean {
  return context.beginsWithLog === true && receivedBytes > 1 && separation.payloadRange.start === 0;
}

function foreignPage({ context, separation }: AnswerEvidence, { text, charset }: TextStart): AnswerReading {
  return {
    verdict: 'not-an-answer',
    encoding: 'none',
    mediaType: 'text/html',
    charset,
    payloadRange: separation.payloadRange,
    logLineCount: separation.logLineCount,
    notes: [],
    problem: { code: 'not-an-answer', host: context.host, status: 200, text: htmlTitle(text) },
  };
}

/** The supervisor stopped before it wrote an answer; its log is all there is to show. */
function readLogAlone({ receivedBytes, separation, payload }: AnswerEvidence): AnswerReading | undefined {
  if (payload.sizeBytes > 0 || separation.logLineCount === 0) return undefined;
  return {
    verdict: 'program-failed',
    encoding: 'none',
    mediaType: 'text/plain',
    charset: 'utf-8',
    payloadRange: { start: 0, end: receivedBytes },
    logLineCount: separation.logLineCount,
    notes: [],
  };
}

/** The body is empty. OSCAR ends every answer with a line feed, so this one was lost on its way. */
function readNoByte({ context, receivedBytes, separation }: AnswerEvidence): AnswerReading | undefined {
  if (receivedBytes > 0) return undefined;
  return {
    verdict: 'damaged',
    encoding: 'none',
    mediaType: unknownType,
    payloadRange: { start: 0, end: 0 },
    logLineCount: separation.logLineCount,
    notes: [],
    problem: { code: 'response-empty', host: context.host },
  };
}

function readEmpty({ context, separation, payload }: AnswerEvidence): AnswerReading | undefined {
  const content = String.fromCharCode(...payload.start.subarray(0, 3));
  if (!/^\r?\n?$/.test(content)) return undefined;
  const { start } = separation.payloadRange;
  const hasLineEnd = content.endsWith('\n');
  return {
    verdict: context.writesFiles && hasLineEnd ? 'result' : 'empty',
    encoding: 'none',
    mediaType: 'text/plain',
    charset: 'utf-8',
    payloadRange: { start, end: start },
    logLineCount: separation.logLineCount,
    notes: hasLineEnd ? [] : ['no-final-line-feed'],
  };
}

function readBase64(evidence: AnswerEvidence, base64: Base64Judgement): AnswerReading | undefined {
  if (base64.outcome === 'no-file') return undefined;
  if (base64.outcome === 'broken') return damaged(evidence, { code: 'response-malformed', offset: base64.breakAt });
  const { separation, context } = evidence;
  const { opening, findings, decoded } = evidence.base64;
  const { notes, ...type } = describeFile(decoded, opening.declaredType);
  const isCut = isCutShort(decoded, base64.lineEndCount === 0);
  const isGuess = base64.isSupervisors && !context.writesFiles && findings.characterCount < wordLikeLimit;
  return {
    encoding: opening.encoding,
    payloadRange: base64.range,
    logLineCount: separation.logLineCount,
    notes: [
      ...notes,
      ...note('padding-missing', findings.padding === 'missing'),
      ...note('could-be-text', isGuess && type.mediaType === unknownType),
      ...note('no-final-line-feed', base64.lineEndCount === 0),
    ],
    ...(isCut
      ? {
          verdict: 'damaged',
          mediaType: unknownType,
          problem: { code: 'response-malformed', offset: base64.range.end },
        }
      : { verdict: 'result', ...type }),
  };
}

function damaged({ separation, receivedBytes }: AnswerEvidence, problem: ErrorInfo, text?: TextStart): AnswerReading {
  const { start, end } = separation.payloadRange;
  return {
    verdict: 'damaged',
    encoding: 'none',
    mediaType: text ? 'text/plain' : unknownType,
    ...(text && { charset: text.charset }),
    payloadRange: end > start ? { start, end } : { start: 0, end: receivedBytes },
    logLineCount: separation.logLineCount,
    notes: [],
    problem,
  };
}

function readPrintedFile({ payload, separation }: AnswerEvidence): AnswerReading | undefined {
  // Bytes that are no UTF-8 were not lost: no supervisor printed them as text.
  const text = utf8Text(payload);
  if (text === undefined || !isPrintedFile(text)) return undefined;
  return {
    verdict: 'program-failed',
    encoding: 'none',
    mediaType: 'text/plain',
    charset: 'utf-8',
    payloadRange: textRange(separation.payloadRange, payload, { charset: 'utf-8', text }),
    logLineCount: separation.logLineCount,
    notes: ['bytes-lost'],
  };
}

function utf8Text(sample: ByteSample): string | undefined {
  try {
    return decodeUtf8(sample.start, { isWhole: isWhole(sample) });
  } catch {
    return undefined;
  }
}

function readText(evidence: AnswerEvidence, text: TextStart, base64: Base64Judgement): AnswerReading | undefined {
  const { payload, separation } = evidence;
  if (isBinaryLike(payload, text)) return undefined;
  const { mediaType, notes, json } = describeText(payload, text);
  const mayShowFailure = mediaType === 'text/plain' || mediaType === 'text/csv' || mediaType === 'text/markdown';
  const hasFailed = mayShowFailure
    ? findFailureSign(text.text, decodeText(payload.end, text.charset)) !== undefined
    : isErrorObject(json);
  return {
    verdict: hasFailed ? 'program-failed' : 'text-only',
    encoding: 'none',
    mediaType,
    charset: text.charset,
    payloadRange: textRange(separation.payloadRange, payload, text),
    logLineCount: separation.logLineCount,
    notes: [
      ...notes,
      ...note('could-be-base64', base64.couldBeMeant),
      ...note('no-final-line-feed', base64.lineEndCount === 0),
    ],
  };
}

/** Signatures that win over readable text: of formats that are text themselves, and of any where the text is a guess. */
function isBinaryLike({ signatureType }: ByteSample, { charset }: TextStart): boolean {
  if (signatureType === undefined) return false;
  return charset === 'iso-8859-1' || isReadableType(signatureType);
}

function readBinary({ separation, payload }: AnswerEvidence): AnswerReading {
  const isCut = isCutShort(payload, false);
  return {
    encoding: 'none',
    payloadRange: separation.payloadRange,
    logLineCount: separation.logLineCount,
    notes: ['not-encoded'],
    ...(isCut
      ? {
          verdict: 'damaged',
          mediaType: unknownType,
          problem: { code: 'response-malformed', offset: separation.payloadRange.end },
        }
      : { verdict: 'result', mediaType: payload.signatureType ?? unknownType }),
  };
}

interface FileType {
  readonly mediaType: string;
  readonly charset?: string;
  readonly notes: readonly ReadingNote[];
}

function describeFile(sample: ByteSample, declaredType?: string): FileType {
  const text = readTextStart(sample.start, isWhole(sample), false);
  if (!text || isBinaryLike(sample, text)) {
    return { mediaType: sample.signatureType ?? declaredType ?? unknownType, notes: [] };
  }
  const { mediaType, notes } = describeText(sample, text);
  return { mediaType: declaredType ?? mediaType, charset: text.charset, notes };
}

interface TextType {
  readonly mediaType: string;
  readonly notes: readonly ReadingNote[];
  /** The value, where it is JSON. */
  readonly json?: unknown;
}

function describeText(sample: ByteSample, start: TextStart): TextType {
  const { charset, text } = start;
  const mediaType = textMediaType(text);
  if (!mayBeJson(text) || mediaType === 'application/x-ndjson') return { mediaType, notes: [] };
  if (sample.whole) {
    const { end } = textRange({ start: 0, end: sample.whole.length }, sample, start);
    const whole = decodeText(sample.whole.subarray(0, end), charset);
    try {
      const json = readJsonValue(whole);
      return {
        mediaType: 'application/json',
        notes: note('json-non-numbers', withoutNonNumbers(whole) !== whole),
        json,
      };
    } catch {
      return { mediaType, notes: [] };
    }
  }
  const isClosed = /[\]}]\s*$/.test(decodeText(sample.end, charset));
  return isClosed ? { mediaType: 'application/json', notes: ['json-not-checked'] } : { mediaType, notes: [] };
}

/** The range of a text without the line feed that the supervisor puts behind everything. */
function textRange({ start, end }: ByteRange, payload: ByteSample, { charset }: TextStart): ByteRange {
  // A line feed of UTF-16 has two bytes. One byte more makes the size odd: it is the supervisor's line feed.
  const isAdded = payload.end.at(-1) === 0x0a && (!charset.startsWith('utf-16') || payload.sizeBytes % 2 === 1);
  return { start, end: isAdded ? end - 1 : end };
}

const cutSigns: readonly { readonly start: string; readonly end: string; readonly always: boolean }[] = [
  { start: 'PK\x03\x04', end: 'PK\x05\x06', always: true },
  { start: '\x89PNG', end: 'IEND', always: false },
  { start: '\xff\xd8\xff', end: '\xff\xd9', always: false },
  { start: '%PDF-', end: '%%EOF', always: false },
];

/**
 * Whether a file lacks its end. A zip file can't be opened then; of others that is believed only when the answer lacks its
 * final line feed as well, since some programs leave such an end out.
 */
function isCutShort({ start, end }: ByteSample, lacksLineFeed: boolean): boolean {
  const first = byteString(start.subarray(0, 8));
  const sign = cutSigns.find((candidate) => first.startsWith(candidate.start));
  return sign !== undefined && (sign.always || lacksLineFeed) && !byteString(end).includes(sign.end);
}

/** Byte by byte, unlike `latin-1.ts`: the signs have bytes that no decoder gives alike in every runtime. */
function byteString(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}

function note(name: ReadingNote, applies: boolean): readonly ReadingNote[] {
  return applies ? [name] : [];
}
