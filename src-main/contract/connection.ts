import * as v from 'valibot';
import type { CertificateFile, PresentedCertificate } from '../core/connection/certificate';
import type { CheckStep } from '../core/connection/connection-check';
import {
  type ConnectionFile,
  type ConnectionFileChoice,
  mostServices,
  type OpenedConnectionFile,
} from '../core/connection/connection-file';
import { type HandOut, handOutSchema } from '../core/connection/hand-out';
import { type TokenReading, tokenLimitCharacters } from '../core/connection/json-web-token';
import type { ImportOffer } from '../core/connection/oscar-cli-config';
import {
  type ClusterProfile,
  type PracticeProfile,
  type ProfileFields,
  type SecretKeeping,
  type Trust,
  connectionLimitsSchema,
  keepingSchema,
  profileFieldsSchema,
  trustSchema,
} from '../core/connection/profile';
import { mostSharedRecipes } from '../core/recipe/shared';
import type { OpenedFileId, InputFileId, ImportId, ProfileId } from '../core/ground/ids';
import { id, name } from './ground/arguments';
import { call } from './ground/call';
import type { SavedFile } from './result';

const secret = v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(tokenLimitCharacters)));

/** What the page can ask of the connections to clusters. */
export const connectionCalls = {
  /** Starts the practice cluster if it is not running, and answers its profile. */
  openPractice: call<() => PracticeProfile>(),
  /** The clusters the user added, in the order they were added. */
  listProfiles: call<() => readonly ClusterProfile[]>(),
  /** Adds a cluster. The secret goes to the keychain, or stays in memory, and never comes back. */
  addProfile: call<(fields: ProfileFields, secret: string | undefined, keeping: SecretKeeping) => ClusterProfile>(
    profileFieldsSchema,
    secret,
    keepingSchema,
  ),
  /** Changes a cluster; without a new secret the old one stays. */
  changeProfile: call<
    (id: ProfileId, fields: ProfileFields, secret: string | undefined, keeping: SecretKeeping) => ClusterProfile
  >(id, profileFieldsSchema, secret, keepingSchema),
  /** Adds a cluster with the secret of another that has the same address and sign-in. */
  copyProfile: call<(sourceId: ProfileId, fields: ProfileFields) => ClusterProfile>(id, profileFieldsSchema),
  /** Removes a cluster and its secret. */
  deleteProfile: call<(id: ProfileId) => void>(id),
  /** What kind of token a text is that the user pastes, and until when it counts. Nothing is kept of it. */
  readToken: call<(text: string) => TokenReading>(v.pipe(v.string(), v.maxLength(tokenLimitCharacters))),
  /** Whether this computer has an oidc-agent to ask for tokens. */
  hasLocalAgent: call<() => boolean>(),
  /**
   * Goes the way to a cluster step by step, as it is saved or still being typed. No service is run.
   * @param secret as typed; `undefined` for the one of the saved profile `id`
   */
  checkConnection: call<
    (fields: ProfileFields, secret: string | undefined, id: ProfileId | undefined) => readonly CheckStep[]
  >(profileFieldsSchema, secret, v.optional(id)),
  /** The certificate that a cluster shows, and what is wrong with it for who trusts `trust`. */
  showCertificate: call<(address: string, trust: Trust) => PresentedCertificate>(
    v.pipe(v.string(), v.minLength(1), v.maxLength(2000)),
    trustSchema,
  ),
  /** Opens the system's dialog for a file of certificates; `undefined` when the user closes it. */
  chooseCertificateFile: call<() => CertificateFile | undefined>(),
  /**
   * Reads an oscar-cli configuration, from where oscar-cli keeps it or from where the user points; `undefined` where there
   * is none, or the user closes the dialog.
   */
  openOscarCliConfig: call<(place: 'usual' | 'chosen') => ImportOffer | undefined>(v.picklist(['usual', 'chosen'])),
  /** Adds the named clusters of a configuration that was read. */
  importClusters: call<(id: ImportId, names: readonly string[], keeping: SecretKeeping) => readonly ClusterProfile[]>(
    id,
    v.pipe(v.array(v.string()), v.maxLength(10_000)),
    keepingSchema,
  ),
  /** Forgets a configuration that was read. */
  leaveImport: call<(id: ImportId) => void>(id),
  /** Opens the system's dialog and reads a connection file; `undefined` when the user closes it. */
  chooseConnectionFile: call<() => OpenedConnectionFile | undefined>(),
  /** Reads a dropped file as a connection file. */
  openConnectionFile: call<(fileId: InputFileId) => OpenedConnectionFile>(id),
  /** The next connection file that the system asked to open; `undefined` when there is none. */
  nextConnectionFile: call<() => OpenedConnectionFile | undefined>(),
  /** Keeps what an opened connection file tells of services with a connection. */
  attachConnectionFile: call<(id: OpenedFileId, profileId: ProfileId) => void>(id, id),
  /** What a connection file of a connection holds, unless its author chooses otherwise. */
  draftConnectionFile: call<(profileId: ProfileId) => ConnectionFile>(id),
  /** Asks for a place and writes the connection file; `undefined` when the user closes the dialog. */
  saveConnectionFile: call<(profileId: ProfileId, choice: ConnectionFileChoice) => SavedFile | undefined>(
    id,
    // What it holds is judged as a whole by the rules for connection files, which name the field that is wrong.
    v.strictObject({
      services: v.pipe(v.array(v.looseObject({ name })), v.maxLength(mostServices)),
      recipes: v.pipe(v.array(name), v.maxLength(mostSharedRecipes)),
      limits: v.exactOptional(connectionLimitsSchema),
    }),
  ),
  /** Asks for a place and prints a page for pupils; `undefined` when the user closes the dialog. */
  saveHandOut: call<(profileId: ProfileId, handOut: HandOut) => SavedFile | undefined>(id, handOutSchema),
};

/** What the main process tells the page of the connections to clusters. */
export interface ConnectionEvents {
  /** The system asked to open a connection file; the page fetches it. */
  connectionFileWaiting: undefined;
  /** How far the check of a connection is that was asked for last: the steps behind it. */
  connectionCheckAdvanced: readonly CheckStep[];
}
