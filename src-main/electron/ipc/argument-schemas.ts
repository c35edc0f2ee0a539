import * as v from 'valibot';
import type { OscarApi } from '../../contract/api';
import { commandIds } from '../../contract/commands';
import { tokenLimitCharacters } from '../../core/connection/json-web-token';
import { keepingSchema, profileFieldsSchema, trustSchema } from '../../core/connection/profile';
import { serviceNotesChangeSchema } from '../../core/service/notes';
import { batchItemStatuses } from '../../core/batch/batch';
import { collisionRules } from '../../core/batch/names';
import { mostAtOnce } from '../../core/batch/parallelism';
import { settingsChangeSchema } from '../../core/app/settings';

const id = v.pipe(v.string(), v.uuid());
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const text = v.pipe(v.string(), v.maxLength(64 * 1024 ** 2));
const input = v.variant('kind', [
  v.strictObject({ kind: v.literal('file'), fileId: id }),
  v.strictObject({ kind: v.literal('text'), text }),
  v.strictObject({ kind: v.literal('json'), text }),
]);
const request = v.strictObject({
  profileId: name,
  serviceName: name,
  owner: v.exactOptional(name),
  input,
});
const secret = v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(tokenLimitCharacters)));

const item = v.pipe(v.number(), v.integer(), v.minValue(0));
const items = v.pipe(v.array(item), v.maxLength(1_000_000));
const query = v.strictObject({
  status: v.exactOptional(v.picklist(batchItemStatuses)),
  search: v.pipe(v.string(), v.maxLength(1000)),
  picturesOnly: v.exactOptional(v.literal(true)),
  sortKey: v.picklist(['added', 'name', 'folder', 'size', 'state', 'time']),
  isDescending: v.boolean(),
});
const planChange = v.strictObject({
  service: v.exactOptional(v.strictObject({ profileId: name, serviceName: name, owner: v.exactOptional(name) })),
  template: v.exactOptional(v.pipe(v.string(), v.maxLength(200))),
  collision: v.exactOptional(v.picklist(collisionRules)),
  atOnceLimit: v.exactOptional(v.pipe(item, v.maxValue(mostAtOnce))),
});

const offeredCommand = v.strictObject({
  id: v.picklist(commandIds),
  title: name,
  isEnabled: v.boolean(),
});

const contextMenuLine = v.strictObject({ id: name, label: v.pipe(v.string(), v.minLength(1), v.maxLength(1000)) });
const coordinate = v.pipe(v.number(), v.minValue(0), v.maxValue(100_000));
const menuPlace = v.strictObject({ x: coordinate, y: coordinate });

