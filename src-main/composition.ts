import { app, powerMonitor, session, shell } from 'electron';
import { createHash, randomUUID } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { FileBatchDefaultsStore } from './adapters/batch/defaults-store';
import { FileOpenListsStore } from './adapters/batch/open-lists-store';
import { FileBatchTables } from './adapters/batch/table-rows';
import { keepRowsInThread } from './adapters/batch/table-thread';
import { FileBatchJournals } from './adapters/batch/journal-file';
import { ThreadFieldReader } from './adapters/batch/field-reader';
import { FileBatchReports } from './adapters/batch/report-files';
import { DiskCopyFolders } from './adapters/batch/export/copy-folder';
import { ThreadDetectionReader } from './adapters/batch/export/detection-reader';
import { DiskTableFiles } from './adapters/batch/export/table-files';
import { FileJobStore } from './adapters/job/job-store';
import { HttpJobClient } from './adapters/http/job-client';
import { ClusterConnections } from './adapters/http/cluster-connections';
import { ProcessFolders } from './adapters/files/process-folders';
import { WorkerFileThread } from './adapters/files/file-thread';
import { DiskFolderScan } from './adapters/input/folder-scan';
import { FileHistoryStore } from './adapters/history/history-store';
import { DiskBatchInputs, GrantedInputFiles } from './adapters/input/input-files';
import { PreparedCopies } from './adapters/input/prepared-copies';
import { ShownCopies } from './adapters/input/shown-copies';
import { KeychainTokenStore } from './adapters/connection/keychain';
import { MemoryTokenStore } from './adapters/connection/memory-token-store';
import { PictureProcesses } from './adapters/pictures/picture-processes';
import { SoundProcesses } from './adapters/sounds/sound-processes';
import { OidcAgent } from './adapters/connection/oidc-agent';
import { HttpOscarClient } from './adapters/http/oscar-client';
import { DiskOutputFolders } from './adapters/batch/output-folders';
import { FileResultRecords } from './adapters/batch/record-file';
import { FileProfileStore } from './adapters/connection/profile-store';
import { BatchResultStore } from './adapters/answer/batch-result-store';
import { FileResultStore } from './adapters/answer/result-store';
import { FileUnfinishedOutputs } from './adapters/result/unfinished-outputs';
import { FileRecipeStore } from './adapters/recipe/recipe-store';
import { FileServiceMemory } from './adapters/service/service-memory';
import { SystemClock } from './adapters/ground/system-clock';
import { HttpBucketClient } from './adapters/storage/bucket-client';
import { DiskDownloadFiles } from './adapters/storage/download-files';
import { md5Source } from './adapters/storage/md5-source';
import { KeyRequestSigner } from './adapters/storage/request-signer';
import { HttpStorageClient } from './adapters/storage/storage-client';
import { FileWatchStore } from './adapters/watch/watch-store';
import { PolledFolders } from './adapters/watch/watched-folders';
import { SystemProxyResolver } from './adapters/http/system-proxy';
import type { SetAsideFile } from './contract/app';
import type { ExportProgress } from './core/batch/export/progress';
import type { HistoryEntry } from './core/history/history';
import type { JobId } from './core/ground/ids';
import type { JobEvent } from './core/job/job';
import type { Invocation } from './core/run/invocation';
import { spreadsheetFormOf, type SpreadsheetForm } from './core/batch/spreadsheet';
import type { Logger } from './core/ground/ports';
import type { SettingsStore } from './core/app/ports';
import type { UnfinishedOutputs } from './core/result/ports';
import type { TokenStore } from './core/connection/ports';
import { forkPictureProcess } from './electron/picture-process';
import { openSoundWindow } from './electron/sound-window';
import { WorkerPracticeCluster } from './practice/practice-cluster';
import { Attempts } from './services/run/attempts';
import { BatchService } from './services/batch/batch-service';
import { BatchExports } from './services/batch/export/batch-exports';
import { LimitedPreparation } from './services/input/limited-preparation';
import { HistoryService, type HistoryEvent } from './services/history/history-service';
import { JobService } from './services/job/job-service';
import { JobRuns } from './services/job/job-runs';
import { ListingTurns } from './services/job/listing-turns';
import { InvocationService } from './services/run/invocation-service';
import { CredentialService } from './services/connection/credential-service';
import { ProfileService } from './services/connection/profile-service';
import { RecipeService } from './services/recipe/recipe-service';
import { ClusterServices } from './services/service/cluster-services';
import { StorageService } from './services/storage/storage-service';
import { WatchLists } from './services/watch/watch-lists';
import { WatchService } from './services/watch/watch-service';
import type { SignInProgress } from './core/sign-in/progress';
import type { SignInId } from './core/ground/ids';
import { SignInService } from './services/connection/sign-in-service';
import { InstituteSignIns } from './services/sign-in/institute-sign-ins';
import { OpenIdIssuers } from './adapters/sign-in/openid-issuers';
import { FileProcessLock } from './adapters/sign-in/process-lock';
import { openReturnPlace } from './adapters/sign-in/return-place';
import { qrModules } from './adapters/connection/qr-code';

