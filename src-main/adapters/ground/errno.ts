import { basename } from 'node:path';
import { AppError, type FileProblem } from '../../core/ground/error';

/** The system's error code, such as `ENOENT`; empty for anything else that was thrown. */
export function errnoOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

const readProblems: Readonly<Record<string, FileProblem>> = {
  ENOENT: 'gone',
  ENOTDIR: 'gone',
  EACCES: 'denied',
  EPERM: 'denied',
  EISDIR: 'folder',
  ENXIO: 'not-a-file',
};

/** An error of the system about a file that is read. @param file its name */
export function unreadableFile(error: unknown, file: string): AppError {
  if (error instanceof AppError) return error;
  return new AppError({ code: 'file-unreadable', file, problem: readProblems[errnoOf(error)] ?? 'other' }, error);
}

/**
 * Translates an error of writing below `folder`, of which only the name is told.
 * @param name where another says more, as for a folder of the program itself
 * @returns AppError `disk-full`, `disk-failed`, `permission-denied`, `folder-gone`, `file-in-the-way` or `path-too-long`; anything
 *   else as it is
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
      return new AppError({ code: 'folder-gone', folder }, error);
    case 'ENOTDIR':
    case 'EEXIST':
      return new AppError({ code: 'file-in-the-way', folder }, error);
    case 'ENAMETOOLONG':
      return new AppError({ code: 'path-too-long', folder }, error);
    case 'EIO':
    case 'ENODEV':
    case 'ENXIO':
    case 'EREMOTEIO':
    case 'ESTALE':
      return new AppError({ code: 'disk-failed', folder, problem: errnoOf(error) }, error);
    default:
      return error;
  }
}

/**
 * Translates an error of writing what nothing can go on without: whatever else the system says is a failure of the disk.
 * @param folder as the user knows it
 * @returns AppError as `writeError`; what the system did not say, as it is
 */
export function diskError(error: unknown, folder: string): unknown {
  const known = writeError(error, folder);
  const problem = errnoOf(error);
  return known !== error || problem === '' ? known : new AppError({ code: 'disk-failed', folder, problem }, error);
}
