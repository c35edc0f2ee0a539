/** The part of an invocation during which something happened. */
export type InvocationPhase = 'connecting' | 'sending' | 'waiting' | 'receiving' | 'decoding';

/** Why a certificate was not accepted. */
export type TlsProblem =
  'self-signed' | 'unknown-issuer' | 'expired' | 'not-yet-valid' | 'wrong-host' | 'changed' | 'protocol';

/** Why a file could not be used as input. */
export type FileProblem = 'gone' | 'denied' | 'folder' | 'empty' | 'not-a-file' | 'other';

/** Why a picture can't be drawn or converted. */
export type PictureProblem =
  /** It is no picture, or one of a kind that the library does not read. */
  | 'unknown-kind'
  /** It ends early, or its bytes are not what it says they are. */
  | 'damaged'
  | 'too-many-pixels'
  | 'too-much-memory'
  | 'too-long'
  /** The process that decodes it ended while it did. */
  | 'process-ended'
  /** It is an animation, and the copy would be one still picture of it. */
  | 'animated'
  /** It has several pages, and the copy would be one of them. */
  | 'many-pages';

/** Why a sound can't be converted. */
export type SoundProblem =
  /** It is no sound, or one of a kind that Chromium does not decode. */
  | 'unknown-kind'
  /** It ends too early to make sense of, or its bytes are not what it says they are. */
  | 'damaged'
  /** There is nothing to hear in it: a film without sound, or a sound without samples. */
  | 'no-sound'
  /** It is longer than a copy can be. */
  | 'too-long'
  /** Nothing came of it for a while. */
  | 'stuck'
  /** The process that decodes it ended while it did. */
  | 'process-ended';

/** Why a text can't serve as an access token. `service-token` is one of those, `opaque` nothing OSCAR can read. */
export type TokenProblem = 'service-token' | 'opaque' | 'opaque-issued';

/**
 * Why there is no sign-in: the issuer does not take the token, or ended the sign-in by its page; it does not know the program's name, or
 * gives nobody what was asked for; the user said no, or took too long; the answer was of another issuer or for another sign-in; or something else.
 */
export type SignInRefusal = 'token' | 'ended' | 'client' | 'scope' | 'denied' | 'late' | 'foreign' | 'other';

/** Why the oidc-agent gave no token. */
export type AgentProblem = 'not-installed' | 'not-running' | 'account-unknown' | 'timed-out' | 'other';

/** Why a configuration of oscar-cli can't be read. */
export type ConfigProblem = 'syntax' | 'too-deep' | 'too-large' | 'no-clusters';

/** Why a connection file is not taken. */
export type ConnectionFileProblem = 'too-large' | 'not-json' | 'newer' | 'secret' | 'markup' | 'content' | 'address';

/**
 * Everything that can go wrong, as a code and the facts a sentence needs. It holds no prose (the renderer owns the
 * sentences) and never a token. `host` is `name` or `name:port`; `text` is what a server said, at most 2,000 characters.
 */
