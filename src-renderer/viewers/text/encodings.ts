import { m } from '../../i18n/locale.svelte';

const encodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'gb18030',
  'big5',
  'shift_jis',
  'euc-kr',
] as const;

/** A character set, by its name in the Encoding Standard. */
export type Encoding = (typeof encodings)[number];

/** The character sets to choose from, with what people call them. */
export function encodingOptions(): readonly { readonly value: Encoding; readonly label: string }[] {
  return encodings.map((value) => ({ value, label: m().encoding.names[value] }));
}

/**
 * The character set that is meant by a name; UTF-8 where none is known.
 * The Encoding Standard reads Latin-1 as Windows-1252, which has the same letters and more.
 */
export function encodingOf(charset: string | undefined): Encoding {
  const name = charset === 'iso-8859-1' ? 'windows-1252' : charset;
  return encodings.find((encoding) => encoding === name) ?? 'utf-8';
}
