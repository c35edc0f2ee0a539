import type { Clock } from './ports';

const tickMs = 5_000;
/** While the computer is awake, no tick is so late, however busy the computer is. */
const longestTickMs = 60_000;

/**
 * Time in which the computer was awake. Neither a sleep nor setting the clock counts: on some systems the monotonic clock
 * stands still during a sleep, and on the others the sleep shows as a long gap between two ticks.
 */
export class AwakeTime {
  #lastMs: number;
  #awakeMs = 0;

  constructor(private readonly clock: Pick<Clock, 'monotonicMs' | 'every'>) {
    this.#lastMs = clock.monotonicMs();
  }

  /** Milliseconds since it was made; good for differences within one `watch`. */
  nowMs(): number {
    const monotonicMs = this.clock.monotonicMs();
    const gapMs = monotonicMs - this.#lastMs;
    this.#lastMs = monotonicMs;
    if (gapMs <= longestTickMs) this.#awakeMs += gapMs;
    return this.#awakeMs;
  }

  /** Notices sleeps until the returned function is called. */
  watch(): () => void {
    this.nowMs();
    return this.clock.every(tickMs, () => this.nowMs());
  }
}
