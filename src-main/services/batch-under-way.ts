import type { ErrorInfo } from '../core/error';

/** Why an item waits for its next attempt, and until when. */
export interface ItemRetry {
  readonly resumesAt: string;
  readonly reason: ErrorInfo;
}

/** What only a running batch knows of an item. */
export interface ItemUnderWay {
  readonly begunAtMs: number;
  /** Set while it only waits for its next attempt. */
  readonly retry: ItemRetry | undefined;
  /** Whether it is stopped to be run later, and not for good. */
  readonly goesBack: boolean;
}

interface StoppableItem extends ItemUnderWay {
  readonly stop: AbortController;
  readonly done: Promise<void>;
  retry: ItemRetry | undefined;
  goesBack: boolean;
}

/** The items of a batch that are being run, and the ways to stop them. */
export class BatchUnderWay {
  readonly #items = new Map<number, StoppableItem>();

  get size(): number {
    return this.#items.size;
  }

  has(index: number): boolean {
    return this.#items.has(index);
  }

  get(index: number): ItemUnderWay | undefined {
    return this.#items.get(index);
  }

  /** What all of them wait for, if there are any and nothing is done for one of them: the first of their retries. */
  get standstill(): ItemRetry | undefined {
    const retries = [...this.#items.values()].map(({ retry }) => retry);
    return retries.includes(undefined) ? undefined : retries[0];
  }

  /** @param work must not fail */
  begin(index: number, begunAtMs: number, work: (signal: AbortSignal) => Promise<void>): void {
    const stop = new AbortController();
    const done = Promise.resolve().then(() => work(stop.signal));
    this.#items.set(index, { stop, begunAtMs, done, retry: undefined, goesBack: false });
  }

  end(index: number): void {
    this.#items.delete(index);
  }

  noteRetry(index: number, retry: ItemRetry | undefined): void {
    const item = this.#items.get(index);
    if (item) item.retry = retry;
  }

  /** Stops one for good. */
  stop(index: number): void {
    this.#items.get(index)?.stop.abort();
  }

  /** Stops all of them for good, or those that only wait for their next attempt. */
  stopAll(which: 'all' | 'retrying'): void {
    for (const item of this.#items.values()) if (which === 'all' || item.retry) item.stop.abort();
  }

  /** Stops all of them, or those that only wait for their next attempt, to be run later. */
  takeBack(which: 'all' | 'retrying'): void {
    for (const item of this.#items.values()) {
      if (which === 'retrying' && !item.retry) continue;
      item.goesBack = true;
      item.stop.abort();
    }
  }

  /** Resolves when those that are under way now have ended. */
  async settled(): Promise<void> {
    await Promise.all([...this.#items.values()].map(({ done }) => done));
  }
}
