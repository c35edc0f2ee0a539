import { byName } from '../batch/scan';
import { isSameVersion, type SeenFile } from './seen-file';

/** How long the size and the time of a file must not change before it counts as complete, in milliseconds. */
export const stillMs = 5_000;

interface Arrival {
  readonly file: SeenFile;
  /** Its place among all that came. */
  readonly place: number;
  /** Since when it is as it is, in milliseconds of the caller's clock. */
  sinceMs: number;
}

/**
 * Files that came into a folder and are not taken yet. A file is complete once it has content and nothing about it has changed for
 * `stillMs`: a program that copies or downloads it says in no other way that it is done.
 */
export class Arrivals {
  readonly #arrivals = new Map<string, Arrival>();
  #came = 0;

  /** Paths of the files that every look has to tell of again. */
  get paths(): readonly string[] {
    return [...this.#arrivals.keys()];
  }

  /** How many files with content are not complete yet, or could not be read. */
  get count(): number {
    return [...this.#arrivals.values()].filter(({ file }) => file.sizeBytes > 0).length;
  }

  /**
   * Notes what a look found.
   * @param files every file that is not taken yet; one that is missing here has gone
   * @param nowMs time in which the computer was awake: what was copied may sleep with it
   * @returns files that are complete, in the order in which they came
   */
  look(files: readonly SeenFile[], nowMs: number): readonly SeenFile[] {
    const gone = new Set(this.#arrivals.keys());
    // Of files that are found together, the one that was written to last came last.
    const inOrder = [...files].sort((one, other) => one.modifiedMs - other.modifiedMs || byName(one.path, other.path));
    for (const file of inOrder) {
      const before = this.#arrivals.get(file.path);
      const sinceMs = before && isSameVersion(before.file, file) ? before.sinceMs : nowMs;
      this.#arrivals.set(file.path, { file, place: before?.place ?? (this.#came += 1), sinceMs });
      gone.delete(file.path);
    }
    for (const path of gone) this.#arrivals.delete(path);
    return [...this.#arrivals.values()]
      .filter(({ file, sinceMs }) => file.sizeBytes > 0 && nowMs - sinceMs >= stillMs)
      .sort((one, other) => one.place - other.place)
      .map(({ file }) => file);
  }

  /** Forgets a file, since it was taken. */
  take(path: string): void {
    this.#arrivals.delete(path);
  }

  /** Has a file wait once more, since another program keeps it from being read, or it changed after all. */
  wait(path: string, nowMs: number): void {
    const arrival = this.#arrivals.get(path);
    if (arrival) arrival.sinceMs = nowMs;
  }
}
