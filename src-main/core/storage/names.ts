import { AppError } from '../ground/error';
import { nameOf } from '../ground/paths';
import { entryPath } from '../result/archive-entry-name';
import { numberedName } from '../result/output-filename';

/** The name of an object in its folder: with its subfolders, without the path of the folder itself. */
export function nameInFolder(key: string, prefix: string): string {
  return key.startsWith(prefix) ? key.slice(prefix.length) : key;
}

/**
 * The names, folders first, under which an object is saved on this computer.
 * @param name from `nameInFolder`
 * @throws AppError `object-name-refused` if no file can have the name, or if it leads out of the folder
 */
export function savedPath(name: string): readonly string[] {
  const path = entryPath(name);
  if ('problem' in path) throw new AppError({ code: 'object-name-refused', name, problem: path.problem });
  return path.parts;
}

/** The key for a new object in a folder. If its name is taken, the name gets the first free number. */
export function freeKey(prefix: string, name: string, isTaken: (key: string) => boolean): string {
  for (let number = 1; ; number += 1) {
    const key = prefix + numberedName(name, number);
    if (!isTaken(key)) return key;
  }
}

/** The last part of a key, to be shown to people. */
export function objectName(key: string): string {
  return nameOf(key.endsWith('/') ? key.slice(0, -1) : key);
}
