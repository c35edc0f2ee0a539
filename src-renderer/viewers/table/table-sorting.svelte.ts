import type { Delimiter } from '../../../src-main/contract/table';
import { sortOrder, type Sorting, type TableRow } from './table-format';

/** From this many rows on, a worker sorts, because sorting would block the window. */
const manyRows = 20_000;

/** What the sorting worker is asked. */
export interface SortTask {
  readonly cells: readonly string[];
  readonly direction: Sorting['direction'];
  readonly delimiter: Delimiter;
}

/** The order in which the rows of a table are shown. */
export class TableSorting {
  sorting = $state.raw<Sorting>();
  /** Places of the rows, in the order to show them; `undefined` for the order of the file. */
  order = $state.raw<Uint32Array>();
  isSorting = $state(false);
  #task = 0;
  /** The order that was chosen last; the worker may still be sorting. */
  #wanted: Sorting | undefined;

  /** Changes from ascending to descending, and from that to the order of the file. */
  async toggle(column: number, rows: readonly TableRow[], delimiter: Delimiter): Promise<void> {
    const isSame = this.#wanted?.column === column;
    if (isSame && this.#wanted?.direction === 'descending') return this.reset();
    const direction = isSame ? 'descending' : 'ascending';
    await this.sort({ column, direction }, rows, delimiter);
  }

  /** Sorts the loaded rows. Of several requests the last one counts. */
  async sort(sorting: Sorting, rows: readonly TableRow[], delimiter: Delimiter): Promise<void> {
    this.#task += 1;
    const task = this.#task;
    this.#wanted = sorting;
    this.isSorting = true;
    const cells = rows.map((row) => row[sorting.column] ?? '');
    const { direction } = sorting;
    const order =
      cells.length < manyRows
        ? sortOrder(cells, direction, delimiter)
        : await sortElsewhere({ cells, direction, delimiter });
    if (task !== this.#task) return;
    this.sorting = sorting;
    this.order = order;
    this.isSorting = false;
  }

  /** Back to the order of the file. */
  reset(): void {
    this.#task += 1;
    this.#wanted = undefined;
    this.sorting = undefined;
    this.order = undefined;
    this.isSorting = false;
  }
}

function sortElsewhere(task: SortTask): Promise<Uint32Array> {
  const worker = new Worker(new URL('./table-worker.ts', import.meta.url), { type: 'module' });
  return new Promise<Uint32Array>((resolve, reject) => {
    worker.onmessage = (event: MessageEvent<Uint32Array>) => resolve(event.data);
    worker.onerror = reject;
    worker.postMessage(task);
  }).finally(() => worker.terminate());
}
