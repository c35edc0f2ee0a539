import { TiffFile } from './tiff';
import { drawUpright } from './tiff-drawing';
import type { TiffAnswer, TiffRequest } from './tiff-pages';

// Held for the pages to come.
let file: Promise<TiffFile> | undefined;

self.onmessage = ({ data }: MessageEvent<TiffRequest>) => {
  void answer(data).then((reply) => self.postMessage(reply));
};

async function answer({ url, page }: TiffRequest): Promise<TiffAnswer> {
  try {
    file ??= load(url);
    const tiff = await file;
    const decoded = tiff.page(page);
    const picture = await (await drawUpright(decoded)).convertToBlob({ type: 'image/png' });
    return { ok: true, picture, pageCount: tiff.pageCount, spread: decoded.spread };
  } catch {
    // Whatever is wrong with the file: it can't be drawn.
    return { ok: false };
  }
}

async function load(url: string): Promise<TiffFile> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`status ${response.status}`);
  return new TiffFile(await response.arrayBuffer());
}
