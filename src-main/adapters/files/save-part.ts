import { createHash } from 'node:crypto';
import { createReadStream, renameSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { NameRule, SavedFile, StoredPart } from '../../core/answer/ports';
import { AppError } from '../../core/ground/error';
import type { NotesOutputs } from '../../core/result/ports';
import { errnoOf, writeError } from '../ground/errno';
import { syncFolder, takeName } from './file-jobs';
import { takeFreeName } from './free-name';
import { pathBeside } from './whole-file';

const readChunkBytes = 256 * 1024;

/**
 * Writes a stretch of a file to a file of its own, on disk to stay, whole or not at all.
 * @param unfinished remembers what is being written, so that nothing of it stays after a crash
 * @throws AppError `disk-full`, `permission-denied`, `folder-gone`; `result-gone` where the bytes are not those that they must be
 */
export async function savePart(
  part: StoredPart,
  path: string,
  whereTaken: NameRule,
  unfinished?: NotesOutputs,
): Promise<SavedFile> {
  const neighbour = await pathBeside(path, unfinished);
  try {
    const target = await open(neighbour, 'w');
    try {
      const hash = createHash('sha256');
      let sizeBytes = 0;
      for await (const chunk of chunksOf(part)) {
        hash.update(chunk);
        sizeBytes += chunk.length;
        await target.writeFile(chunk);
      }
      const isWhole = sizeBytes === part.end - part.start;
      const isSame = part.sha256 === undefined || part.sha256 === hash.digest('hex');
      if (!isWhole || !isSame) throw new AppError({ code: 'result-gone' });
      await target.sync();
    } finally {
      await target.close();
    }
    return takeSavedName(neighbour, path, whereTaken);
  } catch (error) {
    await rm(neighbour, { force: true }).catch(() => undefined);
    throw writeError(error, dirname(path));
  } finally {
    await unfinished?.end(neighbour);
  }
}

async function* chunksOf({ path, start, end }: StoredPart): AsyncGenerator<Buffer> {
  if (end === start) return;
  try {
    yield* createReadStream(path, { start, end: end - 1, highWaterMark: readChunkBytes });
  } catch (error) {
    throw errnoOf(error) === 'ENOENT' ? new AppError({ code: 'result-gone' }, error) : error;
  }
}

function takeSavedName(neighbour: string, path: string, whereTaken: NameRule): SavedFile {
  if (whereTaken === 'number') return { path: takeFreeName(neighbour, path), hasReplaced: false };
  const hasReplaced = !takeName(neighbour, path, undefined);
  if (hasReplaced) renameSync(neighbour, path);
  syncFolder(dirname(path));
  return { path, hasReplaced };
}
