import { withoutEscapeCodes } from '../../../src-main/contract/findings';
import type { SentInput } from '../viewer-types';
import { differenceWorker, type DifferenceAnswer, type DifferenceRequest } from './difference-thread';
import type { DifferenceLine } from './line-difference';
import { fetchRange } from './text-pages.svelte';

/** The most of each text that is compared, in bytes. */
export const comparedBytes = 1024 ** 2;

/** A text behind an address. */
export interface TextAddress {
  readonly url: string;
  readonly sizeBytes: number;
  readonly charset?: string | undefined;
}

/** The differences between a result and the text that was sent; a worker finds them. */
export class TextDifference {
  lines = $state.raw<readonly DifferenceLine[]>();
  problem = $state<'too-large' | 'too-different' | 'input-gone' | 'result-gone'>();

  #worker: Worker | undefined;
  readonly #closing = new AbortController();

  /** Loads both and compares them. */
  async compare(input: SentInput, result: TextAddress): Promise<void> {
    const sizeBytes = input.kind === 'file' ? input.file.sizeBytes : input.text.length;
    if (Math.max(sizeBytes, result.sizeBytes) > comparedBytes) {
      this.problem = 'too-large';
      return;
    }
    const before = input.kind === 'text' ? input.text : await this.#load(input.file);
    const after = await this.#load(result);
    if (this.#closing.signal.aborted) return;
    if (before === undefined || after === undefined) {
      this.problem = before === undefined ? 'input-gone' : 'result-gone';
      return;
    }
    this.#worker = differenceWorker();
    this.#worker.onmessage = ({ data }: MessageEvent<DifferenceAnswer>) => this.#take(data);
    this.#worker.onerror = () => this.#take(undefined);
    this.#worker.postMessage({ before, after } satisfies DifferenceRequest);
  }

  /** Ends what is under way. */
  close(): void {
    this.#closing.abort();
    this.#worker?.terminate();
  }

  #take(lines: DifferenceAnswer): void {
    this.#worker?.terminate();
    this.lines = lines;
    if (!lines) this.problem = 'too-different';
  }

  async #load({ url, sizeBytes, charset }: TextAddress): Promise<string | undefined> {
    try {
      const bytes = await fetchRange(url, 0, sizeBytes, this.#closing.signal);
      return withoutEscapeCodes(new TextDecoder(charset ?? guessedCharset(bytes)).decode(bytes));
    } catch {
      return undefined;
    }
  }
}

/** UTF-8 if the bytes are valid UTF-8, otherwise Windows-1252. */
function guessedCharset(bytes: Uint8Array): string {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}
