/** The end of a log. */
export interface JobLog {
  readonly text: string;
  /** Size of the whole log in bytes. */
  readonly sizeBytes: number;
}

const shownBytes = 256 * 1024;

/** Keeps the end of a log of any size. */
export class LogTail {
  #chunks: Uint8Array[] = [];
  #keptBytes = 0;
  #sizeBytes = 0;

  /** @param limitBytes how much of the end is kept */
  constructor(private readonly limitBytes = shownBytes) {}

  /** Takes a log to its end. @throws what the log throws */
  async take(body: AsyncIterable<Uint8Array>): Promise<JobLog> {
    for await (const chunk of body) {
      const kept = chunk.slice(-this.limitBytes);
      this.#chunks.push(kept);
      this.#keptBytes += kept.length;
      this.#sizeBytes += chunk.length;
      while (this.#keptBytes - (this.#chunks[0]?.length ?? 0) >= this.limitBytes) {
        this.#keptBytes -= this.#chunks.shift()?.length ?? 0;
      }
    }
    return this.read();
  }

  /** What there is so far; from the first whole line on, where the beginning is not there. */
  read(): JobLog {
    const bytes = new Uint8Array(this.#keptBytes);
    let at = 0;
    for (const chunk of this.#chunks) {
      bytes.set(chunk, at);
      at += chunk.length;
    }
    const text = new TextDecoder().decode(bytes.subarray(-this.limitBytes));
    const isCut = this.#sizeBytes > this.limitBytes;
    return { text: isCut ? text.slice(text.indexOf('\n') + 1) : text, sizeBytes: this.#sizeBytes };
  }
}
