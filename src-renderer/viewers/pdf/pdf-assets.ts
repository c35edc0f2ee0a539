import 'pdfjs-dist/wasm/jbig2_nowasm_fallback.js?url';
import jpeg2000Url from 'pdfjs-dist/wasm/openjpeg_nowasm_fallback.js?url';

// These files are part of the app, so that a PDF can be shown without a network.
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

/** Folder of the decoders for JPEG 2000, JBIG2 and fax; `electron.vite.config.ts` puts them all there. */
export const decoderFolder = new URL('.', new URL(jpeg2000Url, document.baseURI)).href;

/** Resources that a PDF file may use without containing them: standard fonts, and the CMaps of East Asian fonts. */
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
