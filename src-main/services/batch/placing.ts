import {
  isItemSettled,
  type BatchItem,
  type BatchItems,
  type BatchPlan,
  type FileIdentity,
  type ServiceIdentity,
} from '../../core/batch/batch';
import { goneState, settleReceived, type ReceivedEntry, type RecordedBatch } from '../../core/batch/journal';
import { isStemThere, outputStem, stemsOf, type OutputNames } from '../../core/batch/names';
import { folderOf, nameOf } from '../../core/ground/paths';
import type { AnswerFieldReader, BatchAnswers, BatchInput, OutputFolders } from '../../core/batch/ports';
import { endingOf } from '../../core/answer/file-types';
import { withoutEnding } from '../../core/result/file-endings';
import { numberedName } from '../../core/result/output-filename';
import type { StoredAnswer } from '../../core/answer/ports';
import { InTurn } from '../../core/ground/in-turn';
import type { EarlierResult, EarlierResults } from './earlier-results';
import type { BatchRecording } from './recording';
import type { DoneState, ResultCheck } from './result-check';

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
  readonly earlier: EarlierResults;
  readonly check: ResultCheck;
}

/** An answer that is to become a result. */
export interface KeptAnswer {
  readonly stored: StoredAnswer;
  readonly seconds: number;
}

/** Where the result of an item goes, or the one that an earlier run made from the same input. */
export type PlaceDecision =
  { readonly kind: 'place'; readonly stem: string } | ({ readonly kind: 'there-already' } & EarlierResult);

/** Files of earlier runs by their names, as they were when an item was begun. */
type Replaceable = ReadonlyMap<string, FileIdentity>;

/** Brings results to their places in the output folder, so that each is there whole or not at all, whenever the program ends. */
export class BatchPlacing {
  /** Names in folders of the output from before this batch was begun or continued. */
  readonly #namesThere = new Map<string, Promise<{ names: readonly string[]; stems: ReadonlySet<string> }>>();
  /** What each item may replace, where the user wants results replaced. */
  readonly #replaceable = new Map<number, Replaceable>();
  /** Results that have their names, while that could not be written down yet. */
  readonly #named = new Map<number, ReceivedEntry>();
  readonly #turns = new InTurn();

  constructor(private readonly parts: BatchPlacingParts) {}

  /**
   * Decides on the name of an item's result; one after the other and in the order of the items, so that a second run comes to the
   * same names.
   * @throws AppError of the input, or `file-in-the-way`, `path-too-long`, `answer-held`
   */
  decide(
    index: number,
    input: Promise<BatchInput>,
    service: ServiceIdentity,
    signal: AbortSignal,
  ): Promise<PlaceDecision> {
    return this.#turns.do(async () => this.#decide(index, await input, service, signal));
  }

