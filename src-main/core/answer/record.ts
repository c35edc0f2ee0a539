import * as v from 'valibot';
import type { AnswerReading } from './answer';
import type { LogSeparation } from './log-lines';
import { verdicts } from './verdict';
import { count, keptError } from '../ground/schemas';

/** One reading of a stored answer. */
export interface RecordedReading {
  readonly reading: AnswerReading;
  readonly sizeBytes: number;
  /** The file that holds the payload: a part of the received body, or what was decoded from it. */
  readonly file: 'received' | 'payload' | 'chosen';
}

/** Base64 text that can be written again from the bytes that were decoded from it: whole groups, on one line or several. */
export interface Base64Run {
  /** A multiple of three. */
  readonly decodedBytes: number;
  /** Characters on every line but the last, a multiple of four; absent where there is one line. A line feed ends a line. */
  readonly lineWidth?: number;
}

/** A received body that has no file of its own, because it can be made again from the payload. Latin-1, a character for each byte. */
export interface RecordedCompactBody {
  readonly before: string;
  /** The first bytes of the payload are what was decoded from it. */
  readonly run: Base64Run;
  readonly behind: string;
}

/** What is kept beside a received body, so that it can be shown and read again after a restart. */
export interface AnswerRecord {
  readonly receivedBytes: number;
  /** Absent where the body is in a file. */
  readonly compactBody?: RecordedCompactBody;
  readonly separation: LogSeparation;
  readonly automatic: RecordedReading;
  /** The reading that the user chose instead, as long as it is in force. */
  readonly chosen?: RecordedReading;
}

const range = v.object({ start: count, end: count });
const form = {
  encoding: v.picklist(['base64', 'json-string-base64', 'data-uri', 'none']),
  payloadRange: range,
  logLineCount: count,
  notes: v.array(
    v.picklist([
      'no-final-line-feed',
      'padding-missing',
      'could-be-base64',
      'could-be-text',
      'not-encoded',
      'bytes-lost',
      'json-non-numbers',
      'json-not-checked',
      'chosen-by-user',
    ]),
  ),
};
const reading = v.object({
  ...form,
  verdict: v.picklist(verdicts),
  mediaType: v.string(),
  charset: v.exactOptional(v.string()),
  problem: v.exactOptional(keptError),
});
/** In what form an answer came, for where only its payload is kept. */
export const receivedFormSchema = v.object({ receivedBytes: count, ...form });
export type ReceivedForm = v.InferOutput<typeof receivedFormSchema>;

const recorded = v.object({ reading, sizeBytes: count, file: v.picklist(['received', 'payload', 'chosen']) });
const record = v.object({
  version: v.literal(1),
  receivedBytes: count,
  /** The name of `compactBody` in records. */
  folding: v.exactOptional(
    v.object({
      before: v.string(),
      run: v.object({ decodedBytes: count, lineWidth: v.exactOptional(count) }),
      behind: v.string(),
    }),
  ),
  separation: v.object({ logLineCount: count, payloadRange: range, brokenAt: v.exactOptional(count) }),
  automatic: recorded,
  chosen: v.exactOptional(recorded),
});

/** Writes a record as JSON. */
export function formatAnswerRecord({ compactBody, ...value }: AnswerRecord): string {
  return JSON.stringify({ version: 1, ...value, ...(compactBody && { folding: compactBody }) });
}

/** Reads a record. @returns `undefined` for anything else */
export function parseAnswerRecord(text: string): AnswerRecord | undefined {
  try {
    const { receivedBytes, folding: compactBody, separation, automatic, chosen } = v.parse(record, JSON.parse(text));
    return { receivedBytes, ...(compactBody && { compactBody }), separation, automatic, ...(chosen && { chosen }) };
  } catch {
    return undefined;
  }
}
