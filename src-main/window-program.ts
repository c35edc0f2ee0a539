import { randomUUID } from 'node:crypto';
import { app, clipboard, type BrowserWindow } from 'electron';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import dragIconPath from '../assets/icons/64x64.png?asset';
import leafPath from '../assets/samples/leaf.jpg?asset';
import messagePath from '../assets/samples/message.json?asset';
import sentencePath from '../assets/samples/sentence.txt?asset';
import { certificateSubject, readCertificateFile } from './adapters/connection/certificate-files';
import { DiskOutputFiles } from './adapters/result/output-files';
import { FileRecentFileStore } from './adapters/input/recent-file-store';
import { FileSaveFolderStore } from './adapters/result/save-folder-store';
import { shownAddress } from './adapters/http/host-name';
import type { GrantedInputFiles } from './adapters/input/input-files';
import { SocketNetworkProbe } from './adapters/connection/network-probe';
import { FileServiceMemory } from './adapters/service/service-memory';
import { FileUnfinishedFolders } from './adapters/result/unfinished-folders';
import { ZipArchives } from './adapters/result/zip-reader';
import { connectionFilesOf } from './command/connection-arguments';
import { composeBatches, composeInvocations } from './composition';
import type { ExtractionProgress } from './core/result/archive';
import { readToken } from './core/connection/json-web-token';
import { DiskTextFiles } from './adapters/input/text-files';
import type { ClosingChoice } from './contract/app';
import type { Sample, SampleId } from './contract/input';
import type { OscarEvents } from './contract/events';
import { connectionFileEnding } from './core/connection/connection-file';
import { isAppError } from './core/ground/error';
import type { Logger } from './core/ground/ports';
import type { SettingsStore } from './core/app/ports';
import type { ClusterProfile } from './core/connection/profile';
import type { Settings } from './core/app/settings';
import { applyTheme } from './electron/appearance';
import { BatchPresence } from './electron/batch-presence';
import { Dialogs } from './electron/dialogs';
import { atMostTenASecond, thinnedOut } from './electron/ipc/event-thinning';
import { followTextMenus, showContextMenu } from './electron/context-menu';
import { checkedCalls } from './electron/ipc/checked-calls';
import { copyToClipboard, dragFile } from './electron/clipboard';
import { gathered } from './electron/ipc/history-news';
import { pushEvent, type Answers } from './electron/ipc/ipc';
import type { LocalFiles } from './electron/local-protocol';
import { ApplicationMenu } from './electron/menu';
import { menuWords } from './electron/menu-words';
import type { SetAsideFiles } from './electron/set-aside-files';
import { isDevelopmentRuntime } from './electron/until-electron-25-goes';
import { askBeforeEnding, bringUp } from './electron/window';
import type { WindowState } from './electron/window-state';
import { ArchiveService } from './services/result/archive-service';
import { ConnectionCheck } from './services/connection/connection-check';
import { ConnectionFileService } from './services/connection/connection-file-service';
import { ImportService } from './services/connection/import-service';
import { RecentFiles } from './services/input/recent-files';
import { ResultService } from './services/result/result-service';
import { ServiceShelf } from './services/service/service-shelf';

// Beside the program's archive, so that the system's own programs can open them.
const licenceFolder = app.isPackaged ? join(process.resourcesPath, 'licenses') : join(__dirname, '../licenses');

// How long the program waits at its end for what was stopped.
const longestEndMs = 5000;

/** What is there before the program is. */
export interface ProgramStart {
  readonly window: BrowserWindow;
  readonly windowState: WindowState;
  readonly settings: SettingsStore;
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
  readonly answers: Answers;
  readonly files: LocalFiles;
}

