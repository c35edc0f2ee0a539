import type { HistoryEntry } from '../src-main/contract/api';
import { m } from './i18n/locale.svelte';
import type { HistoryState } from './state/history.svelte';
import type { ShownResult } from './state/result.svelte';
import type { ServiceShelfState } from './state/service-shelf.svelte';
import type { ClusterState, ServiceKey } from './state/cluster.svelte';

/** A line of a context menu, and what it does. */
export interface ContextAction {
  readonly label: string;
  readonly onchoose: () => void;
}

const copyable: ReadonlySet<string> = new Set(['image/png', 'image/jpeg']);

/** What can be done with a result; none with one that is broken. */
export function resultActions(shown: ShownResult): readonly (readonly ContextAction[])[] {
  const { saveFolder, saved } = shown;
  const { kind, reading } = shown.result;
  if (reading.verdict === 'damaged' || reading.verdict === 'not-an-answer') return [];
  const isCopyable = kind === 'text' || kind === 'json' || kind === 'table' || copyable.has(reading.mediaType);
  return [
    [
      { label: m().result.save, onchoose: () => void shown.save('payload') },
      ...(saveFolder === undefined
        ? []
        : [{ label: m().saving.saveTo(saveFolder), onchoose: () => void shown.saveToFolder() }]),
    ],
    [
      ...(isCopyable ? [{ label: m().saving.copy, onchoose: () => void shown.copy() }] : []),
      { label: m().saving.open, onchoose: () => void shown.openInProgram() },
      ...(saved ? [{ label: m().result.showInFolder, onchoose: () => void shown.showInFolder() }] : []),
    ],
  ];
}

/** What can be done with an earlier run; nothing while it runs. */
export function historyActions(history: HistoryState, entry: HistoryEntry): readonly (readonly ContextAction[])[] {
  if (entry.outcome.kind === 'running') return [];
  return [
    [
      ...(entry.input ? [{ label: m().history.runAgain, onchoose: () => void history.runAgain(entry) }] : []),
      {
        label: entry.isPinned ? m().history.unpin : m().history.pin,
        onchoose: () => void history.pin(entry.id, !entry.isPinned),
      },
    ],
    [{ label: m().history.remove, onchoose: () => void history.remove([entry.id]) }],
  ];
}

/** What can be done with a service of the list. */
export function serviceActions(
  cluster: ClusterState,
  shelf: ServiceShelfState,
  key: ServiceKey,
): readonly (readonly ContextAction[])[] {
  const isFavourite = shelf.isFavourite(key);
  return [
    [
      {
        label: isFavourite ? m().cards.unmark : m().cards.mark,
        onchoose: () => void shelf.mark(key, !isFavourite),
      },
      {
        label: m().cards.edit,
        onchoose: () => {
          cluster.select(key);
          shelf.isEditing = true;
        },
      },
    ],
  ];
}
