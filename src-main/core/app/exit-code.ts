import type { ErrorCode } from '../ground/error';

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

const { connection, input, cluster, answer, computer, cancelled, internal } = exitCodes;

const byError: Readonly<Record<ErrorCode, ExitCode>> = {
  'endpoint-invalid': connection,
  'plain-http-refused': connection,
  'profile-gone': connection,
  'host-not-found': connection,
  'network-unreachable': cluster,
  'connection-refused': cluster,
  'tls-untrusted': connection,
  redirected: connection,
  unauthorized: connection,
  forbidden: connection,
  'service-not-found': connection,
  'service-ambiguous': connection,
  'token-missing': connection,
  'secret-missing': connection,
  'not-oscar': connection,
  'nothing-to-run': connection,
  'no-certificate': connection,
  'proxy-unreachable': connection,
  'proxy-unauthorized': connection,
  'proxy-refused': connection,
  'proxy-unsupported': connection,
  'token-expired': connection,
  'token-not-yet-valid': connection,
  'token-unsuitable': connection,
  'issuer-needed': connection,
  'issuer-unknown': connection,
  'issuer-failed': cluster,
  'not-an-issuer': connection,
  'sign-in-refused': connection,
  'sign-in-unsupported': connection,
  'agent-unavailable': computer,
  'output-among-inputs': input,
  'template-unusable': input,
  'batch-gone': internal,
  'config-unreadable': input,
  'connection-file-refused': input,
  'not-opened': computer,
  'not-openable': answer,
  'not-copyable': answer,
  'too-large-to-copy': answer,
  'too-large-to-drag': answer,
  'archive-refused': answer,
  'archive-entry-refused': answer,
  'archive-unreadable': answer,
  'input-empty': input,
  'json-malformed': input,
  'file-unreadable': input,
  'file-changed': input,
  'input-too-large': input,
  'request-rejected': input,
  'timed-out': cluster,
  'connection-lost': cluster,
  'service-busy': cluster,
  'service-not-ready': cluster,
  'gateway-timed-out': cluster,
  'service-failed': cluster,
  'not-an-answer': answer,
  'response-malformed': answer,
  'response-too-large': answer,
  'keychain-unavailable': computer,
  'disk-full': computer,
  'disk-failed': computer,
  'space-short': computer,
  'permission-denied': computer,
  'folder-gone': computer,
  'result-gone': computer,
  cancelled,
  internal,
};

/** The exit code of a failure. */
export function exitCodeOf(code: ErrorCode): ExitCode {
  return byError[code];
}
