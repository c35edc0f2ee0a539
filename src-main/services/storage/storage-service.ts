import type { SettingsStore } from '../../core/app/ports';
import { AppError, isAppError } from '../../core/ground/error';
import type { ProfileId } from '../../core/ground/ids';
import type { ByteSource, Clock } from '../../core/ground/ports';
import { nextAttempt } from '../../core/run/retry';
import type { StorageFolder } from '../../core/storage/folder';
import type { StoredObject } from '../../core/storage/listing';
import { freeKey, nameInFolder, objectName, savedPath } from '../../core/storage/names';
import type { DownloadFiles, IncomingFile, Md5Source, ObjectAddress, StorageClient } from '../../core/storage/ports';
import type { ProfileService } from '../connection/profile-service';
import type { ClusterServices } from '../service/cluster-services';
import { StorageSession, type StorageSessionParts } from './storage-session';

/** What the storage service needs. */
export interface StorageServiceParts extends StorageSessionParts {
  readonly storage: StorageClient;
  readonly files: DownloadFiles;
  readonly md5Source: (source: ByteSource) => Md5Source;
  readonly services: Pick<ClusterServices, 'asUser' | 'openService'>;
  readonly profiles: Pick<ProfileService, 'find'>;
  readonly settings: Pick<SettingsStore, 'get'>;
  readonly clock: Pick<Clock, 'wait'>;
  readonly random: () => number;
}

/** A file to upload. */
export interface UploadFile {
  readonly name: string;
  readonly source: ByteSource;
}

/** Where an upload goes, and what happens if its name is taken. */
export interface UploadPlace {
  readonly folder: StorageFolder;
  /** Whether an object with the same name is replaced. If not, the upload gets a number. */
  readonly replaces: boolean;
  /** The keys that exist already. */
  readonly taken: ReadonlySet<string>;
}

/** Gets the number of bytes that were sent or received. It begins at 0 again if the transfer is repeated from the beginning. */
export type OnBytes = (doneBytes: number) => void;

/** The files of services in the storage of their cluster. */
export class StorageService {
  constructor(private readonly parts: StorageServiceParts) {}

  /**
   * The folders of a service; none if it declares no folder in its cluster's own storage.
   * @throws AppError `storage-unseen`, of the sign-in and the connection
   */
  async folders(profileId: ProfileId, serviceName: string, owner?: string): Promise<readonly StorageFolder[]> {
    const profile = await this.parts.profiles.find(profileId);
    if (profile.kind === 'cluster' && profile.signIn.kind === 'service-token') {
      throw new AppError({ code: 'storage-unseen', host: new URL(profile.endpoint).host });
    }
    const { service } = await this.parts.services.openService(profileId, serviceName, owner);
    return service.folders ?? [];
  }

  /** Begins a task on the storage of a cluster. */
  session(profileId: ProfileId, signal: AbortSignal): StorageSession {
    return new StorageSession(this.parts, profileId, signal);
  }

  /**
   * Saves an object in a folder of this computer, in the subfolders that its key names. The file is complete, or there is none.
   * A download that breaks off is continued where it ended if the object has not changed.
   * @returns the path of the file
   * @throws AppError of the storage, the connection and of writing
   */
  async download(
    session: StorageSession,
    { bucket, prefix }: StorageFolder,
    { key, sizeBytes }: StoredObject,
    target: string,
    onProgress: OnBytes = () => undefined,
  ): Promise<string> {
    const file = await this.parts.files.begin(target, savedPath(nameInFolder(key, prefix)));
    try {
      await this.#receive(session, { bucket, key }, file, onProgress);
      onProgress(sizeBytes);
      return await file.finish();
    } finally {
      await file.discard();
    }
  }

