import { AppError } from '../core/error';

/** The system's error code, such as `ENOENT`; empty for anything else that was thrown. */
export function errnoOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/**
 * Translates an error of writing below `folder`.
 * @returns AppError `disk-full`, `permission-denied` or `folder-gone`; anything else as it is
 */
export function writeError(error: unknown, folder: string): unknown {
  switch (errnoOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new AppError({ code: 'disk-full', folder }, error);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new AppError({ code: 'permission-denied', path: folder }, error);
    case 'ENOENT':
    case 'ENOTDIR':
      return new AppError({ code: 'folder-gone', path: folder }, error);
    default:
      return error;
  }
}
