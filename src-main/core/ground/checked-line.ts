import { checksumOfText } from './crc-32';

/**
 * One JSON value as a line that tells whether it is whole: `<CRC-32 of the JSON, 8 hexadecimal digits> <JSON>`, ended
 * by a line feed.
 */
export function formatCheckedLine(value: unknown): string {
  const json = JSON.stringify(value);
  return `${checksumOfText(json)} ${json}\n`;
}

/** The value of a line without its line feed; `undefined` for one that was torn or changed. */
export function parseCheckedLine(line: string): unknown {
  const json = line.slice(9);
  if (line[8] !== ' ' || line.slice(0, 8) !== checksumOfText(json)) return undefined;
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
