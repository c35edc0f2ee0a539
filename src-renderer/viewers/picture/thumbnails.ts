import type { Detection } from '../../../src-main/contract/findings';
import type { PictureFile } from '../../../src-main/core/result/result';

/** A picture drawn small. */
export interface Thumbnail {
  readonly bitmap: ImageBitmap;
  /** What was found in it, in pixels of the thumbnail. */
  readonly detections: readonly Detection[];
}

/** A thumbnail; `changed` if the file has changed since it was sent; nothing if it can't be drawn. */
export type DrawnThumbnail = Thumbnail | 'changed' | undefined;

/** Draws a thumbnail. @param signal aborted once nobody wants it any more */
export type DrawThumbnail = (picture: PictureFile, signal: AbortSignal) => Promise<DrawnThumbnail>;

/** Pictures decoded at once: each takes the memory of all its pixels for a moment. */
const mostAtOnce = 2;
/** Larger files get no thumbnail, because drawing one would take too long. */
const largestBytes = 100e6;
const mostKept = 300;

/** Thumbnails of many pictures: a queue that draws a few at a time, and a cache. */
export class Thumbnails {
  readonly #kept = new Map<string, Thumbnail>();
  readonly #waiting = new Set<() => void>();
  readonly #draw: DrawThumbnail;
  #underWay = 0;

  constructor(draw: DrawThumbnail) {
    this.#draw = draw;
  }

  /**
   * A thumbnail, once it is drawn; `undefined` if there is none, or if `signal` was aborted.
   * @param signal aborted once it is out of sight
   */
  async get(picture: PictureFile, signal: AbortSignal): Promise<DrawnThumbnail> {
    if (picture.sizeBytes > largestBytes) return undefined;
    // The answer belongs to the key: a photo that is run again gets another one.
    const key = `${picture.url} ${picture.findings?.sizeBytes ?? ''}`;
    const kept = this.#kept.get(key);
    if (kept) return this.#keep(key, kept);
    if (!(await this.#takeTurn(signal))) return undefined;
    try {
      return this.#keep(key, await this.#draw(picture, signal));
    } finally {
      this.#underWay -= 1;
      this.#callNext();
    }
  }

  /** Releases the memory of the thumbnails. */
  close(): void {
    for (const thumbnail of this.#kept.values()) thumbnail.bitmap.close();
    this.#kept.clear();
  }

  /** Waits until another one may be drawn. @returns whether it is still needed */
  async #takeTurn(signal: AbortSignal): Promise<boolean> {
    while (this.#underWay >= mostAtOnce && !signal.aborted) await this.#called(signal);
    if (signal.aborted) {
      // The next one in the queue gets its place.
      this.#callNext();
      return false;
    }
    this.#underWay += 1;
    return true;
  }

  #called(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const go = () => {
        this.#waiting.delete(go);
        signal.removeEventListener('abort', go);
        resolve();
      };
      this.#waiting.add(go);
      signal.addEventListener('abort', go);
    });
  }

  #callNext(): void {
    const [next] = this.#waiting;
    if (this.#underWay < mostAtOnce) next?.();
  }

  /** Puts it into the cache as the one used last; the one used longest ago is removed. */
  #keep(key: string, thumbnail: DrawnThumbnail): DrawnThumbnail {
    if (!thumbnail || thumbnail === 'changed') return thumbnail;
    this.#kept.delete(key);
    this.#kept.set(key, thumbnail);
    const [oldest] = this.#kept;
    if (this.#kept.size > mostKept && oldest) {
      this.#kept.delete(oldest[0]);
      oldest[1].bitmap.close();
    }
    return thumbnail;
  }
}