// Threads of their own, so that a slow drive with inputs keeps no results waiting, nor those the next items of a batch.
const fileWorker = join(__dirname, 'file-worker.cjs');
const tableWorker = join(__dirname, 'table-worker.cjs');

/** How many copies lists make at the same time. */
const preparedAtOnce = 2;

/** Folders for what programs without a window receive. @param userData folder of the settings and connections */
export function commandRuns(userData: string): ProcessFolders {
  return new ProcessFolders(join(userData, 'command-runs'));
}

/** Folders for what programs without a window remember of the files that they are saving. @param userData as above */
export function commandSaves(userData: string, log: Logger): ProcessFolders {
  return new ProcessFolders(join(userData, 'command-saves'), (folder) => savesIn(folder, log).sweep());
}

/** The files that a program without a window is saving. @param folder of its process */
export function savesIn(folder: string, log: Logger): UnfinishedOutputs {
  return new FileUnfinishedOutputs(join(folder, 'unfinished.json'), log);
}

/** Folders for pictures that are drawn for the window. @param userData folder of the settings and connections */
export function drawnPictures(userData: string): ProcessFolders {
  return new ProcessFolders(join(userData, 'drawn-pictures'));
}

/** Folders for copies that are sent in the place of files. @param userData folder of the settings and connections */
export function preparedCopies(userData: string): ProcessFolders {
  return new ProcessFolders(join(userData, 'prepared-copies'));
}

/** Folders for files of a storage that are looked at. @param userData folder of the settings and connections */
export function fetchedFiles(userData: string): ProcessFolders {
  return new ProcessFolders(join(userData, 'fetched-files'));
}

/** What differs between the program with a window and the one without. */
export interface CompositionOptions {
  /** Folder of the settings and connections. */
  readonly userData: string;
  /** Folder of results and their history. */
  readonly results: string;
  /** Remembers what is being saved where its user wants it. */
  readonly unfinished: UnfinishedOutputs;
  readonly version: string;
  readonly settings: SettingsStore;
  readonly log: Logger;
  /** Stands in for the keychain and the memory of this session. */
  readonly tokens?: TokenStore;
  /** Hears of a document that could not be read, and where it is kept now. */
  readonly onSetAside: (document: SetAsideFile['document'], path: string, reason: SetAsideFile['reason']) => void;
  readonly onInvocation: (invocation: Invocation) => void;
  readonly onHistory: (news: HistoryEvent) => void;
  /** Hears how far a sign-in by an institute's page is. */
  readonly onSignIn: (id: SignInId, progress: SignInProgress) => void;
  readonly jobs: {
    /** Folder of their records. */
    readonly folder: string;
    /** Whether a job is asked for again and again until it is over. */
    readonly isFollowed: (id: JobId) => boolean;
  };
  readonly onJobs: (news: JobEvent) => void;
}

