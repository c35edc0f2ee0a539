import type { PayloadEncoding } from './answer';
import { latin1 } from '../ground/latin-1';

/** What a strict decoder found in a part of a text. Offsets count from the beginning of that part, in bytes. */
export interface Base64Findings {
  /** Characters of the alphabet, padding not counted, up to the first that does not belong. */
  readonly characterCount: number;
  /** Where the first character stands that does not belong; absent in correct text. */
  readonly malformedOffset?: number;
  /** That character. */
  readonly malformedByte?: number;
  /** Whether base64 text had ended with its padding before that character, so that something else follows it. */
  readonly hasEndedBefore: boolean;
  /** `missing` where two or three characters end the text without padding, `cut` where a single one does. */
  readonly padding: 'complete' | 'missing' | 'cut';
  /** Whether the bits that the last character does not need are zero, as every encoder leaves them. */
  readonly isCanonical: boolean;
  /** Lines with something on them. */
  readonly lineCount: number;
  /** Characters on the first line. */
  readonly lineWidth: number;
  /** Whether every line but the last is as wide as the first one, and the last no wider. */
  readonly isEvenlyWrapped: boolean;
}

/** What stands in front of base64 text. */
export interface Base64Opening {
  readonly encoding: Exclude<PayloadEncoding, 'none'>;
  /** Bytes before the first character of base64. */
  readonly length: number;
  /** Whether a quotation mark has to close it. */
  readonly isQuoted: boolean;
  /** The type that a data URI declares. */
  readonly declaredType?: string;
}

/** The most bytes an opening takes. */
export const openingLimitBytes = 256;

const dataUri = /^data:([\w.+-]+\/[\w.+-]+)?(?:;[\w-]+=[\w.+-]*)*;base64,/i;

/** Reads what stands in front of base64 text: a byte order mark, white space, a quotation mark, the head of a data URI. */
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

/** Whether text that begins so may read as words; its last one may be cut. */
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

/** Whether base64 text that begins so could be a JSON scalar in the end. */
export function mayBecomeJsonScalar(base64Start: string): boolean {
  return jsonNumberStart.test(base64Start);
}
