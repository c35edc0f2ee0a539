/** What the finished items let expect of the others. */
export interface BatchEstimate {
  readonly seconds: number;
  /** Space that the other results need, in bytes. */
  readonly sizeBytes: number;
}

const recentFinishes = 40;
const leastFinishes = 3;

/** Learns from finished items how long the others take, and how much space. */
export class BatchPace {
  /** Milliseconds at which the last items were finished, in this stretch of work. */
  #finishes: number[] = [];
  #results = 0;
  #resultBytes = 0;
  #resultSeconds = 0;

  /** A new stretch of work begins: what was idle time before says nothing. */
  restart(): void {
    this.#finishes = [];
  }

  /** An item was settled by being run. */
  finished(atMs: number): void {
    this.#finishes.push(atMs);
    if (this.#finishes.length > recentFinishes) this.#finishes.shift();
  }

  /** An item has a result. */
  gotResult(sizeBytes: number, seconds: number): void {
    this.#results += 1;
    this.#resultBytes += sizeBytes;
    this.#resultSeconds += seconds;
  }

  /** @returns `undefined` as long as nothing can be said */
  estimate(itemsLeft: number, atOnce: number): BatchEstimate | undefined {
    if (this.#results === 0 || itemsLeft === 0) return undefined;
    return {
      seconds: itemsLeft * (this.#secondsAnItem() ?? this.#resultSeconds / this.#results / atOnce),
      sizeBytes: Math.round((itemsLeft * this.#resultBytes) / this.#results),
    };
  }

  #secondsAnItem(): number | undefined {
    const [first] = this.#finishes;
    const last = this.#finishes.at(-1);
    if (first === undefined || last === undefined || this.#finishes.length < leastFinishes) return undefined;
    return last === first ? undefined : (last - first) / 1000 / (this.#finishes.length - 1);
  }
}
