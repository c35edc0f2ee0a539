import type { Verdict } from '../answer/verdict';
import type { AnswerFields } from '../answer/fields';
import type { ReceivedForm } from '../answer/record';
import type { Mark } from './mark';
import { hasPicture, type BatchCounts, type BatchItem, type BatchItemState, type BatchTrouble } from './batch';
import type { BatchId, InvocationId } from '../ground/ids';
import { folderOf, nameOf } from '../ground/paths';
import { photoType, type KindCount } from './kinds';
import type { CollisionRule } from './names';
import type { BatchEstimate } from './pace/pace';
import type { BatchPhase } from './phase';
import type { ErrorInfo } from '../ground/error';
import type { FoundFile } from '../history/history';
import { pixelsOf, type Preparation, type Prepared } from '../input/preparation';
import { inputUrl, resultUrl } from '../result/local-address';
import type { ProfileId } from '../ground/ids';
import { resultKind, type PictureFile, type Result } from '../result/result';
import type { AnswerLimits } from '../run/limits';

/** A batch as the window shows it; it holds no path. */
export interface BatchOverview {
  readonly id: BatchId;
  readonly phase: BatchPhase;
  readonly profileId: ProfileId;
  readonly serviceName: string;
  readonly owner?: string;
  /** What people call the service. */
  readonly serviceTitle?: string;
  /** The recipe whose step it runs; steps count from 1. */
  readonly recipe?: { readonly id: string; readonly name: string; readonly step: number; readonly steps: number };
  /** Last names of the output folder's path, the folder's own at the end. */
  readonly outputFolder: readonly string[];
  /** Whether the list gets a folder of its own when it begins. */
  readonly inDatedFolder: boolean;
  readonly template: string;
  readonly collision: CollisionRule;
  /** Most items at the same time that the user allows. */
  readonly atOnceLimit?: number;
  /** Limits of each answer in the place of those in the settings. */
  readonly answerLimits?: AnswerLimits;
  /** Whether its items are run as background jobs. */
  readonly inBackground: boolean;
  /** Set where all that it runs now are background jobs, if only of items that took too long. */
  readonly runsJobs?: true;
  /** What is done to files before they are sent. */
  readonly preparation?: Preparation;
  /** How many may run at the same time now. */
  readonly atOnce: number;
  readonly isScanning: boolean;
  /** Set where the program itself may still add files to it. */
  readonly isGrowing?: true;
  readonly total: number;
  readonly counts: BatchCounts;
  /** Size of all inputs in bytes. */
  readonly sizeBytes: number;
  readonly leftOut: number;
  /** The table whose rows are its items. */
  readonly table?: {
    /** Its file name. */
    readonly name: string;
    /** Whether each row names a file; otherwise what it is made into is sent. */
    readonly hasFiles: boolean;
    /** The line of a cell whose quotes are broken: nothing behind it is in the list. */
    readonly brokenLine?: number;
  };
  /** Kinds of files in a list that is not begun, the commonest first. */
  readonly kinds?: readonly KindCount[];
  /** Endings that such a list was narrowed to; absent where it takes all. */
  readonly only?: readonly string[];
  /** Results that are not where they were put, and names of folders that are not there. */
  readonly missing?: { readonly results: number; readonly folders: readonly string[] };
  /** How many files are lost from the list, since what was written down of it is damaged. */
  readonly lostItems?: number;
  /** How many results or inputs are pictures, whichever is more. */
  readonly pictures: number;
  readonly estimate?: BatchEstimate;
  /** Grows with every change of an item. */
  readonly revision: number;
}

/** An open list in few words. */
export interface BatchSummary extends Pick<
  BatchOverview,
  'id' | 'phase' | 'profileId' | 'serviceName' | 'serviceTitle' | 'recipe' | 'isGrowing' | 'total' | 'counts'
> {
  /** Name of the table that it is made of, or of the folder that was given, where its first file is in one. */
  readonly source?: string;
}

