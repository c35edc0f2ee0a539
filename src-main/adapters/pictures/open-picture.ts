import type { DrawnPicture } from '../../core/input/picture';
import { PictureRefusal } from './picture-jobs';
import type { SourceBytes } from './source-bytes';
import { TiffFile, tiffColours, type TiffPage, type TiffValues } from './tiff';
import type { VipsImage, VipsImages, VipsLibrary } from './vips';

/** The same limit as for pictures that the window decodes itself. */
export const mostPixels = 16_384 ** 2;
/** The longest side that a JPEG can have. A WebP can have 16,383. */
export const longestSidePx = 65_535;
/** The most bytes of a page that has to be decoded as a whole. The process has a limit of its own besides. */
const mostDecodedBytes = 400 * 1024 ** 2;

export type PictureKind = 'jpeg' | 'png' | 'gif' | 'webp' | 'tiff' | 'heic';

/** One page of a picture file, ready to be drawn. */
export interface OpenPicture {
  readonly kind: PictureKind;
  /**
   * The page as it is in the file. It can be read once, from top to bottom, so that it need not be in memory as a whole.
   * @param shrinkBy 1, 2, 4 or 8: how many times smaller the page may be. Some formats can be decoded more quickly then
   */
  readonly read: (shrinkBy?: number) => VipsImage;
  readonly pageCount: number;
  readonly isAnimated: boolean;
  /** See `DrawnPicture`. */
  readonly bands?: DrawnPicture['bands'];
}

