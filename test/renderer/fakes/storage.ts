import type { EntryContent } from '../../../src-main/core/result/result';
import type { InputFile } from '../../../src-main/core/run/invocation';
import type { StorageFolder } from '../../../src-main/core/storage/folder';
import type { StoredObject } from '../../../src-main/core/storage/listing';
import type { TransferProgress, TransferReport } from '../../../src-main/core/storage/transfer';
import type { Api } from '../../../src-main/contract/ground/call';
import type { SavedObjects, storageCalls } from '../../../src-main/contract/storage';
import { FakeJobs } from './job';

/** The calls about the files of services. */
export class FakeStorage extends FakeJobs implements Api<typeof storageCalls> {
  storedObjects: readonly StoredObject[] = [];
  chosenUploads: readonly InputFile[] = [];
  fetchedFile: EntryContent | undefined;
  savedObjects: SavedObjects | undefined;
  transferReport: TransferReport = { kind: 'upload', done: 1, failed: [] };
  /** Saving goes on until then. */
  savingHeld: Promise<void> = Promise.resolve();
  storageStops = 0;
  /** The keys or ids of what something was asked for. */
  readonly storageRequests: (readonly [call: string, folder: StorageFolder, ...keys: readonly string[]])[] = [];

  /** Tells the page how far something is. */
  tellTransfer(progress: TransferProgress): void {
    this.push('storageProgress', progress);
  }

  listStorage = (_profileId: string, folder: StorageFolder) => {
    this.storageRequests.push(['list', folder]);
    return this.reply('listStorage', this.storedObjects);
  };

  openStorageFile = (_profileId: string, folder: StorageFolder, { key }: StoredObject) => {
    this.storageRequests.push(['open', folder, key]);
    return this.reply('openStorageFile', this.fetchedFile);
  };

  saveStorageFiles = async (_profileId: string, folder: StorageFolder, objects: readonly StoredObject[]) => {
    this.storageRequests.push(['save', folder, ...objects.map(({ key }) => key)]);
    await this.savingHeld;
    return this.reply('saveStorageFiles', this.savedObjects);
  };

  chooseStorageUploads = () => this.reply('chooseStorageUploads', this.chosenUploads);

  uploadStorageFiles = (_profileId: string, folder: StorageFolder, ids: readonly string[]) => {
    this.storageRequests.push(['upload', folder, ...ids]);
    return this.reply('uploadStorageFiles', this.transferReport);
  };

  removeStorageFiles = (_profileId: string, folder: StorageFolder, keys: readonly string[]) => {
    this.storageRequests.push(['remove', folder, ...keys]);
    return this.reply('removeStorageFiles', { ...this.transferReport, kind: 'remove' as const });
  };
  stopStorage = () => {
    this.storageStops += 1;
    return this.reply('stopStorage', undefined);
  };

  showStorageFiles = () => this.reply('showStorageFiles', undefined);
}