/** The services that run invocations, and the adapters that others need too; everything wired, nothing started. */
export function composeInvocations(options: CompositionOptions) {
  const { userData, settings, log, unfinished } = options;
  const noteSetAside = (document: SetAsideFile['document']) => (path: string, reason: SetAsideFile['reason']) =>
    options.onSetAside(document, path, reason);
  const reading = new WorkerFileThread(fileWorker);
  const inputs = new GrantedInputFiles(reading);
  const results = new FileResultStore(join(options.results, 'results'), basename(userData), unfinished);
  const pictures = new PictureProcesses(forkPictureProcess);
  const sounds = new SoundProcesses(openSoundWindow);
  const copies = new PreparedCopies(pictures, sounds, preparedCopies(userData), basename(userData));
  const shownCopies = new ShownCopies(copies);
  const userAgent = `OSCAR-Desktop/${options.version}`;
  const proxies = new SystemProxyResolver((url) => session.defaultSession.resolveProxy(url), process.env);
  const connections = new ClusterConnections({ proxies });
  // Servers and everything on the way to them forget connections while this computer sleeps.
  powerMonitor.on('resume', () => {
    void connections.dropIdle();
    jobs.askNow();
  });
  const client = new HttpOscarClient({ connections, userAgent });
  const practice = new WorkerPracticeCluster(join(__dirname, 'practice-worker.cjs'), pictures);
  const agent = new OidcAgent();
  const clock = new SystemClock();
  const issuers = new OpenIdIssuers({ connections, userAgent });
  const institutes = new InstituteSignIns({
    issuers,
    openReturnPlace,
    openPage: (page) => shell.openExternal(page.href),
    qr: qrModules,
    clock,
    log,
    newId: randomUUID,
    onAdvance: options.onSignIn,
  });
  const signIns = new SignInService({
    // A CommonJS module: Node offers all of it as `default`, and names only what it can find in the source.
    keychain: options.tokens ?? new KeychainTokenStore(async () => (await import('keytar')).default),
    sessionTokens: options.tokens ?? new MemoryTokenStore(),
    tokenEndpoint: issuers,
    issuers,
    lock: new FileProcessLock(join(userData, 'locks')),
    granted: (id) => institutes.granted(id),
    agent,
    clock,
    log,
  });
  const serviceMemory = new FileServiceMemory(join(userData, 'services'));
  const profiles = new ProfileService({
    practice,
    profiles: new FileProfileStore(join(userData, 'profiles.json'), noteSetAside('profiles')),
    signIns,
    memory: serviceMemory,
    newId: randomUUID,
    onChange: (id) => clusterServices.forget(id),
  });
  const clusterServices = new ClusterServices({ client, practice, profiles, signIns, memory: serviceMemory });
  const credentials = new CredentialService({ profiles, signIns });
  const recipes = new RecipeService({
    store: new FileRecipeStore(join(userData, 'recipes.json'), noteSetAside('recipes')),
    newId: randomUUID,
  });
  const historyStore = new FileHistoryStore(
    {
      journal: join(options.results, 'history.jsonl'),
      results: join(options.results, 'results'),
      setAside: join(options.results, 'results-removed'),
    },
    log,
  );
  const history = new HistoryService({
    store: historyStore,
    results,
    inputs,
    shownCopies,
    settings,
    clock,
    log,
    onChange: (news) => {
      for (const id of news.removed) invocations.forget(id);
      void jobs.forget(news.removed);
      options.onHistory(news);
    },
  });
  const invocations = new InvocationService({
    client,
    services: clusterServices,
    inputs,
    preparation: copies,
    results,
    history,
    settings,
    clock,
    log,
    newId: randomUUID,
    random: Math.random,
    onChange: options.onInvocation,
  });
  const jobClient = new HttpJobClient({ connections, userAgent });
  const turns = new ListingTurns(clock);
  const jobs = new JobService({
    client: jobClient,
    turns,
    oscar: client,
    profiles,
    services: clusterServices,
    inputs,
    preparation: copies,
    results,
    history,
    settings,
    store: new FileJobStore(options.jobs.folder, log),
    clock,
    log,
    newId: randomUUID,
    isFollowed: options.jobs.isFollowed,
    onChange: options.onJobs,
  });
  return {
    reading,
    inputs,
    copies,
    shownCopies,
    results,
    unfinished,
    settings,
    connections,
    userAgent,
    client,
    practice,
    pictures,
    sounds,
    agent,
    clock,
    signIns,
    institutes,
    profiles,
    clusterServices,
    credentials,
    recipes,
    serviceMemory,
    history,
    historyStore,
    invocations,
    jobs,
    jobClient,
    turns,
  };
}

/**
 * The storage of clusters, over services that are composed already.
 * @param unfinished remembers what is being downloaded
 */
export function composeStorage({
  connections,
  clusterServices: services,
  profiles,
  settings,
  clock,
  userAgent,
  unfinished,
}: ReturnType<typeof composeInvocations>): StorageService {
  return new StorageService({
    buckets: new HttpBucketClient({ connections, userAgent }),
    signer: new KeyRequestSigner(Date.now),
    storage: new HttpStorageClient({ connections, userAgent }),
    files: new DiskDownloadFiles(unfinished),
    md5Source,
    services,
    profiles,
    settings,
    clock,
    random: Math.random,
  });
}

/** Where batches keep what they need, and who hears of them. */
export interface BatchCompositionOptions {
  /** Folder of journals and of answers that have no place yet. */
  readonly folder: string;
  /** Document of what was chosen last. */
  readonly defaults: string;
  /** Where results go until a folder is chosen. */
  readonly firstOutputFolder: string;
  readonly version: string;
  readonly log: Logger;
  readonly onChange: () => void;
  /** Hears of a list that changed as a row of the history. */
  readonly onRow: (row: HistoryEntry) => void;
}

