import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, mkdtemp, open, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { AppError } from '../../core/ground/error';
import type { OutputFiles, NotesOutputs } from '../../core/result/ports';
import type { NameRule, SavedFile, StoredPart } from '../../core/answer/ports';
import type { InputOrigin } from '../../core/history/history';
import type { Digest } from '../../core/result/provenance';
import { takeFreeName } from '../files/free-name';
import { savePart } from '../files/save-part';
import { writeError } from '../ground/errno';

/** Files in folders of the user, and copies for other programs. */
export class DiskOutputFiles implements OutputFiles {
  /**
   * @param copies folder for copies, which nothing else uses
   * @param unfinished remembers what is being saved
   */
  constructor(
    private readonly copies: string,
    private readonly unfinished: NotesOutputs,
  ) {}

  async newCopyPath(name: string): Promise<string> {
    try {
      await mkdir(this.copies, { recursive: true });
      return join(await mkdtemp(join(this.copies, 'copy-')), name);
    } catch (error) {
      throw writeError(error, this.copies);
    }
  }

  async save(part: StoredPart, path: string, whereTaken: NameRule): Promise<SavedFile> {
    return savePart(part, path, whereTaken, this.unfinished);
  }

  async read({ path, start, end, sha256 }: StoredPart): Promise<Uint8Array> {
    const bytes = new Uint8Array(end - start);
    const file = await open(path).catch((error: unknown) => {
      throw new AppError({ code: 'result-gone' }, error);
    });
    try {
      const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
      if (bytesRead < bytes.length) throw new AppError({ code: 'result-gone' });
    } finally {
      await file.close();
    }
    const isSame = sha256 === undefined || sha256 === createHash('sha256').update(bytes).digest('hex');
    if (!isSame) throw new AppError({ code: 'result-gone' });
    return bytes;
  }

  async digest(path: string): Promise<Digest> {
    const hash = createHash('sha256');
    let sizeBytes = 0;
    try {
      for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
        hash.update(chunk);
        sizeBytes += chunk.length;
      }
    } catch (error) {
      throw new AppError({ code: 'file-unreadable', file: basename(path), problem: 'other' }, error);
    }
    return { name: basename(path), sizeBytes, sha256: hash.digest('hex') };
  }

  async digestUnchanged({ path, modifiedMs, sizeBytes }: InputOrigin): Promise<Digest> {
    const isUnchanged = async () => {
      const now = await stat(path).catch(() => undefined);
      return now?.mtimeMs === modifiedMs && now.size === sizeBytes;
    };
    const unknown = { name: basename(path), sizeBytes };
    if (!(await isUnchanged())) return unknown;
    const digest = await this.digest(path).catch(() => unknown);
    // It may have been changed while it was read.
    return (await isUnchanged()) ? digest : unknown;
  }

  digestText(text: string): Digest {
    const bytes = Buffer.from(text);
    return { sizeBytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  }

  async writeText(path: string, text: string, whereTaken: NameRule): Promise<void> {
    // Beside its place first, so that it is there whole or not at all.
    const neighbour = await this.unfinished.begin(dirname(path));
    try {
      await writeFileAtomic(whereTaken === 'replace' ? path : neighbour, text);
      if (whereTaken === 'number') takeFreeName(neighbour, path);
    } catch (error) {
      throw writeError(error, dirname(path));
    } finally {
      await this.unfinished.end(neighbour);
    }
  }

  async protect(path: string): Promise<void> {
    await chmod(path, 0o444);
  }

  async removeCopies(): Promise<void> {
    await rm(this.copies, { recursive: true, force: true });
  }
}
