import { Jimp, JimpMime } from 'jimp';
import { ProgramFailure } from './practice-service';

/** A picture in memory: 8-bit red, green, blue and opacity, row by row. */
export type Picture = Awaited<ReturnType<typeof Jimp.fromBuffer>>;

/** An encoded picture, with the usual ending of such files, without a dot. */
export interface EncodedPicture {
  readonly ending: 'jpg' | 'png';
  readonly bytes: Buffer;
}

/** File name endings of the pictures that can be read. */
export const pictureSuffixes: readonly string[] = ['png', 'jpg', 'jpeg', 'bmp', 'gif', 'tif', 'tiff'];

const jpegQuality = 88;

/**
 * Reads a picture and turns it upright as its EXIF block says. Of an animation, the first picture is taken.
 * @throws ProgramFailure when it is not a picture, or a damaged one
 */
export async function readPicture(input: Buffer): Promise<Picture> {
  try {
    return await Jimp.fromBuffer(input);
  } catch {
    throw new ProgramFailure("can't read this picture: it is damaged, or not a PNG, JPEG, BMP, GIF or TIFF file");
  }
}

/** Whether a picture was read from a JPEG file, and so is likely to be a photograph. */
export function isJpeg(picture: Picture): boolean {
  return picture.mime === JimpMime.jpeg;
}

/** Encodes a picture: a photograph as JPEG, everything else without loss, in a format that every window can show. */
export async function encodePicture(picture: Picture, asJpeg: boolean): Promise<EncodedPicture> {
  return asJpeg
    ? { ending: 'jpg', bytes: await picture.getBuffer(JimpMime.jpeg, { quality: jpegQuality }) }
    : { ending: 'png', bytes: await picture.getBuffer(JimpMime.png) };
}

/** A copy that is at most `sidePx` wide and high; a smaller picture keeps its size. */
export function shrunk(picture: Picture, sidePx: number): Picture {
  const copy = picture.clone();
  if (Math.max(copy.width, copy.height) > sidePx) copy.scaleToFit({ w: sidePx, h: sidePx });
  return copy;
}

/** How bright a colour of the screen is, in the unit of its parts. @see ITU-R BT.709 */
export function luma(red: number, green: number, blue: number): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
