import { drawPage, isDrawnByLibrary } from './drawn';
import type { ThumbnailAnswer, ThumbnailRequest } from './thumbnail-thread';
import type { PictureFile } from './thumbnails';

/** Longer side of a thumbnail in pixels: twice what it has in the page, for screens with small pixels. */
const longerSide = 400;

self.onmessage = ({ data: { id, picture } }: MessageEvent<ThumbnailRequest>) => {
  const answer = (thumbnail?: ImageBitmap) => {
    const reply: ThumbnailAnswer = thumbnail ? { id, thumbnail } : { id };
    self.postMessage(reply, { transfer: thumbnail ? [thumbnail] : [] });
  };
  // Whatever is wrong with the file: it can't be drawn.
  draw(picture).then(answer, () => answer());
};

async function draw(picture: PictureFile): Promise<ImageBitmap> {
  const whole = await read(picture);
  const scale = longerSide / Math.max(whole.width, whole.height);
  const small =
    scale >= 1
      ? await createImageBitmap(whole)
      : await createImageBitmap(whole, {
          resizeWidth: Math.max(1, Math.round(whole.width * scale)),
          resizeHeight: Math.max(1, Math.round(whole.height * scale)),
          resizeQuality: 'medium',
        });
  whole.close();
  return small;
}

async function read({ url, mediaType }: PictureFile): Promise<ImageBitmap> {
  if (isDrawnByLibrary(mediaType)) {
    const drawn = await drawPage(url, { page: 0, longestSidePx: longerSide });
    if ('problem' in drawn) throw new Error(drawn.problem);
    return createImageBitmap(drawn.picture);
  }
  const response = await fetch(url);
  if (!response.ok) throw new Error(`status ${response.status}`);
  return createImageBitmap(await response.blob());
}
