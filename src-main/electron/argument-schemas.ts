import * as v from 'valibot';
import type { OscarApi } from '../contract/api';
import { tokenLimitCharacters } from '../core/json-web-token';
import { keepingSchema, profileFieldsSchema, trustSchema } from '../core/profile';
import { serviceNotesChangeSchema } from '../core/service-notes';
import { settingsChangeSchema } from '../core/settings';

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

/** One schema a call: what comes from the page is checked before any handler sees it. */
export const argumentSchemas = {
  getAppInfo: v.strictTuple([]),
  getSettings: v.strictTuple([]),
  changeSettings: v.strictTuple([settingsChangeSchema]),
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
  openSample: v.strictTuple([v.picklist(['leaf', 'sentence', 'message'])]),
  startInvocation: v.strictTuple([request]),
  cancelInvocation: v.strictTuple([id]),
  readAnswer: v.strictTuple([id, v.picklist(['automatic', 'text', 'base64'])]),
  saveResult: v.strictTuple([id, v.picklist(['payload', 'received'])]),
  showSavedFile: v.strictTuple([id]),
  findSaveFolder: v.strictTuple([id]),
  saveResultToFolder: v.strictTuple([id]),
  openResult: v.strictTuple([id]),
  copyRunCommand: v.strictTuple([id, v.picklist(['curl', 'oscar-cli', 'python'])]),
  listArchive: v.strictTuple([id]),
  openArchiveEntry: v.strictTuple([id, v.pipe(v.number(), v.integer(), v.minValue(0))]),
  extractArchive: v.strictTuple([id]),
  showExtractedFolder: v.strictTuple([id]),
  listHistory: v.strictTuple([]),
  openInvocation: v.strictTuple([id]),
  pinInvocation: v.strictTuple([id, v.boolean()]),
  removeFromHistory: v.strictTuple([v.pipe(v.array(id), v.maxLength(1_000_000))]),
  restoreHistory: v.strictTuple([]),
  purgeHistory: v.strictTuple([]),
  repeatInput: v.strictTuple([id]),
} as const satisfies { [Call in keyof OscarApi]: v.GenericSchema<unknown, Parameters<OscarApi[Call]>> };

/** The path that the preload hands over. */
export const grantedPathSchema = v.strictTuple([v.pipe(v.string(), v.minLength(1), v.maxLength(32_768))]);
