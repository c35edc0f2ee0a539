import * as v from 'valibot';
import { type BatchPlanChange, batchItemStatuses } from '../core/batch/batch';
import { type BatchFacets, type BatchListQuery, markFilters, sortKeys } from '../core/batch/list';
import { type ItemMark, type MarkChange, markChangeSchema, markSchema } from '../core/batch/mark';
import { collisionRules, longestTemplate } from '../core/batch/names';
import type { BatchOverview, BatchRows, BatchSummary, OpenedBatchItem } from '../core/batch/overview';
import { mostAtOnce } from '../core/batch/pace/parallelism';
import type { LeftOut } from '../core/batch/scan';
import type { BatchId } from '../core/ground/ids';
import { preparationSchema } from '../core/input/preparation';
import { answerLimitsSchema } from '../core/run/limits';
import { id, name } from './ground/arguments';
import { call } from './ground/call';

/** Something that is not in the list of a batch. */
export type BatchLeftOut = Pick<LeftOut, 'relativePath' | 'reason'>;

const item = v.pipe(v.number(), v.integer(), v.minValue(0));
/** Numbers of items of a list. */
export const itemNumbers = v.pipe(v.array(item), v.maxLength(1_000_000));
const word = v.pipe(v.string(), v.maxLength(1000));
/** Which items a list shows. */
export const listQuery = v.strictObject({
  status: v.exactOptional(v.picklist(batchItemStatuses)),
  search: v.pipe(v.string(), v.maxLength(1000)),
  finding: v.exactOptional(v.union([v.strictObject({ label: word }), v.picklist(['nothing', 'unsure'])])),
  leastScore: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  reason: v.exactOptional(word),
  folder: v.exactOptional(v.pipe(v.string(), v.maxLength(32_768))),
  mark: v.exactOptional(v.picklist(markFilters)),
  sortKey: v.union([v.picklist(sortKeys), v.strictObject({ field: word })]),
  isDescending: v.boolean(),
});
const itemMarks = v.pipe(v.array(v.strictObject({ item, mark: markSchema })), v.maxLength(1_000_000));
/** A service that a list is run with. */
export const chosenService = v.strictObject({
  profileId: name,
  serviceName: name,
  owner: v.exactOptional(name),
  title: v.exactOptional(name),
});
const planChange = v.strictObject({
  service: v.exactOptional(chosenService),
  template: v.exactOptional(v.pipe(v.string(), v.maxLength(longestTemplate))),
  collision: v.exactOptional(v.picklist(collisionRules)),
  atOnceLimit: v.exactOptional(v.pipe(item, v.maxValue(mostAtOnce))),
  answerLimits: v.exactOptional(v.union([answerLimitsSchema, v.literal('none')])),
  inDatedFolder: v.exactOptional(v.boolean()),
  inBackground: v.exactOptional(v.boolean()),
  preparation: v.exactOptional(v.union([preparationSchema, v.literal('none')])),
});

/** What the page can ask of lists of files. */
export const batchCalls = {
  /** The list that is shown, if there is one. It is told by `batchChanged` from then on. */
  getBatch: call<() => BatchOverview | undefined>(),
  /** All open lists in their order. They are told by `batchesChanged` from then on. */
  listBatches: call<() => readonly BatchSummary[]>(),
  /** Puts a list at another place in the order, counted from 0: of each cluster the first one runs. */
  moveBatch: call<(id: BatchId, place: number) => void>(id, v.pipe(item, v.maxValue(10_000))),
  /** A part of the list of a batch. */
  listBatchItems: call<(id: BatchId, query: BatchListQuery, start: number, count: number) => BatchRows>(
    id,
    listQuery,
    item,
    v.pipe(item, v.maxValue(1000)),
  ),
  /** Numbers of all items that a query asks for. */
  findBatchItems: call<(id: BatchId, query: BatchListQuery) => readonly number[]>(id, listQuery),
  /** Counts of what the filters of the list would show. */
  countBatchFacets: call<(id: BatchId, query: BatchListQuery) => BatchFacets>(id, listQuery),
  /** Changes what a person says of answers, and answers what was said before. What all are marked as is taken away. */
  changeBatchMarks: call<(id: BatchId, items: readonly number[], change: MarkChange) => readonly ItemMark[]>(
    id,
    itemNumbers,
    markChangeSchema,
  ),
  /** Keeps what a person says of answers, in place of what was said. */
  markBatchItems: call<(id: BatchId, marks: readonly ItemMark[]) => void>(id, itemMarks),
  /** Writes the report with what is known now, and shows it in the system's file manager. */
  reportBatch: call<(id: BatchId) => void>(id),
  listLeftOut: call<(id: BatchId, start: number, count: number) => readonly BatchLeftOut[]>(
    id,
    item,
    v.pipe(item, v.maxValue(1000)),
  ),
  /** Narrows a list that is not begun to files of some endings; none for all. */
  keepOnlyInBatch: call<(id: BatchId, endings: readonly string[]) => void>(
    id,
    v.pipe(v.array(v.pipe(v.string(), v.regex(/^[^./\\]{1,20}(?:\.[^./\\]{1,20})?$/))), v.maxLength(200)),
  ),
  changeBatch: call<(id: BatchId, change: BatchPlanChange) => void>(id, planChange),
  /** Asks for a folder and takes it for the results; whether the user chose one. */
  chooseOutputFolder: call<(id: BatchId) => boolean>(id),
  /** Begins it, continues it, or goes on after a sample or a pause. */
  startBatch: call<(id: BatchId, isSample: boolean) => void>(id, v.boolean()),
  pauseBatch: call<(id: BatchId) => void>(id),
  /** Tries a cluster that could not be reached at once. */
  probeBatch: call<(id: BatchId) => void>(id),
  stopBatch: call<(id: BatchId, dropsUnderWay: boolean) => void>(id, v.boolean()),
  /** Runs items again. */
  retryBatchItems: call<(id: BatchId, items: readonly number[]) => void>(id, itemNumbers),
  /** Runs items again, as background jobs. */
  runBatchItemsAsJobs: call<(id: BatchId, items: readonly number[]) => void>(id, itemNumbers),
  /** Takes items out of the list, or cancels them once it is begun. */
  removeBatchItems: call<(id: BatchId, items: readonly number[]) => void>(id, itemNumbers),
  /** Keeps a doubtful answer as the result. */
  acceptBatchItem: call<(id: BatchId, item: number) => void>(id, item),
  openBatchItem: call<(id: BatchId, item: number) => OpenedBatchItem>(id, item),
  /** Shows an item's result, or its input, in the system's file manager. */
  showBatchItem: call<(id: BatchId, item: number) => void>(id, item),
  showOutputFolder: call<(id: BatchId) => void>(id),
  /** Shows a list, which is opened from the history where it is not open. */
  showBatch: call<(id: BatchId) => void>(id),
  /** Closes a list, which stays in the history. */
  closeBatch: call<(id: BatchId) => void>(id),
  /** Deletes results of a list from its output folder, as long as they are what it put there; how many there were. */
  deleteBatchResults: call<(id: BatchId) => number>(id),
};

/** What the main process tells the page of lists of files. */
export interface BatchEvents {
  /** The list that is shown as it is now; absent when there is none any more. At most ten times a second. */
  batchChanged: BatchOverview | undefined;
  /** All open lists in their order. At most ten times a second. */
  batchesChanged: readonly BatchSummary[];
}