/** One schema a call: what comes from the page is checked before any handler sees it. */
export const argumentSchemas = {
  getAppInfo: v.strictTuple([]),
  getSettings: v.strictTuple([]),
  changeSettings: v.strictTuple([settingsChangeSchema]),
  offerCommands: v.strictTuple([v.pipe(v.array(offeredCommand), v.maxLength(commandIds.length))]),
  openContextMenu: v.strictTuple([
    v.pipe(v.array(v.pipe(v.array(contextMenuLine), v.maxLength(50))), v.maxLength(20)),
    menuPlace,
  ]),
  showLicences: v.strictTuple([]),
  openPractice: v.strictTuple([]),
  listProfiles: v.strictTuple([]),
  addProfile: v.strictTuple([profileFieldsSchema, secret, keepingSchema]),
  changeProfile: v.strictTuple([id, profileFieldsSchema, secret, keepingSchema]),
  copyProfile: v.strictTuple([id, profileFieldsSchema]),
  deleteProfile: v.strictTuple([id]),
  readToken: v.strictTuple([v.pipe(v.string(), v.maxLength(tokenLimitCharacters))]),
  hasLocalAgent: v.strictTuple([]),
  checkConnection: v.strictTuple([profileFieldsSchema, secret, v.optional(id)]),
  showCertificate: v.strictTuple([v.pipe(v.string(), v.minLength(1), v.maxLength(2000)), trustSchema]),
  chooseCertificateFile: v.strictTuple([]),
  listServices: v.strictTuple([name]),
  lastServices: v.strictTuple([name]),
  getServiceNotes: v.strictTuple([name]),
  changeServiceNotes: v.strictTuple([name, serviceNotesChangeSchema]),
  openOscarCliConfig: v.strictTuple([v.picklist(['usual', 'chosen'])]),
  importClusters: v.strictTuple([id, v.pipe(v.array(v.string()), v.maxLength(10_000)), keepingSchema]),
  leaveImport: v.strictTuple([id]),
  chooseConnectionFile: v.strictTuple([]),
  openConnectionFile: v.strictTuple([id]),
  nextConnectionFile: v.strictTuple([]),
  attachConnectionFile: v.strictTuple([id, id]),
  saveConnectionFile: v.strictTuple([id]),
  listSetAsideFiles: v.strictTuple([]),
  showSetAsideFile: v.strictTuple([name]),
  chooseFile: v.strictTuple([]),
  chooseFiles: v.strictTuple([]),
  chooseFolders: v.strictTuple([]),
  listRecentFiles: v.strictTuple([]),
  openRecentFile: v.strictTuple([id]),
  clearRecentFiles: v.strictTuple([]),
  getBatch: v.strictTuple([]),
  listBatchItems: v.strictTuple([id, query, item, v.pipe(item, v.maxValue(1000))]),
  findBatchItems: v.strictTuple([id, query]),
  listLeftOut: v.strictTuple([id, item, v.pipe(item, v.maxValue(1000))]),
  changeBatch: v.strictTuple([id, planChange]),
  chooseOutputFolder: v.strictTuple([id]),
  startBatch: v.strictTuple([id, v.boolean()]),
  pauseBatch: v.strictTuple([id]),
  probeBatch: v.strictTuple([id]),
  stopBatch: v.strictTuple([id, v.boolean()]),
  retryBatchItems: v.strictTuple([id, v.union([items, v.literal('all')])]),
  removeBatchItems: v.strictTuple([id, items]),
  acceptBatchItem: v.strictTuple([id, item]),
  openBatchItem: v.strictTuple([id, item]),
  showBatchItem: v.strictTuple([id, item]),
  showOutputFolder: v.strictTuple([id]),
  limitNewBatches: v.strictTuple([v.pipe(item, v.minValue(1), v.maxValue(mostAtOnce))]),
  discardBatch: v.strictTuple([id]),
  decideClosing: v.strictTuple([v.picklist(['keep-working', 'pause', 'stop', 'stay'])]),
  openSample: v.strictTuple([v.picklist(['leaf', 'sentence', 'message'])]),
  startInvocation: v.strictTuple([request]),
  cancelInvocation: v.strictTuple([id]),
  expectWakeUp: v.strictTuple([name, name, v.optional(name)]),
  readAnswer: v.strictTuple([id, v.picklist(['automatic', 'text', 'base64'])]),
  saveResult: v.strictTuple([id, v.picklist(['payload', 'received'])]),
  showSavedFile: v.strictTuple([id]),
  findSaveFolder: v.strictTuple([id]),
  saveResultToFolder: v.strictTuple([id]),
  openResult: v.strictTuple([id]),
  copyResult: v.strictTuple([id]),
  dragResult: v.strictTuple([id]),
  copyRunCommand: v.strictTuple([id, v.picklist(['curl', 'oscar-cli', 'python'])]),
  listArchive: v.strictTuple([id]),
  openArchiveEntry: v.strictTuple([id, v.pipe(v.number(), v.integer(), v.minValue(0))]),
  extractArchive: v.strictTuple([id]),
  cancelExtraction: v.strictTuple([id]),
  showExtractedFolder: v.strictTuple([id]),
  listHistory: v.strictTuple([]),
  openInvocation: v.strictTuple([id]),
  pinInvocation: v.strictTuple([id, v.boolean()]),
  removeFromHistory: v.strictTuple([v.pipe(v.array(id), v.maxLength(1_000_000))]),
  restoreHistory: v.strictTuple([]),
  purgeHistory: v.strictTuple([]),
  repeatInput: v.strictTuple([id]),
  findInput: v.strictTuple([id]),
} as const satisfies { [Call in keyof OscarApi]: v.GenericSchema<unknown, Parameters<OscarApi[Call]>> };

const path = v.pipe(v.string(), v.minLength(1), v.maxLength(32_768));

/** The path that the preload hands over. */
export const grantedPathSchema = v.strictTuple([path]);

/** The paths that the preload hands over. */
export const takenPathsSchema = v.strictTuple([v.pipe(v.array(path), v.minLength(1), v.maxLength(100_000))]);
