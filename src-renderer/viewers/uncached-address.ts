/**
 * The address of an input, different each time. Otherwise Chromium shows a picture again from its memory cache,
 * despite its caching headers, although the file may have changed or be gone.
 */
export function uncachedAddress(url: string): string {
  const address = new URL(url);
  address.searchParams.set('shown', crypto.randomUUID());
  return address.href;
}
