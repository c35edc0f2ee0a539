import 'pdfjs-dist/wasm/jbig2_nowasm_fallback.js?url';
import jpeg2000Url from 'pdfjs-dist/wasm/openjpeg_nowasm_fallback.js?url';

// They come with the app, each under an address of its own: a PDF needs no network to be read.
const cMaps = import.meta.glob<string>('../../../node_modules/pdfjs-dist/cmaps/*.bcmap', {
  query: '?url',
  import: 'default',
  eager: true,
});
const fonts = import.meta.glob<string>('../../../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}', {
  query: '?url',
  import: 'default',
  eager: true,
});

/** A worker that reads one PDF file. */
export function startPdfWorker(): Worker {
  return new Worker(new URL('./pdf-worker.ts', import.meta.url), { type: 'module' });
}

/** Folder of the decoders for JPEG 2000, JBIG2 and fax, which `electron.vite.config.ts` gives both the same. */
export const decoderFolder = new URL('.', new URL(jpeg2000Url, document.baseURI)).href;

/** What a PDF file may use without carrying it along: fonts, and tables of what the characters of East Asian fonts mean. */
export class BuiltInFiles {
  /** @throws Error when there is no such file */
  async fetch({ kind, filename }: { readonly kind: string; readonly filename: string }): Promise<Uint8Array> {
    return load(kind === 'cMapUrl' ? cMaps : fonts, filename);
  }
}

async function load(addresses: Readonly<Record<string, string>>, name: string): Promise<Uint8Array> {
  const [, address] = Object.entries(addresses).find(([path]) => path.endsWith(`/${name}`)) ?? [];
  if (address === undefined) throw new Error(`no ${name}`);
  const response = await fetch(address);
  if (!response.ok) throw new Error(`status ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
