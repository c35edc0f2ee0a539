import type { IncomingMessage } from 'node:http';
import { pipeline, Readable, type Transform } from 'node:stream';
import zlib, { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { AppError } from '../../core/ground/error';

/** The codings that requests ask for. `deflate` is not among them, since servers understand it in two ways. */
export const acceptedCodings = 'gzip, br';

type NewDecoder = (firstByte: number) => Transform;

// Node has it from 22.15 and 23.8 on.
const newZstdDecompress = Reflect.get(zlib, 'createZstdDecompress') as (() => Transform) | undefined;

const decoders: ReadonlyMap<string, NewDecoder> = new Map<string, NewDecoder>([
  ['gzip', () => createGunzip()],
  ['x-gzip', () => createGunzip()],
  // Many servers leave out the wrapping that RFC 9110 asks for; its first byte names the method, which is always 8.
  ['deflate', (firstByte) => ((firstByte & 0x0f) === 8 ? createInflate() : createInflateRaw())],
  ['br', () => createBrotliDecompress()],
  ...(newZstdDecompress ? [['zstd', () => newZstdDecompress()] as const] : []),
]);

/**
 * The body of an answer with all its content codings undone; the body itself where it has none. No bytes at all are an
 * empty body, whatever their coding.
 * @param body the head itself, or what a library gives in its place
 * @throws AppError `response-not-unpacked` while it is read, for bytes that are not what the head says or a coding that is
 * not known here
 * @see RFC 9110, section 8.4
 */
export function unpacked(head: IncomingMessage, body: Readable, host: string): Readable {
  const codings = (head.headers['content-encoding'] ?? '')
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity');
  return codings.length === 0 ? body : Readable.from(undone(body, codings, host), { objectMode: false });
}

/** Undoes the codings, the last one first. */
function undone(body: AsyncIterable<Buffer>, codings: readonly string[], host: string): AsyncIterable<Buffer> {
  return codings.reduceRight((bytes, coding) => withoutCoding(bytes, coding, host), body);
}

async function* withoutCoding(body: AsyncIterable<Buffer>, coding: string, host: string): AsyncGenerator<Buffer> {
  const chunks = body[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (first.done === true) return;
  const decoder = decoders.get(coding)?.(first.value[0] ?? 0);
  if (!decoder) throw new AppError({ code: 'response-not-unpacked', host, coding, text: '' });
  let bodyFailure: { readonly error: unknown } | undefined;
  const whole = async function* () {
    yield first.value;
    try {
      yield* { [Symbol.asyncIterator]: () => chunks };
    } catch (error) {
      bodyFailure = { error };
      throw error;
    }
  };
  pipeline(whole, decoder, () => undefined);
  try {
    yield* decoder as AsyncIterable<Buffer>;
  } catch (error) {
    // A connection that broke says nothing about the bytes before it.
    if (bodyFailure) throw bodyFailure.error;
    const text = error instanceof Error ? error.message : '';
    throw new AppError({ code: 'response-not-unpacked', host, coding, text }, error);
  }
}
