import type { ClusterAddress } from '../connection/ports';
import type { Trust } from '../connection/profile';
import type { ByteSource } from '../ground/ports';
import type { ObjectPage } from './listing';
import type { StorageProvider } from './provider';

/** Where a cluster is asked about its storage, and as whom. */
export interface StorageUser {
  readonly cluster: ClusterAddress;
  /** The whole `Authorization` for `/system`. */
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

/** A request that carries its own permission: whoever knows its address may send it, so it is a secret for as long as it counts. */
export interface SignedRequest {
  readonly method: 'GET' | 'PUT' | 'DELETE';
  /** As it was signed: any other way to write the same address would not be taken. */
  readonly address: string;
  /** Have to be sent exactly so. */
  readonly headers: Readonly<Record<string, string>>;
  readonly trust: Trust;
}

/** The storage that a cluster tells of, and how far its clock is ahead of this computer's. */
export interface ToldProvider {
  readonly provider: StorageProvider;
  readonly aheadMs: number;
}

/** What OSCAR itself does about its storage. */
export interface BucketClient {
  /**
   * One page of a bucket.
   * @returns `unsupported` where the cluster's OSCAR is too old for it
   * @throws AppError of the connection and the sign-in, `storage-folder-gone`, `not-oscar`
   */
  list(user: StorageUser, bucket: string, page?: string): Promise<ObjectPage | 'unsupported'>;
  /** A request for one object. @throws as `list`. @returns likewise */
  sign(
    user: StorageUser,
    object: ObjectAddress,
    operation: 'download' | 'upload',
  ): Promise<SignedRequest | 'unsupported'>;
  /** The keys to the storage. @throws AppError of the connection and the sign-in, `storage-missing` */
  provider(user: StorageUser): Promise<ToldProvider>;
}

/** Makes requests to a storage with its keys. */
export interface RequestSigner {
  object(told: ToldProvider, cluster: ClusterAddress, object: ObjectAddress, operation: ObjectOperation): SignedRequest;
  /** A request for a page of the objects whose keys begin with a prefix. */
  list(told: ToldProvider, cluster: ClusterAddress, bucket: string, prefix: string, page?: string): SignedRequest;
}

/** An object while it is received. */
export interface IncomingObject {
  /** All of it, also where only the rest was asked for. */
  readonly sizeBytes: number;
  /** Tells one version of it from another; absent where the storage tells nothing. */
  readonly version?: string;
  /** Hexadecimal, where it is known. */
  readonly md5?: string;
  readonly body: AsyncIterable<Uint8Array>;
}

/** The rest of an object that is there in part. */
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
 * HTTP to the storage. Nothing is repeated here.
 * @throws AppError `storage-unreachable`, `storage-refused`, `object-gone`, `object-changed` for another version than the one that
 *   was begun, `object-taken`, and of the connection
 */
export interface StorageClient {
  /** Hands an object to `take` while it is being received. */
  get<T>(
    request: SignedRequest,
    rest: Rest | undefined,
    signal: AbortSignal,
    take: (object: IncomingObject) => Promise<T>,
  ): Promise<T>;
  /** Sends all of it, or nothing is stored. @returns its MD5 as the storage tells it, where it does */
  put(
    request: SignedRequest,
    source: ByteSource,
    sending: Sending,
    signal: AbortSignal,
  ): Promise<{ readonly md5?: string }>;
  list(request: SignedRequest, signal: AbortSignal): Promise<ObjectPage>;
  remove(request: SignedRequest, signal: AbortSignal): Promise<void>;
}

/** A file that is being filled beside its future place. */
export interface IncomingFile {
  readonly sizeBytes: number;
  append(chunk: Uint8Array): Promise<void>;
  /** Forgets all that was appended. */
  clear(): Promise<void>;
  /** MD5, hexadecimal, of what was appended. */
  md5(): string;
  /** Puts it into its place, on disk to stay, under its own name or that with the first free number. @returns its path */
  finish(): Promise<string>;
  /** Removes it. Never fails. */
  discard(): Promise<void>;
}

/** Files that objects become. */
export interface DownloadFiles {
  /**
   * Begins a file, with the folders to it.
   * @param names of folders below `folder`, and of the file
   * @throws AppError as every writing
   */
  begin(folder: string, names: readonly string[]): Promise<IncomingFile>;
}

/** Finds the MD5 of what passes through a source. */
export interface Md5Source extends ByteSource {
  /** Of what the last reading gave, hexadecimal; `undefined` until it came to the end. */
  md5(): string | undefined;
}
