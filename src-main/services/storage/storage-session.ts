import { AppError } from '../../core/ground/error';
import type { ProfileId } from '../../core/ground/ids';
import type { StorageFolder } from '../../core/storage/folder';
import { isFolderMarker, type ObjectPage, type StoredObject } from '../../core/storage/listing';
import type {
  BucketClient,
  ObjectAddress,
  RequestSigner,
  SignedRequest,
  StorageClient,
  StorageUser,
  ToldProvider,
} from '../../core/storage/ports';
import type { ClusterServices } from '../service/cluster-services';

/** What a session needs. */
export interface StorageSessionParts {
  readonly buckets: BucketClient;
  readonly signer: RequestSigner;
  readonly storage: Pick<StorageClient, 'list' | 'remove'>;
  readonly services: Pick<ClusterServices, 'asUser'>;
}

/** More pages than any bucket has. It stops a server that always names another page. */
const mostPages = 100_000;

/**
 * The storage of a cluster for one task. OSCAR itself lists and signs. The keys to the storage are fetched only for what OSCAR
 * can't do: removing, and with versions before v3.6.4 everything. The keys are forgotten with the session.
 */
export class StorageSession {
  #signsItself = true;
  #told: Promise<ToldProvider> | undefined;

  constructor(
    private readonly parts: StorageSessionParts,
    private readonly profileId: ProfileId,
    readonly signal: AbortSignal,
  ) {}

  /**
   * Lists all objects of a folder, without the empty objects that only mark folders.
   * @param onCount gets the number of objects that were read so far
   * @throws AppError of the connection, the sign-in and the storage
   */
  async list({ bucket, prefix }: StorageFolder, onCount: (count: number) => void = () => undefined) {
    const objects: StoredObject[] = [];
    let count = 0;
    let page: string | undefined;
    for (let pages = 0; pages < mostPages; pages += 1) {
      const found = await this.#page(bucket, prefix, page);
      count += found.objects.length;
      onCount(count);
      for (const object of found.objects) {
        if (object.key.startsWith(prefix) && !isFolderMarker(object)) objects.push(object);
      }
      if (found.nextPage === undefined || found.nextPage === page) break;
      page = found.nextPage;
    }
    return objects;
  }

  /** Makes a signed request for one object. @throws as `list` */
  async sign(object: ObjectAddress, operation: 'download' | 'upload'): Promise<SignedRequest> {
    if (this.#signsItself) {
      const signed = await this.#asUser((user) => this.parts.buckets.sign(user, object, operation));
      if (signed !== 'unsupported') return signed;
      this.#signsItself = false;
    }
    return this.#withKeys((told, user) => this.parts.signer.object(told, user.cluster, object, operation));
  }

  /** Removes an object. Does nothing if it is gone already. @throws as `list` */
  async remove(object: ObjectAddress): Promise<void> {
    const request = await this.#withKeys((told, user) =>
      this.parts.signer.object(told, user.cluster, object, 'remove'),
    );
    await this.parts.storage.remove(request, this.signal);
  }

  async #page(bucket: string, prefix: string, page: string | undefined): Promise<ObjectPage> {
    if (!this.#told) {
      const found = await this.#asUser((user) => this.parts.buckets.list(user, bucket, page));
      if (found !== 'unsupported') return found;
    }
    const request = await this.#withKeys((told, user) =>
      this.parts.signer.list(told, user.cluster, bucket, prefix, page),
    );
    return this.parts.storage.list(request, this.signal);
  }

  async #withKeys<T>(use: (told: ToldProvider, user: StorageUser) => T): Promise<T> {
    return this.#asUser(async (user) => {
      this.#told ??= this.parts.buckets.provider(user);
      // After a failure, the next call asks again.
      this.#told.catch(() => (this.#told = undefined));
      return use(await this.#told, user);
    });
  }

  #asUser<T>(ask: (user: StorageUser) => Promise<T>): Promise<T> {
    const { signal } = this;
    if (signal.aborted) return Promise.reject(new AppError({ code: 'cancelled', clusterMayContinue: false }));
    return this.parts.services.asUser(this.profileId, (cluster, authorization) =>
      ask({ cluster, authorization, signal }),
    );
  }
}
