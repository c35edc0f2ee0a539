import { writeFileSync } from 'node:fs';
import type { PictureProblem } from '../../core/ground/error';
import type {
  CopiedPicture,
  DrawnPicture,
  EncodedCopy,
  PictureFormat,
  PicturePixels,
  PictureView,
  WantedCopy,
} from '../../core/input/picture';
import { removeOrigin } from './origin';
import { openPicture, type OpenPicture, type PictureKind } from './open-picture';
import { PictureRefusal, type PictureJob, type PictureJobOutcome, type PictureJobValues } from './picture-jobs';
import { SourceBytes } from './source-bytes';
import { toEightBits } from './values';
import { loadVips, VipsImages, type VipsImage, type VipsLibrary } from './vips';

/** Does one job, in the process in which it is called. It throws nothing: errors are in the outcome. */
export async function runPictureJob(job: PictureJob): Promise<PictureJobOutcome> {
  const images = new VipsImages();
  let bytes: SourceBytes | undefined;
  try {
    bytes = new SourceBytes(job.source);
    const vips = await loadVips();
    return { value: await new PictureWork(vips, images, bytes).run(job) };
  } catch (error) {
    return outcomeOf(error);
  } finally {
    images.close();
    bytes?.close();
  }
}

class PictureWork {
  constructor(
    private readonly vips: VipsLibrary,
    private readonly images: VipsImages,
    private readonly bytes: SourceBytes,
  ) {}

  async run(job: PictureJob): Promise<PictureJobValues[PictureJob['kind']]> {
    if (job.kind === 'draw') return this.#draw(job.view, job.to);
    if (job.kind === 'pixels') return this.#pixels(job.longestSidePx);
    if (job.kind === 'copies') return this.#copies(job.wanted);
    const [copy] = await this.#copies([job.wanted]);
    if (!copy) throw new PictureRefusal('damaged');
    const { bytes, ...facts } = copy;
    writeFileSync(job.to, bytes, { flag: 'wx' });
    return facts satisfies CopiedPicture;
  }

  async #draw(view: PictureView, to: string): Promise<DrawnPicture> {
    const open = await this.#open(view.page);
    const { image, spread } = this.#forScreen(() => this.#fitting(open, view.longestSidePx), view.values);
    const target = this.images.keep(this.vips.Target.newToFile(to));
    // Not compressed, because that is quicker, and the file is read only once and on this computer.
    this.#upright(image).writeToTarget(target, '.png', { compression: 0, keep: 'none' });
    const { pageCount, bands } = open;
    return { ...uprightSize(open.read()), pageCount, ...(bands && { bands }), ...(spread && { spread }) };
  }

  async #pixels(longestSidePx: number): Promise<PicturePixels> {
    const open = await this.#open(0);
    const { image } = this.#forScreen(() => this.#fitting(open, longestSidePx), undefined);
    const coloured = this.#keep(this.#upright(image).colourspace('srgb'));
    const full = coloured.hasAlpha() ? coloured : this.#keep(coloured.bandjoin(255));
    const original = { ...uprightSize(open.read()), format: open.kind };
    return { width: full.width, height: full.height, pixels: full.writeToMemory() as Uint8Array, original };
  }

  async #copies(wanted: readonly WantedCopy[]): Promise<readonly EncodedCopy[]> {
    const open = await this.#open(0);
    return wanted.map((one) => this.#copy(open, one));
  }

  #copy(open: OpenPicture, wanted: WantedCopy): EncodedCopy {
    if (wanted.takesFirst !== true) refuseSeveral(open);
    const format = wanted.format ?? formatOf(open.kind);
    const small = () => this.#fitting(open, wanted.longestSidePx);
    const { format: steps, interpretation } = open.read();
    const isKept = format === 'png' && interpretation !== 'cmyk' && (steps === 'uchar' || steps === 'ushort');
    const seen = isKept ? { image: small(), spread: undefined } : this.#forScreen(small, undefined);
    const turned = wanted.isTurnedUpright ? this.#upright(seen.image) : seen.image;
    const grey = wanted.isGrey === true ? this.#grey(turned) : turned;
    const flat = format === 'jpeg' && grey.hasAlpha() ? this.#keep(grey.flatten({ background: [255] })) : grey;
    const copy = this.#keep(flat.copy());
    const removed = wanted.isAnonymous ? removeOrigin(copy, open.kind) : [];
    const bytes = copy.writeToBuffer(`.${format}`, format === 'png' ? {} : { Q: wanted.quality });
    const { width, height } = open.read();
    return {
      bytes,
      format,
      width: copy.width,
      height: copy.height,
      original: wanted.isTurnedUpright ? uprightSize(open.read()) : { width, height },
      removed,
      ...(open.pageCount > 1 && { pictureCount: open.pageCount }),
      ...(seen.spread && { spread: seen.spread }),
    };
  }

  #open(page: number): Promise<OpenPicture> {
    return openPicture(this.vips, this.images, this.bytes, page);
  }

  /** A page, not turned upright, whose longest side is at most this long. A smaller page stays as it is. */
  #fitting(open: OpenPicture, longestSidePx: number | undefined): VipsImage {
    const { width, height } = open.read();
    const scale = longestSidePx === undefined ? 1 : longestSidePx / Math.max(width, height);
    if (scale >= 1) return open.read();
    const image = open.read([8, 4, 2].find((factor) => factor * scale <= 1));
    return shrunk(this.images, image, { width: width * scale, height: height * scale });
  }

  #upright(image: VipsImage): VipsImage {
    const isUpright = image.getTypeof('orientation') === 0 || image.getInt('orientation') === 1;
    // Copied to memory first: turning needs the pixels in another order than the file has them.
    return isUpright ? image : this.#keep(this.#keep(image.copyMemory()).autorot());
  }

  /** Converts a picture for the screen: to sRGB or grey, with 8 bits for each value. */
  #forScreen(read: () => VipsImage, values: PictureView['values']): ReturnType<typeof toEightBits> {
    const image = read();
    if (image.format === 'uchar' && image.getTypeof('icc-profile-data') !== 0) {
      try {
        return { image: this.#keep(image.iccTransform('srgb', { embedded: true })) };
      } catch {
        // The profile is damaged, or for another kind of picture: the picture is drawn as one without profile.
      }
    }
    if (image.interpretation === 'cmyk') return { image: this.#fromInks(image) };
    return toEightBits(this.images, read, values);
  }

  /** Converts four inks (CMYK) without a usable profile: each ink takes away its part of the light. */
  #fromInks(image: VipsImage): VipsImage {
    const most = image.format === 'ushort' ? 65_535 : 255;
    const light = this.#keep(image.linear(-1 / most, 1));
    const colours = this.#keep(this.#keep(light.extractBand(0, { n: 3 })).multiply(this.#keep(light.extractBand(3))));
    const steps = this.#keep(this.#keep(colours.linear(255, 0)).rint());
    return this.#keep(this.#keep(steps.cast('uchar')).copy({ interpretation: 'srgb' }));
  }

  /** @see ITU-R BT.709 */
  #grey(image: VipsImage): VipsImage {
    const coloured = this.#keep(image.colourspace('srgb'));
    const colours = this.#keep(coloured.extractBand(0, { n: 3 }));
    const weights = this.#keep(this.vips.Image.newFromArray([0.2126, 0.7152, 0.0722]));
    const luma = this.#keep(colours.recomb(weights));
    const steps = this.#keep(this.#keep(luma.rint()).cast('uchar'));
    const grey = this.#keep(steps.copy({ interpretation: 'b-w' }));
    return coloured.hasAlpha() ? this.#keep(grey.bandjoin(this.#keep(coloured.extractBand(3)))) : grey;
  }

  #keep(image: VipsImage): VipsImage {
    return this.images.keep(image);
  }
}

