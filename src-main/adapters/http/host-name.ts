import { domainToUnicode } from 'node:url';

/** `name` or `name:port` of an address for people: an internationalised name as they write it, not as the wire does. */
export function hostOf(url: URL): string {
  const name = domainToUnicode(url.hostname) || url.hostname;
  return url.port === '' ? name : `${name}:${url.port}`;
}

/** An address with its host as people write it, where that leads back to the same host when it is typed. */
export function shownAddress(address: string): string {
  try {
    const url = new URL(address);
    const shown = address.replace(url.host, hostOf(url));
    return new URL(shown).host === url.host ? shown : address;
  } catch {
    return address;
  }
}
