/** A range `[start, end)` of a text. */
export interface Match {
  readonly start: number;
  readonly end: number;
}

/** Matches beyond this number are neither counted nor shown. */
export const maxMatches = 5_000;

/** Finds a text in another, ignoring case; at most `maxMatches` times. */
export function findMatches(text: string, query: string): readonly Match[] {
  if (query === '') return [];
  const matches: Match[] = [];
  for (const found of text.matchAll(pattern(query))) {
    matches.push({ start: found.index, end: found.index + found[0].length });
    if (matches.length === maxMatches) break;
  }
  return matches;
}

/** A text cut at the places where another is found in it; every second piece is one of those. */
export function piecesOf(text: string, query: string): readonly string[] {
  if (query === '') return [text];
  const pieces: string[] = [];
  let end = 0;
  for (const match of findMatches(text, query)) {
    pieces.push(text.slice(end, match.start), text.slice(match.start, match.end));
    end = match.end;
  }
  return [...pieces, text.slice(end)];
}

function pattern(query: string): RegExp {
  return new RegExp(query.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'), 'giu');
}

/** A search in a viewer: what is looked for, and the match that is shown. */
export class Find<Found> {
  query = $state('');
  index = $state(0);
  readonly matches: readonly Found[];
  readonly current: Found | undefined;

  /** @param find the matches in what is shown now; it is asked again when that changes */
  constructor(find: (query: string) => readonly Found[]) {
    this.matches = $derived(this.query === '' ? [] : find(this.query));
    this.current = $derived(this.matches[this.index]);
  }

  /** Searches for another text, from the beginning. */
  search(query: string): void {
    this.query = query;
    this.index = 0;
  }

  /** Goes to the next match or the one before; after the last one comes the first. */
  step(by: 1 | -1): void {
    const count = this.matches.length;
    if (count > 0) this.index = (this.index + by + count) % count;
  }
}
