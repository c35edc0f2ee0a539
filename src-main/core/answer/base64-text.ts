import type { PayloadEncoding } from './answer';
import { latin1 } from '../ground/latin-1';

/** What a strict decoder found in a part of a text. Offsets count from the beginning of that part, in bytes. */
export interface Base64Findings {
  /** Number of characters of the alphabet, without padding, before the first character that is not allowed there. */
  readonly characterCount: number;
  /** Offset of the first character that is not allowed; absent in correct text. */
  readonly malformedOffset?: number;
  /** The character at that offset. */
  readonly malformedByte?: number;
  /** Whether padding had already ended the base64 text before that character, so that other text follows. */
  readonly hasEndedBefore: boolean;
  /** `missing` if two or three characters without padding are left after the last group of four, `cut` if a single one is. */
  readonly padding: 'complete' | 'missing' | 'cut';
  /** Whether the unused bits of the last character are zero, as every encoder writes them. */
  readonly isCanonical: boolean;
  /** Number of lines that are not empty. */
  readonly lineCount: number;
  /** Characters on the first line. */
  readonly lineWidth: number;
  /** Whether every line is as wide as the first one; the last line may be narrower. */
  readonly isEvenlyWrapped: boolean;
}

/** What comes before base64 text. */
export interface Base64Opening {
  readonly encoding: Exclude<PayloadEncoding, 'none'>;
  /** Bytes before the first character of base64. */
  readonly length: number;
  /** Whether a quotation mark has to close it. */
  readonly isQuoted: boolean;
  /** The type that a data URI declares. */
  readonly declaredType?: string;
}

/** The most bytes that an opening may have. */
export const openingLimitBytes = 256;

const dataUri = /^data:([\w.+-]+\/[\w.+-]+)?(?:;[\w-]+=[\w.+-]*)*;base64,/i;

/** Reads what comes before base64 text: a byte order mark, white space, a quotation mark, the beginning of a data URI. */
export function readOpening(start: Uint8Array): Base64Opening {
  const text = latin1(start.subarray(0, openingLimitBytes));
  const lead = /^(?:\u00ef\u00bb\u00bf)?[ \t\r\n]*/.exec(text)?.[0].length ?? 0;
  const isQuoted = text[lead] === '"';
  const beforeUri = lead + (isQuoted ? 1 : 0);
  const uri = dataUri.exec(text.slice(beforeUri));
  return {
    encoding: uri ? 'data-uri' : isQuoted ? 'json-string-base64' : 'base64',
    length: beforeUri + (uri?.[0].length ?? 0),
    isQuoted,
    ...(uri?.[1] && { declaredType: uri[1].toLowerCase() }),
  };
}

/**
 * Whether text of base64's alphabet reads as words, numbers, a checksum or a sequence of letters such as DNA: `Done`,
 * `HelloWorld12`, `d41d8cd98f00b204e9800998ecf8427e`. Base64 of a file mixes upper and lower case almost from its start.
 */
export function looksLikeWords(text: string): boolean {
  return /^(?:[a-z\d]+|[A-Z\d]+|[A-Z][a-z]+\d*|(?:[A-Z][a-z]{2,}){2,}\d*)$/.test(text);
}

/** Whether a text with this beginning may read as words. The last word of the beginning may be cut. */
export function mayBeginWords(start: string): boolean {
  return looksLikeWords(start) || looksLikeWords(start.replace(/[A-Z][a-z]?$/, ''));
}

/** Whether text has upper case, lower case and digits, as any base64 of some length has. */
export function hasMixedCharacters(text: string): boolean {
  return /[A-Z]/.test(text) && /[a-z]/.test(text) && /\d/.test(text);
}

const jsonScalar = /^(?:(?:0|[1-9]\d*)(?:[eE]\+?\d+)?|true|null|Infinity)$/;
const jsonNumberStart = /^(?:0|[1-9]\d*)(?:[eE]\+?\d*)?$/;

/**
 * Whether base64 text is also a JSON scalar, which a supervisor reads as JSON instead of decoding it.
 * @see grycap/faas-supervisor faassupervisor/events/__init__.py, which calls Python's `json.loads`
 */
export function isJsonScalar(base64: string): boolean {
  return jsonScalar.test(base64);
}

/** Whether base64 text with this beginning could be a JSON scalar when it is complete. */
export function mayBecomeJsonScalar(base64Start: string): boolean {
  return jsonNumberStart.test(base64Start);
}
