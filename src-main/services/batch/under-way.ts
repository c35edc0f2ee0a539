import type { ErrorInfo } from '../../core/ground/error';

/** Why an item waits for its next attempt, and until when, by the monotonic clock. */
export interface ItemRetry {
  readonly resumesAtMs: number;
  readonly reason: ErrorInfo;
}

/** What is known of an item while it is being run. */
export interface ItemUnderWay {
  /** When it was sent to the cluster; before that, when its preparation began. */
  readonly begunAtMs: number;
  /** Whether it is stopped to be run later, and not for good. */
  readonly runsLater: boolean;
}

interface StoppableItem extends ItemUnderWay {
  readonly stop: AbortController;
  readonly done: Promise<void>;
  /** In this order: its input is prepared, the cluster has it, its result is placed. */
  stage: 'preparing' | 'at-cluster' | 'placing';
  /** Set while it is prepared and waits to be sent: ends the wait. */
  release: (() => void) | undefined;
  /** Set while it only waits for its next attempt. */
  retry: ItemRetry | undefined;
  begunAtMs: number;
  runsLater: boolean;
}

/** Those that can be stopped: all of them, those that were not sent yet, those that wait to be tried again, or both of these. */
export type Stoppable = 'all' | 'unsent' | 'retrying' | 'idle';

/**
 * The items of a batch that are being run, and the ways to stop them. Only those at the cluster count as running at the same
 * time: meanwhile the next ones are prepared, and the results of earlier ones are put in their places.
 */
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

  /** How many are at a stage. */
  count(stage: StoppableItem['stage']): number {
    let count = 0;
    for (const item of this.#items.values()) if (item.stage === stage) count += 1;
    return count;
  }

  /** The first retry, if every item that was sent waits for one; `undefined` if the cluster works on any item. */
  get pendingRetry(): ItemRetry | undefined {
    const retries = [...this.#items.values()].filter(({ stage }) => stage !== 'preparing').map(({ retry }) => retry);
    return retries.includes(undefined) ? undefined : retries[0];
  }

  /** @param work must not fail */
  begin(index: number, nowMs: number, work: (signal: AbortSignal) => Promise<void>): void {
    const stop = new AbortController();
    const done = Promise.resolve().then(() => work(stop.signal));
    this.#items.set(index, {
      stop,
      begunAtMs: nowMs,
      done,
      stage: 'preparing',
      release: undefined,
      retry: undefined,
      runsLater: false,
    });
  }

  /** Resolves when a prepared item may be sent, or when it is stopped instead. */
  async waitToSend(index: number): Promise<void> {
    const item = this.#items.get(index);
    if (!item || item.stop.signal.aborted || item.stage === 'at-cluster') return;
    await new Promise<void>((resolve) => (item.release = resolve));
  }

  /** Lets the next item be sent, which is the first that was prepared. @returns whether there is one */
  sendNext(nowMs: number): boolean {
    for (const index of this.#items.keys()) {
      if (!this.#items.get(index)?.release) continue;
      this.sendAtOnce(index, nowMs);
      return true;
    }
    return false;
  }

  /** Lets an item be sent as soon as it is prepared. */
  sendAtOnce(index: number, nowMs: number): void {
    const item = this.#items.get(index);
    if (!item) return;
    item.stage = 'at-cluster';
    item.begunAtMs = nowMs;
    item.release?.();
    item.release = undefined;
  }

  /** The cluster has nothing more to do with an item. */
  leaveCluster(index: number): void {
    const item = this.#items.get(index);
    if (item) item.stage = 'placing';
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
    const item = this.#items.get(index);
    if (item) abort(item);
  }

  /** Stops items for good. */
  stopAll(which: Stoppable): void {
    for (const item of this.#items.values()) if (isOf(which, item)) abort(item);
  }

  /** Stops items to be run later. */
  stopForLater(which: Stoppable): void {
    for (const item of this.#items.values()) {
      if (!isOf(which, item)) continue;
      item.runsLater = true;
      abort(item);
    }
  }

  /** Resolves when those that are under way now have ended. */
  async settled(): Promise<void> {
    await Promise.all([...this.#items.values()].map(({ done }) => done));
  }
}

function isOf(which: Stoppable, { stage, retry }: StoppableItem): boolean {
  const isUnsent = stage === 'preparing';
  const isRetrying = retry !== undefined;
  return { all: true, unsent: isUnsent, retrying: isRetrying, idle: isUnsent || isRetrying }[which];
}

function abort(item: StoppableItem): void {
  item.stop.abort();
  item.release?.();
  item.release = undefined;
}
