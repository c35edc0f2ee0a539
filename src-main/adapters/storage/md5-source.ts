import { createHash } from 'node:crypto';
import type { ByteSource } from '../../core/ground/ports';
import type { Md5Source } from '../../core/storage/ports';

/** A source that finds the MD5 of its bytes while they are read. */
export function md5Source(source: ByteSource): Md5Source {
  let md5: string | undefined;
  return {
    sizeBytes: source.sizeBytes,
    async *open(signal) {
      md5 = undefined;
      const hash = createHash('md5');
      for await (const chunk of source.open(signal)) {
        hash.update(chunk);
        yield chunk;
      }
      md5 = hash.digest('hex');
    },
    md5: () => md5,
  };
}
