import { basename } from 'node:path';
import { AppError } from '../core/error';

/** The system's error code, such as `ENOENT`; empty for anything else that was thrown. */
export function errnoOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/**
 * Translates an error of writing below `folder`, of which only the name is told.
 * @param name where another says more, as for a folder of the program itself
 * @returns AppError `disk-full`, `permission-denied` or `folder-gone`; anything else as it is
 */
export function writeError(error: unknown, path: string, name = basename(path)): unknown {
  // A drive has no name but its path.
  const folder = name || path;
  switch (errnoOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new AppError({ code: 'disk-full', folder }, error);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new AppError({ code: 'permission-denied', folder }, error);
    case 'ENOENT':
    case 'ENOTDIR':
      return new AppError({ code: 'folder-gone', folder }, error);
    default:
      return error;
  }
}
