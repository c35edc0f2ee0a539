// Relative paths have `/` between their names on every system. Other paths are written as the system writes them.

/** The last name of a relative path. */
export function nameOf(relativePath: string): string {
  return relativePath.slice(relativePath.lastIndexOf('/') + 1);
}

/** The folders of a relative path; empty for a name alone. */
export function folderOf(relativePath: string): string {
  return relativePath.slice(0, Math.max(0, relativePath.lastIndexOf('/')));
}

/** The path to something in a folder, in a form that every system takes. */
export function pathBelow(folder: string, relativePath: string): string {
  return `${folder.replace(/[\\/]$/, '')}/${relativePath}`;
}

/** The folder that holds a path; the top of a drive for what is directly in it. */
export function parentOf(path: string): string {
  const end = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  const folder = path.slice(0, end);
  return folder === '' || folder.endsWith(':') ? path.slice(0, end + 1) : folder;
}

/** Name of a folder; all of the path for the top of a drive. */
export function folderName(path: string): string {
  return nameOf(withSlashes(path)) || path;
}

/** The last names of a path, at most `count`: enough to find it again, and no more than the page may know. */
export function lastNames(path: string, count: number): readonly string[] {
  return path.split(/[\\/]/).filter(Boolean).slice(-count);
}

/** The names of a file and of its folder. */
export function fileAndFolder(path: string): { readonly name: string; readonly folder: string } {
  return { name: folderName(path), folder: folderName(parentOf(path)) };
}

/** A path with `/` between all names and none at its end, so that two can be compared. */
export function withSlashes(path: string): string {
  return path.replace(/\\/g, '/').replace(/\/$/, '');
}
