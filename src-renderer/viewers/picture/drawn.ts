import { drawnUrl, libraryDrawnTypes, readDrawnHeaders } from '../../../src-main/contract/drawn-picture';
import type { PictureProblem } from '../../../src-main/core/ground/error';
import type { DrawnPicture, PictureView } from '../../../src-main/core/input/picture';

/** A page as a picture that the window can draw, or why there is none. */
export type DrawnPage = { readonly picture: Blob; readonly facts: DrawnPicture } | { readonly problem: PictureProblem };

/** Whether the main process has to draw it, because Chromium doesn't know its format. */
export function isDrawnByLibrary(mediaType: string): boolean {
  return libraryDrawnTypes.has(mediaType);
}

/** Asks the program for a page of a picture that Chromium doesn't know. */
export async function drawPage(url: string, view: PictureView, signal?: AbortSignal): Promise<DrawnPage> {
  const response = await fetch(drawnUrl(url, view), signal ? { signal } : {});
  const facts = readDrawnHeaders(response.headers);
  if (typeof facts === 'string') return { problem: facts };
  return { picture: await response.blob(), facts };
}
