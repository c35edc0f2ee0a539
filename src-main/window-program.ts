import { app, clipboard, type BrowserWindow } from 'electron';
import { join } from 'node:path';
import dragIconPath from '../assets/icons/64x64.png?asset';
import { FileUnfinishedOutputs } from './adapters/result/unfinished-outputs';
import { connectionFilesOf } from './command/connection-arguments';
import {
  commandRuns,
  commandSaves,
  composeBatches,
  composeExports,
  composeInvocations,
  composeStorage,
  composeWatches,
  drawnPictures,
  fetchedFiles,
  preparedCopies,
} from './composition';
import type { OscarEvents } from './contract/ground/events';
import type { SettingsStore } from './core/app/ports';
import type { Settings } from './core/app/settings';
import { dayOf } from './core/ground/day';
import type { HistoryEntry } from './core/history/history';
import type { Job } from './core/job/job';
import type { Logger } from './core/ground/ports';
import { applyTheme } from './electron/appearance';
import { BatchNotifications } from './electron/batch-notifications';
import { followTextMenus } from './electron/context-menu';
import { Dialogs } from './electron/dialogs';
import { DrawnPictures } from './electron/drawn-pictures';
import { appHandlers } from './electron/ipc/app-handlers';
import { batchHandlers } from './electron/ipc/batch-handlers';
import { checkedCalls } from './electron/ipc/checked-calls';
import { connectionHandlers } from './electron/ipc/connection-handlers';
import { throttle, throttleLatest, throttleProgress } from './electron/ipc/event-throttle';
import { exportHandlers } from './electron/ipc/export-handlers';
import { historyHandlers } from './electron/ipc/history-handlers';
import { collectChanges } from './electron/ipc/collected-changes';
import { jobHandlers } from './electron/ipc/job-handlers';
import { inputHandlers } from './electron/ipc/input-handlers';
import { sendEvent, type CallHandlers } from './electron/ipc/ipc';
import { moveHandlers } from './electron/ipc/move-handlers';
import { recipeHandlers } from './electron/ipc/recipe-handlers';
import { resultHandlers } from './electron/ipc/result-handlers';
import { runHandlers } from './electron/ipc/run-handlers';
import { signInHandlers } from './electron/ipc/sign-in-handlers';
import { serviceHandlers } from './electron/ipc/service-handlers';
import { watchHandlers } from './electron/ipc/watch-handlers';
import { storageHandlers } from './electron/ipc/storage-handlers';
import type { LocalFiles } from './electron/local-protocol';
import { ApplicationMenu } from './electron/menu';
import { menuWords } from './electron/menu-words';
import type { SetAsideFiles } from './electron/set-aside-files';
import { pictureOnClipboard } from './electron/clipboard-picture';
import { isDevelopmentRuntime } from './electron/until-electron-25-goes';
import { bringToFront, runBeforeQuit, preventClosing } from './electron/window';
import type { WindowState } from './electron/window-state';
import { closeInOrder } from './services/app/closers';
import { Closing } from './services/app/closing';
import { WatchDesk } from './services/watch/watch-desk';
import { FileBatchDefaultsStore } from './adapters/batch/defaults-store';
import { StorageDesk } from './services/storage/storage-desk';
import { composeMoving, composeWindow } from './window-composition';

// Beside the program's archive, so that the system's own programs can open them.
const licenceFolder = app.isPackaged ? join(process.resourcesPath, 'licenses') : join(__dirname, '../licenses');

/** How long the program waits at its end for what was stopped, in milliseconds. */
const stoppingLimitMs = 5000;
/** How long it waits for files that the user wants to have, which may be large and the drive slow. */
const writingLimitMs = 10 * 60_000;

/** What is there before the program is. */
export interface ProgramStart {
  readonly window: BrowserWindow;
  readonly windowState: WindowState;
  readonly settings: SettingsStore & { allDone(): Promise<void> };
  /** What the settings were when the window was made. */
  readonly settingsAtStart: Settings;
  /** What was set aside meanwhile, and takes what else is. */
  readonly setAside: SetAsideFiles;
  readonly log: Logger;
  /** Paths of files that the system asked to open meanwhile; macOS only. */
  readonly openedBeforeStart: readonly string[];
}

/** What the page gets from the program. */
export interface Program {
  readonly calls: CallHandlers;
  readonly files: LocalFiles;
}

