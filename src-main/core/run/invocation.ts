import type { InputFileId, InvocationId, ProfileId } from '../ground/ids';
import type { ErrorInfo } from '../ground/error';
import type { Preparation, Prepared } from '../input/preparation';
import type { Result } from '../result/result';
import type { AnswerLimits } from './limits';

/** A file the user granted as input. */
export interface InputFile {
  readonly id: InputFileId;
  /** File name without its folder. */
  readonly name: string;
  readonly sizeBytes: number;
  /** Media type from its first bytes or its ending; decides whether a preview is drawn. */
  readonly mediaType: string;
  /** Address of its bytes on the app's own protocol, for the preview. */
  readonly url: string;
}

/**
 * The file that was sent, for looking at it beside its result. The address answers for as long as the file is what was
 * sent: it is the user's own file, which can be changed, moved or deleted at any time. Of a file that was prepared it is
 * the copy, which is made again from the file.
 */
export interface SentFile {
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly url: string;
}

/** The result of a run that became the input of another. */
export interface UsedResult {
  readonly run: InvocationId;
  readonly service: string;
  /** The name of the file that it was made from; absent for typed text and JSON. */
  readonly input?: string;
}

/** What is sent to the service. */
export type InvocationInput =
  | { readonly kind: 'file'; readonly fileId: InputFileId; readonly preparation?: Preparation }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'json'; readonly text: string };

/** A request to run a service once. */
export interface InvocationRequest {
  readonly profileId: ProfileId;
  readonly serviceName: string;
  /** The owner, where two services have the same name. */
  readonly owner?: string;
  readonly input: InvocationInput;
  /** In the place of those in the settings. A background job is not waited for, and keeps to the settings. */
  readonly limits?: AnswerLimits;
}

/** The state of an invocation. Bytes are counted as they are sent, encoding included. */
export type InvocationState =
  | { readonly status: 'preparing' }
  | { readonly status: 'connecting' }
  | { readonly status: 'sending'; readonly sentBytes: number; readonly totalBytes: number }
  | { readonly status: 'waiting' }
  | { readonly status: 'receiving'; readonly receivedBytes: number; readonly totalBytes?: number }
  | { readonly status: 'decoding' }
  | { readonly status: 'retrying'; readonly waitMs: number; readonly reason: ErrorInfo }
  | { readonly status: 'finished'; readonly result: Result; readonly finishedAt: string }
  | { readonly status: 'failed'; readonly error: ErrorInfo; readonly finishedAt: string }
  | { readonly status: 'cancelled'; readonly clusterMayContinue: boolean; readonly finishedAt: string };

/**
 * One invocation at one moment. Instants are ISO 8601, UTC. Durations are no differences of instants: they leave out what the
 * computer slept, and setting its clock does not change them.
 */
export interface Invocation {
  readonly id: InvocationId;
  readonly profileId: ProfileId;
  readonly serviceName: string;
  /** The input file's name; absent for typed text and JSON. */
  readonly inputName?: string;
  /** The input file as it was sent; absent for typed text and JSON, and for a file that is still to be prepared. */
  readonly sentFile?: SentFile;
  /** What was made of the file before it was sent, where anything was. */
  readonly prepared?: Prepared;
  /** The result that the file is. */
  readonly from?: UsedResult;
  readonly startedAt: string;
  /** How long it had taken at this moment, in milliseconds; once it is settled, how long it took. */
  readonly elapsedMs: number;
  /** How long of that it had been in its present state. */
  readonly stateMs: number;
  /** 1 for the first try. */
  readonly attempt: number;
  readonly state: InvocationState;
}

/** Whether an invocation has ended, so that its state will not change again. */
export function isSettled(state: InvocationState): boolean {
  return state.status === 'finished' || state.status === 'failed' || state.status === 'cancelled';
}
