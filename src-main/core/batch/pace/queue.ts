/** Items of a batch that are still to be run, by their numbers, in the order in which they are. */
export class BatchQueue {
  #indices: number[] = [];
  /** Taking from the front of a long array moves all the rest of it, every time. */
  #next = 0;

  get isEmpty(): boolean {
    return this.#next >= this.#indices.length;
  }

  /** Puts these in the place of all others. */
  fill(indices: readonly number[]): void {
    this.#indices = [...indices];
    this.#next = 0;
  }

  /** Adds behind the others. */
  push(indices: readonly number[]): void {
    for (const index of indices) this.#indices.push(index);
  }

  /** Takes the first one that may still be run; those before it are dropped. */
  take(mayRun: (index: number) => boolean): number | undefined {
    while (!this.isEmpty) {
      const index = this.#indices[this.#next];
      this.#next += 1;
      if (index !== undefined && mayRun(index)) return index;
    }
    return undefined;
  }
}
