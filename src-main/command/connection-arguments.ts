import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connectionFileEnding } from '../core/connection/connection-file';

/**
 * The connection files among the arguments of a start, as a double-click in a file manager gives them: paths, or `file:`
 * addresses as some desktops and launchers on Linux pass them.
 * @param folder where the program was called, which relative paths belong to
 * @returns absolute paths
 * @see https://specifications.freedesktop.org/desktop-entry-spec/latest/exec-variables.html
 */
export function connectionFilesOf(args: readonly string[], folder: string): string[] {
  return args.map(asPath).flatMap((path) => (path.endsWith(connectionFileEnding) ? resolve(folder, path) : []));
}

/** The path of a `file:` address. One that names no file of this computer stays unchanged, so that it is reported as missing. */
function asPath(argument: string): string {
  if (!/^file:/i.test(argument)) return argument;
  try {
    return fileURLToPath(argument);
  } catch {
    return argument;
  }
}
