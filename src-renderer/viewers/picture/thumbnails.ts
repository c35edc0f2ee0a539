import type { Detection } from '../../../src-main/contract/findings';

/** A picture that a thumbnail can be drawn of. */
export interface PictureFile {
  readonly url: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  /** The answer that tells what was found in it and where. */
  readonly findings?: { readonly url: string; readonly sizeBytes: number };
}

/** A picture drawn small. */
export interface Thumbnail {
  readonly bitmap: ImageBitmap;
  /** What was found in it, in pixels of the thumbnail. */
  readonly detections: readonly Detection[];
}

/** Pictures decoded at once: each takes the memory of all its pixels for a moment. */
const mostAtOnce = 2;
/** Larger files are not drawn small: that would take longer than anybody looks at a gallery. */
const largestBytes = 100e6;
const mostKept = 300;

/** Thumbnails of many pictures: drawn in turn, a few at a time, and kept for a while. */
export class Thumbnails {
  readonly #kept = new Map<string, Thumbnail>();
  readonly #waiting = new Set<() => void>();
  readonly #draw: (picture: PictureFile) => Promise<Thumbnail | undefined>;
  #underWay = 0;

  constructor(draw: (picture: PictureFile) => Promise<Thumbnail | undefined>) {
    this.#draw = draw;
  }

  /**
   * A thumbnail, when its turn comes; `undefined` where there is none, or where it is wanted no more.
   * @param signal aborted once it is out of sight
   */
  async get(picture: PictureFile, signal: AbortSignal): Promise<Thumbnail | undefined> {
    if (picture.sizeBytes > largestBytes) return undefined;
    // The same photo gets another answer when it is run again.
    const key = `${picture.url} ${picture.findings?.sizeBytes ?? ''}`;
    const kept = this.#kept.get(key);
    if (kept) return this.#keep(key, kept);
    if (!(await this.#takeTurn(signal))) return undefined;
    try {
      return this.#keep(key, await this.#draw(picture));
    } finally {
      this.#underWay -= 1;
      this.#callNext();
    }
  }

  /** Gives back what it holds. */
  close(): void {
    for (const thumbnail of this.#kept.values()) thumbnail.bitmap.close();
    this.#kept.clear();
  }

  /** Waits until another may be drawn; answers no once it is wanted no more. */
  async #takeTurn(signal: AbortSignal): Promise<boolean> {
    while (this.#underWay >= mostAtOnce && !signal.aborted) await this.#called(signal);
    if (signal.aborted) {
      // Its turn is the next one's.
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

  /** Keeps it as the one used last; the one used longest ago goes. */
  #keep(key: string, thumbnail: Thumbnail | undefined): Thumbnail | undefined {
    if (!thumbnail) return undefined;
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
