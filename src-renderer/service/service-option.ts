import { locale } from '../i18n/locale.svelte';

/** A service in the list, with its words. */
export interface ServiceOption {
  readonly key: string;
  /** Its name on the cluster, which people may search for too. */
  readonly name: string;
  readonly title: string;
  readonly purpose: string;
  /** Why it can't be run, if it can't. */
  readonly obstacle?: string;
  /** Its state in a word. */
  readonly state?: string;
  /** The owner, where another service has the same name. */
  readonly owner?: string;
  readonly isFavourite?: boolean;
  /** Whether it ran lately. */
  readonly isRecent?: boolean;
}

/** A line of the list: a service, or the heading of the ones below it. */
export type ServiceLine =
  | { readonly kind: 'heading'; readonly key: string; readonly text: string }
  | { readonly kind: 'service'; readonly key: string; readonly option: ServiceOption };

/** The headings of the parts of the list. */
export interface SectionNames {
  readonly favourites: string;
  readonly recent: string;
  readonly others: string;
}

/** Whether every word of the search occurs in what is known of a service, whatever the case and accents. */
export function matchesSearch(option: ServiceOption, search: string): boolean {
  const text = plain(`${option.title} ${option.purpose} ${option.name} ${option.owner ?? ''}`);
  return plain(search)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Sorted by title, in the alphabetical order of the window's language. */
export function sortedByTitle<Option extends Pick<ServiceOption, 'title'>>(options: readonly Option[]): Option[] {
  const { compare } = new Intl.Collator(locale(), { numeric: true });
  return [...options].sort((one, other) => compare(one.title, other.title));
}

/** The list in parts: favourites, recently used, the others. Each service appears once; a single part has no heading. */
export function serviceLines(options: readonly ServiceOption[], names: SectionNames): readonly ServiceLine[] {
  const favourites = options.filter((option) => option.isFavourite);
  const recent = options.filter((option) => option.isRecent && !option.isFavourite);
  const others = options.filter((option) => !option.isRecent && !option.isFavourite);
  const lines = (part: readonly ServiceOption[], key: keyof SectionNames): ServiceLine[] => {
    const services = part.map((option): ServiceLine => ({ kind: 'service', key: option.key, option }));
    const isWhole = part.length === 0 || part.length === options.length;
    const hasHeading = part.length > 0 && !(isWhole && key === 'others');
    return hasHeading ? [{ kind: 'heading', key: `heading ${key}`, text: names[key] }, ...services] : services;
  };
  return [...lines(favourites, 'favourites'), ...lines(recent, 'recent'), ...lines(others, 'others')];
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
