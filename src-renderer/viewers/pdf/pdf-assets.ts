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

/** The tables that say which characters the fonts of East Asian PDF files mean. */
export class BuiltInCMaps {
  /** @throws Error when there is no such table */
  async fetch({ name }: { readonly name: string }): Promise<{ cMapData: Uint8Array; isCompressed: boolean }> {
    return { cMapData: await load(cMaps, `${name}.bcmap`), isCompressed: true };
  }
}

/** The fonts that PDF files may use without carrying them along. */
export class BuiltInFonts {
  /** @throws Error when there is no such font */
  async fetch({ filename }: { readonly filename: string }): Promise<Uint8Array> {
    return load(fonts, filename);
  }
}

async function load(addresses: Readonly<Record<string, string>>, name: string): Promise<Uint8Array> {
  const [, address] = Object.entries(addresses).find(([path]) => path.endsWith(`/${name}`)) ?? [];
  if (address === undefined) throw new Error(`no ${name}`);
  const response = await fetch(address);
  if (!response.ok) throw new Error(`status ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
