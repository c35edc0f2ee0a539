import type { ByteRange } from './answer';
import { isWhole, type AnswerEvidence } from './evidence';
import { hasMixedCharacters, looksLikeWords, mayBeginWords } from './base64-text';
import { latin1 } from '../ground/latin-1';
import { readTextStart } from './text-type';

/** Whether an answer's payload is base64 of a file. */
export type Base64Judgement = {
  /** The base64 text in the received body, without quotation marks and line ends. */
  readonly range: ByteRange;
  /** Line ends after the payload. */
  readonly lineEndCount: number;
  /** One line of padded base64 and at most one line end, which is how the supervisor writes a file. */
  readonly isSupervisors: boolean;
  /** Whether it may have been meant as a file even if it is not taken for one. */
  readonly couldBeMeant: boolean;
} & (
  | { readonly outcome: 'file' | 'no-file' }
  /** `breakAt` is an offset in the received body. */
  | { readonly outcome: 'broken'; readonly breakAt: number }
);

/** Encoders start a new line after 60 to 76 characters. Lines that are much shorter or longer are lines of ordinary text. */
const wrapWidths = { least: 32, most: 128 };
/** At least this many mixed characters of base64's alphabet without a gap are taken for base64. */
const certainLength = 4096;
/** At least this many mixed characters on one line are more likely base64 than a word or a key. */
const likelyLength = 64;
/** In this many characters or more, a signature in the decoded bytes can't be chance. */
const signatureLength = 24;
/** Characters of a long text that are looked at first. */
const tellingLength = 2048;
/** Readable text decoded from fewer characters may be an accident, unless there is padding. */
const readableLength = 8;

/** Judges by rows 5 to 11 of the table of `readAnswer`. */
export function judgeBase64(evidence: AnswerEvidence): Base64Judgement {
  const { context, separation } = evidence;
  const { opening, findings, decoded } = evidence.base64;
  const { characterCount } = findings;
  const end = findEnd(evidence);
  const { isWords, isMixed } = characterOf(evidence);

  const isSingleLine = findings.lineCount === 1;
  const isWrapped =
    findings.lineCount > 1 &&
    findings.isEvenlyWrapped &&
    findings.lineWidth >= wrapWidths.least &&
    findings.lineWidth <= wrapWidths.most;
  const isLaidOut = isSingleLine || isWrapped;
  const isReadable = readTextStart(decoded.start, isWhole(decoded), false) !== undefined;
  const hasSignature = decoded.signatureType !== undefined && !isReadable;
  const isCertain =
    isLaidOut && ((hasSignature && characterCount >= signatureLength) || (isMixed && characterCount >= certainLength));
  const isSupervisors =
    isSingleLine && opening.length === 0 && findings.padding === 'complete' && end.lineEndCount <= 1;

  const judgement = {
    range: { start: separation.payloadRange.start + opening.length, end: end.textEnd },
    lineEndCount: end.lineEndCount,
    isSupervisors,
  };
  const breakAt = findBreak(evidence, end, isCertain);
  if (breakAt !== undefined) {
    const isOther = findings.hasEndedBefore || isUrlSafe(evidence);
    if (isCertain && !isOther) return { ...judgement, outcome: 'broken', breakAt, couldBeMeant: true };
    return { ...judgement, outcome: 'no-file', couldBeMeant: isCertain };
  }
  const isFile =
    isLaidOut &&
    (hasSignature ||
      opening.encoding === 'data-uri' ||
      (isSupervisors && (context.writesFiles || !isWords)) ||
      (!isWords && isReadable && (characterCount >= readableLength || base64Text(evidence).endsWith('='))) ||
      (isMixed && (isWrapped || characterCount >= likelyLength)));
  const couldBeMeant = findings.padding === 'complete' && isLaidOut && (isSupervisors || !isWords);
  return { ...judgement, outcome: isFile ? 'file' : 'no-file', couldBeMeant };
}

interface Base64End {
  /** Where the payload's content ends, without white space; offset in the received body. */
  readonly contentEnd: number;
  /** The same without a closing quotation mark. */
  readonly textEnd: number;
  readonly lineEndCount: number;
  readonly isClosed: boolean;
}

function findEnd({ separation, payload, base64 }: AnswerEvidence): Base64End {
  const { end } = payload;
  let length = end.length;
  while (length > 0 && isSpace(end[length - 1])) length--;
  const contentEnd = separation.payloadRange.end - end.length + length;
  const start = separation.payloadRange.start + base64.opening.length;
  const isClosed =
    base64.opening.isQuoted && end[length - 1] === 0x22 && base64.findings.malformedOffset === contentEnd - 1 - start;
  const lineEndCount = end.subarray(length).filter((byte) => byte === 0x0a).length;
  return { contentEnd, textEnd: isClosed ? contentEnd - 1 : contentEnd, lineEndCount, isClosed };
}

/** Where the payload stops being base64; offset in the received body. */
function findBreak({ separation, base64 }: AnswerEvidence, end: Base64End, isCertain: boolean): number | undefined {
  const { opening, findings } = base64;
  const start = separation.payloadRange.start + opening.length;
  if (findings.characterCount === 0) return start;
  if (findings.malformedOffset !== undefined && !end.isClosed) return start + findings.malformedOffset;
  if (separation.brokenAt !== undefined) return separation.brokenAt;
  if (opening.isQuoted && !end.isClosed) return end.contentEnd;
  if (findings.padding === 'cut') return end.textEnd;
  // If a line end follows, the encoder left the padding out. If none follows, the text was cut within a group of four.
  if (findings.padding === 'missing' && end.lineEndCount === 0 && isCertain) return end.contentEnd;
  return findings.isCanonical ? undefined : end.textEnd - 1;
}

/** Whether base64 text reads as words, or mixes characters as encoded files do. Its beginning is mostly enough to tell. */
function characterOf(evidence: AnswerEvidence): { readonly isWords: boolean; readonly isMixed: boolean } {
  const start = base64Text(evidence, tellingLength);
  const text = hasMixedCharacters(start) && !mayBeginWords(start) ? start : base64Text(evidence);
  const isWords = looksLikeWords(text);
  return { isWords, isMixed: !isWords && hasMixedCharacters(text) };
}

/** The base64 text without white space, up to the end of the sample, its first foreign character or `mostBytes`. */
function base64Text({ payload, base64 }: AnswerEvidence, mostBytes = Infinity): string {
  const { opening, findings } = base64;
  const end = opening.length + Math.min(mostBytes, findings.malformedOffset ?? payload.start.length);
  const text = latin1(payload.start.subarray(opening.length, end));
  return /\s/.test(text) ? text.replace(/\s/g, '') : text;
}

/** Whether the break is the first character in which URL-safe base64 differs from the standard alphabet. */
function isUrlSafe(evidence: AnswerEvidence): boolean {
  const { malformedByte } = evidence.base64.findings;
  return (malformedByte === 0x2d || malformedByte === 0x5f) && !/[+/]/.test(base64Text(evidence));
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x0a || byte === 0x0d || byte === 0x20 || byte === 0x09;
}
