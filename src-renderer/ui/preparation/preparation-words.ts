import type { Prepared, Preparation } from '../../../src-main/core/input/preparation';
import { formatBytes, formatList, formatNumber } from '../../format';
import { m } from '../../i18n/locale.svelte';

/** What is to be done to pictures, in few words; empty where they are sent as they are. */
export function preparationWords(preparation: Preparation | undefined): string {
  if (!preparation) return '';
  const { longestSidePx, format, isAnonymous } = preparation;
  const wanted = [
    ...(longestSidePx === undefined ? [] : [m().preparing.side(formatNumber(longestSidePx))]),
    ...(format ? [m().preparing.formats[format]] : []),
    ...(isAnonymous ? [m().preparing.anonymousShort] : []),
  ];
  return wanted.length > 0 ? wanted.join(', ') : m().preparing.upright;
}

/** Size and kind of a copy. */
export function preparedSize({ width, height, format, sizeBytes }: Prepared): string {
  const pixels = m().picture.size(formatNumber(width), formatNumber(height));
  return [pixels, m().preparing.formats[format], formatBytes(sizeBytes)].join(' · ');
}

/** What was left out of a copy. */
export function removedWords({ removed }: Prepared): string {
  if (removed.length === 0) return m().preparing.nothingRemoved;
  return m().preparing.removed(formatList(removed.map((detail) => m().preparing.details[detail])));
}