/** Makes the program behind the window. */
export async function startProgram(start: ProgramStart): Promise<Program> {
  const { window, windowState, settings, setAside, log } = start;
  const userData = app.getPath('userData');
  const electronVersion = process.versions.electron ?? '0';
  log.info('started', { version: app.getVersion(), electron: electronVersion });

  const tellWindow = <Name extends keyof OscarEvents>(name: Name, payload: OscarEvents[Name]) => {
    if (!window.isDestroyed()) pushEvent(window.webContents, name, payload);
  };
  const tellChange = thinnedOut((invocation) => tellWindow('invocationChanged', invocation));
  const tellHistory = gathered((news) => tellWindow('historyChanged', news));
  const composed = composeInvocations({
    userData,
    results: userData,
    version: app.getVersion(),
    settings,
    log,
    onSetAside: (document, path, reason) => setAside.note(document, path, reason),
    onInvocation: tellChange,
    onHistory: tellHistory,
  });
  const {
    inputs,
    results,
    connections,
    client,
    practice,
    agent,
    clock,
    signIns,
    profiles,
    history,
    historyStore,
    invocations,
  } = composed;
  const check = new ConnectionCheck({
    client,
    profiles,
    probe: new SocketNetworkProbe(connections),
    clock,
    onAdvance: (steps) => tellWindow('connectionCheckAdvanced', steps),
  });
  const files = new DiskTextFiles();
  const shelf = new ServiceShelf({
    profiles,
    memory: new FileServiceMemory(join(userData, 'services')),
    clock,
    log,
  });
  const imports = new ImportService({ profiles, files, newId: randomUUID });
  const connectionFiles = new ConnectionFileService({
    profiles,
    shelf,
    files,
    subjectOf: certificateSubject,
    newId: randomUUID,
  });
  const dialogs = new Dialogs();
  const menu = new ApplicationMenu((command) => tellWindow('commandChosen', command));

  const outputs = new DiskOutputFiles(join(userData, 'copies'));
  const saving = new ResultService({
    results,
    invocations,
    history,
    texts: historyStore,
    folders: new FileSaveFolderStore(join(userData, 'save-folders.json')),
    files: outputs,
    settings,
    appVersion: app.getVersion(),
    log,
  });
  let extraction: ExtractionProgress | undefined;
  const tellExtraction = atMostTenASecond(() => {
    if (extraction) tellWindow('extractionProgress', extraction);
  });
  const unfinishedFolders = new FileUnfinishedFolders(join(userData, 'unfinished-folders.json'), log);
  const archives = new ArchiveService(results, new ZipArchives(unfinishedFolders), (progress) => {
    extraction = progress;
    tellExtraction();
  });
  const recentFiles = new RecentFiles({
    store: new FileRecentFileStore(join(userData, 'recent-files.json')),
    settings,
    newId: randomUUID,
  });
  // A file is used all the same where that can't be remembered.
  const noteFile = (path: string) => {
    if (path.endsWith(connectionFileEnding)) return;
    recentFiles.note(path).catch((error: unknown) => log.warn('recent files', { cause: error }));
  };

  const presence = new BatchPresence(window, {
    words: () => menu.words?.notice,
    isWanted: () =>
      settings.get().then(
        ({ tellsWhenFinished }) => tellsWhenFinished,
        () => true,
      ),
  });
  const tellBatch = atMostTenASecond(() => {
    const batch = batches.overview;
    presence.follow(batch);
    tellWindow('batchChanged', batch);
  });
  const batches = composeBatches(
    {
      folder: join(userData, 'batches'),
      defaults: join(userData, 'batch-defaults.json'),
      firstOutputFolder: join(app.getPath('documents'), 'OSCAR results'),
      version: app.getVersion(),
      log,
      onChange: tellBatch,
    },
    composed,
  );

  const answerEnding = askBeforeEnding(
    window,
    () => batches.isWorking,
    () => tellWindow('closingAsked', undefined),
  );
  const decideClosing = async (choice: ClosingChoice) => {
    const mayEnd = choice === 'pause' || choice === 'stop';
    answerEnding(mayEnd);
    const id = batches.overview?.id;
    if (choice === 'keep-working') window.minimize();
    if (choice === 'stop' && id !== undefined) await batches.stop(id, true);
    if (mayEnd) app.quit();
  };
  const chooseInputs = async (kind: 'files' | 'folders') => {
    const paths = await dialogs.chooseInputs(window, kind);
    return paths.length === 0 ? undefined : takePaths(paths);
  };
  const takePaths = async (paths: readonly string[]) => {
    const given = await batches.take(paths);
    const [path] = paths;
    if (given.kind === 'file' && path !== undefined) noteFile(path);
    return given;
  };
  const grantPath = async (path: string) => {
    const file = await inputs.grant(path);
    noteFile(path);
    return file;
  };

  const speak = (language: Settings['language']) => menu.speak(menuWords(language, app.getLocale()));
  speak(start.settingsAtStart.language);
  followTextMenus(window, () => menu.words);
  const answers = checkedCalls({
    getAppInfo: async () => ({
      version: app.getVersion(),
      electronVersion,
      chromiumVersion: process.versions.chrome ?? '0',
      nodeVersion: process.versions.node,
      builtAt: buildInstant,
      isSandboxed: !app.commandLine.hasSwitch('no-sandbox'),
      isTestBuild: isDevelopmentRuntime,
    }),
    changeSettings: async (change) => {
      const changed = await settings.change(change);
      applyTheme(changed.theme);
      speak(changed.language);
      if (changed.keepDays === 0) await recentFiles.clear();
      return changed;
    },
    offerCommands: async (commands) => menu.offer(commands),
    openContextMenu: (groups, place) => showContextMenu(window, groups, place),
    showLicences: async () => dialogs.showFolder(licenceFolder),
    openPractice: () => profiles.openPractice(),
    listProfiles: async () => (await profiles.list()).map(asShown),
    addProfile: async (fields, secret, keeping) => asShown(await profiles.add(fields, secret, keeping)),
    changeProfile: async (id, fields, secret, keeping) => asShown(await profiles.change(id, fields, secret, keeping)),
    copyProfile: async (sourceId, fields) => asShown(await profiles.copy(sourceId, fields)),
    deleteProfile: async (id) => {
      await profiles.delete(id);
      await shelf.forget(id);
    },
    readToken: async (text) => readToken(text),
    hasLocalAgent: () => agent.isInstalled(),
    checkConnection: (fields, secret, id) => check.check(fields, secret, id),
    showCertificate: (address, trust) => check.showCertificate(address, trust),
    chooseCertificateFile: async () => {
      const path = await dialogs.chooseFile(window);
      return path === undefined ? undefined : readCertificateFile(path);
    },
    listServices: (profileId) => shelf.list(profileId),
    lastServices: (profileId) => shelf.lastList(profileId),
    getServiceNotes: (profileId) => shelf.notes(profileId),
    changeServiceNotes: (profileId, change) => shelf.changeNotes(profileId, change),
    openOscarCliConfig: async (place) => {
      const path =
        place === 'usual'
          ? join(app.getPath('home'), '.oscar-cli', 'config.yaml')
          : await dialogs.chooseFileOfKind(window, ['yaml', 'yml', 'json']);
      if (path === undefined) return undefined;
      return imports.open(path).catch((error: unknown) => {
        const isMissing = isAppError(error) && error.info.code === 'file-unreadable' && error.info.problem === 'gone';
        if (place === 'usual' && isMissing) return undefined;
        throw error;
      });
    },
    importClusters: async (id, names, keeping) => (await imports.complete(id, names, keeping)).map(asShown),
    leaveImport: async (id) => imports.leave(id),
    chooseConnectionFile: async () => {
      const path = await dialogs.chooseFileOfKind(window, [connectionFileEnding.slice(1)]);
      return path === undefined ? undefined : connectionFiles.open(path);
    },
    openConnectionFile: async (fileId) => connectionFiles.open((await inputs.locate(fileId)).path),
    nextConnectionFile: () => connectionFiles.next(),
    attachConnectionFile: (id, profileId) => connectionFiles.attach(id, profileId),
    saveConnectionFile: async (profileId) => {
      const path = await dialogs.chooseSavePath(window, await connectionFiles.proposedName(profileId));
      if (path === undefined) return undefined;
      await connectionFiles.save(profileId, path);
      return { name: basename(path), folder: basename(dirname(path)) };
    },
    listSetAsideFiles: async () => setAside.list(),
    showSetAsideFile: async (name) => {
      const path = setAside.pathOf(name);
      if (path !== undefined) dialogs.showInFolder(path);
    },
    chooseFile: async () => {
      const path = await dialogs.chooseFile(window);
      return path === undefined ? undefined : grantPath(path);
    },
    chooseFiles: () => chooseInputs('files'),
    chooseFolders: () => chooseInputs('folders'),
    listRecentFiles: () => recentFiles.list(),
    openRecentFile: async (id) => {
      const path = recentFiles.pathOf(id) ?? '';
      return grantPath(path).catch(async (error: unknown) => {
        await recentFiles.drop(path);
        throw error;
      });
    },
    clearRecentFiles: () => recentFiles.clear(),
    getBatch: async () => batches.overview,
    listBatchItems: async (id, query, start, count) => batches.rows(id, query, start, count),
    findBatchItems: async (id, query) => batches.indices(id, query),
    listLeftOut: async (id, start, count) => batches.leftOut(id, start, count),
    changeBatch: (id, change) => batches.change(id, change),
    chooseOutputFolder: async (id) => {
      const folder = await dialogs.chooseOutputFolder(window, batches.outputFolder(id));
      if (folder !== undefined) await batches.changeOutputFolder(id, folder);
      return folder !== undefined;
    },
    startBatch: (id, isSample) => batches.start(id, isSample),
    pauseBatch: (id) => batches.pause(id),
    probeBatch: (id) => batches.probeNow(id),
    stopBatch: (id, dropsUnderWay) => batches.stop(id, dropsUnderWay),
    retryBatchItems: (id, items) => batches.retry(id, items),
    removeBatchItems: (id, items) => batches.remove(id, items),
    acceptBatchItem: (id, item) => batches.accept(id, item),
    openBatchItem: (id, item) => batches.openItem(id, item),
    showBatchItem: async (id, item) => dialogs.showInFolder(batches.pathOf(id, item)),
    showOutputFolder: async (id) => dialogs.showFolder(batches.outputFolder(id)),
    limitNewBatches: (atOnceLimit) => batches.limitNew(atOnceLimit),
    discardBatch: (id) => batches.discard(id),
    decideClosing,
    openSample: (sample) => openSample(sample, inputs, join(userData, 'samples')),
    startInvocation: (request) => invocations.start(request),
    cancelInvocation: (id) => invocations.cancel(id),
    expectWakeUp: (profileId, name, owner) => history.expectWakeUp(profileId, name, owner),
    readAnswer: (id, mode) => invocations.readAnswer(id, mode),
    saveResult: async (id, part) => {
      const folder = await saving.saveFolder(id);
      const path = await dialogs.chooseSavePath(window, saving.proposedName(id, part), folder);
      return path === undefined ? undefined : saving.save(id, part, path);
    },
    findSaveFolder: (id) => saving.saveFolderName(id),
    saveResultToFolder: (id) => saving.saveToFolder(id),
    openResult: async (id) => dialogs.openInProgram(await saving.copyToOpen(id)),
    showSavedFile: async (id) => dialogs.showInFolder(saving.savedPath(id)),
    copyResult: async (id) => copyToClipboard(await saving.contentToCopy(id)),
    dragResult: async (id) => dragFile(window.webContents, await saving.copyToDrag(id), dragIconPath),
    copyRunCommand: async (id, form) => clipboard.writeText(await saving.command(id, form)),
    listArchive: (id) => archives.list(id),
    openArchiveEntry: (id, index) => archives.openEntry(id, index),
    extractArchive: async (id) => {
      const folder = await dialogs.chooseOutputFolder(window);
      return folder === undefined ? undefined : archives.extract(id, folder, saving.proposedFolderName(id));
    },
    cancelExtraction: (id) => archives.cancelExtraction(id),
    showExtractedFolder: async (id) => dialogs.showInFolder(archives.extractedPath(id)),
    listHistory: () => history.list(),
    openInvocation: (id) => invocations.reopen(id),
    pinInvocation: (id, isPinned) => history.pin(id, isPinned),
    removeFromHistory: (ids) => history.remove(ids),
    restoreHistory: () => history.restore(),
    purgeHistory: () => history.purge(),
    repeatInput: (id) => history.repeatInput(id),
    findInput: (id) => history.findInput(id),
    grantPath,
    takePaths,
  });

  connectionFilesOf(process.argv.slice(1), process.cwd()).forEach((path) => connectionFiles.announce(path));
  start.openedBeforeStart.forEach((path) => connectionFiles.announce(path));
  await batches.restore().catch((error: unknown) => log.error('batches of the last start', error));
  void history.open().then(() => history.keepToRetention());
  void unfinishedFolders.sweep();
  outputs.removeCopies().catch((error: unknown) => log.warn('copies of the last start', { cause: error }));

  const openFromSystem = (path: string) => {
    connectionFiles.announce(path);
    tellWindow('connectionFileWaiting', undefined);
  };
  app.on('second-instance', (_event, argv, workingDirectory) => {
    connectionFilesOf(argv.slice(1), workingDirectory).forEach(openFromSystem);
    if (!window.isDestroyed()) bringUp(window);
  });
  app.removeAllListeners('open-file');
  app.on('open-file', (event, path) => {
    event.preventDefault();
    openFromSystem(path);
  });
  app.on('window-all-closed', () => app.quit());
  endWhenAsked(log, async () => {
    await windowState.save().catch((error: unknown) => log.error('place of the window', error));
    await Promise.race([batches.suspend(), wait(longestEndMs)]);
    await saving.allDone();
    await archives.allDone();
    await Promise.race([Promise.all([invocations.cancelAll(), signIns.allDone()]), wait(longestEndMs)]);
    await history.close();
    await practice.close();
  });
  return {
    answers,
    files: {
      locateResult: async (id, part) => (await batches.locate(id, part)) ?? results.locate(id, part),
      locateEntry: async (id, index) => archives.locateEntry(id, index),
      locateInput: (id, version) => inputs.locate(id, version),
    },
  };
}

