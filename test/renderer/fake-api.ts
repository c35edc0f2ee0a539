import type {
  ArchiveListing,
  BatchId,
  BatchLeftOut,
  BatchListQuery,
  BatchOverview,
  BatchPlanChange,
  BatchRow,
  CertificateFile,
  CheckStep,
  ClosingChoice,
  ClusterProfile,
  ContextMenuLine,
  EntryContent,
  ErrorInfo,
  ExtractedArchive,
  FoundInput,
  Given,
  HistoryEntry,
  ImportOffer,
  InputFile,
  Invocation,
  InvocationId,
  InvocationRequest,
  InvocationState,
  LastServices,
  OpenedConnectionFile,
  PracticeProfile,
  ProfileFields,
  ProfileId,
  ReadingMode,
  RecentFile,
  RepeatedInput,
  Reply,
  Result,
  RunCommandForm,
  Sample,
  SampleId,
  SaveSubject,
  SavedFile,
  SecretKeeping,
  Service,
  ServiceNotes,
  ServiceNotesChange,
  SetAsideFile,
  Settings,
  ShownCertificate,
  TokenReading,
  WakeUp,
} from '../../src-main/contract/api';
import type { CommandId, OfferedCommand } from '../../src-main/contract/commands';
import type { OscarEvents } from '../../src-main/contract/events';
import type { Oscar } from '../../src-renderer/api';
import {
  batchOverview,
  batchRow,
  certificate,
  clusterProfile,
  connectionFile,
  finishedAt,
  inputFile,
  pastInvocation,
  result,
  service,
  startedAt,
} from './builders';

const practiceProfile: PracticeProfile = {
  id: 'practice',
  name: 'Practice',
  kind: 'practice',
  endpoint: 'http://127.0.0.1:9',
};

/** A connection as it was saved, with what was typed as its secret. */
export interface SavedProfile {
  readonly id: ProfileId;
  readonly fields: ProfileFields;
  readonly secret: string | undefined;
  readonly keeping: SecretKeeping;
}

const samples: Readonly<Record<SampleId, Sample>> = {
  leaf: { kind: 'file', file: inputFile('leaf.jpg') },
  sentence: { kind: 'text', text: 'The oak is old.' },
  message: { kind: 'json', text: '{"message": "Moo"}' },
};

