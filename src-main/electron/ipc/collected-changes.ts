/** What came or changed, and the ids of what has gone. */
interface Changes<Entry extends { readonly id: string }> {
  readonly kept: readonly Entry[];
  readonly removed: readonly string[];
}

const gapMs = 100;

/** Collects changes and sends them together, at most ten times a second; a batch of small files makes hundreds. */
export function collectChanges<Entry extends { readonly id: string }>(
  tell: (news: Changes<Entry>) => void,
): (news: Changes<Entry>) => void {
  let waiting: Changes<Entry> | undefined;
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
