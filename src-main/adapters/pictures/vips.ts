import Vips from 'wasm-vips';

/** The library after it was loaded. */
export type VipsLibrary = Awaited<ReturnType<typeof Vips>>;
export type VipsImage = Vips.Image;

let loading: Promise<VipsLibrary> | undefined;

/** Loads the library at the first call. Decoders that libvips marks as unsafe for untrusted files are switched off. */
export function loadVips(): Promise<VipsLibrary> {
  loading ??= load();
  return loading;
}

async function load(): Promise<VipsLibrary> {
  const silent = () => undefined;
  const vips = await Vips({ dynamicLibraries: [], print: silent, printErr: silent });
  vips.concurrency(1);
  vips.Cache.max(0);
  vips.blockUntrusted(true);
  return vips;
}

/** The images of one job. They are in the memory of the library, which JavaScript does not free, so that each has to be deleted. */
export class VipsImages {
  readonly #kept: { delete(): void }[] = [];

  /** Notes an image, a source or a target, to be deleted by `close`. */
  keep<Kept extends { delete(): void }>(image: Kept): Kept {
    this.#kept.push(image);
    return image;
  }

  /** Deletes all that were noted. */
  close(): void {
    for (const image of this.#kept.reverse()) image.delete();
  }
}
