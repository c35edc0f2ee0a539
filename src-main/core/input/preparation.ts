import * as v from 'valibot';
import { count } from '../ground/schemas';
import { longestSideLimitPx, mediaTypeOf, pictureFormats, removedDetails, usualQuality, valueRanges } from './picture';
import { copiedSoundSchema } from './sound/copied-sound';
import { soundForms, soundRateHz, wavType } from './sound/sound';

const positive = v.pipe(v.number(), v.integer(), v.minValue(1));
const size = v.object({ width: positive, height: positive });

const picturePreparationSchema = v.strictObject({
  /** A larger picture is made smaller, to this size. */
  longestSidePx: v.exactOptional(v.pipe(positive, v.maxValue(longestSideLimitPx))),
  /** If it is left out, the copy has the format of the file, or the nearest format that can be written. */
  format: v.exactOptional(v.picklist(pictureFormats)),
  /** 1 to 100, for formats that lose detail. */
  quality: v.exactOptional(v.pipe(positive, v.maxValue(100))),
  /** Leaves out where and by whom the picture was taken, and with which individual camera. */
  isAnonymous: v.exactOptional(v.boolean()),
});

/** How a picture is changed before it is sent, besides turning it upright. */
export type PicturePreparation = v.InferOutput<typeof picturePreparationSchema>;

export const preparationSchema = v.strictObject({
  picture: v.exactOptional(picturePreparationSchema),
  sound: v.exactOptional(v.picklist(soundForms)),
});

/** How pictures and sounds are changed before they are sent. Only copies are changed, never the files themselves. */
export type Preparation = v.InferOutput<typeof preparationSchema>;

/** Whether two preparations make the same copy of the same file. */
export function isSamePreparation(one: Preparation | undefined, other: Preparation | undefined): boolean {
  return keyOf(one) === keyOf(other);
}

function keyOf(preparation: Preparation | undefined): string | undefined {
  if (!preparation) return undefined;
  const { picture, sound } = preparation;
  const { longestSidePx, format, quality = usualQuality, isAnonymous = false } = picture ?? {};
  return JSON.stringify([picture && [longestSidePx, format, quality, isAnonymous], sound]);
}

const bytesOfCopy = {
  sizeBytes: count,
  /** SHA-256 of its bytes, hexadecimal. */
  sha256: v.pipe(v.string(), v.regex(/^[\da-f]{64}$/)),
};

const preparedPictureSchema = v.object({
  ...size.entries,
  ...bytesOfCopy,
  format: v.picklist(pictureFormats),
  /** The size of the picture before it was copied, upright. */
  original: size,
  removed: v.pipe(v.array(v.picklist(removedDetails)), v.readonly()),
  /** How many pictures the file holds, if more than one. */
  pictureCount: v.exactOptional(count),
  /** Set if more than 256 steps became 256. */
  spread: v.exactOptional(v.object({ darkest: v.number(), brightest: v.number(), values: v.picklist(valueRanges) })),
});

const preparedSoundSchema = v.object({
  ...bytesOfCopy,
  ...copiedSoundSchema.entries,
  format: v.literal('wav'),
});

export const preparedSchema = v.variant('format', [preparedPictureSchema, preparedSoundSchema]);

/** What is known about a copy that is sent in place of a picture. */
export type PreparedPicture = v.InferOutput<typeof preparedPictureSchema>;
/** What is known about a copy that is sent in place of a sound. */
export type PreparedSound = v.InferOutput<typeof preparedSoundSchema>;
/** What is known about a copy that is sent in place of a file. */
export type Prepared = PreparedPicture | PreparedSound;

/** The media type of a copy. */
export function copyTypeOf(format: Prepared['format']): string {
  return format === 'wav' ? wavType : mediaTypeOf(format);
}

/** The size of a copy of a picture, in pixels. */
export function pixelsOf(
  prepared: Prepared | undefined,
): { readonly width: number; readonly height: number } | undefined {
  return prepared && 'width' in prepared ? { width: prepared.width, height: prepared.height } : undefined;
}

/** A copy that can be looked at. */
export interface ShownCopy {
  /** Address of its bytes on the app's own protocol. */
  readonly url: string;
  readonly prepared: Prepared;
}

/** Describes a copy for tables and notes. */
export function preparedInWords(prepared: Prepared): string {
  if (prepared.format === 'wav') {
    const { durationSeconds, sizeBytes, missingSeconds } = prepared;
    return [
      `${durationSeconds} s of wav, mono, ${soundRateHz} Hz, ${sizeBytes} bytes`,
      ...(missingSeconds === undefined ? [] : [`the file ends ${missingSeconds} s early`]),
    ].join('; ');
  }
  const { width, height, format, sizeBytes, removed, pictureCount } = prepared;
  return [
    `${width} x ${height} ${format}, ${sizeBytes} bytes`,
    ...(removed.length > 0 ? [`without ${removed.join(', ')}`] : []),
    ...(pictureCount === undefined ? [] : [`first of ${pictureCount} pictures`]),
  ].join('; ');
}
