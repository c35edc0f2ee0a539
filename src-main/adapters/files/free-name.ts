import { mkdirSync, renameSync, rmdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { numberedName } from '../../core/result/output-filename';
import { errnoOf } from '../ground/errno';
import { syncFolder, takeName } from './file-jobs';

/**
 * Gives a complete file a name, on disk to stay, that nothing else has: the wanted one, or that with the first number that is free.
 * @param wanted path in the same folder
 * @returns the path that it has now
 * @throws the system's error
 */
export function takeFreeName(path: string, wanted: string): string {
  for (let number = 1; ; number += 1) {
    const to = join(dirname(wanted), numberedName(basename(wanted), number));
    if (!takeName(path, to, undefined)) continue;
    syncFolder(dirname(to));
    return to;
  }
}

/** The same for a folder. */
export function takeFreeFolderName(path: string, wanted: string): string {
  for (let number = 1; ; number += 1) {
    const to = number === 1 ? wanted : `${wanted} (${number})`;
    if (!takeFolderName(path, to)) continue;
    syncFolder(dirname(to));
    return to;
  }
}

/** Renaming replaces an empty folder that is there. So the name is taken by one of our own first, since making it fails where there is one. */
function takeFolderName(path: string, to: string): boolean {
  try {
    mkdirSync(to);
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return false;
    throw error;
  }
  // Windows replaces no folder, not even an empty one.
  if (process.platform === 'win32') rmdirSync(to);
  try {
    renameSync(path, to);
    return true;
  } catch (error) {
    // Somebody put something into it.
    if (['EEXIST', 'ENOTEMPTY'].includes(errnoOf(error))) return false;
    throw error;
  }
}
