import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../../core/ground/ports';

/** The computer's own clock. */
export class SystemClock implements Clock {
  now(): string {
    return new Date().toISOString();
  }

  async wait(ms: number, signal: AbortSignal): Promise<void> {
    await wait(ms, undefined, { signal });
  }
}