/** A connection as the window knows it, its address as it was typed. */
function asShown(profile: ClusterProfile): ClusterProfile {
  return { ...profile, endpoint: shownAddress(profile.endpoint) };
}

/** Lets what is under way end in order before the program does, and does not wait for ever: a disk may not answer. */
function endWhenAsked(log: Logger, end: () => Promise<void>): void {
  let hasEnded = false;
  app.on('before-quit', (event) => {
    if (hasEnded || event.defaultPrevented) return;
    event.preventDefault();
    end()
      .catch((error: unknown) => log.error('end of the program', error))
      .finally(() => {
        hasEnded = true;
        app.quit();
      });
  });
}

/** A sample is copied out of the program's archive, so that it is a file like every other. */
async function openSample(sample: SampleId, inputs: GrantedInputFiles, folder: string): Promise<Sample> {
  switch (sample) {
    case 'sentence':
      return { kind: 'text', text: (await readFile(sentencePath, 'utf8')).trim() };
    case 'message':
      return { kind: 'json', text: await readFile(messagePath, 'utf8') };
    case 'leaf': {
      await mkdir(folder, { recursive: true });
      const path = join(folder, 'leaf.jpg');
      const leaf = await readFile(leafPath);
      // Written once: a file of another time would count as another than the one that was sent.
      if (!(await readFile(path).catch(() => undefined))?.equals(leaf)) await writeFile(path, leaf);
      return { kind: 'file', file: await inputs.grant(path) };
    }
  }
}
