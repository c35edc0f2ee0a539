import type { Handlers } from '../../contract/ground/call';
import type { watchCalls } from '../../contract/watch';
import type { WatchDesk } from '../../services/watch/watch-desk';
import type { WatchService } from '../../services/watch/watch-service';
import type { Dialogs } from '../dialogs';

/** Answers the calls about folders that are watched. */
export function watchHandlers(watches: WatchService, desk: WatchDesk, dialogs: Dialogs): Handlers<typeof watchCalls> {
  return {
    listWatches: async () => watches.overviews,
    draftWatch: async (work, list) => {
      const folder = await dialogs.chooseFolder();
      return folder === undefined ? undefined : desk.draft(folder, work, list);
    },
    changeWatchWork: (work) => desk.changeWork(work),
    chooseWatchOutput: async () => {
      const folder = await dialogs.chooseOutputFolder();
      return folder === undefined ? undefined : desk.changeOutput(folder);
    },
    startWatch: (takesThere) => desk.start(takesThere),
    pauseWatch: (id) => watches.pause(id),
    resumeWatch: (id) => watches.resume(id),
    stopWatch: (id) => watches.stop(id),
    moveWatch: async (id) => {
      const folder = await dialogs.chooseFolder();
      if (folder !== undefined) await watches.move(id, folder);
    },
  };
}
