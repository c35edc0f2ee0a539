import type { StoredPart } from '../../core/answer/ports';
import type { InputOrigin } from '../../core/history/history';
import type { InputPreparation } from '../../core/input/ports';
import type { Preparation } from '../../core/input/preparation';
import { measured, type DiskCopy, type PreparedCopies } from './prepared-copies';

/** How many shown copies are kept. The window shows two: the copy that was sent, and the one that would be sent. */
const mostKept = 4;

/**
 * Copies that are shown before or after they are sent. Preparing the same picture in the same way gives the same bytes, so a copy
 * is made when it is asked for, and need not be kept with each result.
 */
export class ShownCopies implements InputPreparation {
  /** Copies by file and preparation; those that were asked for last are at the end. */
  readonly #kept = new Map<string, Promise<DiskCopy>>();

  constructor(private readonly copies: Pick<PreparedCopies, 'prepare'>) {}

  /** A copy is shared by all callers, and so is released only when newer copies replace it. */
  async prepare(original: InputOrigin, preparation: Preparation): Promise<DiskCopy> {
    const key = JSON.stringify([original.path, original.sizeBytes, original.modifiedMs, preparation]);
    const copy = this.#kept.get(key) ?? this.copies.prepare(original, preparation);
    this.#kept.delete(key);
    this.#kept.set(key, copy);
    void this.#releaseOldest();
    try {
      return { ...(await copy), release: async () => undefined };
    } catch (error) {
      if (this.#kept.get(key) === copy) this.#kept.delete(key);
      throw error;
    }
  }

  /** The place of the bytes of a copy of a file's present version. @throws AppError as `prepare` */
  async locate(path: string, preparation: Preparation): Promise<StoredPart> {
    const { sizeBytes, modifiedMs } = await measured(path);
    const copy = await this.prepare({ path, sizeBytes, modifiedMs }, preparation);
    return { path: copy.path, start: 0, end: copy.sizeBytes, mediaType: copy.mediaType };
  }

  async #releaseOldest(): Promise<void> {
    for (const [key, copy] of [...this.#kept].slice(0, -mostKept)) {
      this.#kept.delete(key);
      await copy.then(
        ({ release }) => release(),
        () => undefined,
      );
    }
  }
}
