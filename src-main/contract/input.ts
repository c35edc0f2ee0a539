import * as v from 'valibot';
import type { AcceptedInput } from '../core/batch/batch';
import type { OpenedTable, TableLook } from '../core/batch/table-look';
import type { BatchId, InputFileId, RecentFileId } from '../core/ground/ids';
import { preparationSchema, type Preparation, type ShownCopy } from '../core/input/preparation';
import type { RecentFile } from '../core/input/recent-file';
import { tableReadOptionsSchema, type TableReadOptions } from '../core/input/table/form';
import { tableUseSchema, type TableUse } from '../core/input/table/rows';
import { type Sample, type SampleId, sampleIds } from '../core/input/sample';
import type { InputFile } from '../core/run/invocation';
import { id } from './ground/arguments';
import { call } from './ground/call';

/** The list that files are added to; absent where they are to make a new one, or one file is to be used by itself. */
const list = v.optional(id);

/** What the page can ask of what a person gives to a service. */
export const inputCalls = {
  /** Opens the system's dialog; `undefined` when the user closes it. */
  chooseFile: call<() => InputFile | undefined>(),
  /** Asks for files, one or many, for a new list or the one that is named; `undefined` when the user closes the dialog. */
  chooseFiles: call<(into: BatchId | undefined) => AcceptedInput | undefined>(list),
  /** Asks for folders, in the same way; `undefined` when the user closes the dialog. */
  chooseFolders: call<(into: BatchId | undefined) => AcceptedInput | undefined>(list),
  /** Input files that were used last and are still there, the latest first. */
  listRecentFiles: call<() => readonly RecentFile[]>(),
  openRecentFile: call<(id: RecentFileId) => InputFile>(id),
  /** Forgets which they were. The files themselves stay. */
  clearRecentFiles: call<() => void>(),
  /** Pastes into the window, as the keys for it do. */
  paste: call<() => void>(),
  /** Makes a file of the picture on the clipboard, for the list that is named or by itself; `undefined` where there is none. */
  pastePicture: call<(into: BatchId | undefined) => AcceptedInput | undefined>(list),
  /** What would be sent of a file that is prepared in this way. */
  showPrepared: call<(fileId: InputFileId, preparation: Preparation) => ShownCopy>(id, preparationSchema),
  /** Reads a file as a table, in the place of the one that was read before. */
  openTable: call<(fileId: InputFileId, readOptions: TableReadOptions) => OpenedTable>(id, tableReadOptionsSchema),
  /** What would become of the rows of the table. */
  lookAtTable: call<(id: BatchId, use: TableUse) => TableLook>(id, tableUseSchema),
  /** Makes a list of the rows of the table. */
  takeTable: call<(id: BatchId, use: TableUse) => AcceptedInput>(id, tableUseSchema),
  /** Forgets the table, or stops reading it. */
  closeTable: call<() => void>(),
  openSample: call<(sample: SampleId) => Sample>(v.picklist(sampleIds)),
};

const path = v.pipe(v.string(), v.minLength(1), v.maxLength(32_768));

/** Calls that only the preload makes, with the paths of what the user dropped. The page has no function for them. */
export const pathCalls = {
  grantPath: call<(path: string) => InputFile>(path),
  takePaths: call<(paths: readonly string[], into: BatchId | undefined) => AcceptedInput>(
    v.pipe(v.array(path), v.minLength(1), v.maxLength(100_000)),
    list,
  ),
};