/** One line of the list. */
export interface BatchRow {
  readonly index: number;
  readonly name: string;
  /** Way of the folder, with `/` between folders. */
  readonly folder: string;
  readonly sizeBytes: number;
  readonly status: BatchItemState['status'];
  readonly seconds?: number;
  readonly again?: { readonly reason: ErrorInfo };
  readonly trouble?: BatchTrouble;
  readonly clusterMayContinue?: boolean;
  readonly output?: string;
  /** What its answer says, where it was understood. */
  readonly fields?: AnswerFields;
  /** What a person says of its answer. */
  readonly mark?: Mark;
  /** The result, where it is a picture that can be shown, or else the photo that was sent. */
  readonly picture?: PictureFile;
}

/** A part of the list. */
export interface BatchRows {
  /** How many lines the query has in all. */
  readonly total: number;
  readonly rows: readonly BatchRow[];
}

/** One item opened: its input, and its result or what came instead. */
export interface OpenedBatchItem {
  readonly row: BatchRow;
  /** What its answer is known by. */
  readonly answerId: InvocationId;
  readonly input: FoundFile;
  /** What was sent for it: the file, or the copy that was prepared of it. */
  readonly sent: FoundFile;
  readonly prepared?: Prepared;
  /** The result of another list that its file was, where it was one. */
  readonly from?: {
    readonly service: string;
    readonly list: BatchId;
    /** Name of the input that it was made from. */
    readonly input: string;
  };
  /** What was sent of a row of a table, where that is no file. */
  readonly rowText?: string;
  readonly result?: Result;
  /** Times it was sent, over all tries. */
  readonly attempts: number;
}

/** An item as a line of the list. @param answerId what its result is known by in addresses */
export function rowOf(item: BatchItem, answerId: string): BatchRow {
  const { index, relativePath, sizeBytes, state, fields, mark } = item;
  const picture = pictureOf(item, answerId);
  return {
    index,
    name: nameOf(relativePath),
    folder: folderOf(relativePath),
    sizeBytes,
    status: state.status,
    ...('seconds' in state && { seconds: state.seconds }),
    ...(state.status === 'waiting' && state.again && { again: state.again }),
    ...(state.status === 'needs-attention' && { trouble: state.trouble }),
    ...(state.status === 'cancelled' && { clusterMayContinue: state.clusterMayContinue }),
    ...('result' in state && { output: nameOf(state.result.output) }),
    ...(fields && { fields }),
    ...(mark && { mark }),
    ...(picture && { picture }),
  };
}

function pictureOf(
  { relativePath, sizeBytes, state, fields, prepared }: BatchItem,
  answerId: string,
): PictureFile | undefined {
  const url = resultUrl(answerId, 'payload', 0);
  const isFound = fields?.form === 'findings' && fields.labels.length > 0;
  const sent = pixelsOf(prepared);
  const findings =
    state.status === 'done' && isFound ? { url, sizeBytes: state.result.sizeBytes, ...(sent && { sent }) } : undefined;
  if (hasPicture(state)) return { url, mediaType: state.result.mediaType, sizeBytes: state.result.sizeBytes };
  const mediaType = photoType(relativePath);
  if (mediaType === undefined) return undefined;
  return { url: inputUrl(answerId), mediaType, sizeBytes, ...(findings && { findings }) };
}

/** A result in the output folder as the viewers take it. */
export function viewedResult(
  {
    output,
    sizeBytes,
    mediaType,
    charset,
    verdict,
    received,
  }: {
    readonly output: string;
    readonly sizeBytes: number;
    readonly mediaType: string;
    readonly charset?: string;
    readonly verdict: Verdict;
    readonly received?: ReceivedForm;
  },
  url: string,
): Result {
  const { receivedBytes, ...form } = received ?? {
    encoding: 'none' as const,
    payloadRange: { start: 0, end: sizeBytes },
    logLineCount: 0,
    notes: [],
  };
  return {
    reading: { ...form, verdict, mediaType, ...(charset !== undefined && { charset }) },
    kind: resultKind(mediaType, sizeBytes),
    sizeBytes,
    url,
    ...(receivedBytes !== undefined && { receivedBytes }),
    fileName: nameOf(output),
  };
}
