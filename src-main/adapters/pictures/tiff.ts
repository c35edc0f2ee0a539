import { GeoTIFF, type GeoTIFFImage } from 'geotiff';
import { PictureRefusal } from './picture-jobs';
import type { SourceBytes } from './source-bytes';

/** The tags of a page that matter for decoding it. */
export interface TiffPage {
  /** Its index among all directories of the file, small copies included. */
  readonly directory: number;
  readonly width: number;
  readonly height: number;
  /** Number of values for each pixel; `bits` is the size of one value. */
  readonly samples: number;
  readonly bits: number;
  readonly colours: number;
  readonly orientation: number;
  /** The library that decodes the page right. libvips is quicker, but decodes some pages wrongly and refuses others. */
  readonly decoder: 'libvips' | 'geotiff';
}

/** Values of the tag PhotometricInterpretation. */
export const tiffColours = { whiteIsZero: 0, blackIsZero: 1, rgb: 2, palette: 3, cmyk: 5, yCbCr: 6, lab: 8 } as const;

/** The values of a page, pixel by pixel. */
export interface TiffValues {
  readonly values: TiffArray;
  /** Number of values for each pixel. */
  readonly samples: number;
  readonly colours: number;
}
type TiffArray =
  Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

/** A TIFF file: its pages, and the values of those that libvips decodes wrongly or refuses. @see TIFF, Revision 6.0 */
export class TiffFile {
  readonly #images: readonly GeoTIFFImage[];
  /** The pages, without small copies of them, unless the file holds nothing else. */
  readonly pages: readonly TiffPage[];

  private constructor(images: readonly GeoTIFFImage[], found: readonly FoundPage[]) {
    this.#images = images;
    const all = found.filter(({ page }) => page.width > 0 && page.height > 0);
    const full = all.filter(({ isSmallCopy }) => !isSmallCopy);
    this.pages = (full.length > 0 ? full : all).map(({ page }) => page);
  }

  /** Reads the tags of a file. @throws PictureRefusal if there is no picture in it */
  static async open(bytes: SourceBytes): Promise<TiffFile> {
    const file = await GeoTIFF.fromSource(sourceOf(bytes));
    const images: GeoTIFFImage[] = [];
    for (let index = 0, count = await file.getImageCount(); index < count; index += 1) {
      images.push(await file.getImage(index));
    }
    const tiff = new TiffFile(images, await Promise.all(images.map(pageOf)));
    if (tiff.pages.length === 0) throw new PictureRefusal('damaged');
    return tiff;
  }

  /** Decodes a page whose `decoder` is geotiff. @throws PictureRefusal for a kind that neither library decodes */
  async values(page: TiffPage): Promise<TiffValues> {
    const image = this.#images[page.directory];
    if (!image) throw new PictureRefusal('damaged');
    if (await isUnreadable(image, page)) throw new PictureRefusal('unknown-kind');
    const isTranslated = page.colours === tiffColours.palette || page.colours === tiffColours.yCbCr;
    const values = (isTranslated
      ? await image.readRGB({ interleave: true })
      : await image.readRasters({ interleave: true })) as unknown as TiffArray;
    return isTranslated
      ? { values, samples: 3, colours: tiffColours.rgb }
      : { values, samples: page.samples, colours: page.colours };
  }
}

// Values of the tag Compression.
const [uncompressed, jpeg] = [1, 7];
const compressionsOfLibvips = new Set([uncompressed, 2, 3, 4, 5, jpeg, 8, 32_773, 32_946, 50_001]);
const compressionsOfGeotiff = new Set([uncompressed, 5, 8, 32_773, 32_946, 34_887, 50_000]);
const [real, complexInteger, complex] = [3, 5, 6];

interface FoundPage {
  readonly page: TiffPage;
  readonly isSmallCopy: boolean;
}

async function pageOf(image: GeoTIFFImage, directory: number): Promise<FoundPage> {
  const tag = async (name: TagName, standard: number) =>
    numberOf(await image.fileDirectory.loadValue(name)) ?? standard;
  const page = {
    directory,
    width: image.getWidth(),
    height: image.getHeight(),
    samples: image.getSamplesPerPixel(),
    bits: await tag('BitsPerSample', 1),
    colours: await tag('PhotometricInterpretation', tiffColours.blackIsZero),
    orientation: await tag('Orientation', 1),
  };
  const compression = await tag('Compression', uncompressed);
  const isInPlanes = (await tag('PlanarConfiguration', 1)) === 2;
  const isRightInLibvips =
    compressionsOfLibvips.has(compression) &&
    [1, 2, 4, 8, 16, 32].includes(page.bits) &&
    page.colours <= tiffColours.yCbCr &&
    (page.colours !== tiffColours.yCbCr || compression === jpeg) &&
    !(isInPlanes && page.samples > 4) &&
    (await tag('SampleFormat', 1)) < complexInteger;
  return {
    page: { ...page, decoder: isRightInLibvips ? 'libvips' : 'geotiff' },
    isSmallCopy: ((await tag('NewSubfileType', 0)) & 1) === 1,
  };
}

type TagName = Parameters<GeoTIFFImage['fileDirectory']['loadValue']>[0];

/** Whether geotiff can't decode a page right either. */
async function isUnreadable(image: GeoTIFFImage, page: TiffPage): Promise<boolean> {
  const { fileDirectory } = image;
  const format = numberOf(fileDirectory.getValue('SampleFormat')) ?? 1;
  if (!compressionsOfGeotiff.has(numberOf(fileDirectory.getValue('Compression')) ?? uncompressed)) return true;
  if (format === complexInteger || format === complex) return true;
  if (format === real ? ![16, 32, 64].includes(page.bits) : page.bits > 32 || page.bits < 8) return true;
  if (!(Object.values(tiffColours) as number[]).includes(page.colours)) return true;
  if (page.colours !== tiffColours.yCbCr) return false;
  // Not read: one colour for several pixels. This is also the meaning if the tag is missing.
  const [across, down] = [...((await fileDirectory.loadValue('YCbCrSubSampling')) ?? [2, 2])].map(Number);
  return across !== 1 || down !== 1 || page.bits !== 8 || page.samples !== 3;
}

function numberOf(value: unknown): number | undefined {
  const [first] =
    Array.isArray(value) || ArrayBuffer.isView(value) ? (value as unknown as ArrayLike<unknown>[]) : [value];
  return typeof first === 'number' ? first : undefined;
}

function sourceOf(bytes: SourceBytes): Parameters<typeof GeoTIFF.fromSource>[0] {
  const slice = ({ offset, length }: { offset: number; length: number }) => {
    const read = bytes.read(offset, length);
    return { offset, length, data: read.buffer.slice(read.byteOffset, read.byteOffset + read.length) };
  };
  return {
    fileSize: bytes.sizeBytes,
    fetch: async (slices) => slices.map((wanted) => slice(wanted).data),
    fetchSlice: async (wanted) => slice(wanted),
    close: async () => undefined,
  };
}
