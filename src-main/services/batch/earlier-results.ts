import type { BatchItem, BatchResult, ServiceIdentity } from '../../core/batch/batch';
import type { BatchInput, OutputFolders, ResultRecord, ResultRecords } from '../../core/batch/ports';
import { resultOfRecord, type RecordedResult } from '../../core/batch/record';
import type { NewHash } from '../input/hashing-source';

/** What the memory of an output folder works with. */
export interface EarlierResultsParts {
  readonly records: ResultRecords;
  readonly outputs: Pick<OutputFolders, 'identify'>;
  readonly newHash: NewHash;
}

/** What was made before in an output folder, by the record that lies in it: a name alone says nothing of where a file comes from. */
export class EarlierResults {
  #open: { readonly folder: string; readonly record: ResultRecord } | undefined;

  constructor(private readonly parts: EarlierResultsParts) {}

  /** Opens the record of a folder, and closes another one. @throws AppError of writing: where this fails, no result could be saved */
  async open(folder: string): Promise<void> {
    if (this.#open?.folder === folder) return;
    await this.close();
    this.#open = { folder, record: await this.parts.records.open(folder) };
  }

  async close(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    await open?.record.close();
  }

  /**
   * The result that a service made from this very input, if it is still there. An input is the same at the same place, with the same
   * size and time; where place or time differ, its bytes decide.
   * @throws AppError `file-unreadable`, `file-changed`
   */
  async find(
    item: Pick<BatchItem, 'base' | 'relativePath'>,
    input: BatchInput,
    service: ServiceIdentity,
    signal: AbortSignal,
  ): Promise<BatchResult | undefined> {
    const { folder, record } = this.#open ?? {};
    if (folder === undefined || !record) return undefined;
    let sha256: string | undefined;
    for (const recorded of record.results.of(service, item.relativePath)) {
      const { input: before, output, sizeBytes } = recorded;
      if (before.sizeBytes !== input.sizeBytes) continue;
      if (before.base !== this.#hashOf(item.base) || before.modifiedMs !== input.modifiedMs) {
        sha256 ??= await this.#hashOfInput(input, signal);
        if (before.sha256 !== sha256) continue;
      }
      const found = await this.parts.outputs.identify(folder, output);
      if (found?.sizeBytes === sizeBytes) return resultOfRecord(recorded, folder);
    }
    return undefined;
  }

  /** Remembers what was made from an item, and resolves when that is on disk to stay. @throws AppError of writing */
  async add({ base, relativePath, origin, inputSha256 }: BatchItem, result: BatchResult): Promise<void> {
    // An answer that an older version of the program received tells too little of its input.
    if (!origin || this.#open?.folder !== result.folder) return;
    const { sizeBytes, modifiedMs, service } = origin;
    const { output, sizeBytes: resultBytes, sha256, mediaType, charset, verdict } = result;
    const recorded: RecordedResult = {
      is: 'result',
      version: 1,
      service,
      input: {
        way: relativePath,
        base: this.#hashOf(base),
        sizeBytes,
        modifiedMs,
        ...(inputSha256 !== undefined && { sha256: inputSha256 }),
      },
      output,
      sizeBytes: resultBytes,
      sha256,
      mediaType,
      ...(charset !== undefined && { charset }),
      verdict,
    };
    await this.#open.record.add(recorded);
  }

  #hashOf(text: string): string {
    const hash = this.parts.newHash();
    hash.update(new TextEncoder().encode(text));
    return hash.digest('hex');
  }

  async #hashOfInput(input: BatchInput, signal: AbortSignal): Promise<string> {
    const hash = this.parts.newHash();
    for await (const chunk of input.open(signal)) hash.update(chunk);
    return hash.digest('hex');
  }
}
