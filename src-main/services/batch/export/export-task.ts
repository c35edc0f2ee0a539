import { AppError } from '../../../core/ground/error';
import type { BatchId } from '../../../core/ground/ids';
import type { ExportProgress } from '../../../core/batch/export/progress';

/** Something that is being taken away from a list: it can be stopped, and tells how far it is. */
export class ExportTask {
  readonly #stop = new AbortController();
  #done = 0;

  constructor(
    readonly batch: BatchId,
    private readonly total: number,
    private readonly onProgress: (progress: ExportProgress) => void,
  ) {}

  /** Aborted, with AppError `cancelled`, when it is stopped. */
  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  stop(): void {
    this.#stop.abort(new AppError({ code: 'cancelled', clusterMayContinue: false }));
  }

  /** Counts items that are done. */
  advance(count: number): void {
    this.#done += count;
    this.onProgress({ batch: this.batch, done: this.#done, total: this.total });
  }
}

/** Items in portions, so that others have their turn between them. */
export function* inPortions<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
