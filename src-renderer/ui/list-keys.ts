/** The geometry of a list: items per line, and visible lines. */
interface ListShape {
  readonly total: number;
  readonly columns: number;
  readonly linesInSight: number;
}

/** The place in a list to which a key moves; `undefined` for other keys. */
function placeAfterKey(key: string, place: number, { total, columns, linesInSight }: ListShape) {
  const page = columns * Math.max(1, linesInSight - 1);
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: columns,
    ArrowUp: -columns,
    PageDown: page,
    PageUp: -page,
    Home: -total,
    End: total,
    ...(columns > 1 && { ArrowRight: 1, ArrowLeft: -1 }),
  };
  const step = steps[key];
  return step === undefined ? undefined : Math.max(0, Math.min(total - 1, place + step));
}

/** A list whose items have places from 0, and the actions for them. */
export interface KeyedList extends ListShape {
  /** Place of the cursor. */
  readonly cursor: number;
  /** The item at the cursor, by its index; absent until it is known. */
  readonly index: number | undefined;
  readonly onmove: (position: number) => void;
  readonly ontoggle: (index: number) => void;
  readonly onopen: (index: number) => void;
  readonly onselectall: () => void;
  /** Carries out the shortcut of a letter. @returns whether there is one */
  readonly onletter?: (letter: string) => boolean;
  /** Removes what is selected; absent where nothing can be removed. */
  readonly onremove?: () => void;
}

/** Carries out a key in a list: moves, selects, opens, removes. */
export function handleListKey(event: KeyboardEvent, list: KeyedList): void {
  const { index } = list;
  const isWithControl = event.ctrlKey || event.metaKey;
  const next = placeAfterKey(event.key, list.cursor, list);
  if (next !== undefined) list.onmove(next);
  else if (event.key === ' ' && index !== undefined) list.ontoggle(index);
  else if (event.key === 'Enter' && index !== undefined && !isWithControl) list.onopen(index);
  else if (event.key === 'Delete' && list.onremove) list.onremove();
  else if (event.key.toLowerCase() === 'a' && isWithControl) list.onselectall();
  else if (isWithControl || event.altKey || !list.onletter?.(event.key.toLowerCase())) return;
  event.preventDefault();
}
