/** What the user can change. */
export interface Settings {
  /** Longest wait for an answer after the input was sent, in seconds. */
  readonly waitLimitSeconds: number;
  /** Whether an invocation that can't have run is tried again by itself. */
  readonly retriesEnabled: boolean;
  /** Largest answer that is received, in bytes. */
  readonly answerLimitBytes: number;
}

/** Settings of a new installation. 300 s is the limit of an OSCAR cluster's own parts. */
export const defaultSettings: Settings = {
  waitLimitSeconds: 300,
  retriesEnabled: true,
  answerLimitBytes: 16 * 1024 ** 3,
};
