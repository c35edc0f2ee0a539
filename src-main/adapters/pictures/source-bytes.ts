import { closeSync, openSync, readSync } from 'node:fs';
import type { PictureSource } from '../../core/input/picture';

/** Reads a source. All calls are synchronous, because the process has nothing else to do meanwhile. */
export class SourceBytes {
  readonly sizeBytes: number;
  /** Set if the source is a file from its beginning, so that a library can read it by its path. */
  readonly path: string | undefined;
  readonly #read: (offset: number, length: number) => Uint8Array;
  readonly #file: number | undefined;

  constructor(source: PictureSource) {
    if ('bytes' in source) {
      this.path = undefined;
      this.sizeBytes = source.bytes.length;
      this.#read = (offset, length) => source.bytes.subarray(offset, offset + length);
    } else {
      const file = openSync(source.path, 'r');
      this.#file = file;
      this.path = source.start === 0 ? source.path : undefined;
      this.sizeBytes = source.end - source.start;
      this.#read = (offset, length) => {
        const bytes = new Uint8Array(Math.max(0, Math.min(length, this.sizeBytes - offset)));
        return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, source.start + offset));
      };
    }
  }

  /** Reads a range; shorter if the source ends before. */
  read(offset: number, length: number): Uint8Array {
    return this.#read(offset, length);
  }

  all(): Uint8Array {
    return this.#read(0, this.sizeBytes);
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
  }
}
