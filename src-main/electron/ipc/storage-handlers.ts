import { basename } from 'node:path';
import type { Handlers } from '../../contract/ground/call';
import type { storageCalls } from '../../contract/storage';
import { isAppError } from '../../core/ground/error';
import type { InputFiles } from '../../core/input/ports';
import type { StorageDesk } from '../../services/storage/storage-desk';
import type { Dialogs } from '../dialogs';

/** Answers the calls about the files of services. */
export function storageHandlers(
  desk: StorageDesk,
  dialogs: Dialogs,
  inputs: Pick<InputFiles, 'grant'>,
): Handlers<typeof storageCalls> {
  let savedTo: string | undefined;
  return {
    listStorage: (profileId, folder) => unlessStopped(desk.list(profileId, folder)),
    openStorageFile: (profileId, folder, object) => unlessStopped(desk.open(profileId, folder, object)),
    saveStorageFiles: async (profileId, folder, objects) => {
      const target = await dialogs.chooseOutputFolder();
      if (target === undefined) return undefined;
      savedTo = target;
      // A drive has no name but its path.
      return { ...(await desk.save(profileId, folder, objects, target)), folder: basename(target) || target };
    },
    chooseStorageUploads: async () => {
      const paths = await dialogs.chooseInputs('files');
      return Promise.all(paths.map((path) => inputs.grant(path)));
    },
    uploadStorageFiles: (profileId, folder, files) => desk.upload(profileId, folder, files),
    removeStorageFiles: (profileId, folder, keys) => desk.remove(profileId, folder, keys),
    stopStorage: () => desk.stop(),
    showStorageFiles: async () => {
      if (savedTo !== undefined) dialogs.showFolder(savedTo);
    },
  };
}

async function unlessStopped<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (isAppError(error) && error.info.code === 'cancelled') return undefined;
    throw error;
  }
}
