import type { Api } from '../../../src-main/contract/ground/call';
import type { watchCalls } from '../../../src-main/contract/watch';
import type { WatchWork } from '../../../src-main/core/watch/plan';
import type { WatchDraft, WatchOverview } from '../../../src-main/core/watch/watch';
import { FakeRecipes } from './recipe';

/** The calls about folders that are watched. */
export class FakeWatches extends FakeRecipes implements Api<typeof watchCalls> {
  watches: readonly WatchOverview[] = [];
  /** What the user chooses; nothing where the user closes the system's dialog. */
  watchDraft: WatchDraft | undefined;
  /** What was asked about watches, with what. */
  readonly watchesAsked: (readonly [what: string, ...about: readonly unknown[]])[] = [];

  tellWatches(watches: readonly WatchOverview[]): void {
    this.watches = watches;
    this.push('watchesChanged', watches);
  }

  listWatches = () => this.reply('listWatches', this.watches);
  draftWatch = (work: WatchWork, list: string | undefined) => {
    this.watchesAsked.push(['draft', 'recipeId' in work ? work.recipeId : work.serviceName, list]);
    return this.reply('draftWatch', this.watchDraft);
  };
  changeWatchWork = (work: WatchWork) => {
    this.watchesAsked.push(['change', 'recipeId' in work ? work.recipeId : work.serviceName]);
    return this.reply('changeWatchWork', this.watchDraft);
  };
  chooseWatchOutput = () => this.reply('chooseWatchOutput', this.watchDraft);
  startWatch = (takesThere: boolean) => {
    this.watchesAsked.push(['start', takesThere]);
    return this.reply('startWatch', undefined);
  };
  pauseWatch = (watch: string) => this.#asked('pauseWatch', watch);
  resumeWatch = (watch: string) => this.#asked('resumeWatch', watch);
  stopWatch = (watch: string) => this.#asked('stopWatch', watch);
  moveWatch = (watch: string) => this.#asked('moveWatch', watch);

  #asked(call: 'pauseWatch' | 'resumeWatch' | 'stopWatch' | 'moveWatch', watch: string) {
    this.watchesAsked.push([call, watch]);
    return this.reply(call, undefined);
  }
}
