import type { Service } from '../../../src-main/core/service/service';
import { serviceKey } from '../../../src-main/core/service/service-key';
import type { ServiceNotesState } from '../../service/service-notes.svelte';
import type { BatchState } from '../batch.svelte';
import { chosenColumns, offeredColumns, usualColumns, type ColumnKey } from './columns';

/** The columns of the open batch: those there can be, and those that are shown. Which are chosen is kept with its service. */
export class ListColumns {
  readonly #batch: BatchState;
  readonly #serviceNotes: ServiceNotesState;
  readonly #service: () => Service | undefined;
  readonly offered = $derived.by(() => offeredColumns(this.#batch.review.facets));
  readonly #chosen = $derived.by(() => {
    const service = this.#service();
    return service && chosenColumns(this.offered, this.#serviceNotes.columnsOf(serviceKey(service)));
  });
  /** The columns to show, the most telling first. */
  readonly keys: readonly ColumnKey[] = $derived.by(() => this.#chosen ?? usualColumns(this.#facts()));

  /** @param service of the batch, where it is known */
  constructor(batch: BatchState, serviceNotes: ServiceNotesState, service: () => Service | undefined) {
    this.#batch = batch;
    this.#serviceNotes = serviceNotes;
    this.#service = service;
  }

  /** Whether the user chose them: then all are shown, however little room there is. */
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
      hasFolders: review.facets === undefined || review.facets.folders.length > 0 || review.query.folder !== undefined,
      hasTrouble: (overview?.counts['needs-attention'] ?? 0) > 0,
    };
  }
}
