import type { TiffPage } from './tiff';

/** A page of a TIFF file as a picture, turned upright. Only for workers: it takes its time. */
export async function drawUpright({ width, height, rgba, orientation }: TiffPage): Promise<OffscreenCanvas> {
  const isOnItsSide = orientation >= 5;
  const canvas = new OffscreenCanvas(isOnItsSide ? height : width, isOnItsSide ? width : height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  const [a, b, c, d, e, f] = uprightBy(orientation);
  context.setTransform(a, b, c, d, e * canvas.width, f * canvas.height);
  const pixels = await createImageBitmap(new ImageData(rgba, width, height));
  context.drawImage(pixels, 0, 0);
  pixels.close();
  return canvas;
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
