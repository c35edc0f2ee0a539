import type { Base64Findings, Base64Opening } from './base64-text';
import type { ErrorInfo } from '../ground/error';
import type { LogSeparation } from './log-lines';
import type { AnswerContext } from './ports';

/** How much of the beginning and of the end of bytes is looked at. The end record of a zip file fits into it. */
export const sampleBytes = 66 * 1024;

/** The most JSON that is parsed to see whether it is correct. */
export const jsonLimitBytes = 8 * 1024 ** 2;

/** What the reader sees of some bytes. */
export interface ByteSample {
  readonly sizeBytes: number;
  /** The first `sampleBytes` of them. */
  readonly start: Uint8Array;
  /** The last `sampleBytes` of them. */
  readonly end: Uint8Array;
  /** Media type by a signature in the first bytes. */
  readonly signatureType?: string;
  /** All of them, where they may be JSON of at most `jsonLimitBytes`. */
  readonly whole?: Uint8Array;
}

/** What was decoded from the payload taken as base64. */
export interface Base64Evidence {
  readonly opening: Base64Opening;
  readonly findings: Base64Findings;
  readonly decoded: ByteSample;
}

/** Everything a reading is decided from. */
export interface AnswerEvidence {
  readonly context: AnswerContext;
  readonly receivedBytes: number;
  readonly separation: LogSeparation;
  /** The received bytes between the log lines, as they are. */
  readonly payload: ByteSample;
  readonly base64: Base64Evidence;
  /** Why the body ended too early. */
  readonly interruption?: ErrorInfo;
}

/** Whether a sample holds all of the bytes. */
export function isWhole(sample: ByteSample): boolean {
  return sample.start.length === sample.sizeBytes;
}
