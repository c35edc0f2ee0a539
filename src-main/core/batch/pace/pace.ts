/** What is still expected, judged by the items that are finished. */
export interface BatchEstimate {
  readonly seconds: number;
  /** Space that the other results need, in bytes. */
  readonly sizeBytes: number;
}

const recentFinishes = 40;

/**
 * Learns from finished items how much time and space the others will need. Items that run at the same time divide the time
 * between them, and each is charged its share. So the estimate does not jump when several finish at once, or when more or
 * fewer run at the same time. Time in which no item runs is not charged.
 */
export class BatchPace {
  /** What an item would have been charged that ran from the beginning until now, in milliseconds. */
  #chargedMs = 0;
  #chargedUntilMs = 0;
  /** The running items, each with the value of `#chargedMs` when it began. */
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

  /** An item ran to its end. */
  finish(index: number, atMs: number): void {
    this.#charge(atMs);
    const begunAt = this.#running.get(index);
    if (begunAt === undefined) return;
    this.#running.delete(index);
    this.#shares.push(this.#chargedMs - begunAt);
    if (this.#shares.length > recentFinishes) this.#shares.shift();
  }

  /** An item no longer runs. If it was not finished before, nothing is learned from it. */
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
   * @param itemsLeft number of items that are not finished, running ones included
   * @returns `undefined` until there is a result to judge by
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
