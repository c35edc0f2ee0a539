import type { AnswerReading, ReadingMode } from './answer/answer';
import type { ArchiveListing } from './result/archive';
import type { HistoryRecord, InputOrigin, PreparedInput } from './history/history';
import type { HistoryChange } from './history/journal';
import type { ShownCertificate } from './connection/certificate';
import type { InputFile, InputFileId, InvocationId, SentFile } from './run/invocation';
import type { BatchId, BatchResult } from './batch/batch';
import type { JournalEntry, RecordedBatch } from './batch/journal';
import type { CollisionRule } from './batch/names';
import type { MergedAnswer } from './batch/report';
import type { ScanFinding } from './batch/scan';
import type { ClusterProfile, ProfileId, Trust } from './connection/profile';
import type { Digest } from './result/provenance';
import type { Proxy } from './connection/proxy';
import type { ParsedService } from './service/service';
import type { ListedServices, ServiceNotes } from './service/notes';
import type { Settings } from './app/settings';

/** Time, so that tests can hold it. */
export interface Clock {
  /** The present instant, ISO 8601, UTC. */
  now(): string;
  /** Resolves after `ms`, or rejects with the signal's reason when it is aborted first. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

/** The log file. Facts must hold no secret; the adapter takes out what looks like one all the same. */
export interface Logger {
  info(message: string, facts?: Readonly<Record<string, unknown>>): void;
  warn(message: string, facts?: Readonly<Record<string, unknown>>): void;
  /** @returns a short reference by which the user and the log speak of the same thing. */
  error(message: string, error: unknown): string;
}

/** Bytes of a known number that can be read more than once, since an attempt may have to be repeated. */
export interface ByteSource {
  readonly sizeBytes: number;
  /**
   * Reads it from the beginning, in chunks of any size, each of which is good until the next one is asked for.
   * @throws AppError `file-unreadable`, `file-changed`
   */
  open(signal: AbortSignal): AsyncIterable<Uint8Array>;
}

/** A granted file as it is at one moment. */
export type FileSource = ByteSource & SentFile & { readonly name: string; readonly origin?: InputOrigin };

/** Files that the user granted by a dialog, a drop or a paste. */
export interface InputFiles {
  /** @throws AppError `file-unreadable` for a folder, an empty file, or one that can't be opened. */
  grant(path: string): Promise<InputFile>;
  /** The granted file as it is now. @throws AppError `file-unreadable` */
  source(id: InputFileId): Promise<FileSource>;
}

/** Where a cluster is, and which certificates are accepted from it. */
export interface ClusterAddress {
  readonly endpoint: string;
  readonly trust: Trust;
}

/** Where a request goes and what opens the door. */
export interface Door extends ClusterAddress {
  readonly token: string;
}

/** Which way leads out of the user's network. */
export interface ProxyResolver {
  /** The proxy for an address; `undefined` means the direct way. @throws AppError `proxy-unsupported` */
  proxyFor(url: URL): Promise<Proxy | undefined>;
}

/** Time limits of one attempt, in milliseconds. */
export interface TimeLimits {
  /** For name resolution, connection and TLS together. */
  readonly connectMs: number;
  /** From the last byte sent to the first of the answer's head. */
  readonly waitMs: number;
  /** Longest silence while bytes are sent or received. */
  readonly stallMs: number;
}

/** Progress of one attempt, in bytes on the wire. */
export type RunProgress =
  | { readonly phase: 'connecting' }
  | { readonly phase: 'sending'; readonly sentBytes: number; readonly totalBytes: number }
  | { readonly phase: 'waiting' }
  | { readonly phase: 'receiving'; readonly receivedBytes: number; readonly totalBytes?: number };

/** One synchronous run of a service. */
export interface RunRequest {
  readonly door: Door;
  readonly serviceName: string;
  readonly owner?: string;
  /** The raw bytes; encoding them is the client's affair. */
  readonly input: ByteSource;
  readonly limits: TimeLimits;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: RunProgress) => void;
}

