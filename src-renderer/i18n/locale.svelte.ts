import { en, type Messages } from './en';
import { es } from './es';

const catalogues = { en, es } satisfies Record<string, Messages>;

/** A language the window can speak, as a BCP 47 tag. */
export type Locale = keyof typeof catalogues;

let current = $state<Locale>('en');

/** The language in use. */
export function locale(): Locale {
  return current;
}

/** The messages of the language in use; reading them in markup keeps them current when the language changes. */
export function m(): Messages {
  return catalogues[current];
}

/** Speaks the language closest to a BCP 47 tag such as `es-MX`, or English where there is none. */
export function useLanguage(tag: string): void {
  const language = tag.split('-', 1)[0]?.toLowerCase();
  const closest = isLocale(language) ? language : 'en';
  current = closest;
  document.documentElement.lang = closest;
  // So far every language is written from left to right.
  document.documentElement.dir = 'ltr';
}

function isLocale(language: string | undefined): language is Locale {
  return language !== undefined && Object.hasOwn(catalogues, language);
}
