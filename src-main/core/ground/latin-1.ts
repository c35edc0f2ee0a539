// Kept for all: it has no state from one call to the next, and making one takes longer than using it.
const decoder = new TextDecoder('latin1');

/**
 * Bytes as text of as many characters. Those from 0x80 to 0x9f become what the runtime takes them for, Latin-1 or Windows-1252,
 * so nothing may depend on them. Spreading bytes into `String.fromCharCode` takes a hundred times as long.
 */
export function latin1(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}
