import type { BatchItem, BatchResult, ServiceIdentity } from '../../core/batch/batch';
import type { BatchInput, OutputFolders } from '../../core/batch/ports';
import { resultOfRecord, type RecordedResult } from '../../core/batch/record';
import type { BatchId } from '../../core/ground/ids';
import { isSamePreparation, type Preparation, type Prepared } from '../../core/input/preparation';
import { hashOf, type NewHash } from '../input/hashing-source';
import type { FolderRecord, HeldClaim, FolderRecords } from './folder-records';

/** What the memory of an output folder works with. */
export interface EarlierResultsParts {
  /** The list that asks. */
  readonly id: BatchId;
  readonly records: FolderRecords;
  readonly outputs: Pick<OutputFolders, 'identify'>;
  readonly newHash: NewHash;
}

/** A result of an earlier run, and what is known of the input that it was made from. */
export interface EarlierResult {
  readonly result: BatchResult;
  readonly inputSha256?: string;
  /** What was sent in the place of the input, where it was prepared. */
  readonly prepared?: Prepared;
}

/** What was made before in an output folder, by the record that lies in it: a name alone says nothing of where a file comes from. */
export class EarlierResults {
  /** By their folders: another one may be chosen while results are on their way to the one before. */
  readonly #records = new Map<string, Promise<FolderRecord>>();
  /** What items of the list are about to make, by their numbers. */
  readonly #claims = new Map<number, HeldClaim>();

  constructor(private readonly parts: EarlierResultsParts) {}

  /** Opens the record of a folder. @throws AppError of writing: where this fails, no result could be saved */
  async open(folder: string): Promise<void> {
    await this.#recordOf(folder);
  }

  /** Closes all; they are opened anew when they are needed. @throws AppError of writing */
  async close(): Promise<void> {
    const records = [...this.#records.values()];
    this.#records.clear();
    await Promise.all(records.map(async (record) => (await record).close()));
  }

  /**
   * Keeps other lists from making a result from the same input in the same folder, until the item is let go. Waits while one of them
   * makes it.
   * @throws AppError `cancelled`, `answer-held`, or of opening the record
   */
  async claim(
    folder: string,
    { index, relativePath }: Pick<BatchItem, 'index' | 'relativePath'>,
    service: ServiceIdentity,
    signal: AbortSignal,
  ): Promise<void> {
    const record = await this.#recordOf(folder);
    this.#claims.set(index, await record.claim(service, relativePath, signal));
  }

  /** Lets an item go, however it ended. */
  release(index: number): void {
    this.#claims.get(index)?.release();
    this.#claims.delete(index);
  }

  /** Lets all items go, since the list is closed. */
  releaseAll(): void {
    for (const index of [...this.#claims.keys()]) this.release(index);
  }

  /** Keeps an item from other lists for as long as its answer has no place. */
  keepAnswer(index: number): void {
    this.#claims.get(index)?.keepAnswer();
  }

  /** Whether another open list made a file in a folder. @throws AppError of opening the record */
  async isOfOther(folder: string, output: string): Promise<boolean> {
    return (await this.#recordOf(folder)).isOfOther(output);
  }

  /**
   * The result in a folder that a service made from this very input, prepared in this way, if it is still there. An input is the same at the same place, with the same
   * size and time; where place or time differ, its bytes decide.
   * @throws AppError `file-unreadable`, `file-changed`, or of opening the record
   */
  async find(
    folder: string,
    item: Pick<BatchItem, 'base' | 'relativePath'>,
    input: BatchInput,
    { service, preparation }: { readonly service: ServiceIdentity; readonly preparation: Preparation | undefined },
    signal: AbortSignal,
  ): Promise<EarlierResult | undefined> {
    const record = await this.#recordOf(folder);
    let sha256: string | undefined;
    for (const recorded of record.results.of(service, item.relativePath)) {
      const { input: before, output, sizeBytes } = recorded;
      if (before.sizeBytes !== input.sizeBytes || !isSamePreparation(before.preparation, preparation)) continue;
      if (input.hasNoTime || before.base !== this.#hashOf(item.base) || before.modifiedMs !== input.modifiedMs) {
        sha256 ??= await hashOf(input, this.parts.newHash, signal);
        if (before.sha256 !== sha256) continue;
      }
      const found = await this.parts.outputs.identify(folder, output);
      if (found?.sizeBytes !== sizeBytes) continue;
      const inputSha256 = sha256 ?? before.sha256;
      return {
        result: resultOfRecord(recorded, folder),
        ...(inputSha256 !== undefined && { inputSha256 }),
        ...(before.prepared && { prepared: before.prepared }),
      };
    }
    return undefined;
  }

  /** Remembers what was made from an item, and resolves when that is on disk to stay. @throws AppError of writing */
  async add({ base, relativePath, origin, inputSha256, prepared }: BatchItem, result: BatchResult): Promise<void> {
    // An answer that an older version of the program received tells too little of its input.
    if (!origin) return;
    const { sizeBytes, modifiedMs, service, preparation } = origin;
    const { output, sizeBytes: resultBytes, sha256, mediaType, charset, verdict, received } = result;
    const recorded: RecordedResult = {
      is: 'result',
      version: preparation ? 2 : 1,
      service,
      input: {
        way: relativePath,
        base: this.#hashOf(base),
        sizeBytes,
        modifiedMs,
        ...(inputSha256 !== undefined && { sha256: inputSha256 }),
        ...(preparation && { preparation }),
        ...(prepared && { prepared }),
      },
      output,
      sizeBytes: resultBytes,
      sha256,
      mediaType,
      ...(charset !== undefined && { charset }),
      verdict,
      ...(received && { received }),
    };
    const record = this.#recordOf(result.folder);
    try {
      await (await record).add(recorded);
    } catch (error) {
      // Its drive may have been taken out: then only a record that is opened anew can be written when it is back.
      if (this.#records.get(result.folder) === record) this.#records.delete(result.folder);
      throw error;
    }
  }

  #recordOf(folder: string): Promise<FolderRecord> {
    const known = this.#records.get(folder);
    if (known) return known;
    const opening = this.parts.records.open(folder, this.parts.id);
    this.#records.set(folder, opening);
    opening.catch(() => this.#records.delete(folder));
    return opening;
  }

  #hashOf(text: string): string {
    const hash = this.parts.newHash();
    hash.update(new TextEncoder().encode(text));
    return hash.digest('hex');
  }
}