  /**
   * Uploads a file. The object is complete, or there is none. If the file may have arrived in spite of a failure, the storage is
   * asked for it before it is sent again, because each upload to a service's input starts a job.
   * @returns the key of the object
   * @throws AppError of the storage, the connection and the file
   */
  async upload(
    session: StorageSession,
    { name, source }: UploadFile,
    { folder: { bucket, prefix }, replaces, taken }: UploadPlace,
    onProgress: OnBytes = () => undefined,
  ): Promise<string> {
    const key = replaces ? prefix + name : freeKey(prefix, name, (wanted) => taken.has(wanted));
    const object = { bucket, key };
    const sent = this.parts.md5Source(source);
    await this.#again(
      session,
      () => 0,
      async () => {
        try {
          const request = await session.sign(object, 'upload');
          const { md5 } = await this.parts.storage.put(request, sent, { replaces, onProgress }, session.signal);
          if (md5 !== undefined && md5 !== sent.md5())
            throw new AppError({ code: 'object-damaged', name: objectName(key) });
        } catch (error) {
          const found =
            sent.md5() === undefined || session.signal.aborted ? 'absent' : await this.#find(session, object, sent);
          if (found === 'there') return;
          // The file may have arrived. If it were sent again, the service could run twice.
          if (found === 'unknown' && isAppError(error)) throw new Unrepeatable(error);
          throw error;
        }
      },
    );
    return key;
  }

  async #receive(
    session: StorageSession,
    object: ObjectAddress,
    file: IncomingFile,
    onProgress: OnBytes,
  ): Promise<void> {
    const { storage } = this.parts;
    let version: string | undefined;
    await this.#again(
      session,
      () => file.sizeBytes,
      async () => {
        // Without a version, the rest could belong to another object than the bytes received before.
        if (version === undefined) await file.clear();
        const rest = version === undefined || file.sizeBytes === 0 ? undefined : { fromByte: file.sizeBytes, version };
        const request = await session.sign(object, 'download');
        await storage.get(request, rest, session.signal, async (incoming) => {
          version = incoming.version;
          for await (const chunk of incoming.body) {
            await file.append(chunk);
            onProgress(file.sizeBytes);
          }
          const md5 = file.md5();
          if (file.sizeBytes === incoming.sizeBytes && (incoming.md5 ?? md5) === md5) return;
          throw new AppError({ code: 'object-damaged', name: objectName(object.key) });
        });
      },
    );
  }

  /** Finds out whether the object in the storage is the file that was sent. */
  async #find(
    session: StorageSession,
    object: ObjectAddress,
    sent: Md5Source,
  ): Promise<'there' | 'absent' | 'unknown'> {
    try {
      const request = await session.sign(object, 'download');
      return await this.parts.storage.get(request, undefined, session.signal, async ({ md5, sizeBytes }) => {
        if (sizeBytes !== sent.sizeBytes) return 'absent';
        if (md5 === undefined) return 'unknown';
        return md5 === sent.md5() ? 'there' : 'absent';
      });
    } catch (error) {
      return isAppError(error) && error.info.code === 'object-gone' ? 'absent' : 'unknown';
    }
  }

  /**
   * Runs an action, and runs it again after failures that may pass.
   * @param progress how far the action got. After an attempt that got further, attempts are counted from the beginning again
   */
  async #again(session: StorageSession, progress: () => number, action: () => Promise<void>): Promise<void> {
    const { settings, clock, random } = this.parts;
    const { retriesEnabled } = await settings.get();
    for (let attempt = 1; ; attempt += 1) {
      const before = progress();
      try {
        return await action();
      } catch (error) {
        if (error instanceof Unrepeatable) throw error.failure;
        if (!isAppError(error) || !retriesEnabled || session.signal.aborted) throw error;
        if (progress() > before) attempt = 1;
        const next = nextAttempt({ attempt, error: error.info, random: random(), isHarmless: true });
        if (!next.retry) throw error;
        await clock.wait(next.waitMs, session.signal).catch(() => {
          throw new AppError({ code: 'cancelled', clusterMayContinue: false });
        });
      }
    }
  }
}

/** A failure after which the file must not be sent again. */
class Unrepeatable extends Error {
  constructor(readonly failure: AppError) {
    super(failure.message);
  }
}
