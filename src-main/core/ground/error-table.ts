import type { ErrorCode, ErrorInfo } from './error';

/** What is decided about failures by their code alone. */
export interface ErrorTraits {
  /**
   * Whom it concerns, of a list of items: this item only; all of them until the cluster can be reached again; or all of
   * them until a person puts something right.
   */
  readonly concerns: 'item' | 'cluster' | 'person';
  readonly fix: Fix;
  /** How a command without a window ends. */
  readonly exit: 'connection' | 'input' | 'cluster' | 'answer' | 'computer' | 'cancelled' | 'internal';
  /**
   * Whether the same request can succeed when it is sent again: the program tries by itself, a person may try, or nothing
   * changes until something has been put right elsewhere.
   */
  readonly again: 'automatic' | 'manual' | 'never';
  /** Whether the service can have run, or still be running. Some codes need their facts too: see `core/run/retry.ts`. */
  readonly ran: 'no' | 'maybe';
}

/** What there is to put right. */
export type Fix =
  /** The address of the connection. */
  | 'address'
  /** Another part of the connection, or the way to the cluster. */
  | 'connection'
  /** Another connection or service has to be chosen. */
  | 'selection'
  /** A file that describes connections. */
  | 'connection-file'
  /** How the user signs in, and what they may do. */
  | 'sign-in'
  /** The token: another of the same kind helps. */
  | 'token'
  | 'input'
  /** Nothing, but to wait for the cluster or the issuer of tokens. */
  | 'cluster'
  | 'answer'
  /** The folder for results, or its disk. */
  | 'folder'
  /** The plan of a batch. */
  | 'batch'
  | 'nothing';