/** The head of an answer with status 200, and its body still to come. */
export interface RunAnswer {
  /** `name` or `name:port`, for sentences. */
  readonly host: string;
  readonly contentType: string;
  /** The request's own type, which OSCAR gives back; a gateway's page has another. */
  readonly mirroredContentType: string;
  /**
   * The body, any content coding undone.
   * @throws AppError `connection-lost`, `timed-out`, `cancelled` in the middle of it
   */
  readonly body: AsyncIterable<Uint8Array>;
}

/** What a cluster tells about itself to those it knows. */
export interface ClusterFacts {
  /** Such as `v4.1.2`, or `devel`. */
  readonly version: string;
  /** Whether it has a back-end that runs services on demand; without one there is no `/run` at all. */
  readonly runsOnDemand: boolean;
}

/** The way to a cluster, tried step by step. Nothing is sent to it. @throws AppError of the connection */
export interface NetworkProbe {
  /** `name:port` of the proxy in between. */
  proxyFor(cluster: ClusterAddress): Promise<string | undefined>;
  /** The addresses of its name. */
  addresses(cluster: ClusterAddress): Promise<readonly string[]>;
  connect(cluster: ClusterAddress): Promise<void>;
  /** What it shows, trusted or not. */
  certificate(cluster: ClusterAddress): Promise<ShownCertificate>;
}

/** HTTP to one OSCAR cluster. */
export interface OscarClient {
  /** @throws AppError of the connection, `unauthorized`, `not-oscar` */
  listServices(cluster: ClusterAddress, authorization: string, signal: AbortSignal): Promise<readonly ParsedService[]>;
  /** Asks without credentials whether OSCAR is there. @throws AppError of the connection, `not-oscar` */
  checkHealth(cluster: ClusterAddress): Promise<void>;
  /** @throws AppError of the connection, `unauthorized`, `not-oscar` */
  clusterFacts(cluster: ClusterAddress, authorization: string): Promise<ClusterFacts>;
  /**
   * Asks whether a service takes this token, without running it.
   * @returns `false` where the cluster is too old to tell
   * @throws AppError of the connection, `unauthorized`, `service-not-found`
   */
  checkServiceToken(door: Door, serviceName: string): Promise<boolean>;
  /** Sends the input and answers once the head of a 200 arrived. @throws AppError for everything else */
  run(request: RunRequest): Promise<RunAnswer>;
}

/** A refresh token, and who exchanges it. */
export interface RefreshGrant {
  /** Address of the issuer. */
  readonly issuer: string;
  readonly clientId: string;
  readonly scope?: string;
  readonly refreshToken: string;
}

/** What an issuer gave for a refresh token. */
export interface IssuedTokens {
  readonly accessToken: string;
  /** Set where the issuer takes the old one no more, and wants this one the next time. */
  readonly refreshToken?: string;
}

/** The issuers of tokens. */
export interface TokenEndpoint {
  /** @throws AppError `not-an-issuer`, `issuer-failed`, `sign-in-refused`, or of the connection */
  exchange(grant: RefreshGrant): Promise<IssuedTokens>;
}

/** The program on this computer that keeps a user's sign-ins. */
export interface LocalAgent {
  isInstalled(): Promise<boolean>;
  /** An access token for one of its accounts. @throws AppError `agent-unavailable` */
  accessToken(account: string): Promise<string>;
}

/** One secret a profile: its service token, password, or OIDC token. */
export interface TokenStore {
  /** @throws AppError `keychain-unavailable` */
  get(profileId: ProfileId): Promise<string | undefined>;
  /** @throws AppError `keychain-unavailable` */
  set(profileId: ProfileId, secret: string): Promise<void>;
  /** @throws AppError `keychain-unavailable` */
  delete(profileId: ProfileId): Promise<void>;
}

/** The profiles document. */
export interface ProfileStore {
  list(): Promise<readonly ClusterProfile[]>;
  /** Replaces all of it. @throws AppError `disk-full`, `permission-denied`, `folder-gone` */
  replace(profiles: readonly ClusterProfile[]): Promise<void>;
}

/** A small text file that the user chose. */
export interface ChosenText {
  /** Without the way to it. */
  readonly name: string;
  /** Left out where the file is larger than was asked for. */
  readonly text?: string;
}