export type ErrorInfo =
  // What to fix is the connection.
  | { readonly code: 'endpoint-invalid'; readonly address: string }
  | { readonly code: 'plain-http-refused'; readonly host: string }
  | { readonly code: 'profile-gone' }
  | { readonly code: 'host-not-found'; readonly host: string }
  | { readonly code: 'network-unreachable'; readonly host: string }
  | { readonly code: 'connection-refused'; readonly host: string }
  | { readonly code: 'tls-untrusted'; readonly host: string; readonly problem: TlsProblem }
  /** Nothing can be run: the cluster has no back-end for it, or none of its services takes a run from here. */
  | { readonly code: 'nothing-to-run'; readonly host: string; readonly cause: 'cluster' | 'services' }
  | { readonly code: 'no-certificate'; readonly file: string }
  | { readonly code: 'proxy-unreachable'; readonly proxy: string }
  | { readonly code: 'proxy-unauthorized'; readonly proxy: string }
  | { readonly code: 'proxy-refused'; readonly proxy: string; readonly host: string; readonly status: number }
  | { readonly code: 'proxy-unsupported'; readonly proxy: string }
  /** `scheme` is set, such as `file`, where the target is no web address. */
  | { readonly code: 'redirected'; readonly host: string; readonly target: string; readonly scheme?: string }
  | {
      readonly code: 'unauthorized';
      readonly host: string;
      readonly text?: string;
      /** Set where an access token that counts was not enough: its user may be in none of the groups let in. */
      readonly signIn?: 'web-token';
    }
  | { readonly code: 'forbidden'; readonly host: string; readonly text?: string }
  | {
      readonly code: 'service-not-found';
      readonly service: string;
      readonly host: string;
      /** Set where the cluster says the same to an access token it does not take. */
      readonly signIn?: 'web-token';
    }
  | { readonly code: 'service-ambiguous'; readonly service: string }
  | { readonly code: 'token-missing'; readonly service: string }
  /** `cause` is set where there is a secret, but for another address, certificate or sign-in. */
  | { readonly code: 'secret-missing'; readonly profile: string; readonly cause?: 'connection-changed' }
  | { readonly code: 'not-oscar'; readonly host: string }
  /** `version` is the cluster's, such as `v4.0.2`, where it tells. */
  | { readonly code: 'background-unsupported'; readonly host: string; readonly version?: string }
  /** The cluster tells this account nothing of the service's jobs, which is not the same as that there are none. */
  | { readonly code: 'jobs-unseen'; readonly host: string }
  // The storage of a cluster. `host` is that of the storage, which may be another than the cluster's.
  /** This account's sign-in doesn't open it: the token of a service opens nothing else. */
  | { readonly code: 'storage-unseen'; readonly host: string }
  /** The cluster tells of no storage of its own. */
  | { readonly code: 'storage-missing'; readonly host: string }
  /** A cluster may give its storage an address that counts only inside of it. */
  | { readonly code: 'storage-unreachable'; readonly host: string }
  | { readonly code: 'storage-refused'; readonly host: string; readonly status: number; readonly text: string }
  | { readonly code: 'storage-folder-gone'; readonly folder: string }
  | { readonly code: 'object-gone'; readonly name: string }
  /** Somebody put another object in its place while it was being received. */
  | { readonly code: 'object-changed'; readonly name: string }
  /** Another object has the name by now. */
  | { readonly code: 'object-taken'; readonly name: string }
  /** The bytes are others than those that the storage says they are. */
  | { readonly code: 'object-damaged'; readonly name: string }
  | { readonly code: 'object-name-refused'; readonly name: string; readonly problem: EntryNameProblem }
  // What to fix is the sign-in. `issuer` is the address of who issues tokens; instants are ISO 8601, UTC.
  | { readonly code: 'token-expired'; readonly token: 'access' | 'refresh'; readonly expiredAt: string }
  | { readonly code: 'token-not-yet-valid'; readonly validFrom: string }
  | { readonly code: 'token-unsuitable'; readonly problem: TokenProblem }
  | { readonly code: 'issuer-needed' }
  | { readonly code: 'issuer-unknown'; readonly host: string; readonly issuer: string }
  | { readonly code: 'not-an-issuer'; readonly issuer: string }
  | { readonly code: 'issuer-failed'; readonly issuer: string; readonly status: number; readonly text: string }
  | { readonly code: 'sign-in-refused'; readonly issuer: string; readonly reason: SignInRefusal; readonly text: string }
  | { readonly code: 'sign-in-unsupported'; readonly host: string }
  | {
      readonly code: 'agent-unavailable';
      readonly problem: AgentProblem;
      readonly account: string;
      readonly text: string;
    }
  | {
      readonly code: 'config-unreadable';
      readonly file: string;
      readonly problem: ConfigProblem;
      /** Where the text goes wrong; both count from 1. */
      readonly place?: { readonly line: number; readonly column: number };
    }
  /** `field` names the part that is not as it has to be, such as `services.0.name`. */
  | {
      readonly code: 'connection-file-refused';
      readonly file: string;
      readonly problem: ConnectionFileProblem;
      readonly field?: string;
    }
  | { readonly code: 'move-file-refused'; readonly file: string; readonly problem: MoveFileProblem }
  // What to fix is the input.
  | { readonly code: 'input-empty' }
  | { readonly code: 'json-malformed'; readonly line: number; readonly column: number }
  /** A file in a JSON input is not known any more. */
  | { readonly code: 'file-field-gone' }
  | { readonly code: 'file-unreadable'; readonly file: string; readonly problem: FileProblem }
  | { readonly code: 'file-changed'; readonly file: string }
  /** A file that another service made. `taken` are the endings of names, without a dot, that this one takes. */
  | {
      readonly code: 'type-not-taken';
      readonly file: string;
      readonly service: string;
      readonly taken: readonly string[];
    }
  | { readonly code: 'picture-refused'; readonly problem: PictureProblem }
  | { readonly code: 'sound-refused'; readonly problem: SoundProblem }
  | { readonly code: 'input-too-large'; readonly host: string; readonly sizeBytes: number }
  | { readonly code: 'request-rejected'; readonly status: number; readonly text: string }
  /** OSCAR would take it, and end the job with a failure later. */
  | { readonly code: 'too-large-for-background'; readonly sizeBytes: number; readonly limitBytes: number }
  // What helps is to wait or to try again.
  | { readonly code: 'timed-out'; readonly phase: InvocationPhase; readonly seconds: number }
  | {
      readonly code: 'connection-lost';
      readonly phase: InvocationPhase;
      readonly receivedBytes: number;
      readonly expectedBytes?: number;
    }
  | { readonly code: 'service-busy'; readonly host: string; readonly retryAfterMs?: number }
  | {
      readonly code: 'service-not-ready';
      readonly status: number;
      readonly text: string;
      readonly retryAfterMs?: number;
      /** From the attempt's start to this answer: a gateway that gives up late may have had a running service behind it. */
      readonly answeredAfterMs?: number;
    }
  | { readonly code: 'gateway-timed-out'; readonly host: string }
  | { readonly code: 'service-failed'; readonly status: number; readonly text: string }
  | { readonly code: 'not-an-answer'; readonly host: string; readonly status: number; readonly text: string }
  | { readonly code: 'response-malformed'; readonly offset: number }
  /** Status 200 and no byte: OSCAR ends every answer with a line feed, also that of a program that printed nothing. */
  | { readonly code: 'response-empty'; readonly host: string }
  | { readonly code: 'response-too-large'; readonly limitBytes: number }
  /** `text` is the end of its log. */
  | { readonly code: 'job-failed'; readonly text: string }
  /** A cluster removes jobs after a while, and whoever may can remove them earlier. */
  | { readonly code: 'job-gone'; readonly host: string }
  /** The log of a job lacks its beginning, as after a rotation, so the result in it may lack its own. */
  | { readonly code: 'log-cut' }
  /** It was still coming in when its time was over. */
  | { readonly code: 'response-too-slow'; readonly seconds: number }
  // `text` is what the library that reads it says.
  | { readonly code: 'response-not-http'; readonly host: string; readonly text: string }
  /** `coding` is the server's word for how the answer is packed, such as `gzip`. */
  | { readonly code: 'response-not-unpacked'; readonly host: string; readonly coding: string; readonly text: string }
  // What to fix is this computer.
  | { readonly code: 'keychain-unavailable' }
  // `folder` is the name of a folder without the way to it, which may tell things that are nobody's business.
  | { readonly code: 'disk-full'; readonly folder: string }
  /** The disk, or the way to it, does not work. `problem` is the system's word for it, such as `EIO`. */
  | { readonly code: 'disk-failed'; readonly folder: string; readonly problem: string }
  /** Noticed before anything is run: what is to be written would not fit. */
  | {
      readonly code: 'space-short';
      readonly folder: string;
      readonly neededBytes: number;
      readonly freeBytes: number;
    }
  | { readonly code: 'permission-denied'; readonly folder: string }
  | { readonly code: 'folder-gone'; readonly folder: string }
  /** A file has the name that a folder is to have. */
  | { readonly code: 'file-in-the-way'; readonly folder: string }
  /** The names of folders together are longer than the system takes. */
  | { readonly code: 'path-too-long'; readonly folder: string }
  /** The folder of the files to be run: a drive may have been taken out. */
  | { readonly code: 'input-folder-gone'; readonly folder: string }
  /** Another list received the answer for this input, and could not put it in its place yet. */
  | { readonly code: 'answer-held' }
  | { readonly code: 'result-gone' }
  /** What was written down of a list of files can't be read any more. */
  | { readonly code: 'list-damaged' }
  /** No program could be found that opens it. */
  | { readonly code: 'not-opened'; readonly file: string }
  // Nothing can be done about these; what was received can be saved all the same.
  /** Of a kind that could hold something to run. */
  | { readonly code: 'not-openable'; readonly file: string }
  | { readonly code: 'not-copyable'; readonly file: string }
  /** `most` is in bytes or in pixels. */
  | {
      readonly code: 'too-large-to-copy';
      readonly file: string;
      readonly limit: 'bytes' | 'pixels';
      readonly most: number;
    }
  /** A picture on the clipboard; `most` is in pixels. */
  | { readonly code: 'too-large-to-paste'; readonly most: number }
  | { readonly code: 'too-large-to-drag'; readonly file: string; readonly limitBytes: number }
  | { readonly code: 'archive-unreadable' }
  | {
      readonly code: 'archive-refused';
      readonly limit: ArchiveLimit;
      readonly entryCount: number;
      /** What the files would take, in bytes. */
      readonly sizeBytes: number;
    }
  | {
      readonly code: 'archive-entry-refused';
      readonly entry: string;
      readonly problem: ArchiveEntryProblem | 'damaged';
    }
  // What to fix is the plan of a batch.
  | { readonly code: 'output-among-inputs'; readonly folder: string }
  /** A table whose rows were to be run. */
  | {
      readonly code: 'table-unusable';
      readonly problem: TableProblem;
      /** The name of the column that is meant. */
      readonly column?: string;
    }
  | { readonly code: 'template-unusable'; readonly problem: TemplateProblem }
  | { readonly code: 'recipe-gone' }
  /** No more are kept than `most`. */
  | { readonly code: 'recipes-full'; readonly most: number }
  | {
      readonly code: 'recipe-step-unusable';
      /** Counts from 1. */
      readonly step: number;
      readonly service: string;
      readonly missing: 'service' | 'connection';
    }
  | { readonly code: 'batch-gone' }
  /** Nothing was copied to it, as far as can be known. */
  | { readonly code: 'no-copies'; readonly folder: string }
  // Neither.
  | { readonly code: 'cancelled'; readonly clusterMayContinue: boolean }
  | { readonly code: 'internal'; readonly reference: string };

