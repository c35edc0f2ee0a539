import type { InvocationId } from '../ground/ids';

/** What is written to a file for another computer. */
export interface MoveContent {
  /** Everything but the history. */
  readonly document: string;
  /** The history, a line a run. */
  readonly runs: AsyncIterable<{ readonly id: InvocationId; readonly line: string }>;
  /** Whether the results of the runs come along. */
  readonly hasResults: boolean;
}

/** A file of another computer, open for reading. Nothing of it is on this computer yet. */
export interface OpenMoveFile {
  /** Its name, for people. */
  readonly name: string;
  readonly document: string;
  /** The lines of the history, one after the other. @throws AppError `move-file-refused` */
  lines(): AsyncIterable<string>;
  /** Room that the result of a run takes; `undefined` where the file has none. */
  resultBytes(id: InvocationId): number | undefined;
  /** Brings the result of a run to its place, whole or not at all. @throws AppError `move-file-refused`, or of writing */
  placeResult(id: InvocationId): Promise<void>;
  close(): Promise<void>;
}

/** Files that carry everything to another computer. */
export interface MoveFiles {
  /**
   * Writes one, which appears whole or not at all, and never in the place of another file.
   * @returns the path that it has
   * @throws AppError of writing, or of what is written
   */
  write(path: string, content: MoveContent, signal: AbortSignal): Promise<string>;
  /** @throws AppError `move-file-refused`, `file-unreadable` */
  open(path: string): Promise<OpenMoveFile>;
  /** Whether this computer has the result of a run. */
  hasResult(id: InvocationId): Promise<boolean>;
}
