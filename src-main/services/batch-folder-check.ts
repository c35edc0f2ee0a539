import type { BatchItem } from '../core/batch';
import { AppError } from '../core/error';
import type { OutputFolders } from '../core/ports';

/**
 * Makes sure that results come to lie apart from the files they are made of: neither beside them nor in a folder that was given.
 * @param folder true path of the output folder
 * @throws AppError `output-among-inputs`
 */
export async function expectFolderApart(
  folder: string,
  items: Iterable<BatchItem>,
  outputs: Pick<OutputFolders, 'truePath'>,
): Promise<void> {
  const bases = new Set<string>();
  const givenFolders = new Set<string>();
  for (const { base, relativePath } of items) {
    bases.add(base);
    const end = relativePath.indexOf('/');
    if (end !== -1) givenFolders.add(joined(base, relativePath.slice(0, end)));
  }
  const truePath = (path: string) => outputs.truePath(path).catch(() => path);
  for (const base of bases) {
    if (slashed(await truePath(base)) === slashed(folder)) throw new AppError({ code: 'output-among-inputs', folder });
  }
  for (const given of givenFolders) {
    if (`${slashed(folder)}/`.startsWith(`${slashed(await truePath(given))}/`)) {
      throw new AppError({ code: 'output-among-inputs', folder });
    }
  }
}

/** A folder and a way from it, with `/` between folders, as one path; every system takes it. */
export function joined(base: string, way: string): string {
  return `${base.replace(/[\\/]$/, '')}/${way}`;
}

function slashed(path: string): string {
  return path.replace(/\\/g, '/').replace(/\/$/, '');
}
