import { holdMs } from '../../core/batch/failure-scope';
import type { Clock } from '../../core/ground/ports';

/** The wait before a cluster that could not be reached is tried again. Each wait is longer than the one before. */
export class BatchHold {
  #waiting: AbortController | undefined;
  #failures = 0;
  #endsAtMs = 0;

  constructor(private readonly clock: Pick<Clock, 'wait' | 'monotonicMs'>) {}

  /** When the latest wait ends, by the monotonic clock. */
  get endsAtMs(): number {
    return this.#endsAtMs;
  }

  get isWaiting(): boolean {
    return this.#waiting !== undefined;
  }

  /**
   * Begins to wait.
   * @param probe is called at the end of it, unless it is given up before
   * @returns how long it takes, in milliseconds
   */
  begin(probe: () => void): number {
    const waiting = new AbortController();
    this.#waiting = waiting;
    const waitMs = holdMs(this.#failures);
    this.#failures += 1;
    this.#endsAtMs = this.clock.monotonicMs() + waitMs;
    void this.clock
      .wait(waitMs, waiting.signal)
      .catch(() => undefined)
      .then(() => {
        if (this.#waiting !== waiting) return;
        this.#waiting = undefined;
        probe();
      });
    return waitMs;
  }

  /** Waits no longer. */
  probeNow(): void {
    this.#waiting?.abort();
  }

  /** Gives up waiting, without a probe. */
  end(): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.abort();
  }

  /** The cluster can be reached: the next wait is a short one again. */
  forgetFailures(): void {
    this.#failures = 0;
  }
}
