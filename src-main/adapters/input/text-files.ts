import { open } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { AppError } from '../../core/ground/error';
import type { ChosenText, TextFiles } from '../../core/input/ports';
import { unreadableFile, writeError } from '../ground/errno';

/** Small text files of the user, in UTF-8. What is read is never changed. */
export class DiskTextFiles implements TextFiles {
  async read(path: string, limitBytes: number): Promise<ChosenText> {
    const name = basename(path);
    try {
      const file = await open(path, 'r');
      try {
        const stats = await file.stat();
        if (stats.isDirectory()) throw new AppError({ code: 'file-unreadable', file: name, problem: 'folder' });
        if (!stats.isFile()) throw new AppError({ code: 'file-unreadable', file: name, problem: 'not-a-file' });
        if (stats.size > limitBytes) return { name };
        const bytes = Buffer.alloc(limitBytes + 1);
        const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
        return bytesRead > limitBytes ? { name } : { name, text: bytes.toString('utf8', 0, bytesRead) };
      } finally {
        await file.close();
      }
    } catch (error) {
      throw unreadableFile(error, name);
    }
  }

  async write(path: string, content: string | Uint8Array): Promise<void> {
    try {
      await writeFileAtomic(path, typeof content === 'string' ? content : Buffer.from(content));
    } catch (error) {
      throw writeError(error, dirname(path));
    }
  }
}