/** The batches, over services that are composed already. */
export function composeBatches(
  { folder, defaults, firstOutputFolder, version, log, onChange, onRow }: BatchCompositionOptions,
  {
    reading,
    client,
    clusterServices,
    profiles,
    settings,
    inputs,
    copies,
    clock,
    jobClient,
    turns,
  }: ReturnType<typeof composeInvocations>,
): BatchService {
  // What the user knows of it is the program's folder.
  const shownAs = basename(dirname(folder));
  const writing = new WorkerFileThread(fileWorker);
  // What results say takes long to find out, and nothing waits for it.
  const understanding = new WorkerFileThread(fileWorker);
  const answers = new BatchResultStore(new FileResultStore(join(folder, 'answers'), shownAs));
  return new BatchService({
    attempts: new Attempts({
      client,
      services: clusterServices,
      results: answers,
      settings,
      clock,
      log,
      random: Math.random,
    }),
    jobs: new JobRuns({
      client: jobClient,
      services: clusterServices,
      oscar: client,
      results: answers,
      newId: randomUUID,
      ...{ profiles, settings, turns, clock, log },
    }),
    services: clusterServices,
    profiles,
    inputs: new DiskBatchInputs(reading),
    preparation: new LimitedPreparation(copies, preparedAtOnce),
    files: inputs,
    answers,
    outputs: new DiskOutputFolders(writing),
    fieldReader: new ThreadFieldReader(understanding),
    journals: new FileBatchJournals(folder, new WorkerFileThread(fileWorker), shownAs),
    records: new FileResultRecords(writing),
    reports: new FileBatchReports(understanding),
    tables: new FileBatchTables(folder, keepRowsInThread(tableWorker), shownAs),
    scan: new DiskFolderScan(),
    ownPatterns: async () => (await settings.get()).leftOutNames,
    defaults: new FileBatchDefaultsStore(defaults),
    openLists: new FileOpenListsStore(join(folder, 'open-lists.json')),
    firstOutputFolder,
    clock,
    log,
    newHash: () => createHash('sha256'),
    newId: randomUUID,
    appVersion: version,
    spreadsheetForm: spreadsheetFormIn(settings),
    onChange,
    onRow,
  });
}

/** Where watches keep what they need, and who hears of them. */
export interface WatchCompositionOptions {
  /** Folder of what they are and of what they took. */
  readonly folder: string;
  /** The lists that get their files. */
  readonly batches: BatchService;
  readonly log: Logger;
  readonly onChange: () => void;
  readonly onSetAside: (path: string, reason: SetAsideFile['reason']) => void;
}

/** The folders that are watched, over services that are composed already. */
export function composeWatches(
  { folder, batches, log, onChange, onSetAside }: WatchCompositionOptions,
  { reading, clusterServices, recipes, settings, clock }: ReturnType<typeof composeInvocations>,
): WatchService {
  return new WatchService({
    store: new FileWatchStore(folder, new WorkerFileThread(fileWorker), basename(dirname(folder)), onSetAside),
    folders: new PolledFolders(() => clock.monotonicMs()),
    lists: new WatchLists(batches),
    recipes,
    inputs: new DiskBatchInputs(reading),
    services: clusterServices,
    ownPatterns: async () => (await settings.get()).leftOutNames,
    newHash: () => createHash('sha256'),
    newListId: randomUUID,
    newId: randomUUID,
    clock,
    log,
    onChange,
  });
}

/** How spreadsheets are written now: as the user says, or as programs of the computer's region read them. */
export function spreadsheetFormIn(settings: Pick<SettingsStore, 'get'>): () => Promise<SpreadsheetForm> {
  return async () => {
    const { spreadsheetForm: form } = await settings.get();
    return form === 'system' ? spreadsheetFormOf(app.getSystemLocale()) : form;
  };
}

/** What takes things away from batches. */
export function composeExports(
  batches: BatchService,
  onProgress: (progress: ExportProgress) => void,
  { clock, unfinished }: ReturnType<typeof composeInvocations>,
): BatchExports {
  const writing = new WorkerFileThread(fileWorker);
  return new BatchExports({
    batches,
    tables: new DiskTableFiles(unfinished),
    detections: new ThreadDetectionReader(new WorkerFileThread(fileWorker)),
    copies: new DiskCopyFolders(writing, unfinished),
    outputs: new DiskOutputFolders(writing),
    clock,
    onProgress,
  });
}
