import type { DifferenceLine } from './line-difference';

/** What the worker is given. */
export interface DifferenceRequest {
  readonly before: string;
  readonly after: string;
}

/** What it answers; `undefined` when it took too long. */
export type DifferenceAnswer = readonly DifferenceLine[] | undefined;

/** A thread that compares two texts. */
export function differenceWorker(): Worker {
  return new Worker(new URL('./difference-worker.ts', import.meta.url), { type: 'module' });
}
