/** How a list lies: lines of so many items, and so many lines in sight. */
interface ListShape {
  readonly total: number;
  readonly columns: number;
  readonly linesInSight: number;
}

/** Where a key leads from a place in a list; `undefined` for keys that lead nowhere. */
export function placeAfterKey(key: string, place: number, { total, columns, linesInSight }: ListShape) {
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
