import UTIF, { type IFD } from 'utif2';

/** One page of a TIFF file as pixels. */
export interface TiffPage {
  readonly width: number;
  readonly height: number;
  /** Four bytes a pixel, red, green, blue and alpha, row by row. */
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
  /** How the page lies, 1 to 8; 1 is upright. */
  readonly orientation: number;
  /** The darkest and the brightest value, where these were spread over the screen's 256 steps to be seen at all. */
  readonly spread?: { readonly darkest: number; readonly brightest: number };
}

// As large as a canvas may be.
const largestArea = 16_384 ** 2;
const largestSide = 16_384;

/** A TIFF file: its pages, decoded one at a time. @see TIFF, Revision 6.0 */
export class TiffFile {
  readonly #bytes: ArrayBuffer;
  readonly #pages: readonly IFD[];

  /** @throws Error when it isn't a TIFF file */
  constructor(bytes: ArrayBuffer) {
    this.#bytes = bytes;
    const pages = UTIF.decode(bytes).filter((page) => number(page, widthTag) > 0 && number(page, heightTag) > 0);
    // Small copies of a page, made for previews, stand beside it.
    const full = pages.filter((page) => (number(page, subfileTag) & 1) === 0);
    this.#pages = full.length > 0 ? full : pages;
    if (this.#pages.length === 0) throw new Error('no picture in it');
  }

  get pageCount(): number {
    return this.#pages.length;
  }

  /** Decodes one page, counted from 0. @throws Error when it is damaged, too large, or of a kind that isn't known */
  page(index: number): TiffPage {
    const found = this.#pages[index];
    if (!found) throw new Error('no such page');
    // The library keeps what it decoded in the page: in a copy, so that pages looked at do not fill the memory.
    const page = { ...found };
    const width = number(page, widthTag);
    const height = number(page, heightTag);
    if (width > largestSide || height > largestSide || width * height > largestArea) throw new Error('too large');
    UTIF.decodeImage(this.#bytes, page);
    const orientation = number(page, orientationTag) || 1;
    const grey = greyValues(page);
    if (grey) return { width, height, orientation, ...spreadOut(grey) };
    const rgba = UTIF.toRGBA8(page);
    if (rgba.length !== width * height * 4) throw new Error('incomplete');
    return { width, height, orientation, rgba: new Uint8ClampedArray(rgba) };
  }
}

const subfileTag = 't254';
const widthTag = 't256';
const heightTag = 't257';
const bitsTag = 't258';
const interpretationTag = 't262';
const orientationTag = 't274';
const samplesTag = 't277';
const formatTag = 't339';

function number(page: IFD, tag: string): number {
  const value = page[tag];
  const first = Array.isArray(value) || value instanceof Uint8Array ? value[0] : value;
  return typeof first === 'number' ? first : 0;
}

/** The values of a page as microscopes and models write them: one number of 16 or 32 bits a pixel. */
function greyValues(page: IFD): ArrayLike<number> | undefined {
  const isDarkToBright = number(page, interpretationTag) === 1;
  const samples = number(page, samplesTag) || 1;
  if (!isDarkToBright || samples !== 1) return undefined;
  const bytes = page.data.slice(0, page.width * page.height * (number(page, bitsTag) / 8));
  const [unsigned, signed, real] = [1, 2, 3];
  const format = number(page, formatTag) || unsigned;
  if (number(page, bitsTag) === 16 && format === unsigned) return new Uint16Array(bytes.buffer);
  if (number(page, bitsTag) === 16 && format === signed) return new Int16Array(bytes.buffer);
  if (number(page, bitsTag) === 32 && format === unsigned) return new Uint32Array(bytes.buffer);
  if (number(page, bitsTag) === 32 && format === signed) return new Int32Array(bytes.buffer);
  if (number(page, bitsTag) === 32 && format === real) return new Float32Array(bytes.buffer);
  return undefined;
}

/** Spreads values over 256 steps of grey: a camera of 12 bits would be black on black otherwise. */
function spreadOut(values: ArrayLike<number>): Required<Pick<TiffPage, 'rgba' | 'spread'>> {
  let darkest = Infinity;
  let brightest = -Infinity;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? NaN;
    if (value < darkest && value > -Infinity) darkest = value;
    if (value > brightest && value < Infinity) brightest = value;
  }
  const factor = brightest > darkest ? 255 / (brightest - darkest) : 0;
  const rgba = new Uint8ClampedArray(values.length * 4);
  for (let index = 0; index < values.length; index += 1) {
    rgba.fill(((values[index] ?? NaN) - darkest) * factor, index * 4, index * 4 + 3);
    rgba[index * 4 + 3] = 255;
  }
  return { rgba, spread: { darkest, brightest } };
}
