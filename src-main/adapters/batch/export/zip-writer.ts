import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';

/** An archive that is being written: what is added to it comes out of `zipBytes`. */
export interface ZipWriter {
  addText(name: string, text: string): void;
  /** Adds what a source gives, and resolves when all of it is taken. Whatever the source throws ends the archive. */
  addStream(name: string, source: AsyncIterable<Uint8Array>, modified?: Date): Promise<void>;
}

/** The bytes of an archive while it is filled, one entry after the other. Whatever the filling throws comes out of it. */
export async function* zipBytes(fill: (zip: ZipWriter) => Promise<void>): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const output = zip.outputStream.pipe(new PassThrough());
  zip.outputStream.on('error', (error: Error) => output.destroy(error));
  const filling = fill({
    addText: (name, text) => zip.addBuffer(Buffer.from(text), name),
    addStream: async (name, source, modified) => {
      // No more in advance than what is compressed next, so that other work has its turn in between.
      const stream = Readable.from(source, { objectMode: false, highWaterMark: 64 * 1024 });
      const ended = new Promise((resolve, reject) => stream.once('error', reject).once('end', resolve));
      zip.addReadStream(stream, name, modified ? { mtime: modified } : {});
      await ended;
    },
  }).then(
    () => zip.end(),
    (error: unknown) => void output.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  try {
    for await (const chunk of output as AsyncIterable<Buffer>) yield chunk;
  } finally {
    output.destroy();
  }
  await filling;
}
