// Service tokens, JSON web tokens, and whatever follows the word of a scheme.
const secrets = [/\b[0-9a-f]{64}\b/gi, /\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g, /\b(Bearer|Basic)\s+[^\s'",]+/gi];

/** The same text without anything that looks like a token or password. */
export function redacted(text: string): string {
  return secrets.reduce((clean, secret) => clean.replace(secret, '[secret]'), text);
}
