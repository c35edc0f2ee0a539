import { protocol } from 'electron';
import { open, stat } from 'node:fs/promises';
import { svgLimitBytes, isSafeSvg } from '../core/answer/svg-check';
import { AppError, isAppError } from '../core/ground/error';
import { inputScheme, readInputUrl, resultScheme, type InputAddress } from '../core/result/local-address';
import type { AnswerPart } from '../core/answer/answer';
import type { Logger } from '../core/ground/ports';
import type { StoredPart } from '../core/answer/ports';
import { changedStatus, drawnHeaders, readDrawnUrl, writeDrawnHeaders } from '../contract/drawn-picture';
import type { DrawnFile, DrawnPictures } from './drawn-pictures';

/** Where the bytes behind an address are. */
export interface LocalFiles {
  /** @throws AppError `result-gone` */
  locateResult(id: string, part: AnswerPart): Promise<StoredPart>;
  /** A file of an archive that was opened before. @throws AppError `result-gone` */
  locateEntry(id: string, index: number): Promise<StoredPart>;
  /** @throws AppError `file-unreadable`, `file-changed`, `picture-refused`, `disk-full` */
  locateInput(address: InputAddress): Promise<StoredPart>;
  readonly drawn: DrawnPictures;
}

const chunkBytes = 256 * 1024;
const svgType = 'image/svg+xml';

/**
 * Serves results and inputs to the page by id, in ranges, so that a player can seek and a viewer can read a part of
 * something large. Nothing that is served here can run: it is never a document, and scripts in it are forbidden. Call it
 * before the page is loaded, which knows only the schemes that were there then.
 */
export function serveLocalFiles(files: () => Promise<LocalFiles>, pageOrigin: string, log: Logger): void {
  const answer = async (request: Request, locate: (files: LocalFiles) => Promise<StoredPart>): Promise<Response> => {
    try {
      const served = await files();
      const part = await locate(served);
      const view = readDrawnUrl(new URL(request.url));
      if (!view) return await respond(request, part, pageOrigin);
      const drawn = await served.drawn.draw(part, view, request.signal);
      const headers = {
        ...commonHeaders(pageOrigin),
        ...writeDrawnHeaders(typeof drawn === 'string' ? drawn : drawn.facts),
      };
      if (typeof drawn === 'string') return new Response(null, { status: 422, headers });
      return await respondWhole(drawn, headers);
    } catch (error) {
      if (!isAppError(error)) log.error('local file', error);
      const isChanged = isAppError(error) && error.info.code === 'file-changed';
      // The page, which is of another origin, could not tell one status from another without the common headers.
      return new Response(null, { status: isChanged ? changedStatus : 404, headers: commonHeaders(pageOrigin) });
    }
  };
  protocol.handle(resultScheme, (request) => {
    const { host, pathname } = new URL(request.url);
    const index = /^\/entry\/(\d{1,9})$/.exec(pathname)?.[1];
    return answer(request, (files) =>
      index === undefined ? files.locateResult(host, partOf(pathname)) : files.locateEntry(host, Number(index)),
    );
  });
  protocol.handle(inputScheme, (request) => {
    const address = readInputUrl(new URL(request.url));
    return answer(request, (files) => {
      if (!address) throw new AppError({ code: 'result-gone' });
      return files.locateInput(address);
    });
  });
}

function partOf(pathname: string): AnswerPart {
  if (pathname === '/payload') return 'payload';
  if (pathname === '/received') return 'received';
  throw new AppError({ code: 'result-gone' });
}

function commonHeaders(pageOrigin: string): Readonly<Record<string, string>> {
  return {
    'access-control-allow-origin': pageOrigin,
    'access-control-expose-headers': `content-range, ${drawnHeaders}`,
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
  };
}

/** A picture that was drawn for this answer. */
async function respondWhole(
  { path, release }: DrawnFile,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  const { size } = await stat(path);
  const stream = await readRange(path, 0, size, release);
  return new Response(stream, {
    headers: { ...headers, 'content-type': 'image/png', 'content-length': String(size) },
  });
}

async function respond(request: Request, part: StoredPart, pageOrigin: string): Promise<Response> {
  const sizeBytes = part.end - part.start;
  const range = requestedRange(request.headers.get('range'), sizeBytes);
  const headers: Record<string, string> = {
    ...commonHeaders(pageOrigin),
    'accept-ranges': 'bytes',
    'content-type': (await isHarmless(part)) ? safeType(part) : 'text/plain; charset=utf-8',
  };
  if (range === 'unsatisfiable') {
    return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${sizeBytes}` } });
  }
  const { first, last } = range ?? { first: 0, last: sizeBytes - 1 };
  headers['content-length'] = String(last - first + 1);
  if (range) headers['content-range'] = `bytes ${first}-${last}/${sizeBytes}`;
  const status = range ? 206 : 200;
  if (request.method === 'HEAD' || last < first)
    return new Response(null, { status: last < first ? 200 : status, headers });
  const stream = await readRange(part.path, part.start + first, last - first + 1);
  return new Response(stream, { status, headers });
}

/**
 * Whether the page may draw it. What is no drawing by its type is never drawn as one, wherever its address is used: in the
 * viewer, in a list, beside a photo. So this is the one place to look.
 */
async function isHarmless({ path, start, end, mediaType, charset }: StoredPart): Promise<boolean> {
  if (mediaType !== svgType) return true;
  if (end - start > svgLimitBytes) return false;
  const file = await open(path, 'r');
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(end - start), 0, end - start, start);
    return isSafeSvg(new TextDecoder(charset ?? 'utf-8').decode(buffer.subarray(0, bytesRead)));
  } finally {
    await file.close();
  }
}

/** A range of a file, read only as far as it is wanted. @param release is called once nothing more is read */
async function readRange(
  path: string,
  start: number,
  sizeBytes: number,
  release: () => Promise<void> = async () => undefined,
): Promise<ReadableStream<Uint8Array>> {
  const file = await open(path, 'r');
  const close = () => file.close().finally(release);
  let position = start;
  const end = start + sizeBytes;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const wanted = Math.min(chunkBytes, end - position);
        const { bytesRead, buffer } = await file.read(new Uint8Array(wanted), 0, wanted, position);
        position += bytesRead;
        if (bytesRead > 0) controller.enqueue(buffer.subarray(0, bytesRead));
        if (bytesRead > 0 && position < end) return;
        controller.close();
        await close();
      },
      cancel: close,
    },
    { highWaterMark: 0 },
  );
}

/** Markup goes out as plain text: the page shows its source, and no address of ours is ever a page. */
function safeType({ mediaType, charset }: StoredPart): string {
  const isText =
    mediaType.startsWith('text/') || mediaType === 'application/xml' || mediaType === 'application/xhtml+xml';
  return isText ? `text/plain; charset=${charset ?? 'utf-8'}` : mediaType;
}

/** One range of bytes, both ends included. @see RFC 9110, section 14 */
function requestedRange(
  header: string | null,
  sizeBytes: number,
): { readonly first: number; readonly last: number } | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  const [, from = '', to = ''] = match ?? [];
  if (from === '' && to === '') return undefined;
  const first = from === '' ? Math.max(0, sizeBytes - Number(to)) : Number(from);
  const last = from === '' || to === '' ? sizeBytes - 1 : Math.min(Number(to), sizeBytes - 1);
  return first > last || first >= sizeBytes ? 'unsatisfiable' : { first, last };
}
