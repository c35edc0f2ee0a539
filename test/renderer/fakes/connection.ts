import type {
  ConnectionFile,
  ConnectionFileChoice,
  OpenedConnectionFile,
} from '../../../src-main/core/connection/connection-file';
import type { HandOut } from '../../../src-main/core/connection/hand-out';
import type { CertificateFile, PresentedCertificate } from '../../../src-main/core/connection/certificate';
import type { CheckStep } from '../../../src-main/core/connection/connection-check';
import type {
  ClusterProfile,
  PracticeProfile,
  ProfileFields,
  SecretKeeping,
} from '../../../src-main/core/connection/profile';
import type { ImportOffer } from '../../../src-main/core/connection/oscar-cli-config';
import type { ProfileId } from '../../../src-main/core/ground/ids';
import type { Reply, Api } from '../../../src-main/contract/ground/call';
import type { TokenReading } from '../../../src-main/core/connection/json-web-token';
import type { connectionCalls } from '../../../src-main/contract/connection';
import { certificate, clusterProfile, connectionFile } from '../builders';
import { FakeApp } from './app';

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

/** The calls about connections. */
export class FakeConnection extends FakeApp implements Api<typeof connectionCalls> {
  /** What a connection file holds unless its author chooses otherwise. */
  draftedFile: ConnectionFile = { name: 'Field lab', address: 'https://oscar.example.org', services: [], recipes: [] };
  readonly choices: ConnectionFileChoice[] = [];
  readonly handOuts: HandOut[] = [];
  profiles: readonly ClusterProfile[] = [];

  /** What any text that is pasted as a token turns out to be. */
  reading: TokenReading = { kind: 'opaque' };
  hasAgent = true;

  /** What a check of any connection finds. */
  checkSteps: readonly CheckStep[] = [];

  /** A check does not end before this. */
  endOfCheck: Promise<void> = Promise.resolve();
  readonly checked: { fields: ProfileFields; secret: string | undefined; id: ProfileId | undefined }[] = [];

  shownCertificate: PresentedCertificate = {
    host: 'oscar.example.org',
    certificate: certificate(),
    problem: 'self-signed',
  };

  /** The file the user chooses; `undefined` closes the dialog. */
  certificateFile: CertificateFile | undefined = { subject: 'Institute', certificates: 'PEM' };

  /** Where oscar-cli keeps its configuration, and where the user points. */
  usualConfig: ImportOffer | undefined;
  chosenConfig: ImportOffer | undefined;

  /** The file the user chooses, and the one the system asked to open. */
  connectionFile: OpenedConnectionFile | undefined;
  waitingFile: OpenedConnectionFile | undefined;
  readonly attached: { readonly id: string; readonly profileId: ProfileId }[] = [];
  readonly savedProfiles: SavedProfile[] = [];

  /** The system asks to open a connection file. */
  announce(file: OpenedConnectionFile): void {
    this.waitingFile = file;
    this.push('connectionFileWaiting', undefined);
  }

  /** Tells the page how far a check is. */
  advanceCheck(steps: readonly CheckStep[]): void {
    this.push('connectionCheckAdvanced', steps);
  }

  openOscarCliConfig = (place: 'usual' | 'chosen') =>
    this.reply('openOscarCliConfig', place === 'usual' ? this.usualConfig : this.chosenConfig);

  importClusters = (_id: string, names: readonly string[], keeping: SecretKeeping) => {
    const added = names.map((name) => clusterProfile(name, { keeping }));
    this.profiles = this.isRefused('importClusters') ? this.profiles : [...this.profiles, ...added];
    return this.reply('importClusters', added);
  };
  leaveImport = () => this.reply('leaveImport', undefined);
  chooseConnectionFile = () => this.reply('chooseConnectionFile', this.connectionFile);
  openConnectionFile = () => this.reply('openConnectionFile', this.connectionFile ?? connectionFile());

  nextConnectionFile = () => {
    const next = this.waitingFile;
    this.waitingFile = undefined;
    return this.reply('nextConnectionFile', next);
  };

  attachConnectionFile = (id: string, profileId: ProfileId) => {
    this.attached.push({ id, profileId });
    return this.reply('attachConnectionFile', undefined);
  };
  draftConnectionFile = () => this.reply('draftConnectionFile', this.draftedFile);

  saveConnectionFile = (_: ProfileId, choice: ConnectionFileChoice) => {
    this.choices.push(choice);
    return this.reply('saveConnectionFile', this.savedFile);
  };

  saveHandOut = (_: ProfileId, handOut: HandOut) => {
    this.handOuts.push(handOut);
    return this.reply('saveHandOut', this.savedFile);
  };

  copyProfile = (sourceId: ProfileId, fields: ProfileFields) =>
    this.#saveProfile('copyProfile', { id: `copy of ${sourceId}`, fields, secret: undefined, keeping: 'keychain' });
  openPractice = () => this.reply('openPractice', practiceProfile);
  listProfiles = () => this.reply('listProfiles', this.profiles);

  addProfile = (fields: ProfileFields, secret: string | undefined, keeping: SecretKeeping) => {
    const id = `profile-${fields.name}`;
    return this.#saveProfile('addProfile', { id, fields, secret, keeping });
  };

  changeProfile = (id: ProfileId, fields: ProfileFields, secret: string | undefined, keeping: SecretKeeping) =>
    this.#saveProfile('changeProfile', { id, fields, secret, keeping });

  deleteProfile = async (id: ProfileId) => {
    const reply = await this.reply('deleteProfile', undefined);
    if (reply.ok) this.profiles = this.profiles.filter((profile) => profile.id !== id);
    return reply;
  };
  readToken = () => this.reply('readToken', this.reading);
  hasLocalAgent = () => this.reply('hasLocalAgent', this.hasAgent);

  checkConnection = async (fields: ProfileFields, secret: string | undefined, id: ProfileId | undefined) => {
    this.checked.push({ fields, secret, id });
    await this.endOfCheck;
    return this.reply('checkConnection', this.checkSteps);
  };
  showCertificate = () => this.reply('showCertificate', this.shownCertificate);
  chooseCertificateFile = () => this.reply('chooseCertificateFile', this.certificateFile);

  async #saveProfile(
    call: 'addProfile' | 'changeProfile' | 'copyProfile',
    saved: SavedProfile,
  ): Promise<Reply<ClusterProfile>> {
    const profile: ClusterProfile = { ...saved.fields, id: saved.id, kind: 'cluster', keeping: saved.keeping };
    const reply = await this.reply(call, profile);
    if (!reply.ok) return reply;
    this.savedProfiles.push(saved);
    this.profiles = [...this.profiles.filter(({ id }) => id !== saved.id), profile];
    return reply;
  }
}
