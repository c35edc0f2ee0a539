import type { OscarEvents } from '../../contract/events';

type HistoryChanged = OscarEvents['historyChanged'];

const gapMs = 100;

/** Collects changes and sends them together, at most ten times a second; a batch of small files makes hundreds. */
export function collectHistoryEvents(tell: (news: HistoryChanged) => void): (news: HistoryChanged) => void {
  let waiting: HistoryChanged | undefined;
  return ({ kept, removed }) => {
    const isFirst = waiting === undefined;
    const before = waiting ?? { kept: [], removed: [] };
    const changed = new Set([...kept.map(({ id }) => id), ...removed]);
    waiting = {
      kept: [...before.kept.filter(({ id }) => !changed.has(id)), ...kept],
      removed: [...before.removed.filter((id) => !changed.has(id)), ...removed],
    };
    if (!isFirst) return;
    setTimeout(() => {
      const news = waiting;
      waiting = undefined;
      if (news) tell(news);
    }, gapMs);
  };
}
