/**
 * A text as an address of the web; `undefined` where it is none.
 * @param base what it may be relative to
 */
export function webAddress(text: string, base?: string | URL): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
