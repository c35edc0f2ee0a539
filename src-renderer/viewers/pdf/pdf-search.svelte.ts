import { Find } from '../text/find.svelte';
import type { PdfFile } from './pdf-file.svelte';
import { findOnPages, groupedByPage, type PdfMatch } from './pdf-text';

/** Number of pages that are read before their matches are shown. */
const pagesAtATime = 16;

/** A search in a PDF file, whose pages are read in their order when something is looked for the first time. */
export class PdfSearch {
  #texts = $state.raw<readonly string[]>([]);
  readonly find = new Find<PdfMatch>((query) => findOnPages(this.#texts, query));
  /** Whether some pages are still to be read. */
  readonly isReading: boolean;
  /** Whether there is nothing to be found, as in pages that were scanned. */
  readonly hasNoText: boolean;
  /** A key of the current match, which changes only with it. */
  readonly currentKey: string;
  /** What was found on each page. */
  readonly byPage: ReadonlyMap<number, readonly PdfMatch[]>;

  readonly #file: PdfFile;
  #isStarted = false;
  #isClosed = false;

  constructor(file: PdfFile) {
    this.#file = file;
    this.isReading = $derived(this.#texts.length < file.pageCount);
    this.hasNoText = $derived(!this.isReading && this.#texts.every((text) => text.trim() === ''));
    this.currentKey = $derived(keyOf(this.find));
    this.byPage = $derived(groupedByPage(this.find.matches));
  }

  /** Reads all pages, once. */
  async read(): Promise<void> {
    if (this.#isStarted) return;
    this.#isStarted = true;
    let unread: string[] = [];
    for (let page = 1; page <= this.#file.pageCount && !this.#isClosed; page += 1) {
      // A page that is damaged has no text; the others have.
      const { text } = await this.#file.text(page).catch(() => ({ text: '' }));
      unread.push(text);
      if (unread.length < pagesAtATime && page < this.#file.pageCount) continue;
      this.#texts = [...this.#texts, ...unread];
      unread = [];
    }
  }

  /** Stops reading. */
  close(): void {
    this.#isClosed = true;
  }
}

function keyOf({ current, query }: Find<PdfMatch>): string {
  return current ? `${current.page} ${current.start} ${query}` : '';
}
