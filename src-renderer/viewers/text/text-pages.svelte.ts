import { withoutEscapeCodes } from '../../../src-main/contract/findings';

/** How much text is loaded at a time, in bytes. */
export const pageBytes = 256 * 1024;
const longestCode = 2_000;

/** Text behind an address, loaded a page at a time. */
export class TextPages {
  text = $state('');
  loadedBytes = $state(0);
  isLoading = $state(false);
  hasFailed = $state(false);
  readonly totalBytes: number;
  readonly isComplete: boolean;

  readonly #url: string;
  // The decoder keeps the first bytes of a character that the end of a page cut in two.
  readonly #decoder: TextDecoder;
  #unfinished = '';
  readonly #closing = new AbortController();

  constructor(url: string, totalBytes: number, charset = 'utf-8') {
    this.totalBytes = totalBytes;
    this.isComplete = $derived(this.loadedBytes >= totalBytes);
    this.#url = url;
    this.#decoder = new TextDecoder(charset);
  }

  /** Loads the next page, unless all is loaded or one is being loaded. */
  async loadMore(): Promise<void> {
    if (this.isLoading || this.isComplete) return;
    this.isLoading = true;
    this.hasFailed = false;
    const end = Math.min(this.totalBytes, this.loadedBytes + pageBytes);
    try {
      const bytes = await fetchRange(this.#url, this.loadedBytes, end, this.#closing.signal);
      const isLast = end >= this.totalBytes;
      this.#take(this.#unfinished + this.#decoder.decode(bytes, { stream: !isLast }), isLast);
      this.loadedBytes = end;
    } catch {
      // Every failure is shown with the same sentence: the bytes can't be loaded.
      this.hasFailed = true;
    }
    this.isLoading = false;
  }

  /** Adds text without its colour codes; one that the end of a page cut in two waits for the next page. */
  #take(text: string, isLast: boolean): void {
    const code = isLast ? -1 : text.lastIndexOf('\u001b', text.length);
    const end = code >= 0 && text.length - code < longestCode ? code : text.length;
    this.#unfinished = text.slice(end);
    this.text += withoutEscapeCodes(text.slice(0, end));
  }

  /** Stops loading. */
  close(): void {
    this.#closing.abort();
  }
}

/** Fetches the bytes `[start, end)` of an address. @throws TypeError when they can't be had */
export async function fetchRange(url: string, start: number, end: number, signal?: AbortSignal): Promise<Uint8Array> {
  if (end <= start) return new Uint8Array();
  const response = await fetch(url, {
    headers: { Range: `bytes=${start}-${end - 1}` },
    ...(signal && { signal }),
  });
  if (!response.ok) throw new TypeError(`status ${response.status}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  // A server may answer a request for a range with the whole file.
  return response.status === 206 ? bytes : bytes.subarray(start, end);
}