/** The main process as a test wants it: every answer is set beforehand, every call is kept. */
export class FakeOscar implements Oscar {
  services: readonly Service[] = [service('grayscale', { acceptedSuffixes: ['jpg', 'png'] }), service('cowsay')];
  settings: Settings = {
    waitLimitSeconds: 300,
    receiveLimitSeconds: 3600,
    retriesEnabled: true,
    answerLimitBytes: 1e9,
    keepDays: 90,
    keepBytes: 20e9,
    savesProvenance: false,
    spreadsheetForm: 'system',
    tellsWhenFinished: true,
    language: 'system',
    theme: 'system',
    knowsFirstSteps: true,
  };
  chosenFile: InputFile | undefined = inputFile('leaf.jpg');
  /** What a stored answer turns out to be when it is read anew. */
  readAnew = result();
  /** Where the user saves; `undefined` closes the dialog. */
  savedFile: SavedFile | undefined = { name: 'leaf – grayscale.png', folder: 'Pictures' };
  /** What is in the archive that came back, and what a file of it turns out to be. */
  archive: ArchiveListing = { entries: [], sizeBytes: 0 };
  entryContent: EntryContent = {
    kind: 'image',
    mediaType: 'image/png',
    sizeBytes: 75,
    url: 'oscar-result://one/entry/0',
  };
  readonly openedEntries: number[] = [];
  /** Where the user extracts an archive to; `undefined` closes the dialog. */
  extracted: ExtractedArchive | undefined = { name: 'leaf – picture-sizes', folder: 'Pictures', fileCount: 3 };
  profiles: readonly ClusterProfile[] = [];
  /** What any text that is pasted as a token turns out to be. */
  reading: TokenReading = { kind: 'opaque' };
  hasAgent = true;
  /** What a check of any connection finds. */
  checkSteps: readonly CheckStep[] = [];
  /** A check does not end before this. */
  endOfCheck: Promise<void> = Promise.resolve();
  readonly checked: { fields: ProfileFields; secret: string | undefined; id: ProfileId | undefined }[] = [];
  shownCertificate: ShownCertificate = {
    host: 'oscar.example.org',
    certificate: certificate(),
    problem: 'self-signed',
  };
  /** The file the user chooses; `undefined` closes the dialog. */
  certificateFile: CertificateFile | undefined = { subject: 'Institute', certificates: 'PEM' };
  seenBefore: LastServices | undefined;
  notes: ServiceNotes = { favourites: [], recent: [], edited: {}, given: {} };
  /** Where oscar-cli keeps its configuration, and where the user points. */
  usualConfig: ImportOffer | undefined;
  chosenConfig: ImportOffer | undefined;
  /** The file the user chooses, and the one the system asked to open. */
  connectionFile: OpenedConnectionFile | undefined;
  waitingFile: OpenedConnectionFile | undefined;
  setAside: readonly SetAsideFile[] = [];
  readonly attached: { readonly id: string; readonly profileId: ProfileId }[] = [];
  readonly savedProfiles: SavedProfile[] = [];
  readonly listedProfiles: ProfileId[] = [];
  readonly requests: InvocationRequest[] = [];
  readonly cancelled: InvocationId[] = [];
  readonly saved: SaveSubject[] = [];
  /** Where results of the service were saved before. */
  saveFolder: string | undefined;
  /** What a result that is copied turns out to be. */
  copiedForm: 'text' | 'image' = 'image';
  readonly copiedCommands: RunCommandForm[] = [];
  readonly readings: ReadingMode[] = [];
  readonly granted: File[] = [];
  batch: BatchOverview | undefined;
  batchRows: readonly BatchRow[] = [];
  leftOut: readonly BatchLeftOut[] = [];
  /** What a dialog or a drop gives. */
  given: Given | undefined;
  readonly taken: File[] = [];
  readonly listed: BatchListQuery[] = [];
  /** Commands to the batch, in order. */
  readonly batchCalls: (readonly unknown[])[] = [];
  readonly #refusals = new Map<keyof Oscar, ErrorInfo>();
  history: HistoryEntry[] = [];
  pastInvocation: Invocation = pastInvocation();
  readonly cancelledExtractions: InvocationId[] = [];
  wakeUp: WakeUp = { kind: 'unknown' };
  foundInput: FoundInput = { kind: 'unknown' };
  repeated: RepeatedInput = { input: { kind: 'text', text: 'once more' }, hasChanged: false };
  readonly opened: InvocationId[] = [];
  readonly pinned: [InvocationId, boolean][] = [];
  readonly removed: (readonly InvocationId[])[] = [];
  restorations = 0;
  recentFiles: readonly RecentFile[] = [];
  /** The lines of the context menu that was opened last, and which one the user chooses of any. */
  contextMenu: readonly string[] = [];
  chosenLine: string | undefined;
  /** What the menu bar shows. */
  offeredCommands: readonly OfferedCommand[] = [];
  purges = 0;
  readonly #listeners: { readonly [E in keyof OscarEvents]: Set<(payload: OscarEvents[E]) => void> } = {
    invocationChanged: new Set(),
    historyChanged: new Set(),
    connectionFileWaiting: new Set(),
    batchChanged: new Set(),
    closingAsked: new Set(),
    connectionCheckAdvanced: new Set(),
    extractionProgress: new Set(),
    commandChosen: new Set(),
  };

  /** Refuses every later call of that name. */
  refuse(call: keyof Oscar, error: ErrorInfo): void {
    this.#refusals.set(call, error);
  }

  /** Answers every later call of that name again. */
  allow(call: keyof Oscar): void {
    this.#refusals.delete(call);
  }

  /** Tells the page the state of the invocation started last. */
  tell(state: InvocationState, more: Partial<Invocation> = {}): void {
    const request = this.requests.at(-1);
    const invocation: Invocation = {
      id: `invocation-${this.requests.length}`,
      profileId: 'practice',
      serviceName: request?.serviceName ?? 'grayscale',
      startedAt,
      stateSince: startedAt,
      attempt: 1,
      state,
      ...(request?.input.kind === 'file' && { inputName: 'leaf.jpg' }),
      ...more,
    };
    for (const listener of this.#listeners.invocationChanged) listener(invocation);
  }

  /** Tells the page what happened to the history. */
  tellHistory(news: Partial<OscarEvents['historyChanged']>): void {
    for (const listener of this.#listeners.historyChanged) listener({ kept: [], removed: [], ...news });
  }

  /** The system asks to open a connection file. */
  announce(file: OpenedConnectionFile): void {
    this.waitingFile = file;
    for (const listener of this.#listeners.connectionFileWaiting) listener(undefined);
  }

  /** Tells the page of the batch. */
  tellBatch(batch: BatchOverview | undefined): void {
    this.batch = batch;
    for (const listener of this.#listeners.batchChanged) listener(batch);
  }

  /** Tells how far the extracting of an archive is. */
  tellExtraction(progress: OscarEvents['extractionProgress']): void {
    for (const listener of this.#listeners.extractionProgress) listener(progress);
  }

  /** Asks the page what is to become of a running batch. */
  askClosing(): void {
    for (const listener of this.#listeners.closingAsked) listener(undefined);
  }

  /** Tells the page how far a check is. */
  advanceCheck(steps: readonly CheckStep[]): void {
    for (const listener of this.#listeners.connectionCheckAdvanced) listener(steps);
  }

  /** Chooses a command in the menu bar. */
  chooseCommand(id: CommandId): void {
    for (const listener of this.#listeners.commandChosen) listener(id);
  }

  /** Ends the invocation started last. */
  finish(answer: Result = result()): void {
    this.tell({ status: 'finished', result: answer, finishedAt });
  }

  getAppInfo = () =>
    this.#reply('getAppInfo', {
      version: '1.2.3',
      electronVersion: '45.0.0',
      chromiumVersion: '150.0.0.0',
      nodeVersion: '24.0.0',
      builtAt: '2026-03-05T10:00:00.000Z',
      isSandboxed: true,
      isTestBuild: false,
    });
  getSettings = () => this.#reply('getSettings', this.settings);
  changeSettings = (change: Partial<Settings>) => {
    this.settings = { ...this.settings, ...change };
    return this.#reply('changeSettings', this.settings);
  };
  offerCommands = (commands: readonly OfferedCommand[]) => {
    this.offeredCommands = commands;
    return this.#reply('offerCommands', undefined);
  };
  openContextMenu = (groups: readonly (readonly ContextMenuLine[])[]) => {
    this.contextMenu = groups.flat().map(({ label }) => label);
    const chosen = groups.flat().find(({ label }) => label === this.chosenLine);
    return this.#reply('openContextMenu', chosen?.id);
  };
  showLicences = () => this.#told('showLicences');
  listRecentFiles = () => this.#reply('listRecentFiles', this.recentFiles);
  openRecentFile = (id: string) => {
    const file = this.recentFiles.find((one) => one.id === id);
    return this.#reply('openRecentFile', inputFile(file?.name ?? id));
  };
  clearRecentFiles = () => {
    this.recentFiles = [];
    return this.#reply('clearRecentFiles', undefined);
  };
  lastServices = () => this.#reply('lastServices', this.seenBefore);
  getServiceNotes = () => this.#reply('getServiceNotes', this.notes);
  changeServiceNotes = (_id: ProfileId, change: ServiceNotesChange) => {
    this.notes = { ...this.notes, ...change };
    return this.#reply('changeServiceNotes', this.notes);
  };
  openOscarCliConfig = (place: 'usual' | 'chosen') =>
    this.#reply('openOscarCliConfig', place === 'usual' ? this.usualConfig : this.chosenConfig);
  importClusters = (_id: string, names: readonly string[], keeping: SecretKeeping) => {
    const added = names.map((name) => clusterProfile(name, { keeping }));
    this.profiles = this.#refusals.has('importClusters') ? this.profiles : [...this.profiles, ...added];
    return this.#reply('importClusters', added);
  };
  leaveImport = () => this.#reply('leaveImport', undefined);
  chooseConnectionFile = () => this.#reply('chooseConnectionFile', this.connectionFile);
  openConnectionFile = () => this.#reply('openConnectionFile', this.connectionFile ?? connectionFile());
  nextConnectionFile = () => {
    const next = this.waitingFile;
    this.waitingFile = undefined;
    return this.#reply('nextConnectionFile', next);
  };
  attachConnectionFile = (id: string, profileId: ProfileId) => {
    this.attached.push({ id, profileId });
    return this.#reply('attachConnectionFile', undefined);
  };
  saveConnectionFile = () => this.#reply('saveConnectionFile', this.savedFile);
  listSetAsideFiles = () => this.#reply('listSetAsideFiles', this.setAside);
  showSetAsideFile = () => this.#reply('showSetAsideFile', undefined);
  copyProfile = (sourceId: ProfileId, fields: ProfileFields) =>
    this.#saveProfile('copyProfile', { id: `copy of ${sourceId}`, fields, secret: undefined, keeping: 'keychain' });
  openPractice = () => this.#reply('openPractice', practiceProfile);
  listProfiles = () => this.#reply('listProfiles', this.profiles);
  addProfile = (fields: ProfileFields, secret: string | undefined, keeping: SecretKeeping) => {
    const id = `profile-${fields.name}`;
    return this.#saveProfile('addProfile', { id, fields, secret, keeping });
  };
  changeProfile = (id: ProfileId, fields: ProfileFields, secret: string | undefined, keeping: SecretKeeping) =>
    this.#saveProfile('changeProfile', { id, fields, secret, keeping });
  deleteProfile = async (id: ProfileId) => {
    const reply = await this.#reply('deleteProfile', undefined);
    if (reply.ok) this.profiles = this.profiles.filter((profile) => profile.id !== id);
    return reply;
  };
  readToken = () => this.#reply('readToken', this.reading);
  hasLocalAgent = () => this.#reply('hasLocalAgent', this.hasAgent);
  checkConnection = async (fields: ProfileFields, secret: string | undefined, id: ProfileId | undefined) => {
    this.checked.push({ fields, secret, id });
    await this.endOfCheck;
    return this.#reply('checkConnection', this.checkSteps);
  };
  showCertificate = () => this.#reply('showCertificate', this.shownCertificate);
  chooseCertificateFile = () => this.#reply('chooseCertificateFile', this.certificateFile);
  listServices = (profileId: ProfileId) => {
    this.listedProfiles.push(profileId);
    return this.#reply('listServices', this.services);
  };
  chooseFile = () => this.#reply('chooseFile', this.chosenFile);
  openSample = (sample: SampleId) => this.#reply('openSample', samples[sample]);
  startInvocation = (request: InvocationRequest) => {
    this.requests.push(request);
    return this.#reply('startInvocation', `invocation-${this.requests.length}`);
  };
  cancelInvocation = (id: InvocationId) => {
    this.cancelled.push(id);
    return this.#reply('cancelInvocation', undefined);
  };
  readAnswer = (_id: InvocationId, mode: ReadingMode) => {
    this.readings.push(mode);
    return this.#reply('readAnswer', this.readAnew);
  };
  saveResult = (_id: InvocationId, subject: SaveSubject) => {
    this.saved.push(subject);
    return this.#reply('saveResult', this.savedFile);
  };
  findSaveFolder = () => this.#reply('findSaveFolder', this.saveFolder);
  saveResultToFolder = () =>
    this.#reply('saveResultToFolder', this.saveFolder === undefined ? undefined : this.savedFile);
  openResult = () => this.#reply('openResult', undefined);
  copyResult = () => this.#reply('copyResult', this.copiedForm);
  dragResult = () => this.#reply('dragResult', undefined);
  showSavedFile = () => this.#reply('showSavedFile', undefined);
  copyRunCommand = (_id: InvocationId, form: RunCommandForm) => {
    this.copiedCommands.push(form);
    return this.#reply('copyRunCommand', undefined);
  };
  listArchive = () => this.#reply('listArchive', this.archive);
  openArchiveEntry = (_id: InvocationId, index: number) => {
    this.openedEntries.push(index);
    return this.#reply('openArchiveEntry', this.entryContent);
  };
  extractArchive = () => this.#reply('extractArchive', this.extracted);
  cancelExtraction = (id: InvocationId) => {
    this.cancelledExtractions.push(id);
    return this.#reply('cancelExtraction', undefined);
  };
  showExtractedFolder = () => this.#reply('showExtractedFolder', undefined);
  listHistory = () => this.#reply('listHistory', this.history);
  openInvocation = (id: InvocationId) => {
    this.opened.push(id);
    return this.#reply('openInvocation', this.pastInvocation);
  };
  pinInvocation = (id: InvocationId, isPinned: boolean) => {
    this.pinned.push([id, isPinned]);
    return this.#reply('pinInvocation', undefined);
  };
  removeFromHistory = (ids: readonly InvocationId[]) => {
    this.removed.push(ids);
    return this.#reply('removeFromHistory', undefined);
  };
  restoreHistory = () => {
    this.restorations += 1;
    return this.#reply('restoreHistory', undefined);
  };
  purgeHistory = () => {
    this.purges += 1;
    return this.#reply('purgeHistory', undefined);
  };
  expectWakeUp = () => this.#reply('expectWakeUp', this.wakeUp);
  findInput = () => this.#reply('findInput', this.foundInput);
  repeatInput = () => this.#reply('repeatInput', this.repeated);
  chooseFiles = () => this.#reply('chooseFiles', this.given);
  chooseFolders = () => this.#reply('chooseFolders', this.given);
  takeFiles = (files: readonly File[]) => {
    this.taken.push(...files);
    return this.#reply('takeFiles', this.given ?? { kind: 'batch' as const, id: batchOverview().id });
  };
  getBatch = () => this.#reply('getBatch', this.batch);
  listBatchItems = (_id: BatchId, query: BatchListQuery, start: number, count: number) => {
    this.listed.push(query);
    const rows = this.batchRows.slice(start, start + count);
    return this.#reply('listBatchItems', { total: this.batchRows.length, rows });
  };
  findBatchItems = () =>
    this.#reply(
      'findBatchItems',
      this.batchRows.map(({ index }) => index),
    );
  listLeftOut = () => this.#reply('listLeftOut', this.leftOut);
  changeBatch = (_id: BatchId, change: BatchPlanChange) => this.#told('changeBatch', change);
  chooseOutputFolder = () => this.#reply('chooseOutputFolder', true);
  startBatch = (_id: BatchId, isSample: boolean) => this.#told('startBatch', isSample);
  pauseBatch = () => this.#told('pauseBatch');
  probeBatch = () => this.#told('probeBatch');
  stopBatch = (_id: BatchId, dropsUnderWay: boolean) => this.#told('stopBatch', dropsUnderWay);
  retryBatchItems = (_id: BatchId, items: readonly number[] | 'all') => this.#told('retryBatchItems', items);
  removeBatchItems = (_id: BatchId, items: readonly number[]) => this.#told('removeBatchItems', items);
  acceptBatchItem = (_id: BatchId, item: number) => this.#told('acceptBatchItem', item);
  openBatchItem = (_id: BatchId, item: number) => {
    const row = this.batchRows[item] ?? batchRow(`${item}`, { index: item });
    return this.#reply('openBatchItem', { row, input: inputFile(row.name), result: result() });
  };
  showBatchItem = (_id: BatchId, item: number) => this.#told('showBatchItem', item);
  showOutputFolder = () => this.#told('showOutputFolder');
  limitNewBatches = (atOnceLimit: number) => this.#told('limitNewBatches', atOnceLimit);
  discardBatch = () => this.#told('discardBatch');
  decideClosing = (choice: ClosingChoice) => this.#told('decideClosing', choice);
  grantFile = (file: File) => {
    this.granted.push(file);
    return this.#reply('grantFile', inputFile(file.name, { sizeBytes: file.size, mediaType: file.type }));
  };
  on: Oscar['on'] = (event, listener) => {
    this.#listeners[event].add(listener);
    return () => this.#listeners[event].delete(listener);
  };

  async #saveProfile(
    call: 'addProfile' | 'changeProfile' | 'copyProfile',
    saved: SavedProfile,
  ): Promise<Reply<ClusterProfile>> {
    const profile: ClusterProfile = { ...saved.fields, id: saved.id, kind: 'cluster', keeping: saved.keeping };
    const reply = await this.#reply(call, profile);
    if (!reply.ok) return reply;
    this.savedProfiles.push(saved);
    this.profiles = [...this.profiles.filter(({ id }) => id !== saved.id), profile];
    return reply;
  }

  #told(call: keyof Oscar, ...facts: readonly unknown[]): Promise<Reply<void>> {
    this.batchCalls.push([call, ...facts]);
    return this.#reply(call, undefined);
  }

  #reply<T>(call: keyof Oscar, value: T): Promise<Reply<T>> {
    const error = this.#refusals.get(call);
    return Promise.resolve(error ? { ok: false, error } : { ok: true, value });
  }
}
