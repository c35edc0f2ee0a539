import type { PictureFile, Thumbnail } from './thumbnails';

/** Asks the worker for a thumbnail. */
export interface ThumbnailRequest {
  readonly id: number;
  readonly picture: PictureFile;
}

/** What the worker drew; nothing where the file isn't what it claims to be. */
export interface ThumbnailAnswer {
  readonly id: number;
  readonly thumbnail?: Thumbnail;
}

/** Draws thumbnails in a worker. */
export class ThumbnailThread {
  readonly #worker = new Worker(new URL('./thumbnail-worker.ts', import.meta.url), { type: 'module' });
  readonly #answers = new Map<number, (thumbnail: Thumbnail | undefined) => void>();
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

  /** `undefined` where the picture can't be drawn. */
  draw(picture: PictureFile): Promise<Thumbnail | undefined> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve) => {
      this.#answers.set(id, resolve);
      this.#worker.postMessage({ id, picture } satisfies ThumbnailRequest);
    });
  }

  /** Ends the worker, in the middle of a picture as well. */
  close(): void {
    this.#worker.terminate();
  }
}
