import type { HelpPage, HelpSection } from './help-pages';

/** A place in the help that a search found. */
export interface HelpHit {
  readonly page: HelpPage;
  readonly section: HelpSection;
}

/**
 * The sections that have the most of the searched words, at least half of them: a sentence on the screen names a cluster or
 * a file that no page knows. Accents, capitals and the shape of apostrophes don't count. Those with a word in their title
 * come first.
 */
export function searchHelp(pages: readonly HelpPage[], query: string): readonly HelpHit[] {
  const words = comparable(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const counted = pages.flatMap((page) =>
    page.sections.map((section) => {
      const inTitle = countWords(words, section.title);
      const inAll = countWords(words, [page.title, section.group, section.title, ...textsOf(section)].join(' '));
      return { page, section, inTitle, inAll };
    }),
  );
  const most = Math.max(...counted.map(({ inAll }) => inAll));
  if (most < words.length / 2 || most === 0) return [];
  return counted.filter(({ inAll }) => inAll === most).sort((one, other) => other.inTitle - one.inTitle);
}

function textsOf({ paragraphs, steps, keys = [] }: HelpSection): readonly string[] {
  return [...paragraphs, ...steps, ...keys.flatMap(({ title, keys: pressed }) => [title, pressed ?? ''])];
}

function countWords(words: readonly string[], text: string): number {
  const searched = comparable(text);
  return words.filter((word) => searched.includes(word)).length;
}

function comparable(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[’‘]/g, "'")
    .replace(/[“”«»"?!¿¡]/g, '')
    .toLowerCase();
}
