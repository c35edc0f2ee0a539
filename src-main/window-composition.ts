import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import leafPath from '../assets/samples/leaf.jpg?asset';
import messagePath from '../assets/samples/message.json?asset';
import sentencePath from '../assets/samples/sentence.txt?asset';
import { certificateSubject } from './adapters/connection/certificate-files';
import { SocketNetworkProbe } from './adapters/connection/network-probe';
import { FileRecentFileStore } from './adapters/input/recent-file-store';
import { OwnInputs } from './adapters/input/own-inputs';
import { DiskSamples } from './adapters/input/samples';
import { qrModules } from './adapters/connection/qr-code';
import { DiskTextFiles } from './adapters/input/text-files';
import { DiskOutputFiles } from './adapters/result/output-files';
import { FileSaveFolderStore } from './adapters/result/save-folder-store';
import { ZipMoveFiles } from './adapters/move/move-files';
import { ZipArchives } from './adapters/result/zip-reader';
import type { composeInvocations } from './composition';
import type { CheckStep } from './core/connection/connection-check';
import type { Settings } from './core/app/settings';
import type { Logger } from './core/ground/ports';
import type { ExtractionProgress } from './core/result/archive';
import { ConnectionCheck } from './services/connection/connection-check';
import { ConnectionFileService } from './services/connection/connection-file-service';
import { ImportService } from './services/connection/import-service';
import { RecentFiles } from './services/input/recent-files';
import type { ItemAnswers } from './services/batch/item-answers';
import { ArchiveService } from './services/result/archive-service';
import { AllAnswers, RunAnswers } from './services/result/finished-answers';
import { UsedResults } from './services/result/used-results';
import { ResultService } from './services/result/result-service';
import { MoveService } from './services/move/move-service';
import { ServiceList } from './services/service/service-list';
import type { WatchService } from './services/watch/watch-service';

/** What only the program with a window needs to know. */
export interface WindowCompositionOptions {
  readonly userData: string;
  readonly version: string;
  readonly log: Logger;
  readonly onCheck: (steps: readonly CheckStep[]) => void;
  readonly onExtraction: (progress: ExtractionProgress) => void;
}

/** The services that only a window offers, over those that are composed already; everything wired, nothing started. */
export function composeWindow(
  { userData, version, log, onCheck, onExtraction }: WindowCompositionOptions,
  composed: ReturnType<typeof composeInvocations>,
  ofLists: ItemAnswers,
) {
  const {
    client,
    profiles,
    clusterServices,
    credentials,
    connections,
    clock,
    serviceMemory,
    settings,
    inputs,
    results,
    invocations,
    history,
    unfinished,
  } = composed;
  const texts = new DiskTextFiles();
  const serviceList = new ServiceList({ profiles, clusterServices, memory: serviceMemory, clock, log });
  const outputs = new DiskOutputFiles(join(userData, 'copies'), unfinished);
  const ofRuns = new RunAnswers({ invocations, results, history, texts: composed.historyStore, files: outputs });
  const kept = new AllAnswers(ofLists, ofRuns);
  const ownInputs = new OwnInputs(join(userData, 'pasted'));
  return {
    check: new ConnectionCheck({
      client,
      credentials,
      probe: new SocketNetworkProbe(connections),
      clock,
      onAdvance: onCheck,
    }),
    serviceList,
    imports: new ImportService({
      profiles,
      files: texts,
      usualPath: join(homedir(), '.oscar-cli', 'config.yaml'),
      newId: randomUUID,
    }),
    connectionFiles: new ConnectionFileService({
      profiles,
      serviceList,
      recipes: composed.recipes,
      files: texts,
      subjectOf: certificateSubject,
      qrModules,
      newId: randomUUID,
    }),
    recentFiles: new RecentFiles({
      store: new FileRecentFileStore(join(userData, 'recent-files.json')),
      inputs,
      settings,
      log,
      newId: randomUUID,
    }),
    samples: new DiskSamples(
      { leaf: leafPath, message: messagePath, sentence: sentencePath },
      join(userData, 'samples'),
      inputs,
    ),
    ownInputs,
    used: new UsedResults({ answers: kept, files: outputs, inputs, pathFor: (name) => ownInputs.pathFor(name) }),
    outputs,
    kept,
    saving: new ResultService({
      answers: kept,
      folders: new FileSaveFolderStore(join(userData, 'save-folders.json')),
      files: outputs,
      settings,
      appVersion: version,
      log,
    }),
    archives: new ArchiveService(kept, new ZipArchives(unfinished, basename(userData)), onExtraction),
  };
}

/** What moving to another computer needs besides what is composed already. */
export interface MoveCompositionOptions {
  readonly userData: string;
  readonly serviceList: ServiceList;
  readonly watches: WatchService;
  /** Hears of settings that were taken. */
  readonly onSettings: (settings: Settings) => void;
}

/** Takes everything to another computer, and brings it back. */
export function composeMoving(
  { userData, serviceList, watches, onSettings }: MoveCompositionOptions,
  {
    profiles,
    serviceMemory: memory,
    recipes,
    settings,
    history,
    clock,
    unfinished,
  }: ReturnType<typeof composeInvocations>,
): MoveService {
  const files = new ZipMoveFiles(join(userData, 'results'), basename(userData), unfinished);
  return new MoveService({
    files,
    profiles,
    memory,
    serviceList,
    recipes,
    watches,
    settings,
    history,
    clock,
    onSettings,
  });
}
