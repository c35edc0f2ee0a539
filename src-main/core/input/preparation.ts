import * as v from 'valibot';
import { count } from '../ground/schemas';
import { longestSideLimitPx, mediaTypeOf, pictureFormats, removedDetails, usualQuality, valueRanges } from './picture';
import { copiedSoundSchema } from './sound/copied-sound';
import { soundForms, soundRateHz, wavType } from './sound/sound';

const positive = v.pipe(v.number(), v.integer(), v.minValue(1));
const size = v.object({ width: positive, height: positive });

const picturePreparationSchema = v.strictObject({
  /** It is made smaller where it is larger than this. */
  longestSidePx: v.exactOptional(v.pipe(positive, v.maxValue(longestSideLimitPx))),
  /** What the file itself is, as far as that can be written, where it is left out. */
  format: v.exactOptional(v.picklist(pictureFormats)),
  /** 1 to 100, for formats that lose a little. */
  quality: v.exactOptional(v.pipe(positive, v.maxValue(100))),
  /** Leaves out where, by whom and with which single camera it was taken. */
  isAnonymous: v.exactOptional(v.boolean()),
});

/** What is done to a picture before it is sent, besides turning it upright. */
export type PicturePreparation = v.InferOutput<typeof picturePreparationSchema>;

export const preparationSchema = v.strictObject({
  picture: v.exactOptional(picturePreparationSchema),
  sound: v.exactOptional(v.picklist(soundForms)),
});

/** What is done to files before they are sent, to each as it is a picture or a sound. The files themselves never change. */
export type Preparation = v.InferOutput<typeof preparationSchema>;

/** Whether two files that are the same come out the same. */
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
  /** The picture's own size, upright. */
  original: size,
  removed: v.pipe(v.array(v.picklist(removedDetails)), v.readonly()),
  /** How many pictures the file holds, where that is more than one. */
  pictureCount: v.exactOptional(count),
  /** Set where more than 256 steps became 256. */
  spread: v.exactOptional(v.object({ darkest: v.number(), brightest: v.number(), values: v.picklist(valueRanges) })),
});

const preparedSoundSchema = v.object({
  ...bytesOfCopy,
  ...copiedSoundSchema.entries,
  format: v.literal('wav'),
});

export const preparedSchema = v.variant('format', [preparedPictureSchema, preparedSoundSchema]);

/** What is known of a copy that is sent in the place of a picture. */
export type PreparedPicture = v.InferOutput<typeof preparedPictureSchema>;
/** What is known of a copy that is sent in the place of a sound. */
export type PreparedSound = v.InferOutput<typeof preparedSoundSchema>;
/** What is known of a copy that is sent in the place of a file. */
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

/** What was made of a file, as tables and notes say it. */
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
