import type { PictureProblem } from '../core/ground/error';
import { valueRanges, type DrawnPicture, type PictureView } from '../core/input/picture';

/** Media types that the window shows with the help of the picture library. */
export const libraryDrawnTypes: ReadonlySet<string> = new Set(['image/tiff', 'image/heic', 'image/heif']);

/** Status with which the program answers where a file is another than the one that was sent. @see RFC 9110, section 15.5.10 */
export const changedStatus = 409;

/** Header of a drawn picture that holds what is known of it, as JSON. */
const factsHeader = 'oscar-picture';
/** Header of an answer without a picture, with the reason. */
const problemHeader = 'oscar-picture-problem';

/** Names of the headers, which the page may read. */
export const drawnHeaders = [factsHeader, problemHeader].join(', ');

/** Address at which the program answers with a page as a PNG picture. @param url of the file */
export function drawnUrl(url: string, { page, longestSidePx, values }: PictureView): string {
  const drawn = new URL(url);
  drawn.searchParams.set('page', String(page));
  if (longestSidePx !== undefined) drawn.searchParams.set('side', String(longestSidePx));
  if (values !== undefined) drawn.searchParams.set('values', values);
  return drawn.href;
}

/** Reads what such an address asks for; `undefined` if it is the address of the file itself. */
export function readDrawnUrl({ searchParams }: URL): PictureView | undefined {
  const page = wholeNumber(searchParams.get('page'));
  if (page === undefined) return undefined;
  const longestSidePx = wholeNumber(searchParams.get('side'));
  const values = valueRanges.find((range) => range === searchParams.get('values'));
  return { page, ...(longestSidePx && { longestSidePx }), ...(values && { values }) };
}

function wholeNumber(text: string | null): number | undefined {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** The headers of the answer to such an address. */
export function writeDrawnHeaders(drawn: DrawnPicture | PictureProblem): Readonly<Record<string, string>> {
  return typeof drawn === 'string' ? { [problemHeader]: drawn } : { [factsHeader]: JSON.stringify(drawn) };
}

/** What the headers of an answer say: what was drawn, or why it wasn't. */
export function readDrawnHeaders(headers: Headers): DrawnPicture | PictureProblem {
  const facts = headers.get(factsHeader);
  // Safe to cast: the program wrote both headers itself.
  if (facts !== null) return JSON.parse(facts) as DrawnPicture;
  return (headers.get(problemHeader) ?? 'damaged') as PictureProblem;
}
