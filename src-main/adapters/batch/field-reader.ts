import { open } from 'node:fs/promises';
import type { StoredPart } from '../../core/answer/ports';
import type { AnswerFields } from '../../core/answer/fields';
import type { AnswerFieldReader, ReadableAs } from '../../core/batch/ports';
import type { FileThread } from '../files/file-thread';
import { bytesForFields, fieldsOf } from './answer-fields';

/** Answers up to this size, in bytes, are read here: sending them to another thread takes longer. */
const smallBytes = 64 * 1024;

/** Reads fields, those of large answers in a thread for files, where nobody waits. */
export class ThreadFieldReader implements AnswerFieldReader {
  constructor(private readonly thread: Pick<FileThread, 'readFields'>) {}

  async read(answer: Uint8Array | StoredPart, as: ReadableAs): Promise<AnswerFields | undefined> {
    const limitBytes = bytesForFields(as.mediaType);
    if (limitBytes === 0) return undefined;
    if (answer instanceof Uint8Array && answer.length <= smallBytes) return fieldsOf(answer, true, as);
    if (answer instanceof Uint8Array) return this.thread.readFields(answer, true, as);
    const { path, start, end } = answer;
    const isWhole = end - start <= limitBytes;
    if (!isWhole && as.mediaType === 'application/json') return undefined;
    try {
      return await this.thread.readFields(await readPart(path, start, Math.min(end, start + limitBytes)), isWhole, as);
    } catch {
      // The file has gone. The user is told when the result itself is needed.
      return undefined;
    }
  }
}

async function readPart(path: string, start: number, end: number): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(end - start), 0, end - start, start);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
