import type { FoundInput, HistoryEntry, RepeatedInput } from '../../../src-main/core/history/history';
import type { InvocationId } from '../../../src-main/core/ground/ids';
import type { Api } from '../../../src-main/contract/ground/call';
import type { historyCalls } from '../../../src-main/contract/history';
import type { OscarEvents } from '../../../src-main/contract/ground/events';
import { FakeResult } from './result';

/** The calls about what was run before. */
export class FakeHistory extends FakeResult implements Api<typeof historyCalls> {
  history: HistoryEntry[] = [];
  foundInput: FoundInput = { kind: 'unknown' };
  repeated: RepeatedInput = { input: { kind: 'text', text: 'once more' }, hasChanged: false };
  readonly pinned: [InvocationId, boolean][] = [];
  readonly removed: (readonly InvocationId[])[] = [];
  lastWorked: string | undefined;
  restorations = 0;
  purges = 0;

  /** Tells the page what happened to the history. */
  tellHistory(news: Partial<OscarEvents['historyChanged']>): void {
    this.push('historyChanged', { kept: [], removed: [], ...news });
  }
  listHistory = () => this.reply('listHistory', this.history);

  pinInvocation = (id: InvocationId, isPinned: boolean) => {
    this.pinned.push([id, isPinned]);
    return this.reply('pinInvocation', undefined);
  };

  removeFromHistory = (ids: readonly InvocationId[]) => {
    this.removed.push(ids);
    return this.reply('removeFromHistory', undefined);
  };

  restoreHistory = () => {
    this.restorations += 1;
    return this.reply('restoreHistory', undefined);
  };

  purgeHistory = () => {
    this.purges += 1;
    return this.reply('purgeHistory', undefined);
  };
  findInput = () => this.reply('findInput', this.foundInput);
  lastJson = () => this.reply('lastJson', this.lastWorked);
  repeatInput = () => this.reply('repeatInput', this.repeated);
}
