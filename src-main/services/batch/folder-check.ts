import type { BatchItem } from '../../core/batch/batch';
import { reservedBytes } from '../../core/ground/disk-space';
import { AppError, isAppError } from '../../core/ground/error';
import { folderName, pathBelow, withSlashes } from '../../core/ground/paths';
import type { BatchInputs, OutputFolders } from '../../core/batch/ports';

/**
 * Makes sure that results come to lie apart from the files they are made of: neither beside them nor in a folder that was given.
 * @param folder true path that the output folder has or will have
 * @param isNew whether it will be made anew, so that no input can lie in it
 * @throws AppError `output-among-inputs`
 */
export async function expectFolderApart(
  { folder, isNew }: { readonly folder: string; readonly isNew: boolean },
  items: Iterable<BatchItem>,
  outputs: Pick<OutputFolders, 'realPath'>,
): Promise<void> {
  const bases = new Set<string>();
  const givenFolders = new Set<string>();
  for (const { base, relativePath } of items) {
    bases.add(base);
    if (relativePath.includes('/')) givenFolders.add(givenFolder({ base, relativePath }).path);
  }
  const refusal = new AppError({ code: 'output-among-inputs', folder: folderName(folder) });
  const realPath = (path: string) => outputs.realPath(path).catch(() => path);
  for (const base of isNew ? [] : bases) {
    if (withSlashes(await realPath(base)) === withSlashes(folder)) throw refusal;
  }
  for (const given of givenFolders) {
    if (`${withSlashes(folder)}/`.startsWith(`${withSlashes(await realPath(given))}/`)) {
      throw refusal;
    }
  }
}

/**
 * Makes sure that results will fit, as far as that can be known.
 * @param folder true path that the output folder has or will have
 * @param resultBytes what the results are expected to take, where a sample or an earlier part lets expect anything
 * @throws AppError `space-short`
 */
export async function expectRoom(
  folder: string,
  resultBytes: number | undefined,
  outputs: Pick<OutputFolders, 'freeBytes'>,
): Promise<void> {
  const neededBytes = Math.max(reservedBytes, resultBytes ?? 0);
  const freeBytes = await outputs.freeBytes(folder);
  if (freeBytes < neededBytes) {
    throw new AppError({ code: 'space-short', folder: folderName(folder), neededBytes, freeBytes });
  }
}

/** The folder through which an item came into the list: the one that was given, or that of the file. */
export function givenFolder({ base, relativePath }: Pick<BatchItem, 'base' | 'relativePath'>): {
  readonly path: string;
  readonly name: string;
} {
  const end = relativePath.indexOf('/');
  const path = end === -1 ? base : pathBelow(base, relativePath.slice(0, end));
  return { path, name: folderName(path) };
}

/** Tells a file that can't be read from a card or drive that was taken out, which concerns all of its files. */
export async function explainedFailure(
  error: unknown,
  item: Pick<BatchItem, 'base' | 'relativePath'>,
  inputs: Pick<BatchInputs, 'isThere'>,
): Promise<unknown> {
  const isAboutFile = isAppError(error) && ['file-unreadable', 'file-changed'].includes(error.info.code);
  if (!isAboutFile) return error;
  const { path, name } = givenFolder(item);
  if (await inputs.isThere(path)) return error;
  return new AppError({ code: 'input-folder-gone', folder: name }, error);
}
