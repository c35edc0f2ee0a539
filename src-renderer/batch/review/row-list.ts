import type { BatchRow } from '../../../src-main/core/batch/overview';
import type { ContextMenuPlace } from '../../../src-main/contract/app';
import { handleListKey } from '../../ui/list-keys';
import type { BatchReview } from './review.svelte';

/** Properties of both the list and the gallery of a batch: its items by their position, and what can be done with them. */
export interface RowListProps {
  readonly total: number;
  /** Items by their position in the list; those out of sight are missing. */
  readonly rows: ReadonlyMap<number, BatchRow>;
  readonly selected: ReadonlySet<number>;
  readonly cursor: number;
  readonly openedIndex: number | undefined;
  readonly onlook: (start: number, count: number) => void;
  readonly onmove: (position: number) => void;
  readonly ontoggle: (index: number) => void;
  readonly onselectall: () => void;
  readonly onopen: (index: number) => void;
  /** Marks the selected items, or the item at the cursor, by a letter. */
  readonly onletter: (letter: string, index: number | undefined) => boolean;
  /** Opens the menu with the actions for a file. */
  readonly onmenu: (place: ContextMenuPlace, row: BatchRow) => void;
}

/** The state of a list or a gallery. It is asked again for each property, because properties can change. */
export function rowListOf(
  review: BatchReview,
  { onletter, onmenu }: Pick<RowListProps, 'onletter' | 'onmenu'>,
): RowListProps {
  return {
    get total() {
      return review.total;
    },
    get rows() {
      return review.rows;
    },
    get selected() {
      return review.selected;
    },
    get cursor() {
      return review.cursor;
    },
    get openedIndex() {
      return review.opened?.row.index;
    },
    onlook: (start, count) => review.look(start, count),
    onmove: (position) => (review.cursor = position),
    ontoggle: (index) => review.toggle(index),
    onselectall: () => void review.selectAll(),
    onopen: (index) => void review.open(index),
    onletter,
    onmenu,
  };
}

/** The positions that are in the page: `count` of them from the first, fewer at the end of the list. */
export function placesInPage(first: number, count: number, total: number): readonly number[] {
  return Array.from({ length: Math.max(0, Math.min(count, total - first)) }, (_, at) => first + at);
}

/** Handles a key in a list with `columns` items in each row. @param onremove absent if nothing can be removed */
export function handleRowKey(
  event: KeyboardEvent,
  list: RowListProps,
  shape: { readonly columns: number; readonly linesInSight: number },
  onremove?: () => void,
): void {
  const { total, cursor, onmove, ontoggle, onopen, onselectall, onletter } = list;
  const { index } = list.rows.get(cursor) ?? {};
  handleListKey(event, {
    ...{ ...shape, total, cursor, index, onmove, ontoggle, onopen, onselectall },
    ...(onremove && { onremove }),
    onletter: (letter) => onletter(letter, index),
  });
}

/** Opens the item that was clicked, or selects it. */
export function clickRow(event: MouseEvent, list: RowListProps, position: number, row: BatchRow): void {
  list.onmove(position);
  if (event.ctrlKey || event.metaKey) list.ontoggle(row.index);
  else list.onopen(row.index);
}

/**
 * Opens the menu of the item at the cursor for the menu key. The event of this key comes to the focused element, not to the item.
 * @param placeIn finds the place of the menu, beside the element of the item
 */
export function openMenuWithKey(
  event: MouseEvent,
  list: RowListProps,
  itemId: string,
  placeIn: (shown: DOMRect) => ContextMenuPlace,
): void {
  const row = list.rows.get(list.cursor);
  const shown = document.getElementById(itemId)?.getBoundingClientRect();
  if (event.target !== event.currentTarget || !row || !shown) return;
  event.preventDefault();
  list.onmenu(placeIn(shown), row);
}
