import { TiffFile, type TiffPage } from './tiff';
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
    return { ok: true, picture: await drawn(decoded), pageCount: tiff.pageCount, spread: decoded.spread };
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

/** The page as a file that the window can draw, turned upright. */
async function drawn({ width, height, rgba, orientation }: TiffPage): Promise<Blob> {
  const isOnItsSide = orientation >= 5;
  const canvas = new OffscreenCanvas(isOnItsSide ? height : width, isOnItsSide ? width : height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  const [a, b, c, d, e, f] = uprightBy(orientation);
  context.setTransform(a, b, c, d, e * canvas.width, f * canvas.height);
  const pixels = await createImageBitmap(new ImageData(rgba, width, height));
  context.drawImage(pixels, 0, 0);
  pixels.close();
  return canvas.convertToBlob({ type: 'image/png' });
}

type Turn = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** The matrix that turns a page upright; its last two numbers are in widths and heights of the upright page. */
function uprightBy(orientation: number): Turn {
  const turns: Readonly<Record<number, Turn>> = {
    2: [-1, 0, 0, 1, 1, 0],
    3: [-1, 0, 0, -1, 1, 1],
    4: [1, 0, 0, -1, 0, 1],
    5: [0, 1, 1, 0, 0, 0],
    6: [0, 1, -1, 0, 1, 0],
    7: [0, -1, -1, 0, 1, 1],
    8: [0, -1, 1, 0, 0, 1],
  };
  return turns[orientation] ?? [1, 0, 0, 1, 0, 0];
}