/** Every code with its traits: the one place for decisions that depend on the code of a failure. */
export const errorTable: Readonly<Record<ErrorCode, ErrorTraits>> = {
  'endpoint-invalid': { concerns: 'person', fix: 'address', exit: 'connection', again: 'never', ran: 'no' },
  'plain-http-refused': { concerns: 'person', fix: 'address', exit: 'connection', again: 'never', ran: 'no' },
  'profile-gone': { concerns: 'person', fix: 'selection', exit: 'connection', again: 'never', ran: 'no' },
  'host-not-found': { concerns: 'cluster', fix: 'connection', exit: 'connection', again: 'manual', ran: 'no' },
  'network-unreachable': { concerns: 'cluster', fix: 'connection', exit: 'cluster', again: 'manual', ran: 'no' },
  'connection-refused': { concerns: 'cluster', fix: 'connection', exit: 'cluster', again: 'automatic', ran: 'no' },
  'tls-untrusted': { concerns: 'person', fix: 'connection', exit: 'connection', again: 'manual', ran: 'no' },
  'nothing-to-run': { concerns: 'person', fix: 'selection', exit: 'connection', again: 'manual', ran: 'no' },
  'no-certificate': { concerns: 'person', fix: 'connection', exit: 'connection', again: 'never', ran: 'no' },
  'proxy-unreachable': { concerns: 'cluster', fix: 'connection', exit: 'connection', again: 'manual', ran: 'no' },
  'proxy-unauthorized': { concerns: 'person', fix: 'connection', exit: 'connection', again: 'manual', ran: 'no' },
  'proxy-refused': { concerns: 'person', fix: 'connection', exit: 'connection', again: 'manual', ran: 'no' },
  'proxy-unsupported': { concerns: 'person', fix: 'connection', exit: 'connection', again: 'never', ran: 'no' },
  redirected: { concerns: 'person', fix: 'connection', exit: 'connection', again: 'never', ran: 'no' },
  'not-oscar': { concerns: 'person', fix: 'connection', exit: 'connection', again: 'never', ran: 'no' },
  'background-unsupported': { concerns: 'person', fix: 'nothing', exit: 'connection', again: 'never', ran: 'no' },
  'jobs-unseen': { concerns: 'person', fix: 'sign-in', exit: 'connection', again: 'manual', ran: 'maybe' },
  'storage-unseen': { concerns: 'person', fix: 'sign-in', exit: 'connection', again: 'never', ran: 'no' },
  'storage-missing': { concerns: 'person', fix: 'nothing', exit: 'connection', again: 'never', ran: 'no' },
  'storage-unreachable': { concerns: 'person', fix: 'connection', exit: 'connection', again: 'manual', ran: 'no' },
  'storage-refused': { concerns: 'person', fix: 'sign-in', exit: 'connection', again: 'manual', ran: 'no' },
  'storage-folder-gone': { concerns: 'person', fix: 'nothing', exit: 'connection', again: 'manual', ran: 'no' },
  'object-gone': { concerns: 'item', fix: 'answer', exit: 'input', again: 'never', ran: 'no' },
  'object-changed': { concerns: 'item', fix: 'answer', exit: 'cluster', again: 'manual', ran: 'no' },
  'object-taken': { concerns: 'item', fix: 'answer', exit: 'input', again: 'manual', ran: 'no' },
  'object-damaged': { concerns: 'item', fix: 'answer', exit: 'cluster', again: 'manual', ran: 'maybe' },
  'object-name-refused': { concerns: 'item', fix: 'answer', exit: 'input', again: 'never', ran: 'no' },
  'service-ambiguous': { concerns: 'person', fix: 'selection', exit: 'connection', again: 'never', ran: 'no' },
  'config-unreadable': { concerns: 'person', fix: 'connection-file', exit: 'input', again: 'never', ran: 'no' },
  'move-file-refused': { concerns: 'person', fix: 'connection-file', exit: 'input', again: 'never', ran: 'no' },
  'connection-file-refused': { concerns: 'person', fix: 'connection-file', exit: 'input', again: 'never', ran: 'no' },
  unauthorized: { concerns: 'person', fix: 'sign-in', exit: 'connection', again: 'manual', ran: 'no' },
  forbidden: { concerns: 'person', fix: 'sign-in', exit: 'connection', again: 'manual', ran: 'no' },
  'service-not-found': { concerns: 'person', fix: 'sign-in', exit: 'connection', again: 'manual', ran: 'no' },
  'token-missing': { concerns: 'person', fix: 'sign-in', exit: 'connection', again: 'manual', ran: 'no' },
  'secret-missing': { concerns: 'person', fix: 'sign-in', exit: 'connection', again: 'manual', ran: 'no' },
  'token-expired': { concerns: 'person', fix: 'token', exit: 'connection', again: 'never', ran: 'no' },
  'token-not-yet-valid': { concerns: 'person', fix: 'token', exit: 'connection', again: 'manual', ran: 'no' },
  'token-unsuitable': { concerns: 'person', fix: 'token', exit: 'connection', again: 'never', ran: 'no' },
  'issuer-needed': { concerns: 'person', fix: 'sign-in', exit: 'connection', again: 'never', ran: 'no' },
  'issuer-unknown': { concerns: 'person', fix: 'sign-in', exit: 'connection', again: 'never', ran: 'no' },
  'not-an-issuer': { concerns: 'person', fix: 'sign-in', exit: 'connection', again: 'never', ran: 'no' },
  'issuer-failed': { concerns: 'person', fix: 'cluster', exit: 'cluster', again: 'manual', ran: 'no' },
  'sign-in-refused': { concerns: 'person', fix: 'sign-in', exit: 'connection', again: 'never', ran: 'no' },
  'sign-in-unsupported': { concerns: 'person', fix: 'sign-in', exit: 'connection', again: 'never', ran: 'no' },
  'agent-unavailable': { concerns: 'person', fix: 'sign-in', exit: 'computer', again: 'manual', ran: 'no' },
  'keychain-unavailable': { concerns: 'person', fix: 'sign-in', exit: 'computer', again: 'manual', ran: 'no' },
  'input-empty': { concerns: 'item', fix: 'input', exit: 'input', again: 'never', ran: 'no' },
  'json-malformed': { concerns: 'item', fix: 'input', exit: 'input', again: 'never', ran: 'no' },
  'file-field-gone': { concerns: 'item', fix: 'input', exit: 'input', again: 'never', ran: 'no' },
  'file-unreadable': { concerns: 'item', fix: 'input', exit: 'input', again: 'manual', ran: 'no' },
  'file-changed': { concerns: 'item', fix: 'input', exit: 'input', again: 'manual', ran: 'no' },
  'type-not-taken': { concerns: 'item', fix: 'input', exit: 'input', again: 'never', ran: 'no' },
  'picture-refused': { concerns: 'item', fix: 'input', exit: 'input', again: 'never', ran: 'no' },
  'sound-refused': { concerns: 'item', fix: 'input', exit: 'input', again: 'never', ran: 'no' },
  'input-too-large': { concerns: 'item', fix: 'input', exit: 'input', again: 'never', ran: 'no' },
  'request-rejected': { concerns: 'item', fix: 'input', exit: 'input', again: 'never', ran: 'no' },
  'too-large-for-background': { concerns: 'item', fix: 'input', exit: 'input', again: 'never', ran: 'no' },
  'timed-out': { concerns: 'item', fix: 'cluster', exit: 'cluster', again: 'automatic', ran: 'maybe' },
  'connection-lost': { concerns: 'item', fix: 'cluster', exit: 'cluster', again: 'automatic', ran: 'maybe' },
  'service-busy': { concerns: 'cluster', fix: 'cluster', exit: 'cluster', again: 'automatic', ran: 'no' },
  'service-not-ready': { concerns: 'cluster', fix: 'cluster', exit: 'cluster', again: 'automatic', ran: 'maybe' },
  'gateway-timed-out': { concerns: 'item', fix: 'cluster', exit: 'cluster', again: 'manual', ran: 'maybe' },
  'service-failed': { concerns: 'item', fix: 'cluster', exit: 'cluster', again: 'manual', ran: 'maybe' },
  'not-an-answer': { concerns: 'item', fix: 'answer', exit: 'answer', again: 'manual', ran: 'maybe' },
  'response-malformed': { concerns: 'item', fix: 'answer', exit: 'answer', again: 'manual', ran: 'maybe' },
  'response-empty': { concerns: 'item', fix: 'answer', exit: 'answer', again: 'manual', ran: 'maybe' },
  'response-too-large': { concerns: 'item', fix: 'answer', exit: 'answer', again: 'never', ran: 'maybe' },
  'job-failed': { concerns: 'item', fix: 'answer', exit: 'answer', again: 'manual', ran: 'maybe' },
  'job-gone': { concerns: 'item', fix: 'answer', exit: 'answer', again: 'manual', ran: 'maybe' },
  'log-cut': { concerns: 'item', fix: 'answer', exit: 'answer', again: 'manual', ran: 'maybe' },
  'response-too-slow': { concerns: 'item', fix: 'cluster', exit: 'cluster', again: 'manual', ran: 'maybe' },
  'response-not-http': { concerns: 'item', fix: 'answer', exit: 'answer', again: 'manual', ran: 'maybe' },
  'response-not-unpacked': { concerns: 'item', fix: 'answer', exit: 'answer', again: 'manual', ran: 'maybe' },
  'result-gone': { concerns: 'item', fix: 'answer', exit: 'computer', again: 'manual', ran: 'maybe' },
  'not-opened': { concerns: 'item', fix: 'answer', exit: 'computer', again: 'manual', ran: 'no' },
  'not-openable': { concerns: 'item', fix: 'answer', exit: 'answer', again: 'never', ran: 'no' },
  'not-copyable': { concerns: 'item', fix: 'answer', exit: 'answer', again: 'never', ran: 'no' },
  'too-large-to-copy': { concerns: 'item', fix: 'answer', exit: 'answer', again: 'never', ran: 'no' },
  'too-large-to-paste': { concerns: 'item', fix: 'input', exit: 'input', again: 'never', ran: 'no' },
  'too-large-to-drag': { concerns: 'item', fix: 'answer', exit: 'answer', again: 'never', ran: 'no' },
  'archive-unreadable': { concerns: 'item', fix: 'answer', exit: 'answer', again: 'never', ran: 'no' },
  'archive-refused': { concerns: 'item', fix: 'answer', exit: 'answer', again: 'never', ran: 'no' },
  'archive-entry-refused': { concerns: 'item', fix: 'answer', exit: 'answer', again: 'never', ran: 'no' },
  'disk-full': { concerns: 'person', fix: 'folder', exit: 'computer', again: 'manual', ran: 'maybe' },
  'disk-failed': { concerns: 'person', fix: 'folder', exit: 'computer', again: 'manual', ran: 'maybe' },
  'space-short': { concerns: 'person', fix: 'folder', exit: 'computer', again: 'manual', ran: 'maybe' },
  'permission-denied': { concerns: 'person', fix: 'folder', exit: 'computer', again: 'manual', ran: 'maybe' },
  'folder-gone': { concerns: 'person', fix: 'folder', exit: 'computer', again: 'manual', ran: 'maybe' },
  'file-in-the-way': { concerns: 'item', fix: 'batch', exit: 'computer', again: 'manual', ran: 'maybe' },
  'path-too-long': { concerns: 'item', fix: 'batch', exit: 'computer', again: 'manual', ran: 'maybe' },
  'input-folder-gone': { concerns: 'person', fix: 'input', exit: 'input', again: 'manual', ran: 'no' },
  'answer-held': { concerns: 'item', fix: 'nothing', exit: 'computer', again: 'manual', ran: 'no' },
  'output-among-inputs': { concerns: 'person', fix: 'folder', exit: 'input', again: 'never', ran: 'no' },
  'table-unusable': { concerns: 'person', fix: 'input', exit: 'input', again: 'never', ran: 'no' },
  'template-unusable': { concerns: 'person', fix: 'batch', exit: 'input', again: 'never', ran: 'no' },
  'recipe-gone': { concerns: 'person', fix: 'selection', exit: 'input', again: 'never', ran: 'no' },
  'recipes-full': { concerns: 'person', fix: 'selection', exit: 'input', again: 'never', ran: 'no' },
  'recipe-step-unusable': { concerns: 'person', fix: 'batch', exit: 'connection', again: 'never', ran: 'no' },
  'no-copies': { concerns: 'person', fix: 'batch', exit: 'input', again: 'never', ran: 'no' },
  'list-damaged': { concerns: 'person', fix: 'nothing', exit: 'computer', again: 'never', ran: 'maybe' },
  'batch-gone': { concerns: 'person', fix: 'batch', exit: 'internal', again: 'never', ran: 'no' },
  cancelled: { concerns: 'item', fix: 'nothing', exit: 'cancelled', again: 'manual', ran: 'maybe' },
  internal: { concerns: 'item', fix: 'nothing', exit: 'internal', again: 'manual', ran: 'maybe' },
};

/** What there is to put right after a failure. */
export function fixOf(error: ErrorInfo): Fix {
  // An issuer that refuses the token itself takes another one.
  if (error.code === 'sign-in-refused' && (error.reason === 'token' || error.reason === 'ended')) return 'token';
  return errorTable[error.code].fix;
}

/** Whether the cluster has no room or no instance for a request now, which it would serve later. */
export function isRefusal({ code }: ErrorInfo): boolean {
  return code === 'service-busy' || code === 'service-not-ready';
}
