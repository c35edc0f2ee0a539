import { isItemSettled, type BatchItem, type BatchItems, type BatchPlan } from '../../core/batch/batch';
import { settleReceived, type ReceivedEntry, type RecordedBatch } from '../../core/batch/journal';
import {
  folderOf,
  isStemThere,
  outputStem,
  stemsOf,
  type OutputNames,
  type StemDecision,
} from '../../core/batch/names';
import { endingOf } from '../../core/answer/file-types';
import type { AnswerFieldReader, BatchAnswers, OutputFolders } from '../../core/batch/ports';
import type { StoredAnswer } from '../../core/answer/ports';
import type { BatchRecording } from './recording';

/** What placing works with. */
export interface BatchPlacingParts {
  readonly answers: BatchAnswers;
  readonly outputs: OutputFolders;
  readonly fieldReader: AnswerFieldReader;
  readonly items: BatchItems;
  readonly names: OutputNames;
  readonly startedAt: string;
  /** Name of an item's answer in the store; its result has it too until it is in its place. */
  readonly answerId: (index: number) => string;
  /** The plan as it is now. */
  readonly plan: () => BatchPlan;
  readonly recording: BatchRecording;
}

/** An answer that is to become a result. */
export interface KeptAnswer {
  readonly stored: StoredAnswer;
  readonly seconds: number;
}

/** Brings results to their places in the output folder, so that each is there whole or not at all, whenever the program ends. */
export class BatchPlacing {
  /** Names in folders of the output from before this batch was begun or continued. */
  readonly #stemsThere = new Map<string, Promise<ReadonlySet<string>>>();
  #naming: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: BatchPlacingParts) {}

  /** The name of an item's result; one after the other and in the order of the items, so that a second run settles the same ones. */
  settleStem(index: number): Promise<StemDecision> {
    const settling = this.#naming.then(async () => {
      const { items, names, startedAt, plan } = this.parts;
      const { stem, relativePath } = items.get(index);
      if (stem !== undefined) return { stem, isThere: false };
      const { template, serviceName, collision } = plan();
      const wanted = outputStem(template, { relativePath, serviceName, index, startedAt });
      const there = await this.#stemsIn(folderOf(wanted));
      const decision = names.settle(wanted, collision, (one) => isStemThere(there, one));
      items.note(index, { stem: decision.stem });
      return decision;
    });
    this.#naming = settling.catch(() => undefined);
    return settling;
  }

  /**
   * Puts an answer in its place: complete and synced beside it, written down, then renamed.
   * @throws AppError of writing; the answer stays in the store then
   */
  async place(index: number, { stored, seconds }: KeptAnswer): Promise<BatchItem> {
    const { answers, outputs, fieldReader, items, answerId, plan, recording } = this.parts;
    const { outputFolder: folder, collision } = plan();
    const { mediaType, charset, verdict } = stored.reading;
    const { stem, attempts, inputSha256 } = items.get(index);
    if (stem === undefined) throw new Error('An item without a name has an answer.');
    const key = answerId(index);
    const ending = endingOf(mediaType);
    let output = `${stem}.${ending}`;
    const payload = await answers.payload(key);
    const [{ laid, isTaken }, fields] = await Promise.all([
      outputs.lay(folder, output, key, payload),
      fieldReader.read(payload, stored.reading),
    ]);
    // The name was free when the item was begun; somebody else may have taken it since.
    let isFree = collision === 'replace' || !isTaken;
    for (let number = 2; !isFree; number += 1) {
      output = `${stem} (${number}).${ending}`;
      isFree = await outputs.isFree(folder, output);
    }
    const received: ReceivedEntry = {
      is: 'received',
      item: index,
      result: { folder, output, ...laid, mediaType, ...(charset !== undefined && { charset }), verdict },
      seconds,
      attempts,
      ...(inputSha256 !== undefined && { inputSha256 }),
      ...(fields && { fields }),
    };
    recording.append(received);
    await recording.synced();
    await outputs.place(folder, output, key);
    recording.append({ is: 'done', item: index });
    await answers.delete(key);
    return settleReceived(items, received);
  }

  /** After a crash: results that lay complete get their names, and what was half written is removed. */
  async settleInterrupted(begun: RecordedBatch['begun']): Promise<void> {
    const { answers, outputs, items, answerId, plan, recording } = this.parts;
    for (const [index, received] of begun) {
      const { stem, state } = items.get(index);
      const key = answerId(index);
      if (!isItemSettled(state) && received) {
        const { folder, output, ...laid } = received.result;
        if (await outputs.finish(folder, output, key, laid)) {
          settleReceived(items, received);
          recording.append({ is: 'done', item: index });
        }
      } else if (stem !== undefined) await outputs.sweep(plan().outputFolder, stem, key);
      await answers.delete(key);
    }
  }

  /** Looks at the output folder anew, since it is another one. */
  forgetFolder(): void {
    this.#stemsThere.clear();
  }

  #stemsIn(folder: string): Promise<ReadonlySet<string>> {
    const known = this.#stemsThere.get(folder);
    if (known) return known;
    const reading = this.parts.outputs.names(this.parts.plan().outputFolder, folder).then(stemsOf);
    this.#stemsThere.set(folder, reading);
    return reading;
  }
}
