import type { StoredPart } from '../../core/answer/ports';
import type { InputOrigin } from '../../core/history/history';
import type { InputPreparation } from '../../core/input/ports';
import type { Preparation } from '../../core/input/preparation';
import { measured, type DiskCopy, type PreparedCopies } from './prepared-copies';

/** How many copies are kept that are looked at. The window shows two: what was sent, and what would be. */
const mostKept = 4;

/**
 * Copies that are looked at, before or after they are sent. The same picture prepared in the same way is the same, byte for
 * byte: so it is made when it is asked for, and need not be kept with every result.
 */
export class ShownCopies implements InputPreparation {
  /** By what they are copies of, those that were asked for last at the end. */
  readonly #kept = new Map<string, Promise<DiskCopy>>();

  constructor(private readonly copies: Pick<PreparedCopies, 'prepare'>) {}

  /** The copy belongs to all who look at it: it goes when others are looked at. */
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

  /** Where the bytes of a copy of a file are, as the file is now. @throws AppError as `prepare` */
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
