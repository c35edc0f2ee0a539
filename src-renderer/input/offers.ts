import type { RefusedSize } from '../../src-main/core/service/notes';
import { preparableTypes, pictureFormats, type PictureFormat } from '../../src-main/core/input/picture';
import { preparationFor } from '../../src-main/core/input/preparable';
import type { KindCount } from '../../src-main/core/batch/kinds';
import { isSoundKind, kindOf, photoType } from '../../src-main/contract/ground/kinds';
import { isSoundType, wavType } from '../../src-main/core/input/sound/sound';
import type { Preparation, Prepared } from '../../src-main/core/input/preparation';
import type { InputFile } from '../../src-main/core/run/invocation';

/** Why the service may refuse a file, and what could be sent in its place. */
export interface Offer {
  readonly reason: 'refused-before' | 'too-large' | 'type' | 'heic';
  /** Absent if no change of the file helps. */
  readonly preparation?: Preparation;
}

/** What is known about a file and its service. */
export interface OfferFacts {
  readonly file: InputFile;
  /** Endings that the service takes; empty for all. */
  readonly acceptedSuffixes: readonly string[];
  /** The largest file that the service is said to take, in bytes. */
  readonly maxBytes: number | undefined;
  /** The size that the service refused before. */
  readonly refused: RefusedSize | undefined;
  readonly preparation: Preparation | undefined;
  /** The copy that would be sent; absent until it is made. */
  readonly prepared: Prepared | undefined;
}

/** Longest sides that are offered, one after the other. */
const sides = [1600, 1024, 640, 320] as const;
const endings: Readonly<Record<PictureFormat | 'wav', readonly string[]>> = {
  jpeg: ['jpg', 'jpeg'],
  png: ['png'],
  webp: ['webp'],
  wav: ['wav'],
};

/** A smaller copy than the one before; `undefined` if a smaller one would hardly show anything. */
export function smallerThan(preparation: Preparation | undefined): Preparation | undefined {
  const longestSidePx = sides.find((side) => side < (preparation?.picture?.longestSidePx ?? Infinity));
  if (longestSidePx === undefined) return undefined;
  return { ...preparation, picture: { format: 'jpeg', ...preparation?.picture, longestSidePx } };
}

/** The offer for a file before it is sent. It is only advice: what is known about a service may be out of date. */
export function offerFor(facts: OfferFacts): Offer | undefined {
  const { file, acceptedSuffixes, maxBytes, refused, preparation, prepared } = facts;
  const isPicture = preparableTypes.has(file.mediaType);
  const isChanged = preparationFor(file.mediaType, preparation) !== undefined;
  if (isChanged && !prepared) return undefined;
  const sent = isChanged ? prepared : undefined;
  const sizeBytes = sent?.sizeBytes ?? file.sizeBytes;
  const offer = (reason: Offer['reason'], wanted: Preparation | undefined): Offer => ({
    reason,
    ...(wanted && { preparation: wanted }),
  });
  const smaller = isPicture ? smallerThan(preparation) : undefined;
  if (maxBytes !== undefined && sizeBytes > maxBytes) return offer('too-large', smaller);
  if (isPicture && refused && sizeBytes >= refused.sizeBytes) {
    return offer('refused-before', isChanged ? smaller : refused.preparation);
  }
  const own = sent ? endings[sent.format] : [file.name.slice(file.name.lastIndexOf('.') + 1).toLowerCase()];
  const isAccepted = (suffixes: readonly string[]) => suffixes.some((suffix) => acceptedSuffixes.includes(suffix));
  if (acceptedSuffixes.length > 0) {
    return isAccepted(own) ? undefined : offer('type', asAccepted(file.mediaType, preparation, isAccepted));
  }
  const isHeic = file.mediaType === 'image/heic' || file.mediaType === 'image/heif';
  return isHeic && !sent ? offer('heic', heicAsJpeg(preparation)) : undefined;
}

/** Why the service may refuse files of a list, and what could be sent in their place. */
export interface ListOffer {
  readonly reason: 'heic' | 'type';
  /** How many files it is about. */
  readonly count: number;
  readonly preparation: Preparation;
  readonly format: PictureFormat | 'wav';
}

/**
 * The offer for a list that is not begun: to convert photos of phones, or pictures and sounds of types that the service does not
 * name, to a type that it takes. There is no offer if it would change what the user has chosen already.
 */
export function offerForKinds(
  kinds: readonly KindCount[],
  acceptedSuffixes: readonly string[],
  preparation: Preparation | undefined,
): ListOffer | undefined {
  const isAccepted = (suffixes: readonly string[]) => suffixes.some((suffix) => acceptedSuffixes.includes(suffix));
  const accepted = new Set(acceptedSuffixes.map((suffix) => kindOf(`a.${suffix}`)));
  const strange = kinds.filter(({ kind }) => (accepted.size > 0 ? !accepted.has(kind) : kind === 'heic'));
  const countOf = (isOne: (kind: string) => boolean) =>
    strange.reduce((sum, { kind, count }) => (isOne(kind) ? sum + count : sum), 0);
  const pictures = countOf((kind) => preparableTypes.has(photoType(`a.${kind}`) ?? ''));
  const picture = accepted.size > 0 ? asAccepted('image/jpeg', preparation, isAccepted) : heicAsJpeg(preparation);
  if (pictures > 0 && picture && !preparation?.picture?.format) {
    const { format = 'jpeg' } = picture.picture ?? {};
    return { reason: accepted.size > 0 ? 'type' : 'heic', count: pictures, preparation: picture, format };
  }
  const sounds = countOf(isSoundKind);
  const sound = asAccepted(wavType, preparation, isAccepted);
  return sounds > 0 && sound && !preparation?.sound
    ? { reason: 'type', count: sounds, preparation: sound, format: 'wav' }
    : undefined;
}

function heicAsJpeg(preparation: Preparation | undefined): Preparation {
  return { ...preparation, picture: { ...preparation?.picture, format: 'jpeg' } };
}

/** The preparation that converts files of a type to an accepted one; `undefined` if there is none. */
function asAccepted(
  mediaType: string,
  preparation: Preparation | undefined,
  isAccepted: (suffixes: readonly string[]) => boolean,
): Preparation | undefined {
  if (isSoundType(mediaType)) {
    return isAccepted(endings.wav) ? { ...preparation, sound: 'wav-16k-mono' } : undefined;
  }
  const format = pictureFormats.find((one) => isAccepted(endings[one]));
  const isPicture = preparableTypes.has(mediaType);
  return format && isPicture ? { ...preparation, picture: { ...preparation?.picture, format } } : undefined;
}
