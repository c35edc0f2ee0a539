import type { ByteSource } from '../../core/ground/ports';

/** Takes bytes and tells their SHA-256. */
export type NewHash = () => { update(bytes: Uint8Array): unknown; digest(encoding: 'hex'): string };

/** A source that tells the hash of what was read last, without reading it once more. */
export interface HashedSource extends ByteSource {
  /** SHA-256 of the last complete reading, hexadecimal. To be asked once. */
  sha256(): string | undefined;
}

/** The same source, hashed while it is read. */
export function hashing(source: ByteSource, newHash: NewHash): HashedSource {
  let last: ReturnType<NewHash> | undefined;
  return {
    sizeBytes: source.sizeBytes,
    async *open(signal) {
      const hash = newHash();
      last = undefined;
      for await (const chunk of source.open(signal)) {
        hash.update(chunk);
        yield chunk;
      }
      last = hash;
    },
    sha256: () => last?.digest('hex'),
  };
}

/** SHA-256 of all bytes of a source, hexadecimal. @throws AppError as reading it does */
export async function hashOf(source: ByteSource, newHash: NewHash, signal: AbortSignal): Promise<string> {
  const hash = newHash();
  for await (const chunk of source.open(signal)) hash.update(chunk);
  return hash.digest('hex');
}
