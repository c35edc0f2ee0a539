/** A picture that a thumbnail can be drawn of. */
export interface PictureFile {
  readonly url: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
}

/** Pictures decoded at once: each takes the memory of all its pixels for a moment. */
const mostAtOnce = 2;
/** Larger files are not drawn small: that would take longer than anybody looks at a gallery. */
const largestBytes = 100e6;
const mostKept = 300;

/** Thumbnails of many pictures: drawn in turn, a few at a time, and kept for a while. */
export class Thumbnails {
  readonly #kept = new Map<string, ImageBitmap>();
  readonly #waiting = new Set<() => void>();
  readonly #draw: (picture: PictureFile) => Promise<ImageBitmap | undefined>;
  #underWay = 0;

  constructor(draw: (picture: PictureFile) => Promise<ImageBitmap | undefined>) {
    this.#draw = draw;
  }

  /**
   * A thumbnail, when its turn comes; `undefined` where there is none, or where it is wanted no more.
   * @param signal aborted once it is out of sight
   */
  async get(picture: PictureFile, signal: AbortSignal): Promise<ImageBitmap | undefined> {
    if (picture.sizeBytes > largestBytes) return undefined;
    const kept = this.#kept.get(picture.url);
    if (kept) return this.#keep(picture.url, kept);
    if (!(await this.#takeTurn(signal))) return undefined;
    try {
      return this.#keep(picture.url, await this.#draw(picture));
    } finally {
      this.#underWay -= 1;
      this.#callNext();
    }
  }

  /** Gives back what it holds. */
  close(): void {
    for (const thumbnail of this.#kept.values()) thumbnail.close();
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
  #keep(url: string, thumbnail: ImageBitmap | undefined): ImageBitmap | undefined {
    if (!thumbnail) return undefined;
    this.#kept.delete(url);
    this.#kept.set(url, thumbnail);
    const [oldest] = this.#kept;
    if (this.#kept.size > mostKept && oldest) {
      this.#kept.delete(oldest[0]);
      oldest[1].close();
    }
    return thumbnail;
  }
}
