import type { BatchId } from '../../core/ground/ids';
import type { BatchItems, BatchPlan } from '../../core/batch/batch';
import type { JournalEntry } from '../../core/batch/journal';
import type { BatchJournal, BatchJournals } from '../../core/batch/ports';

const portion = 2000;

/** What a batch writes into its journal. While the journal is closed, nothing happens that it would have to know. */
export class BatchRecording {
  #journal: BatchJournal | undefined;
  #opening: Promise<BatchJournal> | undefined;
  /** Whether it is open until it is closed, and not only for something that is written just now. */
  #isOpen = false;
  /** How many things are written just now that it may be open for. */
  #writing = 0;

  /** @param itemCount how many items the journal knows from an earlier start of the program */
  constructor(
    private readonly journals: BatchJournals,
    private readonly batch: { readonly id: BatchId; readonly startedAt: string; readonly items: BatchItems },
    private itemCount: number,
  ) {}

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Whether the journal knows the batch, so that it would be offered after a crash. */
  get isBegun(): boolean {
    return this.itemCount > 0;
  }

  append(entry: JournalEntry): void {
    this.#journal?.append(entry);
  }

  /** Resolves when everything so far is on disk to stay. @throws AppError `disk-full`, `permission-denied` */
  async synced(): Promise<void> {
    await this.#journal?.synced();
  }

  /** Writes something at any time, also when nothing runs. Of a batch that was never begun nothing is kept. @throws AppError of writing */
  async write(plan: BatchPlan, entries: readonly JournalEntry[]): Promise<void> {
    if (!this.isBegun) return;
    this.#writing += 1;
    try {
      await this.#openFile(plan);
      for (const entry of entries) this.append(entry);
      await this.synced();
    } finally {
      this.#writing -= 1;
      await this.#closeUnused();
    }
  }

  /** Opens the journal, where it is closed. @throws AppError of writing */
  async open(plan: BatchPlan): Promise<void> {
    await this.#openFile(plan);
    this.#isOpen = true;
  }

  /** Makes all items known. Where that fails in the middle, it goes on from there. @throws AppError of writing */
  async writeItems(): Promise<void> {
    const { items } = this.batch;
    while (this.itemCount < items.length) {
      const next = items.all.slice(this.itemCount, this.itemCount + portion);
      this.itemCount += next.length;
      for (const { index, base, relativePath, sizeBytes, row, from, key } of next) {
        const more = { ...(row && { row }), ...(from && { from }), ...(key !== undefined && { key }) };
        this.append({ is: 'item', item: index, base, path: relativePath, sizeBytes, ...more });
      }
      await this.synced();
    }
  }

  async close(): Promise<void> {
    this.#isOpen = false;
    await this.#closeUnused();
  }

  async #openFile(plan: BatchPlan): Promise<void> {
    if (this.#journal) return;
    const { id, startedAt } = this.batch;
    const opening = (this.#opening ??= this.journals.open(id).finally(() => (this.#opening = undefined)));
    const journal = await opening;
    if (this.#journal) return;
    this.#journal = journal;
    this.append(this.isBegun ? { is: 'plan', plan } : { is: 'batch', version: 1, id, startedAt, plan });
  }

  async #closeUnused(): Promise<void> {
    if (this.#isOpen || this.#writing > 0) return;
    const journal = this.#journal;
    this.#journal = undefined;
    await journal?.close();
  }
}
