import type { ReadingMode } from '../core/answer/answer';
import type { ArchiveListing } from '../core/result/archive';
import type { CertificateFile, ShownCertificate } from '../core/connection/certificate';
import type { CheckStep } from '../core/connection/connection-check';
import type { OpenedConnectionFile } from '../core/connection/connection-file';
import type {
  OpenedFileId,
  BatchId,
  InputFileId,
  InvocationId,
  ImportId,
  ProfileId,
  RecentFileId,
} from '../core/ground/ids';

import type { BatchPlanChange, Given } from '../core/batch/batch';
import type { BatchListQuery } from '../core/batch/list';
import type { BatchOverview, BatchRows, OpenedBatchItem } from '../core/batch/overview';
import type { LeftOut } from '../core/batch/scan';
import type { ErrorInfo } from '../core/ground/error';
import type { FoundInput, HistoryEntry, RepeatedInput } from '../core/history/history';
import type { InputFile, Invocation, InvocationRequest } from '../core/run/invocation';
import type { TokenReading } from '../core/connection/json-web-token';

import type { ImportOffer } from '../core/connection/oscar-cli-config';
import type { ClusterProfile, PracticeProfile, ProfileFields, SecretKeeping, Trust } from '../core/connection/profile';

import type { EntryContent, Result } from '../core/result/result';
import type { RecentFile } from '../core/input/recent-file';

import type { RunCommandForm } from '../core/run/run-commands';
import type { Service } from '../core/service/service';
import type { LastServices, ServiceNotes, ServiceNotesChange } from '../core/service/notes';
import type { Settings } from '../core/app/settings';
import type { WakeUp } from '../core/run/wake-up';
import type { OfferedCommand } from './commands';

export type { BatchId, OpenedFileId, ImportId, InvocationId, ProfileId, RecentFileId } from '../core/ground/ids';
export type { ArchiveEntryProblem, ArchiveLimit, TemplateProblem } from '../core/ground/error';
export type { AnswerReading, PayloadEncoding, ReadingMode, ReadingNote, Verdict } from '../core/answer/answer';
export type { ArchiveEntry, ArchiveListing, ExtractionProgress } from '../core/result/archive';
export type { Certificate, CertificateFile, ShownCertificate } from '../core/connection/certificate';
export type { CheckFinding, CheckStep, CheckStepId, NotChecked } from '../core/connection/connection-check';
export type { BatchCounts, BatchItemStatus, BatchPlanChange, BatchTrouble, Given } from '../core/batch/batch';
export type { BatchListQuery, BatchSortKey } from '../core/batch/list';
export type { CollisionRule } from '../core/batch/names';
export type { BatchOverview, BatchRow, BatchRows, OpenedBatchItem } from '../core/batch/overview';
export type { BatchPhase } from '../core/batch/phase';
export type { BatchEstimate } from '../core/batch/pace';
export type { LeftOutReason } from '../core/batch/scan';
export type { FoundInput, HistoryEntry, HistoryInput, HistoryOutcome, RepeatedInput } from '../core/history/history';
export type { OpenedConnectionFile } from '../core/connection/connection-file';
export type { ImportObstacle, ImportOffer } from '../core/connection/oscar-cli-config';
export type {
  ConfigProblem,
  ConnectionFileProblem,
  ErrorCode,
  ErrorInfo,
  FileProblem,
  InvocationPhase,
  TlsProblem,
} from '../core/ground/error';
export type {
  InputFile,
  Invocation,
  InvocationInput,
  InvocationRequest,
  InvocationState,
  SentFile,
} from '../core/run/invocation';
export type { TokenLife, TokenReading } from '../core/connection/json-web-token';
export type {
  ClusterProfile,
  PracticeProfile,
  Profile,
  ProfileFields,
  SecretKeeping,
  SignIn,
  Trust,
} from '../core/connection/profile';
export type { EntryContent, Result, ResultKind } from '../core/result/result';
export type { RecentFile } from '../core/input/recent-file';
export type { RunCommandForm } from '../core/run/run-commands';
export type { Service, ServiceObstacle, ServiceState } from '../core/service/service';
export type { CardWords, ServiceCard } from '../core/service/card';
export type { LastServices, ServiceNotes, ServiceNotesChange } from '../core/service/notes';
export type { Settings } from '../core/app/settings';
export type { WakeUp } from '../core/run/wake-up';

/** What every call answers. Electron keeps only the message of a thrown error, so failures are values. */
export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorInfo };

/** Facts about the running program. */
export interface AppInfo {
  readonly version: string;
  readonly electronVersion: string;
  readonly chromiumVersion: string;
  readonly nodeVersion: string;
  /** When it was built; ISO 8601, UTC. */
  readonly builtAt: string;
  /** Whether Chromium keeps the page apart from the rest of the computer. */
  readonly isSandboxed: boolean;
  /** Whether it runs on an Electron that is for development and tests only. */
  readonly isTestBuild: boolean;
}

/** A line of a context menu; the page says what it means. */
export interface ContextMenuLine {
  readonly id: string;
  readonly label: string;
}

/** Where a context menu opens, in pixels of the page. */
export interface ContextMenuPlace {
  readonly x: number;
  readonly y: number;
}

/** Names one of the sample inputs that come with the app. */
export type SampleId = 'leaf' | 'sentence' | 'message';

/** A sample: a file like any other the user picked, or text to be put into the editor. */
export type Sample =
  | { readonly kind: 'file'; readonly file: InputFile }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'json'; readonly text: string };

/** Which bytes of a finished invocation to save: the decoded payload, or the body as it was received. */
export type SaveSubject = 'payload' | 'received';

/** A file that was saved. */
export interface SavedFile {
  readonly name: string;
  /** Name of the folder that holds it, without the way to it. */
  readonly folder: string;
}

/** A folder that an archive was extracted to. */
export interface ExtractedArchive {
  readonly name: string;
  /** Name of the folder that holds it, without the way to it. */
  readonly folder: string;
  readonly fileCount: number;
}

/** A document of the app that could not be understood at the start, and was set aside. */
export interface SetAsideFile {
  readonly name: string;
  /** Whether a newer version of the app wrote it, or it is cut off or damaged. */
  readonly reason: 'newer' | 'damaged';
  readonly document: 'profiles' | 'settings';
}

/** Something that is not in the list of a batch. */
export type BatchLeftOut = Pick<LeftOut, 'relativePath' | 'reason'>;

/** What to do with a batch that runs when its window is closed. */
export type ClosingChoice = 'keep-working' | 'pause' | 'stop' | 'stay';

