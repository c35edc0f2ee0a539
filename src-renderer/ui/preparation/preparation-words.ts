import type { Prepared, PreparedPicture, Preparation } from '../../../src-main/core/input/preparation';
import { soundRateHz } from '../../../src-main/core/input/sound/sound';
import { formatBytes, formatClock, formatList, formatNumber } from '../../format';
import { m } from '../../i18n/locale.svelte';

/** What is to be done to files, in few words; empty where they are sent as they are. */
export function preparationWords(preparation: Preparation | undefined): string {
  const { picture, sound } = preparation ?? {};
  const { longestSidePx, format, isAnonymous } = picture ?? {};
  const wanted = [
    ...(longestSidePx === undefined ? [] : [m().preparing.side(formatNumber(longestSidePx))]),
    ...(format ? [m().preparing.formats[format]] : []),
    ...(isAnonymous ? [m().preparing.anonymousShort] : []),
  ];
  const ofPictures = wanted.length > 0 || !picture ? wanted : [m().preparing.upright];
  return [...ofPictures, ...(sound ? [m().preparing.soundShort] : [])].join(', ');
}

/** Size and kind of a copy. */
export function preparedSize(prepared: Prepared): string {
  const kind = m().preparing.formats[prepared.format];
  const bytes = formatBytes(prepared.sizeBytes);
  if (prepared.format === 'wav') {
    const { durationSeconds } = prepared;
    return [soundWords(soundRateHz, 1), formatClock(Math.round(durationSeconds) * 1000), kind, bytes].join(' · ');
  }
  const { width, height } = prepared;
  return [m().picture.size(formatNumber(width), formatNumber(height)), kind, bytes].join(' · ');
}

/** What the file itself is, of which a copy was made. */
export function originalWords(prepared: Prepared): string {
  if (prepared.format === 'wav') return soundWords(prepared.original.rateHz, prepared.original.channels);
  const { width, height } = prepared.original;
  return m().picture.size(formatNumber(width), formatNumber(height));
}

/** What was left out of a copy. */
export function removedWords({ removed }: PreparedPicture): string {
  if (removed.length === 0) return m().preparing.nothingRemoved;
  return m().preparing.removed(formatList(removed.map((detail) => m().preparing.details[detail])));
}

function soundWords(rateHz: number, channels: number): string {
  return m().preparing.soundForm(formatNumber(rateHz), m().preparing.channels(channels));
}