function refuseSeveral({ kind, isAnimated, pageCount }: OpenPicture): void {
  if (isAnimated) throw new PictureRefusal('animated');
  // Further pictures in a HEIC file are other takes of one photo. The pages of a TIFF file all belong to its content.
  if (kind === 'tiff' && pageCount > 1) throw new PictureRefusal('many-pages');
}

/** Makes an image smaller, to exactly the wanted size in whole pixels. */
function shrunk(
  images: VipsImages,
  image: VipsImage,
  wanted: { readonly width: number; readonly height: number },
): VipsImage {
  const scale = Math.max(1, Math.round(wanted.width)) / image.width;
  const vscale = Math.max(1, Math.round(wanted.height)) / image.height;
  if (!image.hasAlpha()) return images.keep(image.resize(scale, { vscale }));
  // Without this, the hidden colours of transparent pixels would appear at the edges.
  const solid = images.keep(images.keep(image.premultiply()).resize(scale, { vscale }));
  return images.keep(images.keep(solid.unpremultiply()).cast(image.format));
}

/** The size of a page after it is turned upright. */
function uprightSize(image: VipsImage): { readonly width: number; readonly height: number } {
  const isOnItsSide = image.getTypeof('orientation') !== 0 && image.getInt('orientation') >= 5;
  const { width, height } = image;
  return isOnItsSide ? { width: height, height: width } : { width, height };
}

/** The format of a copy if none is chosen: that of the file if it can be written; JPEG for HEIC; else PNG, which loses nothing. */
function formatOf(kind: PictureKind): PictureFormat {
  if (kind === 'jpeg' || kind === 'heic') return 'jpeg';
  return kind === 'webp' ? 'webp' : 'png';
}

function outcomeOf(error: unknown): PictureJobOutcome {
  if (error instanceof PictureRefusal) return { problem: error.problem };
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  if (typeof code === 'string') return { errno: code, message: String(message) };
  if (/no space left|disk quota/i.test(String(message))) return { errno: 'ENOSPC', message: String(message) };
  return { problem: problemOf(String(message)) };
}

/** Finds the problem by words in the library's message, since its errors have no codes. */
function problemOf(message: string): PictureProblem {
  if (/out of memory|memory access|allocation/i.test(message)) return 'too-much-memory';
  return /not in a known format|not implemented|not configured|unsupported/i.test(message) ? 'unknown-kind' : 'damaged';
}
