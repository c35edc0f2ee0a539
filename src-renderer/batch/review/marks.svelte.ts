import type { ItemMark, MarkChange } from '../../../src-main/core/batch/mark';
import type { Oscar } from '../../api';
import type { BatchReview, Tell } from './review.svelte';

/** Sets and undoes the user's marks of the answers of a batch. */
export class BatchMarks {
  readonly #oscar: Oscar;
  readonly #review: BatchReview;
  readonly #tell: Tell;
  /** The marks before each change; those before the last change are at the end. */
  readonly #undoable: (readonly ItemMark[])[] = [];
  #last: Promise<void> = Promise.resolve();

  /** @param tell sends a call for the open batch, and shows its error */
  constructor(oscar: Oscar, review: BatchReview, tell: Tell) {
    this.#oscar = oscar;
    this.#review = review;
    this.#tell = tell;
  }

  /** Changes marks of the selected items, or of one item that is not selected. Setting the same mark again removes it. */
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

  /** Sets the marks again that were there before the last change. */
  undo(): Promise<void> {
    return this.#inTurn(async () => {
      const before = this.#undoable.at(-1);
      if (!before) return;
      const reply = await this.#tell((id) => this.#oscar.markBatchItems(id, before));
      if (reply?.ok) this.#undoable.pop();
    });
  }

  /** Forgets all that could be undone, because another batch is opened. */
  forget(): void {
    this.#undoable.length = 0;
  }

  /** Does one change after the other. Keys are pressed faster than calls are answered, and `undo` has to find the last change. */
  #inTurn(step: () => Promise<void>): Promise<void> {
    this.#last = this.#last.then(step);
    return this.#last;
  }
}
