import type { ClusterAddress } from '../connection/ports';
import type { Trust } from '../connection/profile';
import type { ByteSource } from '../ground/ports';
import type { ObjectPage } from './listing';
import type { StorageProvider } from './provider';

/** The cluster that is asked about its storage, and the user who asks. */
export interface StorageUser {
  readonly cluster: ClusterAddress;
  /** The whole value of the `Authorization` header for `/system`. */
  readonly authorization: string;
  readonly signal: AbortSignal;
}

/** One object of a bucket. */
export interface ObjectAddress {
  readonly bucket: string;
  readonly key: string;
}

/** What is done with an object. */
export type ObjectOperation = 'download' | 'upload' | 'remove';

/** A request whose address holds the permission. Everybody who knows the address can send it, so it is a secret while it is valid. */
export interface SignedRequest {
  readonly method: 'GET' | 'PUT' | 'DELETE';
  /** Exactly as it was signed: the storage refuses the same address written in another way. */
  readonly address: string;
  /** Headers that have to be sent exactly like this. */
  readonly headers: Readonly<Record<string, string>>;
  readonly trust: Trust;
}

/** The storage that a cluster names, and how far the cluster's clock is ahead of this computer's. */
export interface ToldProvider {
  readonly provider: StorageProvider;
  readonly aheadMs: number;
}

/** The calls of OSCAR about its storage. */
export interface BucketClient {
  /**
   * Gets one page of a bucket's objects.
   * @returns `unsupported` if the cluster's OSCAR is too old for this call
   * @throws AppError of the connection and the sign-in, `storage-folder-gone`, `not-oscar`
   */
  list(user: StorageUser, bucket: string, page?: string): Promise<ObjectPage | 'unsupported'>;
  /** Makes a signed request for one object. @returns `unsupported` as `list` does. @throws as `list` */
  sign(
    user: StorageUser,
    object: ObjectAddress,
    operation: 'download' | 'upload',
  ): Promise<SignedRequest | 'unsupported'>;
  /** Gets the keys to the storage. @throws AppError of the connection and the sign-in, `storage-missing` */
  provider(user: StorageUser): Promise<ToldProvider>;
}

/** Signs requests to a storage with its keys. */
export interface RequestSigner {
  object(told: ToldProvider, cluster: ClusterAddress, object: ObjectAddress, operation: ObjectOperation): SignedRequest;
  /** Makes a request for a page of the objects whose keys begin with a prefix. */
  list(told: ToldProvider, cluster: ClusterAddress, bucket: string, prefix: string, page?: string): SignedRequest;
}

/** An object while it is received. */
export interface IncomingObject {
  /** The size of the whole object, also if only the rest of it was asked for. */
  readonly sizeBytes: number;
  /** Differs for each version of the object; absent if the storage sends none. */
  readonly version?: string;
  /** Hexadecimal; absent if it is unknown. */
  readonly md5?: string;
  readonly body: AsyncIterable<Uint8Array>;
}

/** The rest of an object whose first part was received before. */
export interface Rest {
  readonly fromByte: number;
  readonly version: string;
}

/** How an object is sent. */
export interface Sending {
  readonly replaces: boolean;
  readonly onProgress: (sentBytes: number) => void;
}

/**
 * Requests to the storage. Each is sent once; the caller decides whether to send it again.
 * @throws AppError `storage-unreachable`, `storage-refused`, `object-gone`, `object-changed` if the rest belongs to another version,
 *   `object-taken`, and of the connection
 */
export interface StorageClient {
  /** Calls `take` with an object while it is being received. */
  get<T>(
    request: SignedRequest,
    rest: Rest | undefined,
    signal: AbortSignal,
    take: (object: IncomingObject) => Promise<T>,
  ): Promise<T>;
  /** Sends an object. If not all of it can be sent, nothing is stored. @returns the MD5 that the storage found, if it sends one */
  put(
    request: SignedRequest,
    source: ByteSource,
    sending: Sending,
    signal: AbortSignal,
  ): Promise<{ readonly md5?: string }>;
  list(request: SignedRequest, signal: AbortSignal): Promise<ObjectPage>;
  remove(request: SignedRequest, signal: AbortSignal): Promise<void>;
}

/** A file that is being written under a temporary name beside its final place. */
export interface IncomingFile {
  readonly sizeBytes: number;
  append(chunk: Uint8Array): Promise<void>;
  /** Removes all bytes that were appended. */
  clear(): Promise<void>;
  /** The MD5 of the appended bytes, hexadecimal. */
  md5(): string;
  /** Flushes the file to the disk and gives it its name, with the first free number if the name is taken. @returns its path */
  finish(): Promise<string>;
  /** Removes it. Never fails. */
  discard(): Promise<void>;
}

/** Creates the files in which objects are saved. */
export interface DownloadFiles {
  /**
   * Begins a file, and creates its folders.
   * @param names the names of the folders in `folder`, then that of the file
   * @throws AppError of writing
   */
  begin(folder: string, names: readonly string[]): Promise<IncomingFile>;
}

/** A source that finds the MD5 of its bytes while they are read. */
export interface Md5Source extends ByteSource {
  /** The MD5 of the last reading, hexadecimal; `undefined` until it has reached the end. */
  md5(): string | undefined;
}
