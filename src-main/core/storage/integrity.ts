/**
 * The MD5 of an object, hexadecimal, if its ETag is the MD5. It is something else for an upload in parts and for an object that
 * the storage encrypts.
 * @param headers the headers of the answer, with names in lower case
 */
export function md5OfHeaders(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): string | undefined {
  const isEncrypted = Object.keys(headers).some((name) => name.startsWith('x-amz-server-side-encryption'));
  const { etag } = headers;
  if (isEncrypted || typeof etag !== 'string') return undefined;
  return /^(?:W\/)?"?([\da-f]{32})"?$/i.exec(etag)?.[1]?.toLowerCase();
}
