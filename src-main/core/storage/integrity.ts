/**
 * The MD5 of an object, hexadecimal, where its ETag is that. Of an upload in parts, and of what the storage keeps encrypted, it is
 * something else.
 * @param headers of the answer, their names in lower case
 */
export function md5OfHeaders(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): string | undefined {
  const isEncrypted = Object.keys(headers).some((name) => name.startsWith('x-amz-server-side-encryption'));
  const { etag } = headers;
  if (isEncrypted || typeof etag !== 'string') return undefined;
  return /^(?:W\/)?"?([\da-f]{32})"?$/i.exec(etag)?.[1]?.toLowerCase();
}
