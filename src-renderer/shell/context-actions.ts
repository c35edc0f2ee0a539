import type { BatchRow, BatchSummary } from '../../src-main/core/batch/overview';
import type { InvocationId } from '../../src-main/core/ground/ids';
import type { HistoryEntry } from '../../src-main/core/history/history';
import { formatNumber } from '../format';
import { m } from '../i18n/locale.svelte';
import type { BatchState } from '../batch/batch.svelte';
import { isInLine, unitWords } from '../batch/batch-words';
import type { BatchFocus } from './batch-focus.svelte';
import { outcomeGroup } from '../history/history-filter';
import type { HistoryState } from '../history/history.svelte';
import type { ShownResult } from '../result/result.svelte';
import type { ServiceNotesState } from '../service/service-notes.svelte';
import type { ServiceKey } from '../../src-main/core/service/service-key';
import type { ClusterState } from '../connection/cluster.svelte';
import { isBroken } from '../../src-main/core/answer/verdict';

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
  if (isBroken(reading.verdict)) return [];
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

/** What can be done with an earlier run, nothing while it runs, or with an earlier list. */
export function historyActions(
  history: HistoryState,
  entry: HistoryEntry,
  onremove: (id: InvocationId) => void,
  onopenlist: (id: InvocationId) => void,
): readonly (readonly ContextAction[])[] {
  const isList = entry.input?.kind === 'list';
  const open = isList ? [{ label: m().history.openList, onchoose: () => onopenlist(entry.id) }] : [];
  if (outcomeGroup(entry) === 'running') return [open];
  return [
    [
      ...open,
      ...(entry.input && !isList
        ? [{ label: m().history.runAgain, onchoose: () => void history.runAgain(entry) }]
        : []),
      {
        label: entry.isPinned ? m().history.unpin : m().history.pin,
        onchoose: () => void history.pin(entry.id, !entry.isPinned),
      },
    ],
    [{ label: isList ? m().history.removeList : m().history.remove, onchoose: () => onremove(entry.id) }],
  ];
}

/** What can be done with a service of the list. */
export function serviceActions(
  cluster: ClusterState,
  serviceNotes: ServiceNotesState,
  key: ServiceKey,
): readonly (readonly ContextAction[])[] {
  const isFavourite = serviceNotes.isFavourite(key);
  return [
    [
      {
        label: isFavourite ? m().cards.unmark : m().cards.mark,
        onchoose: () => void serviceNotes.mark(key, !isFavourite),
      },
      {
        label: m().cards.edit,
        onchoose: () => {
          cluster.select(key);
          serviceNotes.isEditing = true;
        },
      },
    ],
  ];
}

/**
 * What can be done with a file of a list; with all selected files, where it is one of several.
 * @param onopen looks at it
 */
export function batchActions(
  batch: BatchState,
  row: BatchRow,
  onopen: () => void,
): readonly (readonly ContextAction[])[] {
  const { isBegun, isFinished } = batch;
  const { selected } = batch.review;
  if (selected.size > 1 && selected.has(row.index)) return [selectionActions(batch)];
  const { index, status } = row;
  const canRetry = status === 'needs-attention' || status === 'cancelled';
  const isUnsettled = status === 'waiting' || status === 'sending' || status === 'working' || status === 'receiving';
  const isDoubtful = row.trouble?.kind === 'doubtful';
  return [
    [
      { label: m().batch.look, onchoose: onopen },
      { label: m().batch.showFile, onchoose: () => void batch.showFile(index) },
    ],
    [
      ...(status === 'skipped' ? [{ label: m().batch.runAnyway, onchoose: () => void batch.retry([index]) }] : []),
      ...(canRetry ? [{ label: m().batch.retry, onchoose: () => void batch.retry([index]) }] : []),
      ...(isDoubtful ? [{ label: m().result.keepAnyway, onchoose: () => void batch.accept(index) }] : []),
      ...(isUnsettled && !isFinished
        ? [{ label: isBegun ? m().batch.leaveOut : m().batch.remove, onchoose: () => void batch.remove([index]) }]
        : []),
    ],
  ];
}

/** What can be done with one of several lists. What can go wrong is done where the window shows the list. */
export function listActions(
  { batch, batchFocus }: { readonly batch: BatchState; readonly batchFocus: BatchFocus },
  list: BatchSummary,
): readonly (readonly ContextAction[])[] {
  const { lists } = batch;
  const { id, phase, counts } = list;
  const place = lists.all.findIndex((one) => one.id === id);
  const goOn = async () => {
    if (!(await batchFocus.open(id))) await batch.start(false);
  };
  const isWorking = isInLine(list);
  const canGoOn = phase.status !== 'ready' && !isWorking && counts.waiting > 0;
  return [
    [
      ...(isWorking ? [{ label: m().batch.pause, onchoose: () => void lists.pause(id) }] : []),
      ...(canGoOn ? [{ label: m().batch.resume, onchoose: () => void goOn() }] : []),
    ],
    [
      ...(place > 0 ? [{ label: m().batch.lists.earlier, onchoose: () => void lists.move(id, place - 1) }] : []),
      ...(place < lists.all.length - 1
        ? [{ label: m().batch.lists.later, onchoose: () => void lists.move(id, place + 1) }]
        : []),
    ],
    isWorking ? [] : [{ label: m().batch.close, onchoose: () => void lists.close(id) }],
  ];
}

function selectionActions(batch: BatchState): readonly ContextAction[] {
  const files = [...batch.review.selected];
  const words = unitWords(batch.overview);
  const count = formatNumber(files.length);
  return [
    ...(batch.isBegun
      ? [{ label: words.retrySelected(count, files.length), onchoose: () => void batch.retry(files) }]
      : []),
    ...(batch.isFinished
      ? []
      : [
          {
            label: batch.isBegun
              ? words.leaveOutSelected(count, files.length)
              : words.removeSelected(count, files.length),
            onchoose: () => void batch.remove(files),
          },
        ]),
  ];
}
