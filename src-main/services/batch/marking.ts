import type { BatchItems, BatchPlan } from '../../core/batch/batch';
import { changedMarks, type ItemMark, type MarkChange } from '../../core/batch/mark';
import { InTurn } from '../../core/ground/in-turn';
import type { BatchRecording } from './recording';

/** What the marks of a batch work with. */
export interface BatchMarkingParts {
  readonly items: BatchItems;
  readonly recording: Pick<BatchRecording, 'write'>;
  readonly plan: () => BatchPlan;
  readonly onChange: () => void;
}

/**
 * The marks that a person gives the answers of a batch. Each change is on disk before it counts, and they are written one
 * after the other: of two changes of the same mark, the later one has to be the last in the journal.
 */
export class BatchMarking {
  readonly #turns = new InTurn();

  constructor(private readonly parts: BatchMarkingParts) {}

  /**
   * Gives items these marks instead of the ones they have.
   * @throws AppError of writing; then all marks are as they were
   */
  async set(marks: readonly ItemMark[]): Promise<void> {
    await this.#write(() => marks);
  }

  /**
   * Changes marks of items; what all of them are marked as already is taken away.
   * @returns the marks as they were
   * @throws AppError of writing; then all marks are as they were
   */
  async change(indices: readonly number[], change: MarkChange): Promise<readonly ItemMark[]> {
    let before: readonly ItemMark[] = [];
    await this.#write(() => {
      before = indices.map((item) => ({ item, mark: this.parts.items.get(item).mark ?? {} }));
      return changedMarks(before, change);
    });
    return before;
  }

  /** Does something while no mark changes: a change that is made meanwhile waits. */
  async whileUnchanged(action: () => Promise<void>): Promise<void> {
    await this.#turns.do(action);
  }

  /** Resolves when every change that was asked for so far is written, or was refused. */
  async allWritten(): Promise<void> {
    await this.#turns.allDone();
  }

  async #write(marksNow: () => readonly ItemMark[]): Promise<void> {
    const { items, recording, plan, onChange } = this.parts;
    await this.#turns.do(async () => {
      const marks = marksNow();
      await recording.write(
        plan(),
        marks.map(({ item, mark }) => ({ is: 'mark', item, mark })),
      );
      for (const { item, mark } of marks) items.note(item, { mark });
    });
    onChange();
  }
}
