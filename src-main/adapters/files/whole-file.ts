import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { NotesOutputs } from '../../core/result/ports';
import { writeError } from '../ground/errno';

/** Little enough that making it is not felt, and enough to be worth a visit to the disk. */
const blockCharacters = 64 * 1024;

/**
 * A path beside a file, at which nothing is, for what is to become that file. It is not made from its name, which may be as long as
 * names can be.
 * @param unfinished remembers it, so that nothing stays there after a crash
 */
export async function pathBeside(path: string, unfinished: NotesOutputs | undefined): Promise<string> {
  return (await unfinished?.begin(dirname(path))) ?? join(dirname(path), `.${randomUUID()}.part`);
}

/**
 * Writes a file that appears whole or not at all: what is at the path is replaced at the end, and nothing is left behind where the
 * writing or the source fails.
 * @param unfinished remembers what is being written, so that nothing of it stays after a crash
 * @returns whether there was anything to write; without it nothing changes
 * @throws AppError of writing, or whatever the source throws
 */
export async function writeWholeFile(
  path: string,
  chunks: AsyncIterable<string | Uint8Array>,
  unfinished?: NotesOutputs,
): Promise<boolean> {
  const part = await pathBeside(path, unfinished);
  try {
    const file = await open(part, 'wx');
    let isEmpty = true;
    try {
      for await (const chunk of chunks) {
        isEmpty = false;
        await file.writeFile(chunk);
      }
      await file.sync();
    } finally {
      await file.close();
    }
    if (isEmpty) await rm(part);
    else await rename(part, path);
    return !isEmpty;
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    throw writeError(error, dirname(path));
  } finally {
    await unfinished?.end(part);
  }
}

/** Short texts gathered to blocks that are worth a visit to the disk. */
export async function* inBlocks(texts: AsyncIterable<string> | Iterable<string>): AsyncGenerator<string> {
  let block = '';
  for await (const text of texts) {
    block += text;
    if (block.length < blockCharacters) continue;
    yield block;
    block = '';
  }
  if (block !== '') yield block;
}
