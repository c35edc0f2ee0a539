/** Where the bytes of a picture are: a range of a file, or in memory. */
export type PictureSource =
  { readonly path: string; readonly start: number; readonly end: number } | { readonly bytes: Uint8Array };

/**
 * How values of more than 8 bits become the 256 steps of a screen: `extremes` from the darkest to the brightest, `middle`
 * without the darkest and the brightest hundredth, `whole` from the least to the largest value that a file of its kind can hold.
 */
export type ValueRange = 'extremes' | 'middle' | 'whole';

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

/** What copies can be. */
export const pictureFormats = ['jpeg', 'png', 'webp'] as const;
export type PictureFormat = (typeof pictureFormats)[number];

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

/** What was left out of an anonymous copy. */
export type RemovedDetail = 'location' | 'serial-number' | 'owner' | 'maker-note' | 'xmp' | 'iptc' | 'preview' | 'all';

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
  readonly spread?: DrawnPicture['spread'];
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
