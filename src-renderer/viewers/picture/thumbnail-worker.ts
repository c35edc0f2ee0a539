import { readDetections, readJsonValue, type Detection } from '../../../src-main/contract/findings';
import { changedStatus } from '../../../src-main/contract/drawn-picture';
import type { PictureSize } from '../../../src-main/core/answer/detections';
import { surest } from './box-drawing';
import { drawPage, isDrawnByLibrary } from './drawn';
import type { ThumbnailAnswer, ThumbnailRequest } from './thumbnail-thread';
import type { DrawnThumbnail, Thumbnail } from './thumbnails';
import type { PictureFile } from '../../../src-main/core/result/result';

/** Longer side of a thumbnail in pixels: twice its size in the page, for screens with two pixels for one. */
const longerSide = 400;
const largestAnswerBytes = 1_000_000;
/** With more boxes than this, a thumbnail would be covered by them. */
const mostBoxes = 100;

const underWay = new Map<number, AbortController>();

/** The file has changed since it was sent. */
class ChangedFile extends Error {}

self.onmessage = ({ data: { id, picture } }: MessageEvent<ThumbnailRequest>) => {
  if (!picture) {
    underWay.get(id)?.abort();
    return;
  }
  const stop = new AbortController();
  underWay.set(id, stop);
  const answer = (thumbnail: DrawnThumbnail) => {
    underWay.delete(id);
    const transfer = typeof thumbnail === 'object' ? [thumbnail.bitmap] : [];
    self.postMessage({ id, thumbnail } satisfies ThumbnailAnswer, { transfer });
  };
  draw(picture, stop.signal).then(answer, (error: unknown) => {
    // After any other error, there is no thumbnail.
    answer(error instanceof ChangedFile ? 'changed' : undefined);
  });
};

async function draw(picture: PictureFile, signal: AbortSignal): Promise<Thumbnail> {
  const { whole, size } = await read(picture, signal);
  const scale = longerSide / Math.max(whole.width, whole.height);
  const bitmap =
    scale >= 1
      ? await createImageBitmap(whole)
      : await createImageBitmap(whole, {
          resizeWidth: Math.max(1, Math.round(whole.width * scale)),
          resizeHeight: Math.max(1, Math.round(whole.height * scale)),
          resizeQuality: 'medium',
        });
  whole.close();
  // An answer that can't be read leaves the picture as it is.
  const sent = picture.findings?.sent ?? size;
  const found = picture.findings ? await readFindings(picture.findings, sent, signal).catch(() => []) : [];
  const shrink = bitmap.width / sent.width;
  return { bitmap, detections: found.map((detection) => ({ ...detection, box: scaled(detection.box, shrink) })) };
}

/** The detections in an answer; none if they are unclear, or if the answer is too large to be read for a thumbnail. */
async function readFindings(
  { url, sizeBytes }: NonNullable<PictureFile['findings']>,
  size: PictureSize,
  signal: AbortSignal,
): Promise<readonly Detection[]> {
  if (sizeBytes > largestAnswerBytes) return [];
  const response = await fetch(url, { signal });
  if (!response.ok) return [];
  const found = readDetections(readJsonValue(await response.text()), size);
  return typeof found === 'string' ? [] : surest(found, mostBoxes);
}

function scaled({ x, y, width, height }: Detection['box'], factor: number): Detection['box'] {
  return { x: x * factor, y: y * factor, width: width * factor, height: height * factor };
}

/** A decoded picture and its size in the file; the picture may be decoded at a smaller size. */
async function read(
  { url, mediaType }: PictureFile,
  signal: AbortSignal,
): Promise<{ readonly whole: ImageBitmap; readonly size: PictureSize }> {
  if (isDrawnByLibrary(mediaType)) {
    const drawn = await drawPage(url, { page: 0, longestSidePx: longerSide }, signal);
    if ('problem' in drawn) throw new Error(drawn.problem);
    return { whole: await createImageBitmap(drawn.picture), size: drawn.facts };
  }
  const response = await fetch(url, { signal });
  if (response.status === changedStatus) throw new ChangedFile();
  if (!response.ok) throw new Error(`status ${response.status}`);
  const whole = await createImageBitmap(await response.blob());
  return { whole, size: { width: whole.width, height: whole.height } };
}
