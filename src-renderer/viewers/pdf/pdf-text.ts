import { findMatches, maxMatches, type Match } from '../text/find.svelte';

/** A run of text on a page: its start, direction and length. Lengths are in points. */
export interface PdfRun {
  readonly text: string;
  /** The matrix `[a, b, c, d, x, y]`: text runs along `(a, b)`, letters point up along `(c, d)`, and it begins at `(x, y)`. */
  readonly transform: readonly number[];
  readonly width: number;
  readonly height: number;
  readonly endsLine: boolean;
}

/** The text of a page in one piece, and where each run begins in it. */
export interface PageText {
  readonly text: string;
  readonly runs: readonly (PdfRun & { readonly start: number })[];
}

/** A range `[start, end)` of the text of a page; the first page is 1. */
export interface PdfMatch extends Match {
  readonly page: number;
}

/** A rectangle on a page, in points from its upper left corner. */
export interface PageBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The part of a letter's height that is below the baseline. */
const descent = 0.2;

/** Joins runs to one text; the end of a line becomes a space. */
export function pageText(runs: readonly PdfRun[]): PageText {
  let text = '';
  const placed = runs.map((run) => {
    const start = text.length;
    text += run.text + (run.endsLine ? ' ' : '');
    return { ...run, start };
  });
  return { text, runs: placed };
}

/** Finds a text on pages, in their order; at most `maxMatches` times. */
export function findOnPages(texts: readonly string[], query: string): readonly PdfMatch[] {
  const found: PdfMatch[] = [];
  for (const [index, text] of texts.entries()) {
    for (const match of findMatches(text, query)) found.push({ page: index + 1, ...match });
    if (found.length >= maxMatches) break;
  }
  return found.slice(0, maxMatches);
}

/** Matches by the page that they are on. */
export function groupedByPage(matches: readonly PdfMatch[]): ReadonlyMap<number, readonly PdfMatch[]> {
  const groups = new Map<number, PdfMatch[]>();
  for (const match of matches) {
    const group = groups.get(match.page);
    if (group) group.push(match);
    else groups.set(match.page, [match]);
  }
  return groups;
}

/**
 * Where a part of a page's text is on the page. All letters of a run count as equally wide, since a PDF says no more.
 * @param toPage turns a place of the PDF's own coordinates into one on the page as it is shown
 */
export function boxesOf(
  { start, end }: Match,
  { runs }: PageText,
  toPage: (x: number, y: number) => readonly [number, number],
): readonly PageBox[] {
  const touched = runs.filter((run) => run.text !== '' && run.start < end && run.start + run.text.length > start);
  return touched.map((run) => {
    const [a = 1, b = 0, c = 0, d = 1, x = 0, y = 0] = run.transform;
    const [along, up] = [Math.hypot(a, b) || 1, Math.hypot(c, d) || 1];
    const place = (length: number, height: number) =>
      toPage(x + (a / along) * length + (c / up) * height, y + (b / along) * length + (d / up) * height);
    const lengthAt = (offset: number) =>
      (Math.min(run.text.length, Math.max(0, offset - run.start)) / run.text.length) * run.width;
    const [from, to] = [lengthAt(start), lengthAt(end)];
    const corners = [from, to].flatMap((length) => [
      place(length, -descent * run.height),
      place(length, run.height * (1 - descent / 2)),
    ]);
    const [left, top] = [Math.min(...corners.map(([px]) => px)), Math.min(...corners.map(([, py]) => py))];
    return {
      left,
      top,
      width: Math.max(...corners.map(([px]) => px)) - left,
      height: Math.max(...corners.map(([, py]) => py)) - top,
    };
  });
}