/** Makes the program behind the window. */
export async function startProgram(start: ProgramStart): Promise<Program> {
  const { window, windowState, settings, setAside, log } = start;
  const userData = app.getPath('userData');
  const version = app.getVersion();
  log.info('started', { version, electron: process.versions.electron ?? '0' });

  const tellWindow = <Name extends keyof OscarEvents>(name: Name, payload: OscarEvents[Name]) => {
    if (!window.isDestroyed()) sendEvent(window.webContents, name, payload);
  };
  const tellHistory = collectChanges<HistoryEntry>((news) => tellWindow('historyChanged', news));
  const unfinished = new FileUnfinishedOutputs(join(userData, 'unfinished-folders.json'), log);
  const composed = composeInvocations({
    userData,
    results: userData,
    unfinished,
    version,
    settings,
    log,
    onSetAside: (document, path, reason) => setAside.note(document, path, reason),
    onInvocation: throttleProgress((invocation) => tellWindow('invocationChanged', invocation)),
    onHistory: tellHistory,
    onSignIn: (id, progress) => tellWindow('signInAdvanced', { id, progress }),
    jobs: { folder: join(userData, 'jobs'), isFollowed: () => true },
    onJobs: collectChanges<Job>((news) => tellWindow('jobsChanged', news)),
  });
  const {
    inputs,
    copies,
    shownCopies,
    practice,
    pictures,
    sounds,
    agent,
    clock,
    signIns,
    institutes,
    profiles,
    history,
    invocations,
    jobs,
    recipes,
  } = composed;
  const defaults = join(userData, 'batch-defaults.json');
  const firstOutputFolder = join(app.getPath('documents'), 'OSCAR results');
  const batches = composeBatches(
    {
      folder: join(userData, 'batches'),
      defaults,
      firstOutputFolder,
      version,
      log,
      onChange: throttle(() => {
        const batch = batches.overview;
        void batches.tellHistory();
        notifications.follow(batches.summaries);
        tellWindow('batchesChanged', batches.summaries);
        tellWindow('batchChanged', batch);
      }),
      onRow: (row) => tellHistory({ kept: [row], removed: [] }),
    },
    composed,
  );
  const {
    check,
    serviceList,
    imports,
    connectionFiles,
    recentFiles,
    samples,
    ownInputs,
    outputs,
    kept,
    saving,
    used,
    archives,
  } = composeWindow(
    {
      userData,
      version,
      log,
      onCheck: (steps) => tellWindow('connectionCheckAdvanced', steps),
      onExtraction: throttleLatest((progress) => tellWindow('extractionProgress', progress)),
    },
    composed,
    batches.answers,
  );

  const drawn = new DrawnPictures(pictures, drawnPictures(userData));
  const dialogs = new Dialogs(window);
  const menu = new ApplicationMenu((command) => tellWindow('commandChosen', command));
  const useLanguage = (language: Settings['language']) => menu.setWords(menuWords(language, app.getLocale()));
  useLanguage(start.settingsAtStart.language);
  followTextMenus(window, () => menu.words);
  const notifications = new BatchNotifications(window, {
    words: () => menu.words?.notice,
    isWanted: () =>
      settings.get().then(
        ({ tellsWhenFinished }) => tellsWhenFinished,
        () => true,
      ),
  });
  const batchExports = composeExports(
    batches,
    throttleLatest((progress) => tellWindow('exportProgress', progress)),
    composed,
  );
  const watches = composeWatches(
    {
      folder: join(userData, 'watches'),
      batches,
      log,
      onChange: throttle(() => tellWindow('watchesChanged', watches.overviews)),
      onSetAside: (path, reason) => setAside.note('watches', path, reason),
    },
    composed,
  );
  const watchDesk = new WatchDesk({
    watches,
    batches,
    recipes,
    defaults: new FileBatchDefaultsStore(defaults),
    firstOutputFolder,
  });
  const onSettings = ({ theme, language }: Settings) => {
    applyTheme(theme);
    useLanguage(language);
  };
  const moving = composeMoving({ userData, serviceList, watches, onSettings }, composed);
  const fetched = fetchedFiles(userData);
  const storage = new StorageDesk({
    storage: composeStorage(composed),
    inputs,
    newFolder: () => fetched.make(),
    onProgress: throttleLatest((progress) => tellWindow('storageProgress', progress)),
    onListed: throttleLatest((count) => tellWindow('storageListed', count)),
  });
  const closing = new Closing({
    batches,
    ask: () => {
      bringToFront(window);
      tellWindow('closingAsked', undefined);
    },
    minimize: () => window.minimize(),
    quit: () => app.quit(),
  });

  const calls = checkedCalls({
    ...appHandlers({
      window,
      dialogs,
      menu,
      settings,
      onSettings,
      setAside,
      recentFiles,
      closing,
      build: { builtAt: buildInstant, isTestBuild: isDevelopmentRuntime },
      licenceFolder,
    }),
    ...connectionHandlers({ dialogs, profiles, agent, check, imports, connectionFiles, inputs }),
    ...signInHandlers({ institutes, profiles, copyText: (text) => clipboard.writeText(text) }),
    ...serviceHandlers(serviceList),
    ...inputHandlers({
      dialogs,
      inputs,
      shownCopies,
      batches,
      recentFiles,
      samples,
      pastedPicture: async () => {
        const picture = await pictureOnClipboard(clipboard);
        return picture && ownInputs.keep(picture, clock.now());
      },
      paste: () => window.webContents.paste(),
    }),
    ...runHandlers({ invocations, history }),
    ...resultHandlers({ page: window.webContents, dialogs, invocations, saving, used, archives, dragIconPath }),
    ...historyHandlers(history),
    ...jobHandlers(jobs),
    ...storageHandlers(storage, dialogs, inputs),
    ...batchHandlers(batches, dialogs),
    ...watchHandlers(watches, watchDesk, dialogs),
    ...recipeHandlers({ recipes, batches, inputs }),
    ...exportHandlers(batchExports, dialogs),
    ...moveHandlers(moving, dialogs, () => dayOf(clock.now())),
  });

  connectionFilesOf(process.argv.slice(1), process.cwd()).forEach((path) => connectionFiles.announce(path));
  start.openedBeforeStart.forEach((path) => connectionFiles.announce(path));
  history.include(batches.past);
  await batches.restore().catch((error: unknown) => log.error('batches of the last start', error));
  await watches.open().catch((error: unknown) => log.error('watches of the last start', error));
  void history.open().then(() => history.keepToRetention());
  void jobs.open().catch((error: unknown) => log.error('jobs of earlier starts', error));
  removeLeftovers();

  /** Removes what earlier starts left behind, and pictures from the clipboard that are no longer kept. */
  function removeLeftovers(): void {
    void unfinished.sweep();
    void commandRuns(userData).sweep();
    void commandSaves(userData, log).sweep();
    void drawnPictures(userData).sweep();
    void fetched.sweep();
    void preparedCopies(userData).sweep();
    const { keepDays } = start.settingsAtStart;
    if (typeof keepDays === 'number') {
      ownInputs
        .sweep(keepDays, Date.parse(clock.now()), async (folder, sinceMs) => [
          ...(await history.inputPaths()),
          ...(await batches.past.inputsIn(folder, sinceMs)),
        ])
        .catch((error: unknown) => log.warn('inputs of the program itself', { cause: error }));
    }
    outputs.removeCopies().catch((error: unknown) => log.warn('copies of the last start', { cause: error }));
  }

  const openFromSystem = (path: string) => {
    connectionFiles.announce(path);
    tellWindow('connectionFileWaiting', undefined);
  };
  app.on('second-instance', (_event, argv, workingDirectory) => {
    connectionFilesOf(argv.slice(1), workingDirectory).forEach(openFromSystem);
    if (!window.isDestroyed()) bringToFront(window);
  });
  app.removeAllListeners('open-file');
  app.on('open-file', (event, path) => {
    event.preventDefault();
    openFromSystem(path);
  });
  window.on('closed', () => app.quit());
  // The windows that decode sounds come and go.
  app.on('window-all-closed', () => undefined);
  preventClosing(window, closing);
  const closers = [
    { name: 'place of the window', limitMs: stoppingLimitMs, close: () => windowState.save() },
    { name: 'settings', limitMs: stoppingLimitMs, close: () => settings.allDone() },
    { name: 'notes on services', limitMs: stoppingLimitMs, close: () => serviceList.allDone() },
    { name: 'recipes', limitMs: stoppingLimitMs, close: () => recipes.allDone() },
    { name: 'moving', limitMs: stoppingLimitMs, close: () => moving.stop() },
    { name: 'exports', limitMs: stoppingLimitMs, close: () => batchExports.stopAll() },
    { name: 'watches', limitMs: stoppingLimitMs, close: () => watches.close() },
    { name: 'batches', limitMs: stoppingLimitMs, close: () => batches.suspend() },
    { name: 'saving', limitMs: writingLimitMs, close: () => saving.allDone() },
    { name: 'archives', limitMs: writingLimitMs, close: () => archives.allDone() },
    { name: 'files of services', limitMs: stoppingLimitMs, close: () => storage.stop() },
    { name: 'jobs', limitMs: stoppingLimitMs, close: () => jobs.close() },
    { name: 'invocations', limitMs: stoppingLimitMs, close: () => invocations.cancelAll() },
    {
      name: 'sign-ins',
      limitMs: stoppingLimitMs,
      close: () => {
        institutes.leaveAll();
        return signIns.allDone();
      },
    },
    { name: 'history', limitMs: writingLimitMs, close: () => history.close() },
    { name: 'practice cluster', limitMs: stoppingLimitMs, close: () => practice.close() },
    { name: 'pictures', limitMs: stoppingLimitMs, close: async () => pictures.close() },
    { name: 'sounds', limitMs: stoppingLimitMs, close: async () => sounds.close() },
    { name: 'prepared copies', limitMs: stoppingLimitMs, close: () => copies.close() },
    { name: 'drawn pictures', limitMs: stoppingLimitMs, close: () => drawn.close() },
    { name: 'fetched files', limitMs: stoppingLimitMs, close: () => fetched.close() },
  ];
  runBeforeQuit(() => closeInOrder(closers, { clock, log }));
  return {
    calls,
    files: {
      locateResult: (id, part) => kept.locate(id, part),
      locateEntry: async (id, index) => archives.locateEntry(id, index),
      locateInput: async ({ id, version, preparation }) => {
        const item = batches.answers.input(id);
        const file = item ? await inputs.locateFile(item.path, item.sent) : await inputs.locate(id, version);
        return preparation ? shownCopies.locate(file.path, preparation) : file;
      },
      drawn,
    },
  };
}
