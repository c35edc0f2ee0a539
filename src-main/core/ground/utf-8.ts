/** How UTF-8 is decoded. */
export interface Utf8Options {
  /** Whether the bytes are all of the text, or a beginning that may end within a character. */
  readonly isWhole?: boolean;
  /** Whether a byte order mark stays in the text. */
  readonly keepsByteOrderMark?: boolean;
}

/**
 * Decodes UTF-8 that has to be correct.
 * @throws TypeError for bytes that are not UTF-8
 */
export function decodeUtf8(
  bytes: Uint8Array,
  { isWhole = true, keepsByteOrderMark = false }: Utf8Options = {},
): string {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: keepsByteOrderMark });
  // In two steps: at once, Node 18.15 takes a shortcut that reads before the beginning of bytes like PNG's first one, and
  // ends the program.
  const text = decoder.decode(bytes, { stream: true });
  return isWhole ? text + decoder.decode() : text;
}
