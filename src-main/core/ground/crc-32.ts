const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/**
 * The checksum of zip files, for bytes that come in pieces. Node has it only from version 20 on.
 * @param sum of what came before; 0 at the beginning
 * @see ISO 3309; RFC 1952, section 8
 */
export function crc32(bytes: Uint8Array, sum = 0): number {
  let value = ~sum;
  for (const byte of bytes) value = (value >>> 8) ^ (table[(value ^ byte) & 0xff] ?? 0);
  return ~value >>> 0;
}

/** The checksum of a text in UTF-8, as eight hexadecimal digits. */
export function checksumOfText(text: string): string {
  return crc32(new TextEncoder().encode(text)).toString(16).padStart(8, '0');
}
