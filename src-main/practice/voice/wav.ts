const headerBytes = 44;
const bytesPerSample = 2;
const uncompressed = 1;

/**
 * A WAV file of one channel with 16 bits a sample.
 * @param samples from -1 to 1
 * @see Microsoft, Multimedia Programming Interface and Data Specifications 1.0, 1991
 */
export function wavFile(samples: Float64Array, sampleRateHz: number): Buffer {
  const soundBytes = samples.length * bytesPerSample;
  const file = Buffer.alloc(headerBytes + soundBytes);
  file.write('RIFF', 0, 'ascii');
  file.writeUInt32LE(headerBytes - 8 + soundBytes, 4);
  file.write('WAVEfmt ', 8, 'ascii');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(uncompressed, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(sampleRateHz, 24);
  file.writeUInt32LE(sampleRateHz * bytesPerSample, 28);
  file.writeUInt16LE(bytesPerSample, 32);
  file.writeUInt16LE(bytesPerSample * 8, 34);
  file.write('data', 36, 'ascii');
  file.writeUInt32LE(soundBytes, 40);
  samples.forEach((sample, index) => {
    file.writeInt16LE(Math.round(Math.min(Math.max(sample, -1), 1) * 32_767), headerBytes + index * bytesPerSample);
  });
  return file;
}
