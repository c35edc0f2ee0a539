import type { ItemMark, MarkChange } from '../../../src-main/core/batch/mark';
import type { Oscar } from '../../api';
import type { BatchReview, Tell } from './review.svelte';

/** What a person says of the answers of a batch, with the way back. */
export class BatchMarks {
  readonly #oscar: Oscar;
  readonly #review: BatchReview;
  readonly #tell: Tell;
  /** Marks as they were before each change, the last one at the end. */
  readonly #undoable: (readonly ItemMark[])[] = [];
  #last: Promise<void> = Promise.resolve();

  /** @param tell asks something of the open batch, and shows what stands against it */
  constructor(oscar: Oscar, review: BatchReview, tell: Tell) {
    this.#oscar = oscar;
    this.#review = review;
    this.#tell = tell;
  }

  /** Changes marks: of what is selected, or else of one item. The same mark once more takes it away. */
  change(change: MarkChange, index?: number): Promise<void> {
    const { selected } = this.#review;
    const isOne = index !== undefined && !selected.has(index);
    const items = isOne ? [index] : [...selected];
    return this.#inTurn(async () => {
      if (items.length === 0) return;
      const before = await this.#tell((id) => this.#oscar.changeBatchMarks(id, items, change));
      if (before?.ok) this.#undoable.push(before.value);
    });
  }

  /** Brings the marks back that the last change took. */
  undo(): Promise<void> {
    return this.#inTurn(async () => {
      const before = this.#undoable.at(-1);
      if (!before) return;
      const reply = await this.#tell((id) => this.#oscar.markBatchItems(id, before));
      if (reply?.ok) this.#undoable.pop();
    });
  }

  /** Lets go of what could be undone: another batch is open. */
  forget(): void {
    this.#undoable.length = 0;
  }

  /** Keys come faster than answers: what is undone has to be the change before it. */
  #inTurn(step: () => Promise<void>): Promise<void> {
    this.#last = this.#last.then(step);
    return this.#last;
  }
}
