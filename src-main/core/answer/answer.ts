import type { ErrorInfo } from '../ground/error';
import type { Verdict } from './verdict';

/** How the payload was wrapped in the answer's text. */
export type PayloadEncoding = 'base64' | 'json-string-base64' | 'data-uri' | 'none';

/** Something about an answer that the user should be able to read under Details. */
export type ReadingNote =
  /** OSCAR ends every answer with a line feed; this one has none, so it may not come from OSCAR or may be incomplete. */
  | 'no-final-line-feed'
  /** The base64 text lacked its padding. */
  | 'padding-missing'
  /** The text is also valid base64 of bytes of no known type: it could have been meant as a file. */
  | 'could-be-base64'
  /** The bytes are of no known type: the text could have been meant as it stands. */
  | 'could-be-text'
  /** Binary content that came without base64. */
  | 'not-encoded'
  /** A program printed a file that is no text: every byte of it that is no UTF-8 was lost on the cluster. */
  | 'bytes-lost'
  /** JSON in which NaN or Infinity stand for numbers. */
  | 'json-non-numbers'
  /** JSON larger than what is checked as a whole: only its beginning and end were looked at. */
  | 'json-not-checked'
  /** Read in the way the user chose instead of the one found. */
  | 'chosen-by-user';

/** A range of bytes `[start, end)` of the received body. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** The decision about an answer: what it is, and where its parts are in what was received. */
export interface AnswerReading {
  readonly verdict: Verdict;
  readonly encoding: PayloadEncoding;
  /**
   * Media type of the payload, such as `image/png`; `application/octet-stream` where unknown, `text/plain` for text.
   * What is `damaged` is one of these two, so that no half picture is ever drawn.
   */
  readonly mediaType: string;
  /** Character set of a textual payload: `utf-8`, `utf-16le`, `utf-16be` or `iso-8859-1`. */
  readonly charset?: string;
  /**
   * The received bytes that hold the payload, still encoded. Outside of it are log lines before and after, quotation marks
   * and the head of a data URI, and the line feed that the supervisor puts behind everything.
   */
  readonly payloadRange: ByteRange;
  /** Lines of the supervisor's log before and after the payload. */
  readonly logLineCount: number;
  readonly notes: readonly ReadingNote[];
  /** For `damaged` and `not-an-answer`: what was found. */
  readonly problem?: ErrorInfo;
}

/** The way a user can ask for an answer to be read. */
export type ReadingMode = 'automatic' | 'text' | 'base64';

/** Which bytes of a stored answer. */
export type AnswerPart = 'payload' | 'received';
