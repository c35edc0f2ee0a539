import type { PictureProblem } from '../../../src-main/core/ground/error';
import type { DrawnPicture, ValueRange } from '../../../src-main/core/input/picture';
import { drawPage, isDrawnByLibrary, type DrawnPage } from './drawn';
import type { Size } from './zoom.svelte';

/** A picture behind an address, as something an `<img>` can draw. */
export class Picture {
  /** Address for an `<img>`; absent while a page is being drawn. */
  src = $state<string>();
  /** Size in pixels, upright; absent until it is drawn. */
  size = $state.raw<Size>();
  hasFailed = $state(false);
  /** Why it can't be drawn, if this is known. */
  problem = $state<PictureProblem>();
  /** Facts of a page that the main process drew. */
  facts = $state.raw<DrawnPicture>();
  /** The page that is shown, counted from 0. */
  page = $state(0);
  /** Which values are drawn as black and as white; `undefined` leaves that to the main process. */
  values = $state<ValueRange>();

  readonly #url: string;
  readonly #isDrawn: boolean;
  #asked = new AbortController();

  constructor(url: string, mediaType: string) {
    this.#url = url;
    this.#isDrawn = isDrawnByLibrary(mediaType);
    if (this.#isDrawn) void this.#draw();
    else this.src = url;
  }

  /** Shows another page, counted from 0; the last one asked for is the one that is shown. */
  choosePage(page: number): Promise<void> {
    this.page = page;
    return this.#draw();
  }

  /** Shows the values of the page in another way. */
  chooseValues(values: ValueRange): Promise<void> {
    this.values = values;
    return this.#draw();
  }

  async #draw(): Promise<void> {
    this.#asked.abort();
    this.#asked = new AbortController();
    const { signal } = this.#asked;
    const { page, values } = this;
    let drawn: DrawnPage | undefined;
    try {
      drawn = await drawPage(this.#url, { page, ...(values && { values }) }, signal);
    } catch {
      // The file is gone, or another page was chosen meanwhile.
    }
    if (signal.aborted) return;
    this.#release();
    this.hasFailed = !drawn || 'problem' in drawn;
    this.problem = drawn && 'problem' in drawn ? drawn.problem : undefined;
    if (!drawn || 'problem' in drawn) return;
    this.facts = drawn.facts;
    this.src = URL.createObjectURL(drawn.picture);
  }

  /** Takes the size from the element that draws it. */
  measure(image: HTMLImageElement): void {
    this.size = { width: image.naturalWidth, height: image.naturalHeight };
  }

  /** Notes that it can't be drawn. */
  fail(): void {
    this.hasFailed = true;
  }

  /** Releases its resources. */
  close(): void {
    this.#asked.abort();
    this.#release();
  }

  #release(): void {
    if (this.#isDrawn && this.src !== undefined) URL.revokeObjectURL(this.src);
    this.src = undefined;
  }
}
