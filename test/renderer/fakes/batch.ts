import type { BatchId } from '../../../src-main/core/ground/ids';
import type { BatchLeftOut, batchCalls } from '../../../src-main/contract/batch';
import type { BatchListQuery, BatchFacets } from '../../../src-main/core/batch/list';
import type { BatchOverview, BatchRow, BatchSummary } from '../../../src-main/core/batch/overview';
import type { BatchPlanChange } from '../../../src-main/core/batch/batch';
import type { FoundFile } from '../../../src-main/core/history/history';
import type { ItemMark, MarkChange } from '../../../src-main/core/batch/mark';
import type { Api } from '../../../src-main/contract/ground/call';
import type { Result } from '../../../src-main/core/result/result';
import { batchFacets, batchRow, inputFile, keptResult, result } from '../builders';
import { FakeHistory } from './history';

/** The calls about lists of files. */
export class FakeBatch extends FakeHistory implements Api<typeof batchCalls> {
  batch: BatchOverview | undefined;
  batches: readonly BatchSummary[] = [];
  batchRows: readonly BatchRow[] = [];
  leftOut: readonly BatchLeftOut[] = [];
  facets: BatchFacets = batchFacets();
  /** What became of the file of the opened item; by default, it exists. */
  itemInput: FoundFile | undefined;
  /** How many times the whole set was counted. */
  facetCounts = 0;
  readonly listed: BatchListQuery[] = [];
  readonly found: BatchListQuery[] = [];
  readonly resultsDeletedOf: BatchId[] = [];

  /** Sends the page the batch. */
  tellBatch(batch: BatchOverview | undefined): void {
    this.batch = batch;
    this.push('batchChanged', batch);
  }
  getBatch = () => this.reply('getBatch', this.batch);
  listBatches = () => this.reply('listBatches', this.batches);
  moveBatch = (id: BatchId, place: number) => this.told('moveBatch', id, place);

  /** Sends the page all open lists. */
  tellBatches(batches: readonly BatchSummary[]): void {
    this.batches = batches;
    this.push('batchesChanged', batches);
  }

  listBatchItems = (_id: BatchId, query: BatchListQuery, start: number, count: number) => {
    this.listed.push(query);
    const rows = this.batchRows.slice(start, start + count);
    return this.reply('listBatchItems', { total: this.batchRows.length, rows });
  };

  findBatchItems = (_id: BatchId, query: BatchListQuery) => {
    this.found.push(query);
    return this.reply(
      'findBatchItems',
      this.batchRows.map(({ index }) => index),
    );
  };
  listLeftOut = () => this.reply('listLeftOut', this.leftOut);
  countBatchFacets = () => {
    this.facetCounts += 1;
    return this.reply('countBatchFacets', this.facets);
  };
  changeBatchMarks = (_id: BatchId, items: readonly number[], change: MarkChange) => {
    const before = items.map((item) => ({ item, mark: this.batchRows[item]?.mark ?? {} }));
    this.batchCalls.push(['changeBatchMarks', items, change]);
    return this.reply('changeBatchMarks', before);
  };
  markBatchItems = (_id: BatchId, marks: readonly ItemMark[]) => this.told('markBatchItems', marks);
  reportBatch = () => this.told('reportBatch');
  keepOnlyInBatch = (_id: BatchId, endings: readonly string[]) => this.told('keepOnlyInBatch', endings);
  changeBatch = (_id: BatchId, change: BatchPlanChange) => this.told('changeBatch', change);
  chooseOutputFolder = () => this.reply('chooseOutputFolder', true);
  startBatch = (_id: BatchId, isSample: boolean) => this.told('startBatch', isSample);
  pauseBatch = () => this.told('pauseBatch');
  probeBatch = () => this.told('probeBatch');
  stopBatch = (_id: BatchId, dropsUnderWay: boolean) => this.told('stopBatch', dropsUnderWay);
  retryBatchItems = (_id: BatchId, items: readonly number[]) => this.told('retryBatchItems', items);
  runBatchItemsAsJobs = (_id: BatchId, items: readonly number[]) => this.told('runBatchItemsAsJobs', items);
  removeBatchItems = (_id: BatchId, items: readonly number[]) => this.told('removeBatchItems', items);
  acceptBatchItem = (_id: BatchId, item: number) => this.told('acceptBatchItem', item);

  openBatchItem = (_id: BatchId, item: number) => {
    const row = this.batchRows[item] ?? batchRow(`${item}`, { index: item });
    const { itemInput = { kind: 'file', file: inputFile(row.name) } } = this;
    return this.reply('openBatchItem', {
      row,
      answerId: `one-${item}`,
      input: itemInput,
      sent: itemInput,
      attempts: 1,
      ...resultOfRow(row),
    });
  };
  showBatchItem = (_id: BatchId, item: number) => this.told('showBatchItem', item);
  showOutputFolder = () => this.told('showOutputFolder');
  showBatch = (id: BatchId) => this.told('showBatch', id);
  closeBatch = () => this.told('closeBatch');
  deleteBatchResults = (id: BatchId) => {
    this.resultsDeletedOf.push(id);
    return this.reply('deleteBatchResults', 0);
  };
}

/** A picture. Only its decoded file is kept; for a doubtful answer, the body is kept as well. */
function resultOfRow({ status, trouble }: BatchRow): { readonly result?: Result } {
  if (status === 'done') return { result: keptResult() };
  return trouble?.kind === 'doubtful'
    ? { result: result({ kind: 'text' }, { verdict: trouble.verdict, mediaType: 'text/plain' }) }
    : {};
}
