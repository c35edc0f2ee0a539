/** A service in the list: how it is told apart and called. */
export interface ServiceOption {
  readonly key: string;
  /** Its name on the cluster, which people may search for too. */
  readonly name: string;
  readonly title: string;
  readonly purpose: string;
  /** Why it can't be run, if it can't. */
  readonly obstacle?: string;
}

/** Whether every word of the search occurs in what is known of a service, whatever the case and accents. */
export function matchesSearch(option: ServiceOption, search: string): boolean {
  const text = plain(`${option.title} ${option.purpose} ${option.name}`);
  return plain(search)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