/** A code of the closed set of failures. */
export type ErrorCode = ErrorInfo['code'];

/** An `ErrorInfo` on its way up, with the library's own error as `cause` for the log. */
export class AppError extends Error {
  readonly info: ErrorInfo;

  constructor(info: ErrorInfo, cause?: unknown) {
    super(info.code, cause === undefined ? undefined : { cause });
    this.name = 'AppError';
    this.info = info;
  }
}

/** Whether something thrown carries an `ErrorInfo`. */
export function isAppError(error: unknown): error is AppError {
  return error instanceof AppError;
}

/** Why the rows of a table can't be run. */
export type TableProblem =
  | 'column-missing'
  /** Several columns have the name. */
  | 'column-twice'
  | 'sheet-missing'
  /** The limit for the cells of a column is not a number. */
  | 'no-number'
  /** What is to be sent of each row is no JSON. */
  | 'template'
  | 'protected'
  /** A workbook of before 2007. */
  | 'old-workbook'
  /** Bytes that are no table, or are damaged. */
  | 'no-table'
  | 'empty'
  | 'encoding'
  | 'too-large';

/** Why a template can't be used. */
export type TemplateProblem = 'empty' | 'unknown-part' | 'same-for-all';

/** Why an entry of an archive can't be extracted. */
export type ArchiveEntryProblem =
  | EntryNameProblem
  /** A link or a device instead of a file. */
  | 'link'
  /** Another entry has the same name, or one that some file system takes for the same. */
  | 'duplicate'
  /** It needs a password. */
  | 'encrypted'
  /** It is compressed in a way that this program doesn't know. */
  | 'method';

/** Which limit an archive goes beyond. */
export type ArchiveLimit = 'count' | 'size' | 'ratio';

/** Why an entry of an archive can't become a file. */
export type EntryNameProblem =
  /** It has no name, or one that leads nowhere. */
  | 'empty'
  /** It would lie outside of the folder: an absolute name, a drive, or a step upwards. */
  | 'outside'
  /** A name that Windows keeps for a device, such as `CON`. */
  | 'reserved'
  /** It holds control characters. */
  | 'characters'
  /** One part of it is longer than file systems take, or all of it together. */
  | 'too-long';

/** Why a file for another computer can't be used. */
export type MoveFileProblem =
  /** It is something else. */
  | 'other'
  /** A newer version of the program wrote it. */
  | 'newer'
  /** It is cut off, or changed since it was written. */
  | 'damaged';
