import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, mkdir, open, readdir, realpath, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { FileIdentity } from '../../core/batch/batch';
import type { OutputFolders, ResultBytes, ResultTrace, StagedResult } from '../../core/batch/ports';
import type { StoredPart } from '../../core/answer/ports';
import { errnoOf, writeError } from '../ground/errno';
import { measureOf, syncFolder } from '../files/file-jobs';
import type { FileThread } from '../files/file-thread';
import { freeBytesOf } from '../files/free-space';
import { systemPath } from '../files/system-path';

const readChunkBytes = 256 * 1024;
/** The longest name that file systems take: a path with room for it has room for every name. */
const longestName = 'x'.repeat(255);

/**
 * Output folders on disk. A result is written beside its place, under a hidden name that its key gives, and synced; then it takes its
 * name, which nothing else may have. Only folders below an output folder are made: where the folder itself has gone, a drive may have
 * been taken out, and making it anew would fill the place where it was.
 */
export class DiskOutputFolders implements OutputFolders {
  constructor(private readonly thread: Pick<FileThread, 'write' | 'place'>) {}

  async plannedPath(folder: string): Promise<string> {
    try {
      return await realpath(folder);
    } catch (error) {
      const parent = dirname(folder);
      if (errnoOf(error) !== 'ENOENT' || parent === folder) throw writeError(error, folder);
      return join(await this.plannedPath(parent), basename(folder));
    }
  }

  async make(folder: string): Promise<void> {
    try {
      await makeFolders(folder);
    } catch (error) {
      throw writeError(error, folder);
    }
  }

  async makeNew(place: string, name: string): Promise<string> {
    try {
      await makeFolders(place);
      for (let number = 1; ; number += 1) {
        const folder = join(place, number === 1 ? name : `${name}-${number}`);
        if (await isMade(folder)) return folder;
      }
    } catch (error) {
      throw writeError(error, place);
    }
  }

  async realPath(path: string): Promise<string> {
    try {
      return await realpath(path);
    } catch (error) {
      throw writeError(error, path);
    }
  }

  async names(folder: string, below: string): Promise<readonly string[]> {
    const path = systemPath(folder, below);
    try {
      await lstat(join(path, longestName)).catch((error: unknown) => {
        if (errnoOf(error) !== 'ENOENT') throw error;
      });
      return await readdir(path);
    } catch (error) {
      const code = errnoOf(error);
      if (code === 'ENOENT') return [];
      throw writeError(error, code === 'ENOTDIR' ? await firstFile(folder, below) : path);
    }
  }

  async freeBytes(folder: string): Promise<number> {
    try {
      return await freeBytesOf(folder);
    } catch (error) {
      const parent = dirname(folder);
      if (errnoOf(error) === 'ENOENT' && parent !== folder) return this.freeBytes(parent);
      throw writeError(error, folder);
    }
  }

  async identify(folder: string, output: string): Promise<FileIdentity | undefined> {
    const stats = await lstat(systemPath(folder, output)).catch(() => undefined);
    if (!stats?.isFile()) return undefined;
    const { sizeBytes, modifiedMs, inode } = measureOf(stats);
    return { sizeBytes, modifiedMs, inode };
  }

  async stage(folder: string, output: string, key: string, source: Uint8Array | StoredPart): Promise<StagedResult> {
    const path = besidePath(folder, output, key);
    const place = systemPath(folder, output);
    try {
      return await this.#write(path, source, place).catch(async (error: unknown) => {
        if (errnoOf(error) !== 'ENOENT') throw error;
        await stat(folder);
        await makeFolders(dirname(path));
        return this.#write(path, source, place);
      });
    } catch (error) {
      await rm(path, { force: true }).catch(() => undefined);
      const isBlocked = ['ENOTDIR', 'EEXIST'].includes(errnoOf(error));
      throw writeError(error, isBlocked ? await firstFile(folder, dirname(output)) : folder);
    }
  }

  async place(folder: string, output: string, key: string, replaces?: FileIdentity): Promise<boolean> {
    try {
      const { isPlaced } = await this.thread.place(
        besidePath(folder, output, key),
        systemPath(folder, output),
        replaces,
      );
      return isPlaced;
    } catch (error) {
      throw writeError(error, folder);
    }
  }

  async trace(folder: string, output: string, key: string, bytes: ResultBytes): Promise<ResultTrace> {
    const beside = besidePath(folder, output, key);
    if (await isSame(beside, bytes)) return 'staged';
    await rm(beside, { force: true });
    return (await isSame(systemPath(folder, output), bytes)) ? 'placed' : 'none';
  }

  async remove(folder: string, output: string, bytes: ResultBytes): Promise<boolean> {
    const path = systemPath(folder, output);
    const stats = await lstat(path).catch(() => undefined);
    if (!stats?.isFile() || !(await isSame(path, bytes))) return false;
    try {
      await rm(path);
      return true;
    } catch (error) {
      throw writeError(error, folder);
    }
  }

  async sweep(folder: string, output: string, key: string): Promise<void> {
    await rm(besidePath(folder, output, key), { force: true });
  }

  async #write(path: string, source: Uint8Array | StoredPart, place: string): Promise<StagedResult> {
    if (!(source instanceof Uint8Array)) return { bytes: await copy(path, source), isTaken: await isThere(place) };
    const { sha256, isTaken } = await this.thread.write(path, source, place);
    return { bytes: { sizeBytes: source.length, sha256 }, isTaken };
  }
}

/** Makes a folder with those above it, so that their names last. */
async function makeFolders(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  if (first === undefined) return;
  const top = dirname(first);
  for (let folder = path; folder.length > top.length; folder = dirname(folder)) syncFolder(dirname(folder));
}

/** Makes a folder, so that its name lasts. @returns whether nothing had its path before */
async function isMade(folder: string): Promise<boolean> {
  try {
    await mkdir(folder);
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return false;
    throw error;
  }
  syncFolder(dirname(folder));
  return true;
}

/** Path of the first part of a path that is a file, where it has to be a folder. */
async function firstFile(folder: string, below: string): Promise<string> {
  let path = folder;
  for (const part of below.split('/')) {
    path = join(path, part);
    if ((await stat(path).catch(() => undefined))?.isFile()) break;
  }
  return path;
}

function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

// Not made from the result's name, which may be as long as names can be.
function besidePath(folder: string, output: string, key: string): string {
  return join(dirname(systemPath(folder, output)), `.${key}.part`);
}

async function copy(path: string, { path: source, start, end }: StoredPart): Promise<ResultBytes> {
  // Never into a file that is there: it could be the result itself under its other name.
  await rm(path, { force: true });
  const file = await open(path, 'wx');
  try {
    const hash = createHash('sha256');
    if (end > start) {
      const bytes = createReadStream(source, { start, end: end - 1, highWaterMark: readChunkBytes });
      for await (const chunk of bytes as AsyncIterable<Buffer>) {
        hash.update(chunk);
        await file.writeFile(chunk);
      }
    }
    await file.sync();
    return { sizeBytes: end - start, sha256: hash.digest('hex') };
  } finally {
    await file.close();
  }
}

async function isSame(path: string, { sizeBytes, sha256 }: ResultBytes): Promise<boolean> {
  try {
    if ((await stat(path)).size !== sizeBytes) return false;
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) hash.update(chunk);
    return hash.digest('hex') === sha256;
  } catch {
    return false;
  }
}
