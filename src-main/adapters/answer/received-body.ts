import type { ByteRange } from '../../core/answer/answer';
import { sampleBytes } from '../../core/answer/evidence';
import type { Base64Run, RecordedCompactBody } from '../../core/answer/record';
import { runLength, writeRun } from '../base64/base64-run';
import type { PartFile } from '../files/part-file';

const nothing = Buffer.alloc(0);
const chunkBytes = 256 * 1024;
/** The most bytes around a run that are kept in memory, and in the answer's record. */
const surroundingsLimitBytes = 16 * 1024;

/** A body whose base64 is not kept: it is made again from the bytes that were decoded from it. */
export interface CompactBody {
  readonly before: Buffer;
  readonly run: Base64Run;
  readonly behind: Buffer;
}

/** A run of base64 in a body, and where it begins. */
export interface LocatedRun {
  readonly start: number;
  readonly run: Base64Run;
}

/** Something that ranges of bytes can be read from. */
interface Readable {
  read(start: number, end: number): Promise<Buffer>;
}

/** A compact body as it is recorded. */
export function toRecord({ before, run, behind }: CompactBody): RecordedCompactBody {
  return { before: before.toString('latin1'), run, behind: behind.toString('latin1') };
}

/** A compact body from its record. */
export function fromRecord({ before, run, behind }: RecordedCompactBody): CompactBody {
  return { before: Buffer.from(before, 'latin1'), run, behind: Buffer.from(behind, 'latin1') };
}

/** Reads a range of a compact body. @param payload what was decoded from its run */
export async function readCompact(compact: CompactBody, payload: Readable, { start, end }: ByteRange): Promise<Buffer> {
  const { before, run, behind } = compact;
  const runEnd = before.length + runLength(run);
  const inRun = {
    start: Math.max(0, start - before.length),
    end: Math.min(end, runEnd) - before.length,
  };
  return Buffer.concat([
    before.subarray(start, end),
    inRun.end > inRun.start
      ? await writeRun(run, inRun, (from, to) => payload.read(from, Math.min(to, run.decodedBytes)))
      : nothing,
    behind.subarray(Math.max(0, start - runEnd), Math.max(0, end - runEnd)),
  ]);
}

/** The whole of a compact body as it was received, in chunks. @param payload what was decoded from its run */
export async function* expand(compact: CompactBody, payload: Readable): AsyncGenerator<Buffer> {
  const sizeBytes = compact.before.length + runLength(compact.run) + compact.behind.length;
  for (let start = 0; start < sizeBytes; start += chunkBytes) {
    yield readCompact(compact, payload, { start, end: Math.min(sizeBytes, start + chunkBytes) });
  }
}

/**
 * A body as it arrives. Where it is base64 and little else, it is kept compact: the bytes around the base64 in memory, and
 * the base64 itself as the bytes decoded from it, which are written in any case. Every other body goes into a file.
 */
export class ReceivedBody {
  #sizeBytes = 0;
  /** `undefined` once the body is in the file. */
  #compact: CompactBody | undefined = { before: nothing, run: { decodedBytes: 0 }, behind: nothing };
  #hasRun = false;
  /** The beginning of a compact body as it came, which is looked at: most answers are no longer than that. */
  readonly #beginning = new Beginning();

  /**
   * @param file for a body that can't be kept compact
   * @param payload the decoded bytes, beginning with the first one of the run
   */
  constructor(
    private readonly file: PartFile,
    private readonly payload: Readable,
  ) {}

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  /** The body as far as it was received; `undefined` where it is in the file. */
  get compact(): CompactBody | undefined {
    return this.#compact;
  }

  /**
   * Appends bytes.
   * @param located the run including these bytes; everything decoded from it has been appended to the payload
   */
  async append(bytes: Uint8Array, located: LocatedRun | undefined): Promise<void> {
    const start = this.#sizeBytes;
    this.#sizeBytes += bytes.length;
    if (this.#compact) this.#beginning.append(bytes);
    if (this.#compact) this.#compact = this.#extended(this.#compact, bytes, start, located);
    else return this.file.append(bytes);
    const { before, behind } = this.#compact;
    if (before.length + behind.length > surroundingsLimitBytes) await this.expand();
  }

  /** Writes the whole body to the file, and all later bytes too. */
  async expand(): Promise<void> {
    if (!this.#compact) return;
    for await (const bytes of expand(this.#compact, this.payload)) await this.file.append(bytes);
    this.#compact = undefined;
    this.#beginning.forget();
  }

  /** Reads the range `[start, end)`. Nobody may change the bytes. */
  async read(start: number, end: number): Promise<Buffer> {
    if (end <= this.#beginning.sizeBytes) return this.#beginning.read(start, end);
    return this.#compact ? readCompact(this.#compact, this.payload, { start, end }) : this.file.read(start, end);
  }

  #extended(compact: CompactBody, bytes: Uint8Array, start: number, located: LocatedRun | undefined): CompactBody {
    if (!located || located.run.decodedBytes === compact.run.decodedBytes) {
      return { ...compact, behind: Buffer.concat([compact.behind, bytes]) };
    }
    const { run } = located;
    const runEnd = located.start + runLength(run);
    if (this.#hasRun && runEnd >= start) {
      return { before: compact.before, run, behind: Buffer.from(bytes.subarray(runEnd - start)) };
    }
    const tail = concatenated(compact.behind, bytes);
    const tailStart = start - compact.behind.length;
    const before = this.#hasRun ? compact.before : Buffer.from(tail.subarray(0, located.start));
    this.#hasRun = true;
    return { before, run, behind: Buffer.from(tail.subarray(runEnd - tailStart)) };
  }
}

/** The first bytes of a body, as many as are looked at. */
class Beginning {
  sizeBytes = 0;
  #chunks: Buffer[] = [];

  append(bytes: Uint8Array): void {
    const part = bytes.subarray(0, sampleBytes - this.sizeBytes);
    if (part.length === 0) return;
    // A copy, because whoever gives the bytes uses their memory again.
    this.#chunks.push(Buffer.from(part));
    this.sizeBytes += part.length;
  }

  read(start: number, end: number): Buffer {
    const [first = nothing, ...others] = this.#chunks;
    const whole = others.length > 0 ? Buffer.concat(this.#chunks) : first;
    this.#chunks = [whole];
    return whole.subarray(start, end);
  }

  forget(): void {
    this.#chunks = [];
    this.sizeBytes = 0;
  }
}

/** Both joined; if the first is empty, the second without a copy. */
export function concatenated(first: Uint8Array, second: Uint8Array): Buffer {
  if (first.length > 0) return Buffer.concat([first, second]);
  return Buffer.from(second.buffer, second.byteOffset, second.byteLength);
}