/** Small text files, in UTF-8, that the user chose by a dialog, a drop or a double-click. */
export interface TextFiles {
  /** @throws AppError `file-unreadable` */
  read(path: string, limitBytes: number): Promise<ChosenText>;
  /** Writes it whole or not at all. @throws AppError `disk-full`, `permission-denied`, `folder-gone` */
  write(path: string, text: string): Promise<void>;
}

/** What is remembered of the services of each connection. Writing throws as for every document. */
export interface ServiceMemory {
  notes(id: ProfileId): Promise<ServiceNotes>;
  keepNotes(id: ProfileId, notes: ServiceNotes): Promise<void>;
  lastList(id: ProfileId): Promise<ListedServices | undefined>;
  keepList(id: ProfileId, list: ListedServices): Promise<void>;
  /** Removes everything of a connection. */
  forget(id: ProfileId): Promise<void>;
}

/** What the answer reader should know of the invocation. */
export interface AnswerContext {
  readonly host: string;
  readonly contentType: string;
  readonly mirroredContentType: string;
  /** Whether the service's script is known to write output files. */
  readonly writesFiles: boolean;
}

/** An answer on disk, read. */
export interface StoredAnswer {
  readonly reading: AnswerReading;
  /** Size of the decoded payload in bytes. */
  readonly sizeBytes: number;
  readonly receivedBytes: number;
}

/** Which bytes of a stored answer. */
export type AnswerPart = 'payload' | 'received';

/** A stretch `[start, end)` of a file that holds one part of an answer. */
export interface StoredPart {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly mediaType: string;
  readonly charset?: string;
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
  /** Writes one part to `path`, whole or not at all. @throws AppError `disk-full`, `permission-denied`, `folder-gone` */
  save(id: InvocationId, part: AnswerPart, path: string): Promise<void>;
  delete(id: InvocationId): Promise<void>;
}

/** Answers of a batch, most of which are on their way to the output folder. Small ones may not be on disk yet. */
export interface BatchAnswers extends ResultStore {
  /** The payload of an answer, or where it is. @throws AppError `result-gone` */
  payload(id: InvocationId): Promise<Uint8Array | StoredPart>;
  /** Puts an answer on disk that stays here. @throws AppError `disk-full`, `permission-denied`, `folder-gone` */
  keep(id: InvocationId): Promise<void>;
}

/** The folder that results of each service were last saved to. */
export interface SaveFolderStore {
  get(serviceName: string): Promise<string | undefined>;
  /** @throws AppError `disk-full`, `permission-denied`, `folder-gone` */
  set(serviceName: string, folder: string): Promise<void>;
}

/** A recent input file as it is on disk. */
export interface StoredRecentFile {
  readonly path: string;
  readonly name: string;
  /** Name of the folder that holds it, without the way to it. */
  readonly folder: string;
}

/** The paths of input files that were used last, the latest first. */
export interface RecentFileStore {
  read(): Promise<readonly string[]>;
  /** @throws AppError `disk-full`, `permission-denied`, `folder-gone` */
  write(paths: readonly string[]): Promise<void>;
  /** What the file at a path is called; `undefined` where there is none any more. */
  describe(path: string): Promise<StoredRecentFile | undefined>;
}

/** Files in folders of the user, and copies for other programs. */
export interface OutputFiles {
  /**
   * Makes an empty file under a name that no other file in the folder has.
   * @param name that it gets, with a number where it is taken
   * @returns its path
   * @throws AppError `disk-full`, `permission-denied`, `folder-gone`
   */
  reserve(folder: string, name: string): Promise<string>;
  /** Removes a reserved file to which nothing was written. */
  release(path: string): Promise<void>;
  /** A path for a copy that no other copy has. @throws AppError `disk-full`, `permission-denied`, `folder-gone` */
  newCopyPath(name: string): Promise<string>;
  /** All bytes of a part, which has to be small. @throws AppError `result-gone` */
  read(part: StoredPart): Promise<Uint8Array>;
  /** What a file holds. @throws AppError `file-unreadable` */
  digest(path: string): Promise<Digest>;
  /** What an input file holds, without a hash where it is another than the one that was sent. */
  digestUnchanged(origin: InputOrigin): Promise<Digest>;
  /** What a text holds, as UTF-8. */
  digestText(text: string): Digest;
  /** Writes a text file, whole or not at all. @throws AppError `disk-full`, `permission-denied`, `folder-gone` */
  writeText(path: string, text: string): Promise<void>;
  /** Takes the right to write to a file from everybody. */
  protect(path: string): Promise<void>;
}

