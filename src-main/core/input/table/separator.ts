/** All separators of columns that a table can have. */
export const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

const rowsToJudge = 20;

/**
 * Removes what comes before the first row of a table: the line in which Excel names the separator, and comments. If the last line
 * that begins with `#` has as many columns as the next line, it holds the headings and is kept.
 */
export function tableStart(start: string): { readonly text: string; readonly delimiter?: Delimiter } {
  const told = /^\ufeff?sep=([,;|\t])\r?\n/i.exec(start);
  const delimiter = delimiters.find((candidate) => candidate === told?.[1]);
  let text = told ? start.slice(told[0].length) : start;
  const separator = delimiter ?? guessDelimiter(text.replace(/^#.*$/gm, ''));
  for (let end = text.indexOf('\n'); text.startsWith('#') && end >= 0; end = text.indexOf('\n')) {
    if (
      columnsOf(text.slice(0, end), separator) === columnsOf(text.slice(end + 1).split('\n', 1)[0] ?? '', separator)
    ) {
      const next = text.slice(end + 1);
      if (!next.startsWith('#')) break;
    }
    text = text.slice(end + 1);
  }
  return { text, ...(delimiter && { delimiter }) };
}

function columnsOf(line: string, delimiter: Delimiter): number {
  return line.split(delimiter).length;
}

/** Finds the separator that divides the first lines most evenly; a comma if none does. */
export function guessDelimiter(start: string): Delimiter {
  const lines = start.split(/\r\n|\n|\r/, rowsToJudge + 1);
  // The text may end in the middle of the last line.
  if (lines.length > 1) lines.pop();
  const rows = lines.map((line) => line.replace(/"(?:[^"]|"")*"/g, '')).filter((line) => line !== '');
  let best: { readonly delimiter: Delimiter; readonly score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of delimiters) {
    const counts = rows.map((row) => row.split(delimiter).length - 1);
    const [first = 0] = counts;
    const evenShare = counts.filter((count) => count === first).length / Math.max(1, counts.length);
    // The same number in each line counts most. Decimal commas are many, too, but not the same number in each line.
    const score = first === 0 ? 0 : evenShare * 1000 + Math.min(first, 100);
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}
