import { isItemSettled, type OwnListPlan } from '../../core/batch/batch';
import { scopeOf } from '../../core/batch/failure-scope';
import type { BatchPhase } from '../../core/batch/phase';
import type { KeyedFile } from '../../core/batch/scan';
import { isAppError } from '../../core/ground/error';
import type { BatchId } from '../../core/ground/ids';
import type { Fate, GrowingLists } from '../../core/watch/ports';
import type { BatchService } from '../batch/batch-service';

/** The open lists of the user, as watches use them. */
export type WatchedLists = Pick<
  BatchService,
  'append' | 'beginGrowth' | 'close' | 'endGrowth' | 'exported' | 'overview' | 'start' | 'summaries'
>;

/** Lists of the user that watches add files to. */
export class WatchLists implements GrowingLists {
  constructor(private readonly batches: WatchedLists) {}

  beginGrowth(id: BatchId): void {
    this.batches.beginGrowth(id);
  }

  async endGrowth(id: BatchId): Promise<void> {
    try {
      await this.batches.endGrowth(id);
    } catch (error) {
      if (!isAppError(error) || (error.info.code !== 'batch-gone' && error.info.code !== 'list-damaged')) throw error;
    }
  }

  async isOver(id: BatchId): Promise<boolean> {
    const list = this.#find(id);
    // Whoever closed or deleted it is done with it.
    if (!list) return true;
    if (list.phase.status !== 'finished') return false;
    if (list.counts['needs-attention'] === 0 && this.batches.overview?.id !== id) await this.batches.close(id);
    return true;
  }

  async append(id: BatchId, files: readonly KeyedFile[], plan: OwnListPlan): Promise<void> {
    await this.batches.append(id, files, plan);
  }

  fateOf(id: BatchId, key: string): Fate {
    const item = this.#find(id) && this.batches.exported(id).items.find((one) => one.key === key);
    if (!item) return 'settled';
    const { state } = item;
    if (!isItemSettled(state)) return 'pending';
    const isUnread =
      state.status === 'needs-attention' &&
      state.trouble.kind === 'failed' &&
      state.trouble.error.code === 'file-unreadable';
    return isUnread ? 'unread' : 'settled';
  }

  async wake(id: BatchId): Promise<void> {
    const list = this.#find(id);
    if (list && list.counts.waiting > 0 && standsStillByItself(list.phase)) await this.batches.start(id, false);
  }

  #find(id: BatchId) {
    return this.batches.summaries.find((list) => list.id === id);
  }
}

/** A folder or a cluster that was away may be back, while a person has to put other things right, and then says so. */
function standsStillByItself(phase: BatchPhase): boolean {
  if (phase.status === 'interrupted') return true;
  if (phase.status !== 'paused' || !phase.reason) return false;
  return phase.reason.code === 'input-folder-gone' || scopeOf(phase.reason, false) === 'cluster';
}
