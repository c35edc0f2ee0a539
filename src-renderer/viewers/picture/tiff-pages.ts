import type { TiffPage } from './tiff';

/** Asks the worker for one page, counted from 0. */
export interface TiffRequest {
  readonly url: string;
  readonly page: number;
}

/** A page as a picture that the window can draw; not `ok` where the file isn't what it claims to be. */
export type TiffAnswer =
  | {
      readonly ok: true;
      readonly picture: Blob;
      readonly pageCount: number;
      readonly spread: TiffPage['spread'];
    }
  | { readonly ok: false };

/** The pages of a TIFF file, which Chromium doesn't know, decoded away from the window's own thread. */
export class TiffPages {
  readonly #url: string;
  readonly #worker = new Worker(new URL('./tiff-worker.ts', import.meta.url), { type: 'module' });

  constructor(url: string) {
    this.#url = url;
  }

  /** Decodes a page, counted from 0. One at a time: an answer doesn't say what it answers. */
  page(page: number): Promise<TiffAnswer> {
    return new Promise((resolve) => {
      this.#worker.onmessage = ({ data }: MessageEvent<TiffAnswer>) => resolve(data);
      this.#worker.onerror = () => resolve({ ok: false });
      this.#worker.postMessage({ url: this.#url, page } satisfies TiffRequest);
    });
  }

  /** Ends the worker, in the middle of a page as well. */
  close(): void {
    this.#worker.terminate();
  }
}
