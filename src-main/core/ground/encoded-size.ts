/** The number of characters in padded base64, on one line, of `rawBytes` bytes. */
export function encodedSizeBytes(rawBytes: number): number {
  return Math.ceil(rawBytes / 3) * 4;
}
