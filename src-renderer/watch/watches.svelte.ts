import type { ErrorInfo } from '../../src-main/core/ground/error';
import type { BatchId, WatchId } from '../../src-main/core/ground/ids';
import type { WatchWork } from '../../src-main/core/watch/plan';
import type { WatchDraft, WatchOverview } from '../../src-main/core/watch/watch';
import type { Reply } from '../../src-main/contract/ground/call';
import type { Oscar } from '../api';

/** What the sign of the watches says. */
export type WatchSign = 'watching' | 'paused' | 'trouble';

/** A watch that is asked about. */
export interface AskedWatch extends WatchDraft {
  readonly work: WatchWork;
  /** What it was begun with, which stays on offer. */
  readonly first: WatchWork;
}

/** The folders that are watched, and the one that is to be. */
export class WatchesState {
  watches = $state.raw<readonly WatchOverview[]>([]);
  isOpen = $state(false);
  draft = $state.raw<AskedWatch>();
  takesThere = $state(false);
  error = $state.raw<ErrorInfo>();
  /** The watch that may be about to end. */
  askedToStop = $state.raw<WatchOverview>();

  /** Nothing where no folder is watched. */
  readonly sign = $derived.by((): WatchSign | undefined => {
    const all = this.watches.map(({ status }) => status.is);
    if (all.length === 0) return undefined;
    if (all.some((is) => is === 'away' || is === 'held-up')) return 'trouble';
    return all.includes('watching') ? 'watching' : 'paused';
  });

  readonly #oscar: Oscar;
  #isTold = false;
  /** What the watch that is asked about would run by now. */
  #drafted: WatchWork | undefined;
  #changing: Promise<void> = Promise.resolve();

  constructor(oscar: Oscar) {
    this.#oscar = oscar;
    oscar.on('watchesChanged', (watches) => {
      this.#isTold = true;
      this.watches = watches;
    });
  }

  async load(): Promise<void> {
    const reply = await this.#oscar.listWatches();
    // What was told meanwhile is newer.
    if (reply.ok && !this.#isTold) this.watches = reply.value;
  }

  /** Asks for a folder, and then about the watch. @param list whose preparation and folder of results are taken */
  async begin(work: WatchWork, list?: BatchId): Promise<void> {
    this.error = undefined;
    const reply = await this.#oscar.draftWatch(work, list);
    if (!reply.ok) {
      this.error = reply.error;
      this.isOpen = true;
      return;
    }
    this.takesThere = false;
    this.#drafted = work;
    this.draft = reply.value && { ...reply.value, work, first: work };
  }

  /** Lets another service or recipe run. What was chosen before stays where that fails. */
  async chooseWork(work: WatchWork): Promise<void> {
    if (!this.draft) return;
    this.draft = { ...this.draft, work };
    this.#changing = this.#change(work);
    await this.#changing;
  }

  async chooseOutput(): Promise<void> {
    const reply = await this.#oscar.chooseWatchOutput();
    this.error = reply.ok ? undefined : reply.error;
    if (reply.ok && reply.value && this.draft) this.draft = { ...this.draft, ...reply.value };
  }

  /** Watches the folder that was asked about. */
  async start(): Promise<void> {
    const wanted = this.draft?.work;
    await this.#changing;
    if (this.draft?.work !== wanted) return;
    const reply = await this.#oscar.startWatch(this.takesThere);
    this.error = reply.ok ? undefined : reply.error;
    if (reply.ok) this.draft = undefined;
  }

  leaveDraft(): void {
    this.draft = undefined;
    this.error = undefined;
  }

  close(): void {
    this.isOpen = false;
    this.error = undefined;
  }

  async pause(id: WatchId): Promise<void> {
    this.#note(await this.#oscar.pauseWatch(id));
  }

  async resume(id: WatchId): Promise<void> {
    this.#note(await this.#oscar.resumeWatch(id));
  }

  async move(id: WatchId): Promise<void> {
    this.#note(await this.#oscar.moveWatch(id));
  }

  async stop(id: WatchId): Promise<void> {
    this.askedToStop = undefined;
    this.#note(await this.#oscar.stopWatch(id));
  }

  async #change(work: WatchWork): Promise<void> {
    const reply = await this.#oscar.changeWatchWork(work);
    this.error = reply.ok ? undefined : reply.error;
    const changed = reply.ok ? reply.value : undefined;
    if (changed) this.#drafted = work;
    // It may have been left meanwhile.
    if (this.draft && this.#drafted) this.draft = { ...this.draft, ...changed, work: this.#drafted };
  }

  #note(reply: Reply<unknown>): void {
    this.error = reply.ok ? undefined : reply.error;
  }
}
