import * as v from 'valibot';
import type { InputFileId, ProfileId } from '../core/ground/ids';
import type { EntryContent } from '../core/result/result';
import type { InputFile } from '../core/run/invocation';
import { storageFolderSchema, type StorageFolder } from '../core/storage/folder';
import type { StoredObject } from '../core/storage/listing';
import type { TransferProgress, TransferReport } from '../core/storage/transfer';
import { id, name } from './ground/arguments';
import { call } from './ground/call';

/** Files that were saved, and the name of the folder. */
export type SavedObjects = TransferReport & { readonly folder: string };

const key = v.pipe(v.string(), v.minLength(1), v.maxLength(4096));
const object: v.GenericSchema<unknown, StoredObject> = v.strictObject({
  key,
  sizeBytes: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  modifiedAt: v.exactOptional(v.string()),
});
const many = 1_000_000;

/** What the page can ask of the files of services. One thing is done at a time. */
export const storageCalls = {
  /** Every file of a folder; `undefined` where that was stopped. */
  listStorage: call<(profileId: ProfileId, folder: StorageFolder) => readonly StoredObject[] | undefined>(
    name,
    storageFolderSchema,
  ),
  /** Fetches a file for looking at it; `undefined` where that was stopped. */
  openStorageFile: call<
    (profileId: ProfileId, folder: StorageFolder, object: StoredObject) => EntryContent | undefined
  >(name, storageFolderSchema, object),
  /** Asks for a folder and saves files there; `undefined` when the user closes the dialog. */
  saveStorageFiles: call<
    (profileId: ProfileId, folder: StorageFolder, objects: readonly StoredObject[]) => SavedObjects | undefined
  >(name, storageFolderSchema, v.pipe(v.array(object), v.minLength(1), v.maxLength(many))),
  /** Asks for files to upload; none when the user closes the dialog. */
  chooseStorageUploads: call<() => readonly InputFile[]>(),
  /** Uploads files that were given before. */
  uploadStorageFiles: call<
    (profileId: ProfileId, folder: StorageFolder, files: readonly InputFileId[]) => TransferReport
  >(name, storageFolderSchema, v.pipe(v.array(id), v.minLength(1), v.maxLength(many))),
  removeStorageFiles: call<(profileId: ProfileId, folder: StorageFolder, keys: readonly string[]) => TransferReport>(
    name,
    storageFolderSchema,
    v.pipe(v.array(key), v.minLength(1), v.maxLength(many)),
  ),
  /** Stops what is being done with files. */
  stopStorage: call<() => void>(),
  /** Shows the folder that files were last saved to in the system's file manager. */
  showStorageFiles: call<() => void>(),
};

/** What the main process tells the page of the files of services. At most ten times a second. */
export interface StorageEvents {
  storageProgress: TransferProgress;
  /** How many files of a bucket were looked at so far. */
  storageListed: number;
}
