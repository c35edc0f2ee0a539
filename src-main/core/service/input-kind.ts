import type { ServiceCard } from './card';
import type { Service } from './service';

/** What a service is mainly given. */
export type InputKind = NonNullable<Service['inputType']>;

const textSuffixes = ['txt', 'text', 'md', 'csv', 'tsv'];

/** Endings of the files that a service takes, in lower case without a dot: those of its card, else its own. None if nothing tells. */
export function acceptedBy(service: Service, card: ServiceCard): readonly string[] {
  return card.accepts ?? service.acceptedSuffixes;
}

/**
 * What a service is mainly given, by its card and by what it says of itself; `undefined` where nothing tells. The window
 * offers this first and still takes everything.
 */
export function mainInputOf(service: Service, card: ServiceCard): InputKind | undefined {
  if (card.inputSchema !== undefined) return 'json';
  if (service.inputType) return service.inputType;
  const suffixes = acceptedBy(service, card);
  if (suffixes.length === 0) return card.sample?.kind;
  if (suffixes.every((suffix) => suffix === 'json')) return 'json';
  return suffixes.every((suffix) => suffix === 'json' || textSuffixes.includes(suffix)) ? 'text' : 'file';
}
