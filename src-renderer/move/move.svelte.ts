import { SvelteSet } from 'svelte/reactivity';
import type { ErrorInfo } from '../../src-main/core/ground/error';
import type { MoveItem, MovePreview } from '../../src-main/contract/move';
import type { Oscar } from '../api';

/** Where moving to another computer is. */
export type MoveStep =
  | { readonly is: 'going' }
  | { readonly is: 'saved'; readonly name: string; readonly folder: string }
  | { readonly is: 'looking'; readonly preview: MovePreview }
  | { readonly is: 'taken'; readonly count: number };

/** Everything but secrets in one file for another computer, and what such a file would change here. */
export class MoveState {
  /** What the open dialog shows; `undefined` where none is open. */
  step = $state.raw<MoveStep>();
  /** Whether results come along. */
  hasResults = $state(false);
  isBusy = $state(false);
  error = $state.raw<ErrorInfo>();
  /** Keys of what is to be taken. */
  readonly chosen = new SvelteSet<string>();

  readonly #oscar: Oscar;
  readonly #onTaken: () => Promise<void>;

  /** @param onTaken reads anew what the window shows */
  constructor(oscar: Oscar, onTaken: () => Promise<void>) {
    this.#oscar = oscar;
    this.#onTaken = onTaken;
  }

  /** Opens the dialog for a new file. */
  begin(): void {
    this.error = undefined;
    this.step = { is: 'going' };
  }

  /** Asks where to, and writes the file. */
  async save(): Promise<void> {
    await this.#busy(async () => {
      const reply = await this.#oscar.saveMoveFile(this.hasResults);
      if (!reply.ok) this.#fail(reply.error);
      else if (reply.value && this.step) this.step = { is: 'saved', ...reply.value };
    });
  }

  /** Asks for a file, and shows what it would change. */
  async open(): Promise<void> {
    this.error = undefined;
    await this.#busy(async () => {
      const reply = await this.#oscar.openMoveFile();
      if (!reply.ok) {
        this.#fail(reply.error);
        this.step = undefined;
      } else if (reply.value) {
        this.chosen.clear();
        for (const { key, standing } of reply.value.items) if (standing === 'new') this.chosen.add(key);
        this.step = { is: 'looking', preview: reply.value };
      }
    });
  }

  /** Takes a thing of the file, or leaves it. */
  choose({ key }: MoveItem, isChosen: boolean): void {
    if (isChosen) this.chosen.add(key);
    else this.chosen.delete(key);
  }

  /** Takes what is chosen. */
  async take(): Promise<void> {
    if (this.chosen.size === 0) return;
    await this.#busy(async () => {
      const count = this.chosen.size;
      const reply = await this.#oscar.takeMoved([...this.chosen]);
      // What was taken before something failed is here too.
      await this.#onTaken();
      if (!reply.ok) this.#fail(reply.error);
      else if (this.step) this.step = { is: 'taken', count };
    });
  }

  /** Closes the dialog, and ends what is being written or taken. */
  close(): void {
    if (this.isBusy) void this.#oscar.stopMoving();
    else if (this.step?.is === 'looking') void this.#oscar.leaveMoveFile();
    this.step = undefined;
    this.error = undefined;
  }

  #fail(error: ErrorInfo): void {
    if (error.code !== 'cancelled') this.error = error;
  }

  async #busy(action: () => Promise<void>): Promise<void> {
    if (this.isBusy) return;
    this.error = undefined;
    this.isBusy = true;
    await action();
    this.isBusy = false;
  }
}
