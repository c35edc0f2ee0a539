import type { AnswerPart, ReadingMode } from '../../core/answer/answer';
import type { AnswerContext, NameRule, SavedFile, StoredAnswer, StoredPart } from '../../core/answer/ports';
import type { BatchAnswers } from '../../core/batch/ports';
import type { BatchId, InvocationId } from '../../core/ground/ids';
import { storedAnswer, type CompleteAnswer, type FileResultStore } from './result-store';

/**
 * Answers of a batch. Most of them leave for the output folder at once, so small ones are held in memory and are written to
 * `files` only if they stay or somebody looks at them: making a file takes longest while results of other items are synced.
 */
export class BatchResultStore implements BatchAnswers {
  readonly #held = new Map<InvocationId, HeldAnswer>();

  constructor(private readonly files: FileResultStore) {}

  async prepare(): Promise<void> {
    this.files.prepareFolder();
  }

  async abandon(id: InvocationId): Promise<void> {
    await this.files.abandon(id);
  }

  async receive(
    id: InvocationId,
    body: AsyncIterable<Uint8Array>,
    context: AnswerContext,
    limitBytes: number,
    onReceived: (receivedBytes: number) => void,
  ): Promise<StoredAnswer> {
    const answer = await this.files.take(id, body, context, limitBytes, onReceived);
    this.#held.set(id, { answer });
    if (!answer.receiver.isInMemory) {
      try {
        await this.keep(id);
      } catch (error) {
        this.#held.delete(id);
        await answer.receiver.discard();
        await this.files.abandon(id);
        throw error;
      }
    }
    return storedAnswer(answer.record);
  }

  async keep(id: InvocationId): Promise<void> {
    const held = this.#held.get(id);
    if (!held) return;
    try {
      held.writing ??= this.files.write(id, held.answer);
      await held.writing;
    } catch (error) {
      delete held.writing;
      throw error;
    }
    this.#held.delete(id);
  }

  async payload(id: InvocationId): Promise<Uint8Array | StoredPart> {
    const held = this.#held.get(id);
    return held && !held.writing ? held.answer.receiver.payload(held.answer.record) : this.locate(id, 'payload');
  }

  async stored(id: InvocationId): Promise<StoredAnswer> {
    await this.keep(id);
    return this.files.stored(id);
  }

  async read(id: InvocationId, mode: ReadingMode): Promise<StoredAnswer> {
    await this.keep(id);
    return this.files.read(id, mode);
  }

  async locate(id: InvocationId, part: AnswerPart): Promise<StoredPart> {
    await this.keep(id);
    return this.files.locate(id, part);
  }

  async save(id: InvocationId, part: AnswerPart, path: string, whereTaken: NameRule): Promise<SavedFile> {
    await this.keep(id);
    return this.files.save(id, part, path, whereTaken);
  }

  async sizeOfList(id: BatchId): Promise<number> {
    return this.files.sizeOf(await this.files.idsWith(`${id}-`));
  }

  async deleteList(id: BatchId): Promise<void> {
    for (const one of await this.files.idsWith(`${id}-`)) await this.delete(one);
  }

  async delete(id: InvocationId): Promise<void> {
    await this.#held.get(id)?.writing;
    this.#held.delete(id);
    await this.files.delete(id);
  }
}

/** A complete answer in memory. */
interface HeldAnswer {
  readonly answer: CompleteAnswer;
  /** Set while it is being written to its folder. */
  writing?: Promise<void>;
}
