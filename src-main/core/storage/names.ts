import { AppError } from '../ground/error';
import { nameOf } from '../ground/paths';
import { entryPath } from '../result/archive-entry-name';
import { numberedName } from '../result/output-filename';

/** What an object is called among those of its folder: in all its subfolders, without the way to the folder itself. */
export function nameInFolder(key: string, prefix: string): string {
  return key.startsWith(prefix) ? key.slice(prefix.length) : key;
}

/**
 * The names, folders first, under which an object is saved on this computer.
 * @param name as `nameInFolder` gives it
 * @throws AppError `object-name-refused` where no file can have the name, or it would lead elsewhere
 */
export function savedPath(name: string): readonly string[] {
  const path = entryPath(name);
  if ('problem' in path) throw new AppError({ code: 'object-name-refused', name, problem: path.problem });
  return path.parts;
}

/** The key for a new object in a folder: with its own name, or that with the first number that is free. */
export function freeKey(prefix: string, name: string, isTaken: (key: string) => boolean): string {
  for (let number = 1; ; number += 1) {
    const key = prefix + numberedName(name, number);
    if (!isTaken(key)) return key;
  }
}

/** The last name of a key, for people. */
export function objectName(key: string): string {
  return nameOf(key.endsWith('/') ? key.slice(0, -1) : key);
}
