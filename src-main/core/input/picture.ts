/** Where the bytes of a picture are: a range of a file, or in memory. */
export type PictureSource =
  { readonly path: string; readonly start: number; readonly end: number } | { readonly bytes: Uint8Array };

/**
 * Which values of more than 8 bits are drawn black and white; those between become the 256 steps of a screen. The usual way
 * comes first. `extremes`: the darkest and the brightest value of the page. `middle`: the same without the darkest and the
 * brightest 1 % of the pixels. `whole`: the least and the largest value that this kind of number can hold.
 */
export const valueRanges = ['extremes', 'middle', 'whole'] as const;
export type ValueRange = (typeof valueRanges)[number];

/** Which part of a file to draw, and how. */
export interface PictureView {
  /** Counted from 0. */
  readonly page: number;
  /** A larger picture is made smaller, to this size. */
  readonly longestSidePx?: number;
  readonly values?: ValueRange;
}

/** What is known about a picture after it was drawn. */
export interface DrawnPicture {
  /** The size of the page itself in pixels, upright, even if it was drawn smaller. */
  readonly width: number;
  readonly height: number;
  readonly pageCount: number;
  /** Number of values for each pixel. Set if only some of those in the file can be shown. */
  readonly bands?: { readonly shown: number; readonly all: number };
  /** The values that were drawn black and white. Set if the page has more steps than a screen can show. */
  readonly spread?: { readonly darkest: number; readonly brightest: number; readonly values: ValueRange };
}

/** Media types of the files that can be copied. */
export const preparableTypes: ReadonlySet<string> = new Set([
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/webp',
  'image/tiff',
  'image/heic',
  'image/heif',
]);

/** The formats in which copies can be written. */
export const pictureFormats = ['jpeg', 'png', 'webp'] as const;
export type PictureFormat = (typeof pictureFormats)[number];

/** Quality of a JPEG or WebP if none is chosen. The file is smaller, and hardly anybody sees a difference. */
export const usualQuality = 88;
/** The longest side that can be asked for. A JPEG can't have a longer one. */
export const longestSideLimitPx = 65_535;

/** How a copy of a picture is to be. */
export interface WantedCopy {
  readonly longestSidePx?: number;
  /** If it is left out, the copy has the format of the file, or the nearest format that can be written. */
  readonly format?: PictureFormat;
  /** 1 to 100, for formats that lose detail. */
  readonly quality: number;
  readonly isTurnedUpright: boolean;
  /** Leaves out where and by whom the picture was taken, and with which individual camera. */
  readonly isAnonymous: boolean;
  readonly isGrey?: boolean;
  /** Takes the first picture of a file that holds several, instead of refusing it. */
  readonly takesFirst?: boolean;
}

/** What can be left out of an anonymous copy. */
export const removedDetails = [
  'location',
  'serial-number',
  'owner',
  'maker-note',
  'xmp',
  'iptc',
  'preview',
  'all',
] as const;
export type RemovedDetail = (typeof removedDetails)[number];

/** What is known about a finished copy. */
export interface CopiedPicture {
  readonly format: PictureFormat;
  readonly width: number;
  readonly height: number;
  /** The size of the picture before it was copied, upright if the copy is. */
  readonly original: { readonly width: number; readonly height: number };
  readonly removed: readonly RemovedDetail[];
  /** How many pictures the file holds, if more than one. */
  readonly pictureCount?: number;
  /** Set if more than 256 steps became 256. */
  readonly spread?: NonNullable<DrawnPicture['spread']>;
}

/** A copy in memory. */
export interface EncodedCopy extends CopiedPicture {
  readonly bytes: Uint8Array;
}

/** The pixels of a picture: red, green, blue and opacity of 8 bits, row by row. */
export interface PicturePixels {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
  /** The size and format of the picture before it was made smaller. */
  readonly original: { readonly width: number; readonly height: number; readonly format: string };
}

/** The media type of a format. */
export function mediaTypeOf(format: PictureFormat): string {
  return `image/${format}`;
}
