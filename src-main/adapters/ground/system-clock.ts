import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../../core/ground/ports';

/** The computer's own clock. */
export class SystemClock implements Clock {
  now(): string {
    return new Date().toISOString();
  }

  monotonicMs(): number {
    return performance.now();
  }

  every(ms: number, action: () => void): () => void {
    const timer = setInterval(action, ms).unref();
    return () => clearInterval(timer);
  }

  async wait(ms: number, signal: AbortSignal): Promise<void> {
    await wait(ms, undefined, { signal });
  }
}