/** A folder that an archive was extracted to. */
export interface ExtractedFolder {
  readonly path: string;
  readonly fileCount: number;
}

/** What watches and stops the extracting of an archive. */
export interface ExtractionWatch {
  readonly signal: AbortSignal;
  /** Is told, for every chunk, how much is written and how much there is in all. */
  readonly onProgress: (doneBytes: number, totalBytes: number) => void;
}

/** Archives among the stored answers. Nothing of one is read before all of what it declares was checked. */
export interface Archives {
  /** @throws AppError `archive-unreadable`, `archive-refused` */
  list(archive: StoredPart): Promise<ArchiveListing>;
  /**
   * Unpacks one entry for looking at it, and says where its bytes are.
   * @throws AppError `archive-unreadable`, `archive-refused`, `archive-entry-refused`, `result-gone`, `disk-full`
   */
  entry(archive: StoredPart, index: number): Promise<StoredPart>;
  /**
   * Extracts all entries into a new folder below `parent`, which appears whole or not at all.
   * @param name of the new folder; it gets a number where the name is taken
   * @throws AppError as `entry`, and `permission-denied`, `folder-gone`, `cancelled`
   */
  extract(archive: StoredPart, parent: string, name: string, watch: ExtractionWatch): Promise<ExtractedFolder>;
}

/** Hidden folders that are being filled, outside of the app's own: what a crash leaves of one is removed at the next start. */
export interface UnfinishedFolders {
  /** A way below `parent` at which nothing is. It is remembered until `end`; nothing is made there. */
  begin(parent: string): Promise<string>;
  /** Forgets a folder that has its right name by now, or was removed. */
  end(folder: string): Promise<void>;
  /** Removes what earlier starts left. */
  sweep(): Promise<void>;
}

/** The history as it was found at the start of the program. */
export interface FoundHistory {
  readonly records: readonly HistoryRecord[];
  /** Answers that no record tells of, with the instant at which each was complete. */
  readonly unlisted: readonly { readonly id: InvocationId; readonly finishedAt: string }[];
}

/**
 * What is remembered of each invocation: a journal, and the same facts beside each answer. What was written stays, at
 * whatever moment the program ends; what could not be written is tried again with the next change.
 */
export interface HistoryStore {
  /** Reads the journal, finds answers that are missing in it, and removes what was left half done. */
  load(): Promise<FoundHistory>;
  /** Adds a change to the journal. */
  write(change: HistoryChange): void;
  /** Writes the facts of an invocation that has ended beside its answer. @returns the room its files take, in bytes */
  writeFacts(record: HistoryRecord, input?: PreparedText): number;
  /** The text that an invocation was given, if it was text. */
  typedText(id: InvocationId): Promise<PreparedText | undefined>;
  /** Takes answers out of the way, so that they can still be put back. */
  setAside(ids: readonly InvocationId[]): Promise<void>;
  /** Puts back what was set aside. */
  putBack(ids: readonly InvocationId[]): Promise<void>;
  /** Removes what was set aside, for good. */
  purge(): Promise<void>;
  /** Removes answers for good. What was set aside stays. */
  delete(ids: readonly InvocationId[]): Promise<void>;
}

/** Typed text as it was sent. */
export type PreparedText = Exclude<PreparedInput, { readonly kind: 'file' }>;

/** The settings document. */
export interface SettingsStore {
  get(): Promise<Settings>;
  change(change: Partial<Settings>): Promise<Settings>;
}

/** The built-in practice cluster. */
export interface PracticeCluster {
  /** Starts it if it is not running. */
  open(): Promise<{ readonly endpoint: string; readonly authorization: string }>;
  close(): Promise<void>;
}

