import type { ClusterAccess, ClusterAddress } from '../connection/ports';
import type { ByteSource } from '../ground/ports';
import type { ParsedService } from '../service/service';

/** Time limits of one attempt, in milliseconds. */
export interface TimeLimits {
  /** For name resolution, connection and TLS together. */
  readonly connectMs: number;
  /** From the last byte sent to the first of the answer's head. */
  readonly waitMs: number;
  /** Longest silence while bytes are sent or received. */
  readonly stallMs: number;
  /** From the answer's head to its last byte, silent or not. */
  readonly receiveMs: number;
}

/** Progress of one attempt, in bytes on the wire. */
export type RunProgress =
  | { readonly phase: 'connecting' }
  | { readonly phase: 'sending'; readonly sentBytes: number; readonly totalBytes: number }
  | { readonly phase: 'waiting' }
  | { readonly phase: 'receiving'; readonly receivedBytes: number; readonly totalBytes?: number };

/** One synchronous run of a service. */
export interface RunRequest {
  readonly access: ClusterAccess;
  readonly serviceName: string;
  readonly owner?: string;
  /** The bytes as they are; the client encodes them. */
  readonly input: ByteSource;
  readonly limits: TimeLimits;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: RunProgress) => void;
}

/** The head of an answer with status 200, and its body, which is still being received. */
export interface RunAnswer {
  /** `name` or `name:port`, for sentences. */
  readonly host: string;
  readonly contentType: string;
  /** The media type that the request was sent with. OSCAR answers with the same type; a page of a gateway has another. */
  readonly mirroredContentType: string;
  /**
   * The body, with any content coding removed.
   * @throws AppError `connection-lost`, `timed-out`, `response-too-slow`, `response-not-http`, `response-not-unpacked`,
   * `cancelled` in the middle of it
   */
  readonly body: AsyncIterable<Uint8Array>;
}

/** What a cluster tells a signed-in user about itself. */
export interface ClusterFacts {
  /** Such as `v4.1.2`, or `devel`. */
  readonly version: string;
  /** Whether the cluster has a back-end that runs services on demand; without one it has no `/run`. */
  readonly runsOnDemand: boolean;
}

/** HTTP to one OSCAR cluster. */
export interface OscarClient {
  /** @throws AppError of the connection, `unauthorized`, `not-oscar` */
  listServices(cluster: ClusterAddress, authorization: string, signal: AbortSignal): Promise<readonly ParsedService[]>;
  /** Asks without credentials whether OSCAR is there. @throws AppError of the connection, `not-oscar` */
  checkHealth(cluster: ClusterAddress): Promise<void>;
  /** @throws AppError of the connection, `unauthorized`, `not-oscar` */
  clusterFacts(cluster: ClusterAddress, authorization: string): Promise<ClusterFacts>;
  /**
   * Asks whether a service takes this token, without running it.
   * @returns `false` where the cluster is too old to tell
   * @throws AppError of the connection, `unauthorized`, `service-not-found`
   */
  checkServiceToken(access: ClusterAccess, serviceName: string): Promise<boolean>;
  /** Sends the input, and resolves when the head of an answer with status 200 arrives. @throws AppError for every other outcome */
  run(request: RunRequest): Promise<RunAnswer>;
}
