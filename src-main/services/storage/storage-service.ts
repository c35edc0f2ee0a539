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

/** What the storage service works with. */
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

/** Where an upload goes, and what becomes of a name that is taken. */
export interface UploadPlace {
  readonly folder: StorageFolder;
  /** Whether an object of the name is replaced. Otherwise the upload gets a number. */
  readonly replaces: boolean;
  /** The keys that are known to be taken. */
  readonly taken: ReadonlySet<string>;
}

/** Is told how many bytes have come or gone; a transfer that begins again counts again. */
export type TransferProgress = (doneBytes: number) => void;

/** The files of services in the storage of their cluster. */
export class StorageService {
  constructor(private readonly parts: StorageServiceParts) {}

  /**
   * The folders of a service; none where it declares none in its cluster's own storage.
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

  /** Begins a piece of work on the storage of a cluster. */
  session(profileId: ProfileId, signal: AbortSignal): StorageSession {
    return new StorageSession(this.parts, profileId, signal);
  }

  /**
   * Saves an object below a folder of this computer, in the subfolders that its key names, whole or not at all. What breaks off is
   * continued where it ended, for as long as it is the same object.
   * @returns the path of the file
   * @throws AppError of the storage, the connection and of writing
   */
  async download(
    session: StorageSession,
    { bucket, prefix }: StorageFolder,
    { key, sizeBytes }: StoredObject,
    target: string,
    onProgress: TransferProgress = () => undefined,
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
   * Uploads a file, so that all of it is there or nothing. One that may have arrived is looked for before it is sent again: each
   * upload to a service's input starts a job.
   * @returns the key that it has
   * @throws AppError of the storage, the connection and the file
   */
  async upload(
    session: StorageSession,
    { name, source }: UploadFile,
    { folder: { bucket, prefix }, replaces, taken }: UploadPlace,
    onProgress: TransferProgress = () => undefined,
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
          // Nobody can tell; what is sent again could be there twice.
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
    onProgress: TransferProgress,
  ): Promise<void> {
    const { storage } = this.parts;
    let version: string | undefined;
    await this.#again(
      session,
      () => file.sizeBytes,
      async () => {
        // Without a mark of its version nobody knows whether the rest belongs to what is there.
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

  /** Whether an object is the one that was sent. */
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
   * Does something that may be done again after a failure that passes.
   * @param progress what has been reached: after an attempt that got further it counts as the first again
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

/** A failure after which nothing is sent again. */
class Unrepeatable extends Error {
  constructor(readonly failure: AppError) {
    super(failure.message);
  }
}
