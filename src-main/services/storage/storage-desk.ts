import { AppError } from '../../core/ground/error';
import type { InputFileId, ProfileId } from '../../core/ground/ids';
import type { InputFiles } from '../../core/input/ports';
import { resultKind, type EntryContent } from '../../core/result/result';
import type { StorageFolder } from '../../core/storage/folder';
import type { StoredObject } from '../../core/storage/listing';
import { nameInFolder } from '../../core/storage/names';
import type { TransferProgress, TransferReport } from '../../core/storage/transfer';
import type { StorageService } from './storage-service';
import type { StorageSession } from './storage-session';
import { carryOutAll } from './transfer-queue';

/** What the desk works with. */
export interface StorageDeskParts {
  readonly storage: StorageService;
  readonly inputs: Pick<InputFiles, 'grant' | 'source'>;
  /** A new folder of this process, for what is only looked at. */
  readonly newFolder: () => Promise<string>;
  readonly onProgress: (progress: TransferProgress) => void;
  /** Is told how many objects of a bucket were looked at so far. */
  readonly onListed: (count: number) => void;
}

/** The files of services as a window works with them: one thing at a time, which can be stopped. */
export class StorageDesk {
  #stop: AbortController | undefined;
  #underWay: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: StorageDeskParts) {}

  /** Every object of a folder. @throws AppError of the connection, the sign-in and the storage; `cancelled` */
  list(profileId: ProfileId, folder: StorageFolder): Promise<readonly StoredObject[]> {
    return this.#work(profileId, (session) => session.list(folder, this.parts.onListed));
  }

  /** Fetches an object for looking at it. @throws AppError as `StorageService.download` */
  async open(profileId: ProfileId, folder: StorageFolder, object: StoredObject): Promise<EntryContent> {
    const { storage, inputs, newFolder, onProgress } = this.parts;
    const name = nameInFolder(object.key, folder.prefix);
    const whole = { kind: 'open' as const, name, done: 0, total: 1, totalBytes: object.sizeBytes };
    const path = await this.#work(profileId, async (session) =>
      storage.download(session, folder, object, await newFolder(), (doneBytes) => onProgress({ ...whole, doneBytes })),
    );
    const { mediaType, sizeBytes, url } = await inputs.grant(path);
    return { kind: resultKind(mediaType, sizeBytes), mediaType, sizeBytes, url };
  }

  /** Saves objects below a folder of this computer. */
  save(
    profileId: ProfileId,
    folder: StorageFolder,
    objects: readonly StoredObject[],
    target: string,
  ): Promise<TransferReport> {
    const { storage, onProgress } = this.parts;
    return this.#work(profileId, (session) => {
      const transfers = objects.map((object) => ({
        name: nameInFolder(object.key, folder.prefix),
        sizeBytes: object.sizeBytes,
        carryOut: async (tell: (doneBytes: number) => void) => {
          await storage.download(session, folder, object, target, tell);
        },
      }));
      return carryOutAll('save', transfers, onProgress);
    });
  }

  /** Uploads files to a folder, each under a name that no other object has. */
  upload(profileId: ProfileId, folder: StorageFolder, ids: readonly InputFileId[]): Promise<TransferReport> {
    const { storage, inputs, onProgress } = this.parts;
    return this.#work(profileId, async (session) => {
      const taken = new Set((await session.list(folder)).map(({ key }) => key));
      const sources = await Promise.all(ids.map((id) => inputs.source(id)));
      const transfers = sources.map((source) => ({
        name: source.name,
        sizeBytes: source.sizeBytes,
        carryOut: async (tell: (doneBytes: number) => void) => {
          const file = { name: source.name, source };
          taken.add(await storage.upload(session, file, { folder, replaces: false, taken }, tell));
        },
      }));
      return carryOutAll('upload', transfers, onProgress);
    });
  }

  /** Removes objects for good. */
  remove(profileId: ProfileId, folder: StorageFolder, keys: readonly string[]): Promise<TransferReport> {
    return this.#work(profileId, (session) => {
      const transfers = keys.map((key) => ({
        name: nameInFolder(key, folder.prefix),
        sizeBytes: 0,
        carryOut: () => session.remove({ bucket: folder.bucket, key }),
      }));
      return carryOutAll('remove', transfers, this.parts.onProgress);
    });
  }

  /** Ends what is being done, and resolves when nothing of it is left. */
  async stop(): Promise<void> {
    this.#stop?.abort();
    await this.#underWay.catch(() => undefined);
  }

  async #work<T>(profileId: ProfileId, action: (session: StorageSession) => Promise<T>): Promise<T> {
    // The window begins nothing while something is at work; what comes all the same is left alone.
    if (this.#stop) throw new AppError({ code: 'cancelled', clusterMayContinue: false });
    const stop = new AbortController();
    this.#stop = stop;
    const work = action(this.parts.storage.session(profileId, stop.signal));
    this.#underWay = work;
    try {
      return await work;
    } finally {
      this.#stop = undefined;
    }
  }
}
