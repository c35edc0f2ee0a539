import { diffLines } from 'diff';

/** One line of a comparison; `text` is without its line end. */
export interface DifferenceLine {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** The lines of two texts in one list, those left out before those put in; `undefined` when that takes too long. */
export function differenceOf(before: string, after: string, timeoutMs: number): readonly DifferenceLine[] | undefined {
  const options = { timeout: timeoutMs, stripTrailingCr: true };
  const parts = diffLines(finished(before), finished(after), options);
  return parts?.flatMap(({ added, removed, value }) => {
    const kind = added ? 'added' : removed ? 'removed' : 'same';
    return value
      .slice(0, -1)
      .split('\n')
      .map((text) => ({ kind, text }) as const);
  });
}

/** Adds a line feed at the end, so that a last line without one counts as the same line. */
function finished(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
