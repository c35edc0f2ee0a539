import { hexDump, numpyHeader, type NumpyHeader } from './hex-dump';
import { fetchRange } from '../text/text-pages.svelte';

/** How many bytes are loaded at a time; as hexadecimal digits they are five times as long. */
export const hexPageBytes = 16 * 1024;

/** The bytes behind an address as hexadecimal digits, loaded a page at a time. */
export class HexPages {
  pages = $state.raw<readonly string[]>([]);
  loadedBytes = $state(0);
  isLoading = $state(false);
  hasFailed = $state(false);
  /** The header, if it is a NumPy file. */
  numpy = $state.raw<NumpyHeader>();
  readonly isComplete: boolean;

  readonly #url: string;
  readonly #totalBytes: number;

  constructor(url: string, totalBytes: number) {
    this.isComplete = $derived(this.loadedBytes >= totalBytes);
    this.#url = url;
    this.#totalBytes = totalBytes;
  }

  /** Loads the next page, unless all is loaded or one is being loaded. */
  async loadMore(): Promise<void> {
    if (this.isLoading || this.isComplete) return;
    this.isLoading = true;
    this.hasFailed = false;
    const start = this.loadedBytes;
    const end = Math.min(this.#totalBytes, start + hexPageBytes);
    try {
      const bytes = await fetchRange(this.#url, start, end);
      if (start === 0) this.numpy = numpyHeader(bytes);
      this.pages = [...this.pages, hexDump(bytes, start)];
      this.loadedBytes = end;
    } catch {
      // Every failure is shown with the same sentence: the bytes can't be loaded.
      this.hasFailed = true;
    }
    this.isLoading = false;
  }
}
