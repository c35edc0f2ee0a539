import type { ByteRange } from '../../core/answer/answer';
import type { Base64Run, RecordedFolding } from '../../core/answer/record';
import { runLength, writeRun } from '../base64/base64-run';
import type { PartFile } from '../files/part-file';

const nothing = Buffer.alloc(0);
const unfoldedAtOnceBytes = 256 * 1024;
/** The most bytes around a run that are kept in memory, and in the answer's record. */
const surroundingsLimitBytes = 16 * 1024;

/** A body of which a run of base64 is kept as what was decoded from it. */
export interface Folding {
  readonly before: Buffer;
  readonly run: Base64Run;
  readonly behind: Buffer;
}

/** A run of base64 in a body, and where it begins. */
export interface LocatedRun {
  readonly start: number;
  readonly run: Base64Run;
}

/** Something that stretches of bytes can be read from. */
interface Readable {
  read(start: number, end: number): Promise<Buffer>;
}

/** A folding as it is recorded. */
export function toRecord({ before, run, behind }: Folding): RecordedFolding {
  return { before: before.toString('latin1'), run, behind: behind.toString('latin1') };
}

/** A folding as it was recorded. */
export function fromRecord({ before, run, behind }: RecordedFolding): Folding {
  return { before: Buffer.from(before, 'latin1'), run, behind: Buffer.from(behind, 'latin1') };
}

/** Reads a stretch of a body that is kept folded. @param payload what was decoded from its run */
export async function readFolded(folding: Folding, payload: Readable, { start, end }: ByteRange): Promise<Buffer> {
  const { before, run, behind } = folding;
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

/** All of a body that is kept folded, in stretches. @param payload what was decoded from its run */
export async function* unfold(folding: Folding, payload: Readable): AsyncGenerator<Buffer> {
  const sizeBytes = folding.before.length + runLength(folding.run) + folding.behind.length;
  for (let start = 0; start < sizeBytes; start += unfoldedAtOnceBytes) {
    yield readFolded(folding, payload, { start, end: Math.min(sizeBytes, start + unfoldedAtOnceBytes) });
  }
}

/**
 * A body as it arrives. Where it is base64 and little else, it is kept folded: the bytes around the base64 in memory, and
 * the base64 itself as what is decoded from it, which is written in any case. Everything else goes into a file.
 */
export class ReceivedBody {
  #sizeBytes = 0;
  /** The present state as long as the body is folded. */
  #folding: Folding | undefined = { before: nothing, run: { decodedBytes: 0 }, behind: nothing };
  #hasRun = false;

  /**
   * @param file for a body that can't be folded
   * @param payload where the decoded bytes are, from the first one of the run on
   */
  constructor(
    private readonly file: PartFile,
    private readonly payload: Readable,
  ) {}

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  /** How the body is kept; `undefined` for one that is in the file. */
  get folding(): Folding | undefined {
    return this.#folding;
  }

  /**
   * Appends bytes.
   * @param located the run as it is with these bytes; all it stands for has been appended to the payload
   */
  async append(bytes: Uint8Array, located: LocatedRun | undefined): Promise<void> {
    const start = this.#sizeBytes;
    this.#sizeBytes += bytes.length;
    if (this.#folding) this.#folding = this.#refold(this.#folding, bytes, start, located);
    else return this.file.append(bytes);
    const { before, behind } = this.#folding;
    if (before.length + behind.length > surroundingsLimitBytes) await this.unfold();
  }

  /** Puts the whole body into the file, now and from now on. */
  async unfold(): Promise<void> {
    if (!this.#folding) return;
    for await (const bytes of unfold(this.#folding, this.payload)) await this.file.append(bytes);
    this.#folding = undefined;
  }

  async read(start: number, end: number): Promise<Buffer> {
    return this.#folding ? readFolded(this.#folding, this.payload, { start, end }) : this.file.read(start, end);
  }

  #refold(folding: Folding, bytes: Uint8Array, start: number, located: LocatedRun | undefined): Folding {
    if (!located || located.run.decodedBytes === folding.run.decodedBytes) {
      return { ...folding, behind: Buffer.concat([folding.behind, bytes]) };
    }
    const { run } = located;
    const runEnd = located.start + runLength(run);
    if (this.#hasRun && runEnd >= start) {
      return { before: folding.before, run, behind: Buffer.from(bytes.subarray(runEnd - start)) };
    }
    const unfolded = concatenated(folding.behind, bytes);
    const unfoldedStart = start - folding.behind.length;
    const before = this.#hasRun ? folding.before : Buffer.from(unfolded.subarray(0, located.start));
    this.#hasRun = true;
    return { before, run, behind: Buffer.from(unfolded.subarray(runEnd - unfoldedStart)) };
  }
}

/** Both one behind the other; the second as it is, without a copy, where the first is empty. */
export function concatenated(first: Uint8Array, second: Uint8Array): Buffer {
  if (first.length > 0) return Buffer.concat([first, second]);
  return Buffer.from(second.buffer, second.byteOffset, second.byteLength);
}
