/** What the finished items let expect of the others. */
export interface BatchEstimate {
  readonly seconds: number;
  /** Space that the other results need, in bytes. */
  readonly sizeBytes: number;
}

const recentFinishes = 40;

/**
 * Learns from finished items how long the others take, and how much space. Items that run at the same time share the time
 * between them: each is charged its share. So neither several that finish in one moment nor another number of items at the
 * same time makes the estimate jump, and time in which none runs is charged to none.
 */
export class BatchPace {
  /** The time that an item would have been charged that ran since the beginning. */
  #chargedMs = 0;
  #chargedUntilMs = 0;
  /** Items that run, with what an item like that would have been charged when they began. */
  readonly #running = new Map<number, number>();
  /** What the last finished items were charged. */
  readonly #shares: number[] = [];
  #results = 0;
  #resultBytes = 0;

  /** The cluster begins with an item. @param atMs time in which the computer was awake, here and below */
  begin(index: number, atMs: number): void {
    this.#charge(atMs);
    this.#running.set(index, this.#chargedMs);
  }

  /** An item was settled by being run. */
  finish(index: number, atMs: number): void {
    this.#charge(atMs);
    const begunAt = this.#running.get(index);
    if (begunAt === undefined) return;
    this.#running.delete(index);
    this.#shares.push(this.#chargedMs - begunAt);
    if (this.#shares.length > recentFinishes) this.#shares.shift();
  }

  /** An item no longer runs; where it is not finished, it says nothing of the others. */
  end(index: number, atMs: number): void {
    this.#charge(atMs);
    this.#running.delete(index);
  }

  /** An item has a result. */
  gotResult(sizeBytes: number): void {
    this.#results += 1;
    this.#resultBytes += sizeBytes;
  }

  /**
   * @param itemsLeft those that run among them
   * @returns `undefined` as long as nothing can be said
   */
  estimate(itemsLeft: number, atMs: number): BatchEstimate | undefined {
    if (this.#results === 0 || this.#shares.length === 0 || itemsLeft === 0) return undefined;
    this.#charge(atMs);
    const shareMs = this.#shares.reduce((sum, share) => sum + share, 0) / this.#shares.length;
    let leftMs = itemsLeft * shareMs;
    for (const begunAt of this.#running.values()) leftMs -= Math.min(shareMs, this.#chargedMs - begunAt);
    return {
      seconds: Math.max(0, leftMs) / 1000,
      sizeBytes: Math.round((itemsLeft * this.#resultBytes) / this.#results),
    };
  }

  #charge(atMs: number): void {
    if (this.#running.size > 0) this.#chargedMs += (atMs - this.#chargedUntilMs) / this.#running.size;
    this.#chargedUntilMs = atMs;
  }
}
