import type { EncodedCopy, PicturePixels, WantedCopy } from '../core/input/picture';
import { ProgramFailure, type OutputFile, type PracticePictures } from './practice-service';

/** File name endings of the pictures that can be read. */
export const pictureSuffixes: readonly string[] = ['png', 'jpg', 'jpeg', 'gif', 'webp', 'tif', 'tiff', 'heic', 'heif'];

const jpegQuality = 88;

/**
 * Copies of a picture, turned upright by its EXIF orientation: a photo as JPEG, everything else as PNG, which loses nothing.
 * Of an animation, the first picture is taken.
 * @throws ProgramFailure if it is not a picture, or a damaged one
 */
export async function copiesOf(
  pictures: PracticePictures,
  input: Buffer,
  wanted: readonly Pick<WantedCopy, 'longestSidePx' | 'isGrey'>[],
): Promise<readonly EncodedCopy[]> {
  const isPhoto = input.subarray(0, 2).equals(Buffer.from('ffd8', 'hex')) || input.toString('latin1', 4, 8) === 'ftyp';
  const format = isPhoto ? 'jpeg' : 'png';
  return orFailure(
    pictures.copies(
      { bytes: input },
      wanted.map((one) => ({
        ...one,
        format,
        quality: jpegQuality,
        isTurnedUpright: true,
        isAnonymous: false,
        takesFirst: true,
      })),
    ),
  );
}

/** Makes a copy a file of an answer. */
export function outputFile(name: string, { format, bytes }: EncodedCopy): OutputFile {
  return { name: `${name}.${format === 'jpeg' ? 'jpg' : format}`, bytes };
}

/** The pixels of a picture, turned upright and made smaller. @throws ProgramFailure if it is not a picture */
export function pixelsOf(pictures: PracticePictures, input: Buffer, longestSidePx: number): Promise<PicturePixels> {
  return orFailure(pictures.pixels({ bytes: input }, longestSidePx));
}

/** The brightness of a colour on a screen, in the same unit as its components. @see ITU-R BT.709 */
export function luma(red: number, green: number, blue: number): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

async function orFailure<Value>(work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch {
    throw new ProgramFailure(
      "can't read this picture: it is damaged, or not a PNG, JPEG, GIF, WebP, TIFF or HEIC file",
    );
  }
}
