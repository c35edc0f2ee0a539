import { readFile } from 'node:fs/promises';
import type { InvocationId } from '../../src-main/core/ground/ids';
import type { AnswerPart } from '../../src-main/core/answer/answer';
import type { ResultStore } from '../../src-main/core/answer/ports';

/** Bytes as a stream of chunks of one size. */
export async function* chunksOf(bytes: Uint8Array, chunkBytes: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += chunkBytes) yield bytes.subarray(start, start + chunkBytes);
}

/** The bytes of a part of a stored answer. */
export async function readPart(store: ResultStore, id: InvocationId, part: AnswerPart): Promise<Buffer> {
  const { path, start, end } = await store.locate(id, part);
  return (await readFile(path)).subarray(start, end);
}

/** The same bytes as chunks, cut at places that any numbers name. */
export function cutAt(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...places].map((start, index) => bytes.subarray(start, places[index] ?? bytes.length));
}

/** Chunks as a stream. */
export async function* streamOf(chunks: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

/** Bytes that look random, the same ones for the same seed. */
export function pseudoRandomBytes(sizeBytes: number, seed: number): Buffer {
  const bytes = Buffer.alloc(sizeBytes);
  let state = seed | 1;
  for (let i = 0; i < sizeBytes; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes[i] = state >>> 8;
  }
  return bytes;
}
