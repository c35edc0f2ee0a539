import type { DrawnThumbnail } from './thumbnails';
import type { PictureFile } from '../../../src-main/core/result/result';

/** Asks the worker for a thumbnail, or to stop drawing it. */
export interface ThumbnailRequest {
  readonly id: number;
  /** Absent if the worker is to stop. */
  readonly picture?: PictureFile;
}

/** What the worker drew. */
export interface ThumbnailAnswer {
  readonly id: number;
  readonly thumbnail: DrawnThumbnail;
}

/** Draws thumbnails in a worker. */
export class ThumbnailThread {
  readonly #worker = new Worker(new URL('./thumbnail-worker.ts', import.meta.url), { type: 'module' });
  readonly #answers = new Map<number, (thumbnail: DrawnThumbnail) => void>();
  #lastId = 0;

  constructor() {
    this.#worker.onmessage = ({ data: { id, thumbnail } }: MessageEvent<ThumbnailAnswer>) => {
      this.#answers.get(id)?.(thumbnail);
      this.#answers.delete(id);
    };
    this.#worker.onerror = () => {
      for (const resolve of this.#answers.values()) resolve(undefined);
      this.#answers.clear();
    };
  }

  /** Draws a picture, or stops drawing it once nobody wants it any more. */
  async draw(picture: PictureFile, signal: AbortSignal): Promise<DrawnThumbnail> {
    this.#lastId += 1;
    const id = this.#lastId;
    const stop = () => this.#ask({ id });
    signal.addEventListener('abort', stop);
    try {
      return await new Promise((resolve) => {
        this.#answers.set(id, resolve);
        this.#ask({ id, picture });
      });
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  #ask(request: ThumbnailRequest): void {
    this.#worker.postMessage(request);
  }

  /** Ends the worker, also in the middle of a picture. */
  close(): void {
    this.#worker.terminate();
  }
}
