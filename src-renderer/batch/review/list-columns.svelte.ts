import type { Service } from '../../../src-main/core/service/service';
import { serviceKey } from '../../../src-main/core/service/service-key';
import type { ServiceNotesState } from '../../service/service-notes.svelte';
import type { BatchState } from '../batch.svelte';
import { chosenColumns, offeredColumns, usualColumns, type ColumnKey } from './columns';

/** Whether files of the list are in folders, or may be: before a run that is not known yet. */
function hasFolders({ facets, query }: BatchState['review']): boolean {
  return facets === undefined || facets.folders.length > 0 || query.folder !== undefined;
}

/** The columns of the open batch: all possible ones, and those that are shown. The user's choice is kept for the service. */
export class ListColumns {
  readonly #batch: BatchState;
  readonly #serviceNotes: ServiceNotesState;
  readonly #service: () => Service | undefined;
  readonly offered = $derived.by(() => offeredColumns(this.#batch.review.facets));
  readonly #chosen = $derived.by(() => {
    const service = this.#service();
    return service && chosenColumns(this.offered, this.#serviceNotes.columnsOf(serviceKey(service)));
  });
  /** The columns to show, the most important first. */
  readonly keys: readonly ColumnKey[] = $derived.by(() => this.#chosen ?? usualColumns(this.#facts()));

  /** @param service gives the service of the batch, if it is known */
  constructor(batch: BatchState, serviceNotes: ServiceNotesState, service: () => Service | undefined) {
    this.#batch = batch;
    this.#serviceNotes = serviceNotes;
    this.#service = service;
  }

  /** Whether the user chose the columns. Then all are shown, even if there is little room. */
  get isChosen(): boolean {
    return this.#chosen !== undefined;
  }

  /** Shows these columns; `undefined` for the usual ones. */
  choose(keys: readonly ColumnKey[] | undefined): void {
    const service = this.#service();
    if (service) void this.#serviceNotes.chooseColumns(serviceKey(service), keys);
  }

  #facts() {
    const { overview, review } = this.#batch;
    return {
      facets: review.facets,
      hasAnswers: (overview?.counts.done ?? 0) > 0,
      hasFolders: overview?.table?.hasFiles !== false && hasFolders(review),
      hasTrouble: (overview?.counts['needs-attention'] ?? 0) > 0,
    };
  }
}
