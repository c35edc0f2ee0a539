import { soundRateHz } from './sound';

/** Number of bytes before the samples. */
export const wavHeaderBytes = 44;
export const bytesPerSample = 2;

/**
 * The header of a WAV file of one channel with 16 bits a sample.
 * @param samplesBytes size of the samples that follow
 * @see Multimedia Programming Interface and Data Specifications 1.0, "Waveform Audio File Format"
 */
export function wavHeader(samplesBytes: number): Uint8Array {
  const header = new Uint8Array(wavHeaderBytes);
  const view = new DataView(header.buffer);
  const write = (offset: number, name: string) => header.set(new TextEncoder().encode(name), offset);
  write(0, 'RIFF');
  view.setUint32(4, wavHeaderBytes - 8 + samplesBytes, true);
  write(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  // 1 is PCM: samples are whole numbers.
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, soundRateHz, true);
  view.setUint32(28, soundRateHz * bytesPerSample, true);
  view.setUint16(32, bytesPerSample, true);
  view.setUint16(34, 8 * bytesPerSample, true);
  write(36, 'data');
  view.setUint32(40, samplesBytes, true);
  return header;
}

/** The missing share of a RIFF file that is shorter than its header declares, 0 to 1. @param start its first bytes */
export function missingShareOfRiff(start: Uint8Array, sizeBytes: number): number {
  if (start.length < 8 || new TextDecoder().decode(start.subarray(0, 4)) !== 'RIFF') return 0;
  const saidBytes = new DataView(start.buffer, start.byteOffset).getUint32(4, true) + 8;
  // A recorder that can't write the length afterwards leaves 0 or the largest number in the header.
  const isKnown = saidBytes < 0xffff_ff00;
  return isKnown && saidBytes > sizeBytes + 1 ? (saidBytes - sizeBytes) / saidBytes : 0;
}
