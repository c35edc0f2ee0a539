import { isItemSettled, type OwnListPlan } from '../../core/batch/batch';
import { scopeOf } from '../../core/batch/failure-scope';
import type { BatchSummary } from '../../core/batch/overview';
import type { KeyedFile } from '../../core/batch/scan';
import { isAppError, type ErrorCode, type ErrorInfo } from '../../core/ground/error';
import type { BatchId } from '../../core/ground/ids';
import type { Chain, Fate, GrowingLists } from '../../core/watch/ports';
import type { BatchService } from '../batch/batch-service';

/** The open lists of the user, as watches use them. */
export type WatchedLists = Pick<
  BatchService,
  'append' | 'beginGrowth' | 'close' | 'endGrowth' | 'exported' | 'overview' | 'start' | 'summaries'
>;

/** Lists of the user that watches add files to. */
export class WatchLists implements GrowingLists {
  constructor(private readonly batches: WatchedLists) {}

  beginGrowth(lists: Chain): void {
    for (const id of lists) this.batches.beginGrowth(id);
  }

  async endGrowth(lists: Chain): Promise<void> {
    for (const id of lists) {
      try {
        await this.batches.endGrowth(id);
      } catch (error) {
        if (!isAppError(error) || (error.info.code !== 'batch-gone' && error.info.code !== 'list-damaged')) throw error;
      }
    }
  }

  async isOver(lists: Chain): Promise<boolean> {
    // Whoever closed or deleted one is done with it.
    const open = this.#open(lists);
    if (open.some(({ phase }) => phase.status !== 'finished')) return false;
    for (const { id, counts } of open)
      if (counts['needs-attention'] === 0 && this.batches.overview?.id !== id) await this.batches.close(id);
    return true;
  }

  async append(id: BatchId, files: readonly KeyedFile[], plan: OwnListPlan): Promise<void> {
    await this.batches.append(id, files, plan);
  }

  fateOf(id: BatchId, key: string): Fate {
    const item = this.#open([id]).length > 0 && this.batches.exported(id).items.find((one) => one.key === key);
    if (!item) return 'settled';
    const { state } = item;
    if (!isItemSettled(state)) return 'pending';
    const isUnread =
      state.status === 'needs-attention' &&
      state.trouble.kind === 'failed' &&
      state.trouble.error.code === 'file-unreadable';
    return isUnread ? 'unread' : 'settled';
  }

  async wake(lists: Chain): Promise<void> {
    for (const list of this.#open(lists)) if (standsStillByItself(list)) await this.batches.start(list.id, false);
  }

  troubleOf(lists: Chain): ErrorInfo | undefined {
    for (const list of this.#open(lists))
      if (list.phase.status === 'paused' && standsStillByItself(list)) return list.phase.reason;
    return undefined;
  }

  /** Those of the lists that are open. */
  #open(lists: Chain): readonly BatchSummary[] {
    return this.batches.summaries.filter(({ id }) => lists.includes(id));
  }
}

/** What may be there again without anybody's saying so. */
const mayComeBack: ReadonlySet<ErrorCode> = new Set(['input-folder-gone', 'profile-gone', 'service-not-found']);

/** What was away may be back, while a person has to put other things right, and then says so. */
function standsStillByItself({ phase, counts }: BatchSummary): boolean {
  // The program may have ended when all had run, and nothing was reported yet.
  if (phase.status === 'interrupted') return true;
  if (phase.status !== 'paused' || !phase.reason || counts.waiting === 0) return false;
  return mayComeBack.has(phase.reason.code) || scopeOf(phase.reason, false) === 'cluster';
}