/** Everything the page can ask of the main process. The channel table below is checked against it. */
export interface OscarApi {
  getAppInfo(): Promise<Reply<AppInfo>>;
  getSettings(): Promise<Reply<Settings>>;
  changeSettings(change: Partial<Settings>): Promise<Reply<Settings>>;
  /** Shows in the menu bar what the page can do now. */
  offerCommands(commands: readonly OfferedCommand[]): Promise<Reply<void>>;
  /** Shows a context menu, in groups; answers which line was chosen, `undefined` when none was. */
  openContextMenu(
    groups: readonly (readonly ContextMenuLine[])[],
    place: ContextMenuPlace,
  ): Promise<Reply<string | undefined>>;
  /** Opens the folder with the licences of what the program is made of. */
  showLicences(): Promise<Reply<void>>;
  /** Starts the practice cluster if it is not running, and answers its profile. */
  openPractice(): Promise<Reply<PracticeProfile>>;
  /** The clusters the user added, in the order they were added. */
  listProfiles(): Promise<Reply<readonly ClusterProfile[]>>;
  /** Adds a cluster. The secret goes to the keychain, or stays in memory, and never comes back. */
  addProfile(fields: ProfileFields, secret: string | undefined, keeping: SecretKeeping): Promise<Reply<ClusterProfile>>;
  /** Changes a cluster; without a new secret the old one stays. */
  changeProfile(
    id: ProfileId,
    fields: ProfileFields,
    secret: string | undefined,
    keeping: SecretKeeping,
  ): Promise<Reply<ClusterProfile>>;
  /** Adds a cluster with the secret of another that has the same address and sign-in. */
  copyProfile(sourceId: ProfileId, fields: ProfileFields): Promise<Reply<ClusterProfile>>;
  /** Removes a cluster and its secret. */
  deleteProfile(id: ProfileId): Promise<Reply<void>>;
  /** What kind of token a text is that the user pastes, and until when it counts. Nothing is kept of it. */
  readToken(text: string): Promise<Reply<TokenReading>>;
  /** Whether this computer has an oidc-agent to ask for tokens. */
  hasLocalAgent(): Promise<Reply<boolean>>;
  /**
   * Goes the way to a cluster step by step, as it is saved or still being typed. No service is run.
   * @param secret as typed; `undefined` for the one of the saved profile `id`
   */
  checkConnection(
    fields: ProfileFields,
    secret: string | undefined,
    id: ProfileId | undefined,
  ): Promise<Reply<readonly CheckStep[]>>;
  /** The certificate that a cluster shows, and what is wrong with it for who trusts `trust`. */
  showCertificate(address: string, trust: Trust): Promise<Reply<ShownCertificate>>;
  /** Opens the system's dialog for a file of certificates; `undefined` when the user closes it. */
  chooseCertificateFile(): Promise<Reply<CertificateFile | undefined>>;
  listServices(profileId: ProfileId): Promise<Reply<readonly Service[]>>;
  /** The services as they were last seen, for when the cluster can't be reached. */
  lastServices(profileId: ProfileId): Promise<Reply<LastServices | undefined>>;
  /** Favourites, own words and cards of a connection's services. */
  getServiceNotes(profileId: ProfileId): Promise<Reply<ServiceNotes>>;
  changeServiceNotes(profileId: ProfileId, change: ServiceNotesChange): Promise<Reply<ServiceNotes>>;
  /**
   * Reads an oscar-cli configuration, from where oscar-cli keeps it or from where the user points; `undefined` where there
   * is none, or the user closes the dialog.
   */
  openOscarCliConfig(place: 'usual' | 'chosen'): Promise<Reply<ImportOffer | undefined>>;
  /** Adds the named clusters of a configuration that was read. */
  importClusters(
    id: ImportId,
    names: readonly string[],
    keeping: SecretKeeping,
  ): Promise<Reply<readonly ClusterProfile[]>>;
  /** Forgets a configuration that was read. */
  leaveImport(id: ImportId): Promise<Reply<void>>;
  /** Opens the system's dialog and reads a connection file; `undefined` when the user closes it. */
  chooseConnectionFile(): Promise<Reply<OpenedConnectionFile | undefined>>;
  /** Reads a dropped file as a connection file. */
  openConnectionFile(fileId: InputFileId): Promise<Reply<OpenedConnectionFile>>;
  /** The next connection file that the system asked to open; `undefined` when there is none. */
  nextConnectionFile(): Promise<Reply<OpenedConnectionFile | undefined>>;
  /** Keeps what an opened connection file tells of services with a connection. */
  attachConnectionFile(id: OpenedFileId, profileId: ProfileId): Promise<Reply<void>>;
  /** Asks for a place and writes the connection file; `undefined` when the user closes the dialog. */
  saveConnectionFile(profileId: ProfileId): Promise<Reply<SavedFile | undefined>>;
  listSetAsideFiles(): Promise<Reply<readonly SetAsideFile[]>>;
  /** Shows a file that was set aside in the system's file manager. */
  showSetAsideFile(name: string): Promise<Reply<void>>;
  /** Opens the system's dialog; `undefined` when the user closes it. */
  chooseFile(): Promise<Reply<InputFile | undefined>>;
  /** Asks for files, one or many; `undefined` when the user closes the dialog. */
  chooseFiles(): Promise<Reply<Given | undefined>>;
  /** Asks for folders; `undefined` when the user closes the dialog. */
  chooseFolders(): Promise<Reply<Given | undefined>>;
  /** Input files that were used last and are still there, the latest first. */
  listRecentFiles(): Promise<Reply<readonly RecentFile[]>>;
  openRecentFile(id: RecentFileId): Promise<Reply<InputFile>>;
  /** Forgets which they were. The files themselves stay. */
  clearRecentFiles(): Promise<Reply<void>>;
  /** The open batch, if there is one. It is told by `batchChanged` from then on. */
  getBatch(): Promise<Reply<BatchOverview | undefined>>;
  /** A stretch of the list of a batch. */
  listBatchItems(id: BatchId, query: BatchListQuery, start: number, count: number): Promise<Reply<BatchRows>>;
  /** Numbers of all items that a query asks for. */
  findBatchItems(id: BatchId, query: BatchListQuery): Promise<Reply<readonly number[]>>;
  listLeftOut(id: BatchId, start: number, count: number): Promise<Reply<readonly BatchLeftOut[]>>;
  changeBatch(id: BatchId, change: BatchPlanChange): Promise<Reply<void>>;
  /** Asks for a folder and takes it for the results; whether the user chose one. */
  chooseOutputFolder(id: BatchId): Promise<Reply<boolean>>;
  /** Begins it, continues it, or goes on after a sample or a pause. */
  startBatch(id: BatchId, isSample: boolean): Promise<Reply<void>>;
  pauseBatch(id: BatchId): Promise<Reply<void>>;
  /** Tries a cluster that could not be reached at once. */
  probeBatch(id: BatchId): Promise<Reply<void>>;
  stopBatch(id: BatchId, dropsUnderWay: boolean): Promise<Reply<void>>;
  /** Runs items again, or all that need attention. */
  retryBatchItems(id: BatchId, items: readonly number[] | 'all'): Promise<Reply<void>>;
  /** Takes items out of the list, or cancels them once it is begun. */
  removeBatchItems(id: BatchId, items: readonly number[]): Promise<Reply<void>>;
  /** Keeps a doubtful answer as the result. */
  acceptBatchItem(id: BatchId, item: number): Promise<Reply<void>>;
  openBatchItem(id: BatchId, item: number): Promise<Reply<OpenedBatchItem>>;
  /** Shows an item's result, or its input, in the system's file manager. */
  showBatchItem(id: BatchId, item: number): Promise<Reply<void>>;
  showOutputFolder(id: BatchId): Promise<Reply<void>>;
  /** Most items at the same time in batches to come, until the user chooses otherwise. */
  limitNewBatches(atOnceLimit: number): Promise<Reply<void>>;
  /** Closes a batch. Its results stay where they are. */
  discardBatch(id: BatchId): Promise<Reply<void>>;
  /** Answers `closingAsked`. */
  decideClosing(choice: ClosingChoice): Promise<Reply<void>>;
  openSample(sample: SampleId): Promise<Reply<Sample>>;
  startInvocation(request: InvocationRequest): Promise<Reply<InvocationId>>;
  cancelInvocation(id: InvocationId): Promise<Reply<void>>;
  /** How long the first answer of a service that sleeps usually takes, learned from earlier runs. */
  expectWakeUp(profileId: ProfileId, serviceName: string, owner: string | undefined): Promise<Reply<WakeUp>>;
  /** Reads a received answer anew, in the way the user asks for. */
  readAnswer(id: InvocationId, mode: ReadingMode): Promise<Reply<Result>>;
  /** Asks for a place and saves; `undefined` when the user closes the dialog. */
  saveResult(id: InvocationId, subject: SaveSubject): Promise<Reply<SavedFile | undefined>>;
  /** Name of the folder that results of the same service were last saved to, if there is one. */
  findSaveFolder(id: InvocationId): Promise<Reply<string | undefined>>;
  /** Saves the result to that folder under a name that no file has; `undefined` where no folder is remembered. */
  saveResultToFolder(id: InvocationId): Promise<Reply<SavedFile | undefined>>;
  /** Opens a copy of the result in the system's own program, unless its kind could hold something to run. */
  openResult(id: InvocationId): Promise<Reply<void>>;
  /** Shows the file that was last saved of this invocation in the system's file manager. */
  showSavedFile(id: InvocationId): Promise<Reply<void>>;
  /** Puts the text or the picture that a result is on the clipboard, and answers which. */
  copyResult(id: InvocationId): Promise<Reply<'text' | 'image'>>;
  /** Goes on with a drag that began in the page as one of the result's file. */
  dragResult(id: InvocationId): Promise<Reply<void>>;
  /** Puts the same invocation for a terminal or a script on the clipboard, with a placeholder for the token. */
  copyRunCommand(id: InvocationId, form: RunCommandForm): Promise<Reply<void>>;
  /** What is in the archive that an invocation answered. */
  listArchive(id: InvocationId): Promise<Reply<ArchiveListing>>;
  /** Opens one file of that archive for looking at it. */
  openArchiveEntry(id: InvocationId, index: number): Promise<Reply<EntryContent>>;
  /** Asks for a folder and extracts all of the archive into a new one in it; `undefined` when the user closes the dialog or stops it. */
  extractArchive(id: InvocationId): Promise<Reply<ExtractedArchive | undefined>>;
  /** Stops that; nothing is left of it. */
  cancelExtraction(id: InvocationId): Promise<Reply<void>>;
  /** Shows what was last extracted of this invocation in the system's file manager. */
  showExtractedFolder(id: InvocationId): Promise<Reply<void>>;
  /** Every invocation that is remembered, in no order. */
  listHistory(): Promise<Reply<readonly HistoryEntry[]>>;
  /** An invocation with its outcome, also of an earlier start. */
  openInvocation(id: InvocationId): Promise<Reply<Invocation>>;
  /** Keeps an invocation whatever the rules say, or no longer. */
  pinInvocation(id: InvocationId, isPinned: boolean): Promise<Reply<void>>;
  /** Removes invocations and their files. They can be restored until the next removal, or until `purgeHistory`. */
  removeFromHistory(ids: readonly InvocationId[]): Promise<Reply<void>>;
  /** Brings back what was removed last. */
  restoreHistory(): Promise<Reply<void>>;
  /** Removes for good what could still be restored. */
  purgeHistory(): Promise<Reply<void>>;
  /** The input of an invocation, to be sent once more. */
  repeatInput(id: InvocationId): Promise<Reply<RepeatedInput>>;
  /** The input of an invocation, for looking at it beside its result. */
  findInput(id: InvocationId): Promise<Reply<FoundInput>>;
}

