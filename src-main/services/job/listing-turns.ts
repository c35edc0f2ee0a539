import { InTurn } from '../../core/ground/in-turn';
import type { Clock } from '../../core/ground/ports';
import { listingGapMs } from '../../core/job/polling';

/** Keeps listings of jobs apart, whoever asks for them. */
export class ListingTurns {
  readonly #turns = new InTurn();
  #lastMs = -Infinity;

  constructor(private readonly clock: Pick<Clock, 'wait' | 'monotonicMs'>) {}

  /** Resolves when another listing may be asked for. */
  next(signal: AbortSignal): Promise<void> {
    return this.#turns.do(async () => {
      const waitMs = this.#lastMs + listingGapMs - this.clock.monotonicMs();
      if (waitMs > 0) await this.clock.wait(waitMs, signal);
      this.#lastMs = this.clock.monotonicMs();
    });
  }
}
