import Vips from 'wasm-vips';

/** The library, once it is loaded. */
export type VipsLibrary = Awaited<ReturnType<typeof Vips>>;
export type VipsImage = Vips.Image;

let loading: Promise<VipsLibrary> | undefined;

/** Loads the library when it is first needed. It decodes nothing that libvips itself calls unfit for untrusted bytes. */
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

/** What one job holds of the library's memory, which is not that of JavaScript: what is not given back stays for good. */
export class VipsImages {
  readonly #kept: { delete(): void }[] = [];

  /** Remembers an image, a source or a target to be given back with the others. */
  keep<Kept extends { delete(): void }>(image: Kept): Kept {
    this.#kept.push(image);
    return image;
  }

  /** Gives back all of them. */
  close(): void {
    for (const image of this.#kept.reverse()) image.delete();
  }
}