/** Channel of each call. */
export const channels = {
  getAppInfo: 'app:info',
  getSettings: 'settings:get',
  changeSettings: 'settings:change',
  offerCommands: 'menu:offer-commands',
  openContextMenu: 'menu:open-context',
  showLicences: 'app:show-licences',
  openPractice: 'practice:open',
  listProfiles: 'profile:list',
  addProfile: 'profile:add',
  changeProfile: 'profile:change',
  copyProfile: 'profile:copy',
  deleteProfile: 'profile:delete',
  readToken: 'token:read',
  hasLocalAgent: 'token:has-agent',
  checkConnection: 'connection:check',
  showCertificate: 'certificate:show',
  chooseCertificateFile: 'certificate:choose-file',
  listServices: 'service:list',
  lastServices: 'service:last-list',
  getServiceNotes: 'service:notes',
  changeServiceNotes: 'service:change-notes',
  openOscarCliConfig: 'import:open',
  importClusters: 'import:complete',
  leaveImport: 'import:leave',
  chooseConnectionFile: 'connection-file:choose',
  openConnectionFile: 'connection-file:open',
  nextConnectionFile: 'connection-file:next',
  attachConnectionFile: 'connection-file:attach',
  saveConnectionFile: 'connection-file:save',
  listSetAsideFiles: 'set-aside:list',
  showSetAsideFile: 'set-aside:show',
  chooseFile: 'input:choose-file',
  chooseFiles: 'input:choose-files',
  chooseFolders: 'input:choose-folders',
  listRecentFiles: 'recent-file:list',
  openRecentFile: 'recent-file:open',
  clearRecentFiles: 'recent-file:clear',
  getBatch: 'batch:get',
  listBatchItems: 'batch:list-items',
  findBatchItems: 'batch:find-items',
  listLeftOut: 'batch:list-left-out',
  changeBatch: 'batch:change',
  chooseOutputFolder: 'batch:choose-output-folder',
  startBatch: 'batch:start',
  pauseBatch: 'batch:pause',
  probeBatch: 'batch:probe',
  stopBatch: 'batch:stop',
  retryBatchItems: 'batch:retry-items',
  removeBatchItems: 'batch:remove-items',
  acceptBatchItem: 'batch:accept-item',
  openBatchItem: 'batch:open-item',
  showBatchItem: 'batch:show-item',
  showOutputFolder: 'batch:show-output-folder',
  limitNewBatches: 'batch:limit-new',
  discardBatch: 'batch:discard',
  decideClosing: 'batch:decide-closing',
  openSample: 'input:open-sample',
  startInvocation: 'invocation:start',
  cancelInvocation: 'invocation:cancel',
  expectWakeUp: 'invocation:expect-wake-up',
  readAnswer: 'result:read',
  saveResult: 'result:save',
  findSaveFolder: 'result:find-save-folder',
  saveResultToFolder: 'result:save-to-folder',
  openResult: 'result:open',
  showSavedFile: 'result:show-saved',
  copyResult: 'result:copy',
  dragResult: 'result:drag',
  copyRunCommand: 'result:copy-command',
  listArchive: 'archive:list',
  openArchiveEntry: 'archive:open-entry',
  extractArchive: 'archive:extract',
  cancelExtraction: 'archive:cancel-extraction',
  showExtractedFolder: 'archive:show-extracted',
  listHistory: 'history:list',
  openInvocation: 'invocation:open',
  pinInvocation: 'history:pin',
  removeFromHistory: 'history:remove',
  restoreHistory: 'history:restore',
  purgeHistory: 'history:purge',
  repeatInput: 'history:repeat-input',
  findInput: 'history:find-input',
} as const satisfies Record<keyof OscarApi, string>;

/** Channel on which the preload, and only it, hands over the path of a dropped file. The page has no function for it. */
export const grantPathChannel = 'input:grant-path';

/** The same for everything that was dropped together: files and folders. */
export const takePathsChannel = 'input:take-paths';
