/** A line, or a piece of one that is too long to be drawn at once. */
export interface TextRow {
  /** Where it begins in the whole text. */
  readonly start: number;
  readonly text: string;
  /** Whether it goes on where the row before it ended. */
  readonly isContinued: boolean;
}

/** Consecutive rows, drawn as one block. */
export interface LineBlock {
  /** Number of the first line that begins in it or after it, from 1. */
  readonly firstNumber: number;
  readonly rows: readonly TextRow[];
}

const blockRows = 200;
const longestRow = 10_000;

/**
 * Cuts text into blocks of lines; the empty line after a final line feed is none.
 * @param known the blocks of an earlier beginning of the same text, which only grew
 */
export function toLineBlocks(text: string, known: readonly LineBlock[] = []): readonly LineBlock[] {
  // Only the last block can be incomplete, where the loaded text ended.
  const blocks = known.slice(0, -1);
  const unfinished = known.at(-1);
  let rows: TextRow[] = [];
  let number = unfinished?.firstNumber ?? 1;
  let firstNumber = number;
  let isContinued = unfinished?.rows[0]?.isContinued ?? false;
  const add = (start: number, end: number): void => {
    rows.push({ start, text: text.slice(start, end), isContinued });
    if (!isContinued) number += 1;
    if (rows.length < blockRows) return;
    blocks.push({ firstNumber, rows });
    rows = [];
    firstNumber = number;
  };
  const lineEnd = /\r\n|\n|\r/g;
  let start = unfinished?.rows[0]?.start ?? 0;
  while (start < text.length) {
    lineEnd.lastIndex = start;
    const found = lineEnd.exec(text);
    const end = found?.index ?? text.length;
    do {
      const cut = Math.min(end, start + longestRow);
      add(start, cut);
      start = cut;
      isContinued = start < end;
    } while (isContinued);
    start = found ? lineEnd.lastIndex : end;
  }
  if (rows.length > 0) blocks.push({ firstNumber, rows });
  return blocks;
}

/** Which row a place in the text belongs to. @returns `undefined` where the text has no rows */
export function findRow(
  blocks: readonly LineBlock[],
  offset: number,
): { readonly block: number; readonly row: number; readonly column: number } | undefined {
  const block = lastAtMost(blocks, offset, (candidate) => candidate.rows[0]?.start ?? 0);
  const rows = blocks[block]?.rows ?? [];
  const row = lastAtMost(rows, offset, (candidate) => candidate.start);
  const found = rows[row];
  return found && { block, row, column: Math.min(offset - found.start, found.text.length) };
}

/** Index of the last item whose place is at most `place`; 0 if there is none. The items are in order. */
export function lastAtMost<T>(ordered: readonly T[], place: number, placeOf: (item: T) => number): number {
  let low = 0;
  let high = ordered.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const item = ordered[middle];
    if (item !== undefined && placeOf(item) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The last lines of a text, at most `count`. */
export function lastLines(text: string, count: number): string {
  return text
    .trimEnd()
    .split(/\r\n|\n|\r/)
    .slice(-count)
    .join('\n');
}
