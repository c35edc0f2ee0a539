import { join } from 'node:path';

/** The path of something in a folder as this system writes it. @param relativePath with `/` between its names */
export function systemPath(folder: string, relativePath: string): string {
  return join(folder, ...relativePath.split('/'));
}
