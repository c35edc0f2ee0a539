import { domainToUnicode } from 'node:url';

/** `name` or `name:port` of an address for people: an internationalised name as they write it, not as the wire does. */
export function hostOf(url: URL): string {
  const name = domainToUnicode(url.hostname) || url.hostname;
  return url.port === '' ? name : `${name}:${url.port}`;
}
