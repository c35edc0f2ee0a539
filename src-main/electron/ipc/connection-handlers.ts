import { readCertificateFile } from '../../adapters/connection/certificate-files';
import { shownAddress } from '../../adapters/http/host-name';
import type { Handlers } from '../../contract/ground/call';
import type { connectionCalls } from '../../contract/connection';
import { connectionFileEnding } from '../../core/connection/connection-file';
import { readToken } from '../../core/connection/json-web-token';
import type { ClusterProfile } from '../../core/connection/profile';
import type { ConnectionCheck } from '../../services/connection/connection-check';
import type { ConnectionFileService } from '../../services/connection/connection-file-service';
import type { ImportService } from '../../services/connection/import-service';
import type { ProfileService } from '../../services/connection/profile-service';
import type { Dialogs } from '../dialogs';
import { printToPdf } from '../pdf-window';
import type { LocalFiles } from '../local-protocol';
import { fileAndFolder } from '../../core/ground/paths';

/** What the calls about connections work with. */
export interface ConnectionHandlerParts {
  readonly dialogs: Dialogs;
  readonly profiles: ProfileService;
  readonly agent: { isInstalled(): Promise<boolean> };
  readonly check: ConnectionCheck;
  readonly imports: ImportService;
  readonly connectionFiles: ConnectionFileService;
  readonly inputs: { locate(id: string): ReturnType<LocalFiles['locateInput']> };
}

/** Answers the calls about connections to clusters. */
export function connectionHandlers(parts: ConnectionHandlerParts): Handlers<typeof connectionCalls> {
  const { dialogs, profiles, agent, check, imports, connectionFiles, inputs } = parts;
  return {
    openPractice: () => profiles.openPractice(),
    listProfiles: async () => (await profiles.list()).map(asShown),
    addProfile: async (fields, secret, keeping) => asShown(await profiles.add(fields, secret, keeping)),
    changeProfile: async (id, fields, secret, keeping) => asShown(await profiles.change(id, fields, secret, keeping)),
    copyProfile: async (sourceId, fields) => asShown(await profiles.copy(sourceId, fields)),
    deleteProfile: (id) => profiles.delete(id),
    readToken: async (text) => readToken(text),
    hasLocalAgent: () => agent.isInstalled(),
    checkConnection: (fields, secret, id) => check.check(fields, secret, id),
    showCertificate: (address, trust) => check.showCertificate(address, trust),
    chooseCertificateFile: async () => {
      const path = await dialogs.chooseFile();
      return path === undefined ? undefined : readCertificateFile(path);
    },
    openOscarCliConfig: async (place) => {
      if (place === 'usual') return imports.openUsual();
      const path = await dialogs.chooseFileOfKind(['yaml', 'yml', 'json']);
      return path === undefined ? undefined : imports.open(path);
    },
    importClusters: async (id, names, keeping) => (await imports.complete(id, names, keeping)).map(asShown),
    leaveImport: async (id) => imports.leave(id),
    chooseConnectionFile: async () => {
      const path = await dialogs.chooseFileOfKind([connectionFileEnding.slice(1)]);
      return path === undefined ? undefined : connectionFiles.open(path);
    },
    openConnectionFile: async (fileId) => connectionFiles.open((await inputs.locate(fileId)).path),
    nextConnectionFile: () => connectionFiles.next(),
    attachConnectionFile: (id, profileId) => connectionFiles.attach(id, profileId),
    draftConnectionFile: (profileId) => connectionFiles.draft(profileId),
    saveConnectionFile: async (profileId, choice) => {
      const text = await connectionFiles.textOf(profileId, choice);
      const path = await dialogs.chooseSavePath(await connectionFiles.proposedName(profileId, connectionFileEnding));
      if (path === undefined) return undefined;
      await connectionFiles.write(path, text);
      return fileAndFolder(path);
    },
    saveHandOut: async (profileId, handOut) => {
      const page = await connectionFiles.handOutPage(profileId, handOut);
      const path = await dialogs.chooseSavePath(await connectionFiles.proposedName(profileId, '.pdf'));
      if (path === undefined) return undefined;
      await connectionFiles.write(path, await printToPdf(page));
      return fileAndFolder(path);
    },
  };
}

/** A connection as the window knows it, its address as it was typed. */
function asShown(profile: ClusterProfile): ClusterProfile {
  return { ...profile, endpoint: shownAddress(profile.endpoint) };
}
