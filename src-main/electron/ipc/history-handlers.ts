import type { Handlers } from '../../contract/ground/call';
import type { historyCalls } from '../../contract/history';
import type { HistoryService } from '../../services/history/history-service';

/** Answers the calls about what was run before. */
export function historyHandlers(history: HistoryService): Handlers<typeof historyCalls> {
  return {
    listHistory: () => history.list(),
    pinInvocation: (id, isPinned) => history.pin(id, isPinned),
    removeFromHistory: (ids) => history.remove(ids),
    restoreHistory: () => history.restore(),
    purgeHistory: () => history.purge(),
    lastJson: (profileId, serviceName, owner) => history.lastJson(profileId, serviceName, owner),
    repeatInput: (id) => history.repeatInput(id),
    findInput: (id) => history.findInput(id),
  };
}
