import { AppError } from '../../core/ground/error';
import type { ByteSource } from '../../core/ground/ports';
import type { FileSource, InputPreparation } from '../../core/input/ports';
import type { Prepared } from '../../core/input/preparation';
import { inlineLimitBytes } from '../../core/job/job';
import type { InvocationInput } from '../../core/run/invocation';

/**
 * The bytes of an input, or of the copy that is sent in its place: a job is sent with all of it in memory.
 * @throws AppError of the input, or `too-large-for-background`
 */
export async function bytesToSend(
  source: ByteSource | FileSource,
  input: InvocationInput,
  preparation: InputPreparation,
): Promise<{ readonly bytes: Uint8Array; readonly prepared?: Prepared }> {
  const wanted = input.kind === 'file' ? input.preparation : undefined;
  if (!wanted || !('origin' in source)) return { bytes: await smallBytesOf(source) };
  const copy = await preparation.prepare(source.origin, wanted);
  try {
    return { bytes: await smallBytesOf(copy), prepared: copy.prepared };
  } finally {
    await copy.release();
  }
}

/** @throws AppError `too-large-for-background` */
export function expectSmall({ sizeBytes }: Pick<ByteSource, 'sizeBytes'>): void {
  if (sizeBytes <= inlineLimitBytes) return;
  throw new AppError({ code: 'too-large-for-background', sizeBytes, limitBytes: inlineLimitBytes });
}

/** All bytes of a source that is small enough for a job. @throws AppError as reading it does, or `too-large-for-background` */
export async function smallBytesOf(source: ByteSource, signal = new AbortController().signal): Promise<Uint8Array> {
  expectSmall(source);
  const { sizeBytes } = source;
  const bytes = new Uint8Array(sizeBytes);
  let at = 0;
  for await (const chunk of source.open(signal)) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
