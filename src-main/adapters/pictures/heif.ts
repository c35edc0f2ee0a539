// The library has another licence (LGPL), which asks that users can replace it: this module is built as a file of its own.
import library, { type HeifImage } from 'libheif-js/wasm-bundle';
import { PictureRefusal } from './picture-jobs';

/** A decoded picture: red, green, blue and opacity, turned upright as the file says. */
export interface HeifPixels {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** The pictures of a HEIC file, the main one first. @see ISO/IEC 23008-12 */
export class HeifFile {
  readonly #images: readonly HeifImage[];

  private constructor(images: readonly HeifImage[]) {
    this.#images = images;
  }

  /** @throws PictureRefusal if there is no picture in it */
  static open(bytes: Uint8Array): HeifFile {
    const images = new library.HeifDecoder().decode(bytes);
    if (images.length === 0) throw new PictureRefusal('damaged');
    return new HeifFile([...images].sort((one, other) => Number(other.is_primary()) - Number(one.is_primary())));
  }

  get pictureCount(): number {
    return this.#images.length;
  }

  sizeOf(index: number): { readonly width: number; readonly height: number } {
    const image = this.#image(index);
    return { width: image.get_width(), height: image.get_height() };
  }

  /** @throws PictureRefusal if it is damaged */
  pixels(index: number): Promise<HeifPixels> {
    const image = this.#image(index);
    const { width, height } = this.sizeOf(index);
    const data = new Uint8ClampedArray(width * height * 4);
    return new Promise((resolve, reject) => {
      image.display({ data, width, height }, (drawn) => {
        if (drawn) resolve({ width, height, pixels: new Uint8Array(data.buffer) });
        else reject(new PictureRefusal('damaged'));
      });
    });
  }

  /** Releases the memory of the library. */
  close(): void {
    for (const image of this.#images) image.free();
  }

  #image(index: number): HeifImage {
    const image = this.#images[index];
    if (!image) throw new PictureRefusal('damaged');
    return image;
  }
}
