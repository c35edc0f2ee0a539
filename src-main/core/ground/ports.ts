/** The computer's time. A port, so that tests can stop it. */
export interface Clock {
  /** The present instant, ISO 8601, UTC. */
  now(): string;
  /**
   * Milliseconds since some moment, which setting the computer's clock doesn't change. Whether they go on while the computer
   * sleeps depends on the system: durations are measured with `AwakeTime`.
   */
  monotonicMs(): number;
  /** Calls an action every `ms`, until the returned function is called. It doesn't keep the program running. */
  every(ms: number, action: () => void): () => void;
  /** Resolves after `ms`, or rejects with the signal's reason when it is aborted first. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

/** The log file. Facts must hold no secret; the adapter takes out what looks like one all the same. */
export interface Logger {
  info(message: string, facts?: Readonly<Record<string, unknown>>): void;
  warn(message: string, facts?: Readonly<Record<string, unknown>>): void;
  /** @returns a short reference, which the window shows and the log contains, so that an entry can be found */
  error(message: string, error: unknown): string;
}

/** Bytes whose number is known, and which can be read more than once, since an attempt may have to be repeated. */
export interface ByteSource {
  readonly sizeBytes: number;
  /**
   * Reads the bytes from the beginning, in chunks of any size. A chunk is valid until the next one is requested.
   * @throws AppError `file-unreadable`, `file-changed`
   */
  open(signal: AbortSignal): AsyncIterable<Uint8Array>;
}
