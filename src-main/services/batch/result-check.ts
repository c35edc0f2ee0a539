import type { BatchItemState, BatchItems } from '../../core/batch/batch';
import type { OutputFolders } from '../../core/batch/ports';
import { folderName } from '../../core/ground/paths';
import { goneState } from '../../core/batch/journal';

/** What looking for results works with. */
export interface ResultCheckParts {
  readonly items: BatchItems;
  readonly outputs: Pick<OutputFolders, 'realPath' | 'identify'>;
}

/** What is not where a list put it. */
export interface MissingResults {
  /** How many results are gone from folders that are there. */
  readonly results: number;
  /** Names of folders that are not there now, such as those of a drive that was taken out. */
  readonly folders: readonly string[];
}

/** An item with a result. */
export type DoneState = Extract<BatchItemState, { readonly status: 'done' }>;

const atOnce = 64;

/** Looks whether results of done items are there with their sizes: files can be deleted or moved, and drives taken out. */
export class ResultCheck {
  /** Items that are shown as gone. This is not written down, since the user may put the results back. */
  readonly #shownAsGone = new Map<number, DoneState>();
  readonly #missingFolders = new Set<string>();

  constructor(private readonly parts: ResultCheckParts) {}

  get missing(): MissingResults | undefined {
    // Those that were tried again are no longer gone.
    const results = [...this.#shownAsGone.keys()].filter((index) => this.#isGone(index)).length;
    if (results === 0 && this.#missingFolders.size === 0) return undefined;
    return { results, folders: [...this.#missingFolders].map(folderName) };
  }

  /** Shows what is missing as gone, without writing that down. */
  async showMissing(onChange: () => void): Promise<void> {
    const { items } = this.parts;
    for await (const { index, state } of this.find()) {
      // It may have been run again meanwhile.
      if (items.get(index).state !== state) continue;
      this.#shownAsGone.set(index, state);
      items.change(index, goneState(state.seconds));
      onChange();
    }
    if (this.#missingFolders.size > 0) onChange();
  }

  /** Takes back what is only shown. */
  forget(): void {
    const { items } = this.parts;
    for (const [index, state] of this.#shownAsGone) {
      if (!this.#isGone(index)) continue;
      items.change(index, { status: 'receiving' });
      items.change(index, state);
    }
    this.#shownAsGone.clear();
    this.#missingFolders.clear();
  }

  /** Items whose results are missing from folders that are there. */
  async *find(): AsyncGenerator<{ readonly index: number; readonly state: DoneState }> {
    const { items, outputs } = this.parts;
    const reachable = new Map<string, Promise<boolean>>();
    const isReachable = (folder: string) => {
      const known =
        reachable.get(folder) ??
        outputs.realPath(folder).then(
          () => true,
          () => false,
        );
      reachable.set(folder, known);
      return known;
    };
    const done = items.all.flatMap(({ index, state }) => (state.status === 'done' ? [{ index, state }] : []));
    for (let start = 0; start < done.length; start += atOnce) {
      const missing = await Promise.all(
        done.slice(start, start + atOnce).map(async (item) => {
          const { folder, output, sizeBytes } = item.state.result;
          if (!(await isReachable(folder))) {
            this.#missingFolders.add(folder);
            return undefined;
          }
          const found = await outputs.identify(folder, output);
          return found?.sizeBytes === sizeBytes ? undefined : item;
        }),
      );
      for (const item of missing) if (item) yield item;
    }
  }

  #isGone(index: number): boolean {
    const { state } = this.parts.items.get(index);
    return (
      state.status === 'needs-attention' &&
      state.trouble.kind === 'failed' &&
      state.trouble.error.code === 'result-gone'
    );
  }
}