/** What the user gave, looked through for files. */
export interface FolderScan {
  /**
   * Tells what is found in portions, folder by folder in the order of names. A folder that can't be read is a finding too.
   * @param paths files and folders
   */
  scan(paths: readonly string[], signal: AbortSignal): AsyncIterable<readonly ScanFinding[]>;
}

/** Files of a batch, by path. */
export interface BatchInputs {
  /** The file as it is now. @throws AppError `file-unreadable` */
  open(path: string): Promise<ByteSource>;
}

/** The journal of one batch: entries are only ever added. */
export interface BatchJournal {
  /** Adds entries behind the others, to be written soon. */
  append(...entries: readonly JournalEntry[]): void;
  /** Resolves when all entries so far are on disk to stay. @throws AppError `disk-full`, `permission-denied`; nothing is lost then */
  synced(): Promise<void>;
  close(): Promise<void>;
}

/** The journals of all batches. */
export interface BatchJournals {
  /** Batches with a journal that can be read. */
  list(): Promise<readonly RecordedBatch[]>;
  /** Opens a journal, to go on behind its last entry. */
  open(id: BatchId): Promise<BatchJournal>;
  delete(id: BatchId): Promise<void>;
}

/** What the user chose for the last batch, for the next one. It holds a path, so it stays in the main process. */
export interface BatchDefaults {
  readonly outputFolder?: string;
  readonly template: string;
  readonly collision: CollisionRule;
  readonly atOnceLimit?: number;
}

/** The document of those choices. */
export interface BatchDefaultsStore {
  get(): Promise<BatchDefaults>;
  replace(defaults: BatchDefaults): Promise<void>;
}

/** A complete result beside its place, and what is to be known of it. */
export interface LaidResult {
  readonly sizeBytes: number;
  /** SHA-256, hexadecimal. */
  readonly sha256: string;
}

/** A result that was laid beside its place. */
export interface LaidFile {
  readonly laid: LaidResult;
  /** Whether something has its name already. */
  readonly isTaken: boolean;
}

/** Where the results of a batch go. Ways are relative to its folder, with `/` between folders. */
export interface OutputFolders {
  /** Makes the folder where it is missing, and tells its true path. @throws AppError `disk-full`, `permission-denied`, `folder-gone` */
  prepare(folder: string): Promise<string>;
  /** The true path of something. @throws AppError `folder-gone` */
  truePath(path: string): Promise<string>;
  /** Names of the files in a folder below; none where it is missing. */
  names(folder: string, below: string): Promise<readonly string[]>;
  /** Space left for this user in bytes. */
  freeBytes(folder: string): Promise<number>;
  /**
   * Writes a result beside its place, complete and on disk to stay.
   * @param key distinguishes it from everything else that is under way in this folder
   * @throws AppError `disk-full`, `permission-denied`, `folder-gone`; nothing is left behind then
   */
  lay(folder: string, output: string, key: string, source: Uint8Array | StoredPart): Promise<LaidFile>;
  /** Whether nothing has the name of a result. */
  isFree(folder: string, output: string): Promise<boolean>;
  /** Gives a laid result its name, replacing what has it. @throws AppError `permission-denied`, `folder-gone` */
  place(folder: string, output: string, key: string): Promise<void>;
  /** After a crash: whether a result has its name, or lies complete beside its place and is given it now. */
  finish(folder: string, output: string, key: string, laid: LaidResult): Promise<boolean>;
  /** Removes what was begun beside a place, if anything was. */
  sweep(folder: string, output: string, key: string): Promise<void>;
}

/** What is written at the end of a batch. */
export interface BatchReports {
  /** A number with which none of the report's names is taken: 1 for `report.csv`, 2 for `report (2).csv`. */
  freeNumber(folder: string): Promise<number>;
  /** Writes one file as a whole, replacing an older one. @throws AppError `disk-full`, `permission-denied`, `folder-gone` */
  write(folder: string, name: string, lines: AsyncIterable<string> | Iterable<string>): Promise<void>;
  /** Rows of a JSON or CSV result; none where it is neither or too large. */
  rows(result: BatchResult): Promise<MergedAnswer>;
}
