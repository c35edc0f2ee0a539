// Measures the codec alone, inside the app's own runtime. Argument: the folder of the bundled codec. Prints medians of GB/s, over raw bytes.
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { alternately, seconds } from './measure.mjs';

const { encodeBase64, Base64Decoder } = createRequire(import.meta.url)(join(process.argv[2], 'base64-stream.cjs'));
const wholeBytes = 256 * 1024 ** 2;
const chunkBytes = 1024 ** 2;
const encodedChunkBytes = 64 * 1024;
const raw = randomBytes(wholeBytes);
const text = Buffer.from(raw.toString('base64'), 'latin1');

async function* chunksOf(bytes, size) {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

const gigabytesPerSecond = async (action) => wholeBytes / 1e9 / (await seconds(action));
const speeds = await alternately(5, {
  whole: () => gigabytesPerSecond(() => void raw.toString('base64')),
  encoder: () =>
    gigabytesPerSecond(async () => {
      let size = 0;
      for await (const chunk of encodeBase64(chunksOf(raw, chunkBytes))) size += chunk.length;
      if (size !== text.length) throw new Error('The encoder lost something.');
    }),
  decoder: () =>
    gigabytesPerSecond(async () => {
      const decoder = new Base64Decoder();
      let size = 0;
      for (let start = 0; start < text.length; start += encodedChunkBytes) {
        size += decoder.push(text.subarray(start, start + encodedChunkBytes)).length;
      }
      size += decoder.end().length;
      if (size !== raw.length) throw new Error('The decoder lost something.');
    }),
});
console.log(JSON.stringify(speeds));
