/**
 * A text without what a request was let in by: a server may repeat what it was sent, whole or taken apart.
 * @param authorization the whole header
 */
export function withoutCredentials(text: string, authorization = ''): string {
  const [scheme, value = ''] = authorization.split(' ');
  const password =
    scheme === 'Basic'
      ? Buffer.from(value, 'base64')
          .toString('utf8')
          .replace(/^[^:]*:/, '')
      : '';
  return [value, password].reduce((clean, secret) => (secret === '' ? clean : clean.replaceAll(secret, '…')), text);
}
