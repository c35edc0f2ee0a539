import { preparableTypes } from './picture';
import { isSoundType } from './sound/sound';
import type { Preparation } from './preparation';

/** Whether files of a type can be changed before they are sent. */
export function canBePrepared(mediaType: string): boolean {
  return preparableTypes.has(mediaType) || isSoundType(mediaType);
}

/** The part of a preparation that is for files of a type; `undefined` if such files are sent as they are. */
export function preparationFor(mediaType: string, preparation: Preparation | undefined): Preparation | undefined {
  const { picture, sound } = preparation ?? {};
  if (picture && preparableTypes.has(mediaType)) return { picture };
  return sound && isSoundType(mediaType) ? { sound } : undefined;
}

/** Replaces one part of a preparation; `undefined` if no part is left. */
export function preparationWith(
  preparation: Preparation | undefined,
  change: { readonly [Part in keyof Preparation]: Preparation[Part] | undefined },
): Preparation | undefined {
  const { picture, sound } = { ...preparation, ...change };
  return picture || sound ? { ...(picture && { picture }), ...(sound && { sound }) } : undefined;
}
