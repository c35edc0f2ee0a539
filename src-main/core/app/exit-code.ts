import type { ErrorCode } from '../ground/error';
import { errorTable } from '../ground/error-table';

/** How a command without a window ends, by what whoever called it can do. 0 means that all is done. */
export const exitCodes = {
  done: 0,
  /** Something unforeseen, with a reference to the log. */
  internal: 1,
  /** The arguments can't be understood. */
  misuse: 2,
  /** Fix the connection: its address, certificate, token, or the name of the service. */
  connection: 3,
  /** Fix the input. */
  input: 4,
  /** Wait, or try again: the cluster or the network. */
  cluster: 5,
  /** The service answered, but the answer is no good result; what came is not saved. */
  answer: 6,
  /** Fix this computer: its disk, its permissions, its keychain. */
  computer: 7,
  /** A batch is done, and some of its items need attention. */
  attention: 8,
  /** Stopped by whoever called it. */
  cancelled: 130,
} as const;

/** A way for a command to end. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The exit code of a failure. */
export function exitCodeOf(code: ErrorCode): ExitCode {
  return exitCodes[errorTable[code].exit];
}