/** Finds the kind of a file by its first bytes. @throws PictureRefusal for a kind that can't be read */
export function kindOf(bytes: SourceBytes): PictureKind {
  const start = Buffer.from(bytes.read(0, 64));
  const text = start.toString('latin1');
  if (text.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (text.startsWith('\x89PNG\r\n')) return 'png';
  if (text.startsWith('GIF8')) return 'gif';
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'webp';
  if (/^(?:II[*+]\0|MM\0[*+])/.test(text)) return 'tiff';
  if (text.slice(4, 8) === 'ftyp' && /hei[cxms]|hev[cxms]|mif1|msf1/.test(text.slice(8))) return 'heic';
  throw new PictureRefusal('unknown-kind');
}

/** Opens a page, counted from 0. @throws PictureRefusal */
export async function openPicture(
  vips: VipsLibrary,
  images: VipsImages,
  bytes: SourceBytes,
  page: number,
): Promise<OpenPicture> {
  const kind = kindOf(bytes);
  if (kind === 'tiff') return openTiff(vips, images, bytes, page);
  if (kind === 'heic') return openHeic(vips, images, bytes, page);
  const load = loader(vips, images, bytes);
  const image = load('');
  checkSize(image);
  const pictures = image.getTypeof('n-pages') === 0 ? 1 : image.getInt('n-pages');
  const read = (shrinkBy = 1) => load(kind === 'jpeg' && shrinkBy > 1 ? `shrink=${shrinkBy}` : '');
  // Of an animation, the first picture is shown.
  return { kind, read, pageCount: 1, isAnimated: pictures > 1 };
}

/** Opens the file with libvips, with options such as `page=2`. */
function loader(vips: VipsLibrary, images: VipsImages, bytes: SourceBytes): (options: string) => VipsImage {
  const { path } = bytes;
  const held = path === undefined ? bytes.all() : undefined;
  return (options) => {
    const { Source, Image } = vips;
    // libvips reads a file piece by piece if it gets the path.
    const source = images.keep(held ? Source.newFromMemory(held) : Source.newFromFile(path ?? ''));
    return images.keep(Image.newFromSource(source, options, { access: 'sequential', fail_on: 'error' }));
  };
}

/** @throws PictureRefusal */
export function checkSize({ width, height }: { readonly width: number; readonly height: number }): void {
  if (width * height > mostPixels || Math.max(width, height) > longestSidePx)
    throw new PictureRefusal('too-many-pixels');
}

async function openHeic(vips: VipsLibrary, images: VipsImages, bytes: SourceBytes, page: number): Promise<OpenPicture> {
  // Loaded only when a HEIC file is opened, because the library takes time and memory.
  const { HeifFile } = await import('./heif');
  const file = HeifFile.open(bytes.all());
  try {
    checkSize(file.sizeOf(page));
    const { width, height, pixels } = await file.pixels(page);
    const image = images.keep(vips.Image.newFromMemory(pixels, width, height, 4, vips.BandFormat.uchar));
    const coloured = images.keep(image.copy({ interpretation: 'srgb' }));
    const isOpaque = images.keep(coloured.extractBand(3)).min() === 255;
    const seen = isOpaque ? images.keep(coloured.extractBand(0, { n: 3 })) : coloured;
    return { kind: 'heic', read: () => seen, pageCount: file.pictureCount, isAnimated: false };
  } finally {
    file.close();
  }
}

async function openTiff(
  vips: VipsLibrary,
  images: VipsImages,
  bytes: SourceBytes,
  index: number,
): Promise<OpenPicture> {
  const file = await TiffFile.open(bytes);
  const page = file.pages[index];
  if (!page) throw new PictureRefusal('damaged');
  checkSize(page);
  const load = loader(vips, images, bytes);
  const decoded = page.decoder === 'geotiff' ? imageOf(vips, images, page, await valuesOf(file, page)) : undefined;
  const read = () => visibleBands(images, decoded ?? load(`page=${page.directory}`), page);
  const shown = page.colours <= tiffColours.rgb ? read().bands : page.samples;
  return {
    kind: 'tiff',
    read,
    pageCount: file.pages.length,
    isAnimated: false,
    ...(shown < page.samples && { bands: { shown, all: page.samples } }),
  };
}

async function valuesOf(file: TiffFile, page: TiffPage): Promise<TiffValues> {
  const decodedBytes = page.width * page.height * page.samples * Math.max(1, page.bits / 8);
  if (decodedBytes > mostDecodedBytes) throw new PictureRefusal('too-much-memory');
  return file.values(page);
}

function imageOf(vips: VipsLibrary, images: VipsImages, page: TiffPage, decoded: TiffValues): VipsImage {
  const { values, samples, colours } = decoded;
  if (values.length !== page.width * page.height * samples) throw new PictureRefusal('damaged');
  const { width, height } = page;
  const raw = images.keep(vips.Image.newFromMemory(values, width, height, samples, formatOf(vips, values)));
  const image = colours === tiffColours.lab ? fromLab(images, raw) : named(images, raw, colours);
  // Only marked here: pictures of all formats are turned upright in one place.
  if (page.orientation > 1 && page.orientation <= 8) image.setInt('orientation', page.orientation);
  return image;
}

function named(images: VipsImages, image: VipsImage, colours: number): VipsImage {
  if (colours === tiffColours.whiteIsZero) {
    return images.keep(images.keep(image.invert()).copy({ interpretation: 'b-w' }));
  }
  const interpretation = colours === tiffColours.rgb ? 'srgb' : colours === tiffColours.cmyk ? 'cmyk' : 'b-w';
  return images.keep(image.copy({ interpretation }));
}

/** Converts CIE Lab: a lightness without sign and two colour axes with a sign, each of 8 or 16 bits. */
function fromLab(images: VipsImages, image: VipsImage): VipsImage {
  const isWide = image.format !== 'uchar';
  const band = (index: number) => images.keep(image.extractBand(index));
  const lightness = images.keep(band(0).linear(100 / (isWide ? 65_535 : 255), 0));
  const axis = (index: number) => {
    const signed = images.keep(band(index).copy({ format: isWide ? 'short' : 'char' }));
    return images.keep(signed.linear(isWide ? 1 / 256 : 1, 0));
  };
  const joined = images.keep(lightness.bandjoin([axis(1), axis(2)]));
  const lab = images.keep(joined.copy({ interpretation: 'lab' }));
  // Lab values in a TIFF file, like colour profiles, take the white of print (D50), not that of screens.
  return images.keep(lab.iccExport({ output_profile: 'srgb' }));
}

/** The values that a screen can show: grey or three colours, and opacity if there is one value more. */
function visibleBands(images: VipsImages, image: VipsImage, page: TiffPage): VipsImage {
  const isColourful = image.bands >= 3 && page.colours > tiffColours.blackIsZero;
  const most = isColourful ? (image.bands === 4 || image.interpretation === 'cmyk' ? 4 : 3) : image.bands === 2 ? 2 : 1;
  if (image.bands <= most) return image;
  const seen = images.keep(image.extractBand(0, { n: most }));
  return isColourful ? seen : images.keep(seen.copy({ interpretation: 'b-w' }));
}

function formatOf(vips: VipsLibrary, values: TiffValues['values']) {
  const { BandFormat } = vips;
  if (values instanceof Int8Array) return BandFormat.char;
  if (values instanceof Uint16Array) return BandFormat.ushort;
  if (values instanceof Int16Array) return BandFormat.short;
  if (values instanceof Uint32Array) return BandFormat.uint;
  if (values instanceof Int32Array) return BandFormat.int;
  if (values instanceof Float32Array) return BandFormat.float;
  return values instanceof Float64Array ? BandFormat.double : BandFormat.uchar;
}
