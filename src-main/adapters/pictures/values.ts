import type { DrawnPicture, ValueRange } from '../../core/input/picture';
import type { VipsImage, VipsImages } from './vips';

/** The least and the largest value of each kind of whole number. For numbers with fractions, 0 to 1 is usual. */
const wholeRanges: Readonly<Record<string, readonly [number, number]>> = {
  char: [-128, 127],
  ushort: [0, 65_535],
  short: [-32_768, 32_767],
  uint: [0, 4_294_967_295],
  int: [-2_147_483_648, 2_147_483_647],
};

/** For `middle`: the share of the darkest and of the brightest pixels that is left out, in percent. */
const outlierPercent = 1;

/**
 * Converts a picture to 8 bits for each value, as screens show it. If it had more, `spread` tells which values became black
 * and white.
 * @param read gives the picture; each call reads it from its beginning
 */
export function toEightBits(
  images: VipsImages,
  read: () => VipsImage,
  wanted: ValueRange | undefined,
): { readonly image: VipsImage; readonly spread?: DrawnPicture['spread'] } {
  const image = read();
  if (image.format === 'uchar') return { image };
  const colourBands = image.hasAlpha() ? image.bands - 1 : image.bands;
  const coloursOf = (whole: VipsImage) => images.keep(whole.extractBand(0, { n: colourBands }));
  // A colour photo of 16 bits uses the whole range. A microscope often uses 12 of 16 bits, which would look black.
  const values = wanted ?? (image.format === 'ushort' && colourBands > 1 ? 'whole' : 'extremes');
  const [darkest, brightest] = rangeOf(images, () => coloursOf(read()), values);
  const interpretation = colourBands > 1 ? 'srgb' : 'b-w';
  const seen = images.keep(stepsOf(images, coloursOf(image), darkest, brightest).copy({ interpretation }));
  const spread = { darkest, brightest, values };
  const opacityRange = wholeRanges[image.format];
  if (colourBands === image.bands || !opacityRange) return { image: seen, spread };
  const opacity = stepsOf(images, images.keep(image.extractBand(colourBands)), ...opacityRange);
  return { image: images.keep(seen.bandjoin(opacity)), spread };
}

/** Converts values to 0 for the darkest up to 255 for the brightest. */
function stepsOf(images: VipsImages, image: VipsImage, darkest: number, brightest: number): VipsImage {
  const factor = brightest > darkest ? 255 / (brightest - darkest) : 0;
  const steps = images.keep(image.linear(factor, -darkest * factor));
  return images.keep(images.keep(steps.rint()).cast('uchar'));
}

function rangeOf(images: VipsImages, read: () => VipsImage, values: ValueRange): readonly [number, number] {
  const image = read();
  if (values === 'whole') return wholeRanges[image.format] ?? [0, 1];
  const extremes = extremesOf(images, image);
  const [darkest, brightest] = extremes;
  if (values === 'extremes' || brightest <= darkest) return extremes;
  // libvips counts whole numbers of at most 16 bits only, so the values become 65,536 steps.
  const step = (brightest - darkest) / 65_535;
  const counted = () => images.keep(images.keep(read().linear(1 / step, -darkest / step)).cast('ushort'));
  const [low, high] = [counted().percent(outlierPercent), counted().percent(100 - outlierPercent)];
  return low < high ? [darkest + low * step, darkest + high * step] : extremes;
}

/** The darkest and the brightest value, without NaN and infinite values. */
function extremesOf(images: VipsImages, image: VipsImage): readonly [number, number] {
  const hasFractions = image.format === 'float' || image.format === 'double';
  const largest = image.format === 'float' ? 3.402_823_4e38 : Number.MAX_VALUE;
  const isUsable = hasFractions ? images.keep(images.keep(image.abs()).lessEq(largest)) : undefined;
  const low = isUsable ? images.keep(isUsable.ifthenelse(image, largest)) : image;
  const high = isUsable ? images.keep(isUsable.ifthenelse(image, -largest)) : image;
  // Both are found in one reading. In `stats`, the first row is for all bands together, then each band has a row; the first
  // two columns are the least and the largest value.
  const stats = images.keep(images.keep(low.bandjoin(high)).stats());
  const cell = (column: number, row: number) => stats.getpoint(column, row)[0] ?? 0;
  const bands = Array.from({ length: image.bands }, (_, band) => band + 1);
  const darkest = Math.min(...bands.map((row) => cell(0, row)));
  const brightest = Math.max(...bands.map((row) => cell(1, row + image.bands)));
  return darkest <= brightest ? [darkest, brightest] : [0, 0];
}
