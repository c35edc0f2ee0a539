import type { ClusterAccess, ClusterAddress } from '../connection/ports';
import type { JobId } from '../ground/ids';
import type { PreparedText } from '../history/ports';
import type { JobPage } from './listing';
import type { JobLog } from './log-tail';
import type { JobRecord } from './record';

/** Where the jobs of a service are asked for, and as whom. */
export interface JobListing {
  readonly cluster: ClusterAddress;
  /** The whole `Authorization` for `/system`. */
  readonly authorization: string;
  readonly serviceName: string;
  readonly signal: AbortSignal;
}

/** A job to submit. */
export interface JobSubmission {
  readonly access: ClusterAccess;
  readonly serviceName: string;
  readonly owner?: string;
  /** What it is to be called on the cluster. */
  readonly name: string;
  /** The bytes as they are; the client encodes them. */
  readonly input: Uint8Array;
  readonly signal: AbortSignal;
}

/** HTTP to the background jobs of a cluster. */
export interface JobClient {
  /**
   * Resolves when the cluster has the job, also from an earlier request. It may still fail to run.
   * @throws AppError of the connection, `unauthorized`, `forbidden`, `service-failed` and what a run can be refused with
   */
  submit(submission: JobSubmission): Promise<void>;
  /** One page of the jobs. @throws AppError of the connection, `unauthorized`, `not-oscar`, `jobs-unseen`, `service-not-found` */
  list(listing: JobListing, page?: string): Promise<JobPage>;
  /**
   * Hands the log of a job to `take` while it is being received.
   * @param options `timestamps` puts the time before each line; `limitMs` is the longest time for all of it
   * @returns `none` for a job that has not begun, and `unknown` for one that the cluster does not know
   * @throws AppError of the connection, `unauthorized`, `not-oscar`, and what `take` throws
   */
  log<T>(
    listing: JobListing,
    name: string,
    options: { readonly timestamps: boolean; readonly limitMs: number },
    take: (body: AsyncIterable<Uint8Array>, host: string) => Promise<T>,
  ): Promise<T | 'none' | 'unknown'>;
  /**
   * What the pods of the service wrote last, for its runs that are waited for.
   * @returns `undefined` where the cluster has no such log: before v4.0, or while there is no pod
   * @throws AppError as `list`
   */
  serviceLog(listing: JobListing): Promise<JobLog | undefined>;
  /** Ends a job and removes it, or does nothing where it is not known. @throws AppError as `list` */
  remove(listing: JobListing, name: string): Promise<void>;
}

/** The jobs on disk, each in a place of its own. */
export interface JobStore {
  /** Every job that is whole on disk; removes what never became one. */
  load(): Promise<readonly JobRecord[]>;
  /**
   * Keeps a new job with what it is to be sent, on disk for good when this resolves.
   * @param text what was typed, for running it again
   * @throws AppError `disk-full`, `permission-denied`, `folder-gone`
   */
  add(record: JobRecord, input: Uint8Array, text?: PreparedText): Promise<void>;
  /** Replaces the record of a job, whole or not at all. @throws as `add` */
  update(record: JobRecord): Promise<void>;
  /** What a job is to be sent. @throws AppError `file-unreadable` */
  input(id: JobId): Promise<Uint8Array>;
  /** What was typed for a job; `undefined` for a file. */
  text(id: JobId): Promise<PreparedText | undefined>;
  delete(id: JobId): Promise<void>;
}
