import type { AnswerReading, ReadingMode, AnswerPart } from './answer';
import type { InvocationId } from '../ground/ids';

/** What the answer reader should know of the invocation. */
export interface AnswerContext {
  readonly host: string;
  readonly contentType: string;
  readonly mirroredContentType: string;
  /** Whether the service's script is known to write output files. */
  readonly writesFiles: boolean;
  /**
   * Set for the log of a job of a service whose log begins with the supervisor's own lines: one that does not has lost its
   * beginning.
   */
  readonly beginsWithLog?: boolean;
}

/** An answer on disk, read. */
export interface StoredAnswer {
  readonly reading: AnswerReading;
  /** Size of the decoded payload in bytes. */
  readonly sizeBytes: number;
  readonly receivedBytes: number;
}

/** A range `[start, end)` of a file that holds one part of an answer. */
export interface StoredPart {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly mediaType: string;
  readonly charset?: string;
  /** SHA-256 that its bytes must have, hexadecimal, where others can change them. */
  readonly sha256?: string;
}

/** What to do where something has the name that a file is to get. */
export type NameRule = 'replace' | 'number';

/** A file that was saved. */
export interface SavedFile {
  readonly path: string;
  /** Whether it replaced one. */
  readonly hasReplaced: boolean;
}

/** Received answers on disk: the body as it came, and its decoded payload. An answer is there whole or not at all. */
export interface ResultStore {
  /**
   * Makes the place for an answer before its service runs: that it can't be kept is better noticed then than afterwards.
   * @throws AppError `disk-full`, `permission-denied`, `folder-gone`
   */
  prepare(id: InvocationId): Promise<void>;
  /** Removes a place to which no answer came. Never fails. */
  abandon(id: InvocationId): Promise<void>;
  /**
   * Receives a body to the end, decoding while it streams, and reads it.
   * @param limitBytes the most that is received
   * @param onReceived is told the number of bytes so far, for every chunk
   * @throws AppError `disk-full`, `permission-denied`, `cancelled`; nothing is left behind then. A body that ends too
   * early is no exception but an answer with the verdict `damaged`, as long as one byte of it came.
   */
  receive(
    id: InvocationId,
    body: AsyncIterable<Uint8Array>,
    context: AnswerContext,
    limitBytes: number,
    onReceived: (receivedBytes: number) => void,
  ): Promise<StoredAnswer>;
  /** A stored answer in the reading that is in force. @throws AppError `result-gone` */
  stored(id: InvocationId): Promise<StoredAnswer>;
  /** Reads a stored answer again. @throws AppError `result-gone`, `response-malformed` */
  read(id: InvocationId, mode: ReadingMode): Promise<StoredAnswer>;
  /** @throws AppError `result-gone` */
  locate(id: InvocationId, part: AnswerPart): Promise<StoredPart>;
  /**
   * Writes one part to `path`, whole or not at all.
   * @throws AppError `disk-full`, `permission-denied`, `folder-gone`
   */
  save(id: InvocationId, part: AnswerPart, path: string, whereTaken: NameRule): Promise<SavedFile>;
  delete(id: InvocationId): Promise<void>;
}
