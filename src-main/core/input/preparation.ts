import * as v from 'valibot';
import { longestSideLimitPx, pictureFormats, removedDetails, usualQuality, valueRanges } from './picture';
import { count } from '../ground/schemas';

const positive = v.pipe(v.number(), v.integer(), v.minValue(1));
const size = v.object({ width: positive, height: positive });

export const preparationSchema = v.object({
  /** It is made smaller where it is larger than this. */
  longestSidePx: v.exactOptional(v.pipe(positive, v.maxValue(longestSideLimitPx))),
  /** What the file itself is, as far as that can be written, where it is left out. */
  format: v.exactOptional(v.picklist(pictureFormats)),
  /** 1 to 100, for formats that lose a little. */
  quality: v.exactOptional(v.pipe(positive, v.maxValue(100))),
  /** Leaves out where, by whom and with which single camera it was taken. */
  isAnonymous: v.exactOptional(v.boolean()),
});

/** What is done to a picture before it is sent, besides turning it upright. The file itself never changes. */
export type Preparation = v.InferOutput<typeof preparationSchema>;

/** Whether two files that are the same come out the same. */
export function isSamePreparation(one: Preparation | undefined, other: Preparation | undefined): boolean {
  return keyOf(one) === keyOf(other);
}

function keyOf(preparation: Preparation | undefined): string | undefined {
  if (!preparation) return undefined;
  const { longestSidePx, format, quality = usualQuality, isAnonymous = false } = preparation;
  return JSON.stringify([longestSidePx, format, quality, isAnonymous]);
}

export const preparedSchema = v.object({
  ...size.entries,
  format: v.picklist(pictureFormats),
  sizeBytes: count,
  /** SHA-256 of its bytes, hexadecimal. */
  sha256: v.pipe(v.string(), v.regex(/^[\da-f]{64}$/)),
  /** The picture's own size, upright. */
  original: size,
  removed: v.pipe(v.array(v.picklist(removedDetails)), v.readonly()),
  /** How many pictures the file holds, where that is more than one. */
  pictureCount: v.exactOptional(count),
  /** Set where more than 256 steps became 256. */
  spread: v.exactOptional(v.object({ darkest: v.number(), brightest: v.number(), values: v.picklist(valueRanges) })),
});

/** What is known of a copy that is sent in the place of a file. */
export type Prepared = v.InferOutput<typeof preparedSchema>;

/** A copy that can be looked at. */
export interface ShownCopy {
  /** Address of its bytes on the app's own protocol. */
  readonly url: string;
  readonly prepared: Prepared;
}

/** What was made of a file, as tables and notes say it. */
export function preparedInWords({ width, height, format, sizeBytes, removed, pictureCount }: Prepared): string {
  return [
    `${width} x ${height} ${format}, ${sizeBytes} bytes`,
    ...(removed.length > 0 ? [`without ${removed.join(', ')}`] : []),
    ...(pictureCount === undefined ? [] : [`first of ${pictureCount} pictures`]),
  ].join('; ');
}
