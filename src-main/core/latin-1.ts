// Kept for all: it has no state from one call to the next, and making one takes longer than using it.
const decoder = new TextDecoder('latin1');

/**
 * Bytes as text of as many characters; those from 0x80 to 0x9f as in Windows-1252, which is what the web calls Latin-1.
 * Spreading bytes into `String.fromCharCode` takes a hundred times as long.
 */
export function latin1(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}
