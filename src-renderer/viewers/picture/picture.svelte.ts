import type { TiffPage } from './tiff';
import type { TiffPages } from './tiff-pages';
import type { Size } from './zoom.svelte';

const tiffType = 'image/tiff';

/** A picture behind an address, as something an `<img>` can draw. */
export class Picture {
  /** Address for an `<img>`; absent while a page is being decoded. */
  src = $state<string>();
  /** In pixels, the orientation taken into account; absent until it is drawn. */
  size = $state.raw<Size>();
  hasFailed = $state(false);
  pageCount = $state(1);
  /** The page in sight, counted from 0. */
  page = $state(0);
  /** The values that were made black and white, where a page has more steps than a screen. */
  spread = $state.raw<TiffPage['spread']>();

  readonly #url: string;
  readonly #isTiff: boolean;
  #pages: TiffPages | undefined;
  #isClosed = false;

  constructor(url: string, mediaType: string) {
    this.#url = url;
    this.#isTiff = mediaType === tiffType;
    if (this.#isTiff) void this.choosePage(0);
    else this.src = url;
  }

  /** Shows another page, counted from 0; the last one asked for is the one that is shown. */
  async choosePage(page: number): Promise<void> {
    this.page = page;
    const { TiffPages } = await import('./tiff-pages');
    if (this.#isClosed) return;
    this.#pages ??= new TiffPages(this.#url);
    const answer = await this.#pages.page(page);
    if (this.#isClosed || this.page !== page) return;
    this.#release();
    this.hasFailed = !answer.ok;
    if (!answer.ok) return;
    this.pageCount = answer.pageCount;
    this.spread = answer.spread;
    this.src = URL.createObjectURL(answer.picture);
  }

  /** Takes the size from the element that draws it. */
  measure(image: HTMLImageElement): void {
    this.size = { width: image.naturalWidth, height: image.naturalHeight };
  }

  /** Notes that it can't be drawn. */
  fail(): void {
    this.hasFailed = true;
  }

  /** Gives back what it holds. */
  close(): void {
    this.#isClosed = true;
    this.#pages?.close();
    this.#release();
  }

  #release(): void {
    if (this.#isTiff && this.src !== undefined) URL.revokeObjectURL(this.src);
    this.src = undefined;
  }
}
