/** Where the bytes of a picture are: a range of a file, or in memory. */
export type PictureSource =
  { readonly path: string; readonly start: number; readonly end: number } | { readonly bytes: Uint8Array };

/**
 * How values of more than 8 bits become the 256 steps of a screen, the usual way first: `extremes` from the darkest to the
 * brightest, `middle` without the darkest and the brightest hundredth, `whole` from the least to the largest value that a file
 * of its kind can hold.
 */
export const valueRanges = ['extremes', 'middle', 'whole'] as const;
export type ValueRange = (typeof valueRanges)[number];

/** Which part of a file to draw, and how. */
export interface PictureView {
  /** Counted from 0. */
  readonly page: number;
  /** The picture is made smaller where it is larger than this. */
  readonly longestSidePx?: number;
  readonly values?: ValueRange;
}

/** What is known of a picture once it is drawn. */
export interface DrawnPicture {
  /** Of the page itself, upright, in pixels. */
  readonly width: number;
  readonly height: number;
  readonly pageCount: number;
  /** Set where only some of the values that the file holds for each pixel can be shown. */
  readonly bands?: { readonly shown: number; readonly all: number };
  /** The values that were drawn black and white, where the page has more steps than a screen. */
  readonly spread?: { readonly darkest: number; readonly brightest: number; readonly values: ValueRange };
}

/** Media types of files that a copy can be made of. */
export const preparableTypes: ReadonlySet<string> = new Set([
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/webp',
  'image/tiff',
  'image/heic',
  'image/heif',
]);

/** What copies can be. */
export const pictureFormats = ['jpeg', 'png', 'webp'] as const;
export type PictureFormat = (typeof pictureFormats)[number];

/** Quality of a JPEG or WebP where none is chosen: smaller, and hardly anybody sees it. */
export const usualQuality = 88;
/** The longest side that can be asked for, which is as long as a JPEG's can be. */
export const longestSideLimitPx = 65_535;

/** How a copy of a picture is to be. */
export interface WantedCopy {
  readonly longestSidePx?: number;
  /** What the file itself is, as far as that can be written, where it is left out. */
  readonly format?: PictureFormat;
  /** 1 to 100, for formats that lose a little. */
  readonly quality: number;
  readonly isTurnedUpright: boolean;
  /** Leaves out where, by whom and with which single camera it was taken. */
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

/** A copy as it was made. */
export interface CopiedPicture {
  readonly format: PictureFormat;
  readonly width: number;
  readonly height: number;
  /** The picture's own size, upright if the copy is. */
  readonly original: { readonly width: number; readonly height: number };
  readonly removed: readonly RemovedDetail[];
  /** How many pictures the file holds, where that is more than one. */
  readonly pictureCount?: number;
  /** Set where more than 256 steps became 256. */
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
  /** The whole picture's size and kind. */
  readonly original: { readonly width: number; readonly height: number; readonly format: string };
}

/** The media type of a format. */
export function mediaTypeOf(format: PictureFormat): string {
  return `image/${format}`;
}