  /**
   * Gets ready for the result of an item that was begun in an earlier start of the program, and that the cluster may be at work on.
   * @throws AppError `answer-held`, `cancelled`, `file-in-the-way`
   */
  goOn(index: number, stem: string, service: ServiceIdentity, signal: AbortSignal): Promise<void> {
    return this.#turns.do(async () => {
      const { items, plan, earlier } = this.parts;
      const { outputFolder, collision } = plan();
      const { runsAnyway } = items.get(index);
      if (runsAnyway) return;
      if (collision === 'skip') await earlier.claim(outputFolder, items.get(index), service, signal);
      if (collision !== 'replace') return;
      await this.#noteReplaceable(index, stem, (await this.#namesIn(folderOf(stem))).names);
    });
  }

  async #decide(
    index: number,
    input: BatchInput,
    service: ServiceIdentity,
    signal: AbortSignal,
  ): Promise<PlaceDecision> {
    const { items, names, startedAt, plan, earlier } = this.parts;
    const { relativePath, runsAnyway, ...item } = items.get(index);
    const { outputFolder, template, serviceName, collision, preparation } = plan();
    if (collision === 'skip' && !runsAnyway) {
      await earlier.claim(outputFolder, items.get(index), service, signal);
      const found = await earlier.find(outputFolder, items.get(index), input, { service, preparation }, signal);
      if (found) return { kind: 'there-already', ...found };
    }
    const wanted = outputStem(template, { relativePath, serviceName, index, startedAt });
    const folder = folderOf(item.stem ?? wanted);
    const there = await this.#namesIn(folder);
    const stem = item.stem ?? names.settle(wanted, collision, (one) => isStemThere(there.stems, one));
    if (collision === 'replace' && !runsAnyway) await this.#noteReplaceable(index, stem, there.names);
    const { sizeBytes, modifiedMs } = input;
    items.note(index, { stem, origin: { sizeBytes, modifiedMs, service, ...(preparation && { preparation }) } });
    return { kind: 'place', stem };
  }

  /**
   * Puts an answer in its place: complete and synced beside it, written down, then named.
   * @throws AppError of writing; the answer stays in the store then
   */
  async place(index: number, { stored, seconds }: KeptAnswer): Promise<BatchItem> {
    const { answers, outputs, fieldReader, items, answerId, earlier, plan } = this.parts;
    const { outputFolder: folder } = plan();
    const { mediaType, charset, verdict, encoding, payloadRange, logLineCount, notes } = stored.reading;
    const form = { receivedBytes: stored.receivedBytes, encoding, payloadRange, logLineCount, notes: [...notes] };
    const { stem, attempts, inputSha256, prepared } = items.get(index);
    const named = this.#named.get(index);
    if (named) return this.#finish(named);
    if (stem === undefined) throw new Error('An item without a name has an answer.');
    const key = answerId(index);
    const output = `${stem}.${endingOf(mediaType)}`;
    const payload = await answers.payload(key);
    const [{ bytes, isTaken }, fields] = await Promise.all([
      outputs.stage(folder, output, key, payload),
      fieldReader.read(payload, stored.reading),
    ]);
    // What another list has just put there is not what the user wants replaced.
    const replaces = (await earlier.isOfOther(folder, output)) ? undefined : this.#replaceable.get(index)?.get(output);
    const received: ReceivedEntry = {
      is: 'received',
      item: index,
      result: {
        folder,
        output,
        ...bytes,
        mediaType,
        ...(charset !== undefined && { charset }),
        verdict,
        received: form,
      },
      seconds,
      attempts,
      ...(inputSha256 !== undefined && { inputSha256 }),
      ...(prepared && { prepared }),
      ...(fields && { fields }),
      ...(replaces && { replaces }),
    };
    return this.#takeName(received, isTaken && !replaces);
  }

  /**
   * After a crash: results that lay complete get their names, and what was half written is removed.
   * @throws AppError of writing
   */
  async settleInterrupted(begun: RecordedBatch['begun']): Promise<void> {
    const { answers, outputs, items, answerId, plan } = this.parts;
    for (const [index, received] of begun) {
      const { stem, state } = items.get(index);
      const key = answerId(index);
      if (!isItemSettled(state) && received) await this.#resume(received);
      else if (stem !== undefined) await outputs.sweep(plan().outputFolder, stem, key);
      await answers.delete(key);
    }
  }

  /**
   * Looks whether results of done items are there with their sizes: a power cut may have undone the naming of one, and files can be
   * deleted or moved. What lies complete beside its place is named again; the others need attention.
   * @throws AppError of writing
   */
  async checkDone(): Promise<void> {
    const { check } = this.parts;
    check.forget();
    for await (const { index, state } of check.find()) await this.#restore(index, state);
  }

  /** Looks at the output folder anew, since it is another one. */
  forgetFolder(): void {
    this.#namesThere.clear();
  }

  async #restore(index: number, { result, seconds }: DoneState): Promise<void> {
    const { items, recording } = this.parts;
    const { attempts, inputSha256, prepared } = items.get(index);
    items.change(index, goneState(seconds));
    recording.append({ is: 'gone', item: index });
    const input = { ...(inputSha256 !== undefined && { inputSha256 }), ...(prepared && { prepared }) };
    await this.#resume({ is: 'received', item: index, result, seconds, attempts, ...input });
  }

  /** Goes on with a result that was received, if anything is left of it. */
  async #resume(received: ReceivedEntry): Promise<void> {
    const { outputs, answerId } = this.parts;
    const { folder, output, ...bytes } = received.result;
    const trace = await outputs.trace(folder, output, answerId(received.item), bytes);
    if (trace === 'staged') await this.#takeName(received, false);
    else if (trace === 'placed') await this.#finish(received);
  }

  /** Gives a staged result its name or, where that is taken, the next one that is free. Each name is written down before it is taken. */
  async #takeName(received: ReceivedEntry, isTaken: boolean): Promise<BatchItem> {
    const { outputs, recording, answerId } = this.parts;
    const { folder, output } = received.result;
    const key = answerId(received.item);
    for (let number = isTaken ? 2 : 1; ; number += 1) {
      const name = numberedName(output, number);
      if (number > 1 && (await outputs.identify(folder, name))) continue;
      const named = { ...received, result: { ...received.result, output: name } };
      recording.append(named);
      await recording.synced();
      if (await outputs.place(folder, name, key, number === 1 ? received.replaces : undefined))
        return this.#finish(named);
    }
  }

  /** A result has its name: that is written into the record beside it first, then into the journal. */
  async #finish(received: ReceivedEntry): Promise<BatchItem> {
    const { answers, items, recording, earlier, answerId } = this.parts;
    const { item: index, result } = received;
    this.#named.set(index, received);
    await earlier.add(items.get(index), result);
    recording.append({ is: 'done', item: index });
    this.#replaceable.delete(index);
    this.#named.delete(index);
    await answers.delete(answerId(index));
    return settleReceived(items, received);
  }

  async #noteReplaceable(index: number, stem: string, names: readonly string[]): Promise<void> {
    const { outputs, plan } = this.parts;
    const replaceable = new Map<string, FileIdentity>();
    for (const name of names.filter((one) => withoutEnding(one) === nameOf(stem))) {
      const output = stem.slice(0, stem.length - nameOf(stem).length) + name;
      const identity = await outputs.identify(plan().outputFolder, output);
      if (identity) replaceable.set(output, identity);
    }
    this.#replaceable.set(index, replaceable);
  }

  #namesIn(folder: string): Promise<{ names: readonly string[]; stems: ReadonlySet<string> }> {
    const known = this.#namesThere.get(folder);
    if (known) return known;
    const reading = this.parts.outputs
      .names(this.parts.plan().outputFolder, folder)
      .then((names) => ({ names, stems: stemsOf(names) }));
    this.#namesThere.set(folder, reading);
    // What is in the way may be moved before the next try.
    reading.catch(() => this.#namesThere.delete(folder));
    return reading;
  }
}
