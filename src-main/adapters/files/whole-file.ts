import { createHash } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { writeError } from '../ground/errno';

/** Little enough that making it is not felt, and enough to be worth a visit to the disk. */
const blockCharacters = 64 * 1024;

/**
 * Writes a file that appears whole or not at all: what is at the path is replaced at the end, and nothing is left behind where the
 * writing or the source fails.
 * @returns whether there was anything to write; without it nothing changes
 * @throws AppError of writing, or whatever the source throws
 */
export async function writeWholeFile(path: string, chunks: AsyncIterable<string | Uint8Array>): Promise<boolean> {
  const folder = dirname(path);
  // Short, since the name itself may be as long as names can be; and the same again, so that what a crash leaves is written over.
  const part = join(folder, `.${createHash('sha256').update(basename(path)).digest('hex').slice(0, 16)}.part`);
  try {
    const file = await open(part, 'w');
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
    throw writeError(error, folder);
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
