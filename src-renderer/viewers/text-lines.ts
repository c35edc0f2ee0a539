/** Some lines in a row, drawn as one block. */
export interface LineBlock {
  /** Number of its first line, from 1. */
  readonly firstNumber: number;
  readonly lines: readonly string[];
}

const blockLines = 200;

/** Cuts text into blocks of lines; the empty line after a final line feed is none. */
export function toLineBlocks(text: string): readonly LineBlock[] {
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.at(-1) === '') lines.pop();
  const blocks: LineBlock[] = [];
  for (let start = 0; start < lines.length; start += blockLines) {
    blocks.push({ firstNumber: start + 1, lines: lines.slice(start, start + blockLines) });
  }
  return blocks;
}

/** The last lines of a text, at most `count`. */
export function lastLines(text: string, count: number): string {
  return text
    .trimEnd()
    .split(/\r\n|\n|\r/)
    .slice(-count)
    .join('\n');
}
