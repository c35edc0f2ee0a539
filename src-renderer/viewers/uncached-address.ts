/**
 * The address of an input for an element that shows it, different each time. Chromium shows a picture again from its memory,
 * whatever its headers say of caching, while the file behind it may have changed or gone.
 */
export function uncachedAddress(url: string): string {
  const address = new URL(url);
  address.searchParams.set('shown', crypto.randomUUID());
  return address.href;
}
