import * as v from 'valibot';
import { copySources, type CopySource, type SortingOptions } from '../core/batch/export/copies';
import type { DetectionWords } from '../core/batch/export/megadetector';
import type { CopyOutcome, DetectionsOutcome, ExportOffer, TableOutcome } from '../core/batch/export/outcome';
import type { UndoneCopies } from '../core/batch/export/ports';
import type { ExportProgress } from '../core/batch/export/progress';
import type { ExportScope } from '../core/batch/export/scope';
import { tableFormats, tableRows, type TableOptions } from '../core/batch/export/table';
import type { BatchPlanChange } from '../core/batch/batch';
import type { BatchId } from '../core/ground/ids';
import { id } from './ground/arguments';
import { chosenService, itemNumbers, listQuery } from './batch';
import { call } from './ground/call';
import type { SavedFile } from './result';

export { tableFormats, tableRows };

/** A table that was saved, and what is not in it as it was. */
export type SavedTable = SavedFile & TableOutcome;

/** Detections that were saved. */
export interface SavedDetections extends SavedFile, Pick<DetectionsOutcome, 'unread'> {
  /** Name of the folder that the ways of photos start from; absent where they have none in common. */
  readonly photosIn?: string;
}

/** An archive that was saved. */
export interface SavedArchive extends SavedFile {
  readonly fileCount: number;
}

/** What became of copies, and the name of their folder. */
export type SavedCopies = CopyOutcome & { readonly folder: string };

/** What became of copies that were taken away again, and the name of their folder. */
export type RemovedCopies = UndoneCopies & { readonly folder: string };

const scope: v.GenericSchema<unknown, ExportScope> = v.variant('kind', [
  v.strictObject({ kind: v.literal('shown'), query: listQuery }),
  v.strictObject({ kind: v.literal('selected'), items: itemNumbers }),
]);
const sentence = v.pipe(v.string(), v.maxLength(2000));
const tableWords = { reasons: v.record(v.pipe(v.string(), v.maxLength(1000)), sentence), unread: sentence };
const tableOptions = v.strictObject({
  rows: v.picklist(tableRows),
  format: v.picklist(tableFormats),
  words: v.strictObject(tableWords),
});
const detectionWords = v.strictObject({ ...tableWords, unplaced: sentence });
const sortingOptions = v.strictObject({
  leastScore: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  isFlat: v.boolean(),
});

/** What the page can ask to take away from lists of files. */
export const exportCalls = {
  /** Asks for a place and saves a table; `undefined` when the user closes the dialog. */
  saveBatchTable: call<(id: BatchId, scope: ExportScope, options: TableOptions) => SavedTable | undefined>(
    id,
    scope,
    tableOptions,
  ),
  /** Asks for a place and saves a copy of the list's table with the answers; `undefined` when the user closes the dialog. */
  saveBatchAnswers: call<(id: BatchId) => SavedFile | undefined>(id),
  /** Asks for a place and saves detections of photos; `undefined` when the user closes the dialog. */
  saveBatchDetections: call<(id: BatchId, scope: ExportScope, words: DetectionWords) => SavedDetections | undefined>(
    id,
    scope,
    detectionWords,
  ),
  /** Asks for a folder and copies files into it, to a folder for each label; `undefined` when the user closes the dialog. */
  sortBatchFiles: call<(id: BatchId, scope: ExportScope, options: SortingOptions) => SavedCopies | undefined>(
    id,
    scope,
    sortingOptions,
  ),
  /** Asks for a folder and copies inputs or results into it; `undefined` when the user closes the dialog. */
  copyBatchFiles: call<(id: BatchId, scope: ExportScope, source: CopySource) => SavedCopies | undefined>(
    id,
    scope,
    v.picklist(copySources),
  ),
  /** Asks for a place and saves results in an archive; `undefined` when the user closes the dialog. */
  zipBatchResults: call<(id: BatchId, scope: ExportScope) => SavedArchive | undefined>(id, scope),
  /** Takes copies away again: those that were made last, or those in a folder that it asks for; `undefined` when the user closes the dialog. */
  undoBatchCopies: call<(id: BatchId, where: 'last' | 'elsewhere') => RemovedCopies | undefined>(
    id,
    v.picklist(['last', 'elsewhere']),
  ),
  /** Makes another list of inputs or results, for a service. */
  useBatchAsInput: call<
    (id: BatchId, scope: ExportScope, source: CopySource, service: NonNullable<BatchPlanChange['service']>) => void
  >(id, scope, v.picklist(copySources), chosenService),
  /** What a list has to take away besides tables. */
  getExportOffer: call<(id: BatchId) => ExportOffer>(id),
  /** Stops what is being taken away from a list. */
  stopExport: call<(id: BatchId) => void>(id),
  /** Shows what was last taken away from a list in the system's file manager. */
  showExport: call<(id: BatchId) => void>(id),
};

/** What the main process tells the page of what is being taken away. */
export interface ExportEvents {
  /** At most ten times a second. */
  exportProgress: ExportProgress;
}
