/** The numbers of the items that are still to be run, in the order in which they will run. */
export class BatchQueue {
  #indices: number[] = [];
  /** Where the next item is: removing the first element of a long array would move all others every time. */
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
