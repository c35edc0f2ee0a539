import { expect, it } from 'vitest';
import { missingShareOfRiff, wavHeader } from '../../../../../src-main/core/input/sound/wav';
import { signatureType } from '../../../../../src-main/adapters/answer/media-type';

it('writes the header that its samples have', async () => {
  const file = Buffer.concat([wavHeader(32_000), Buffer.alloc(32_000)]);
  expect(await signatureType(file)).toBe('audio/wav');
  expect(file.readUInt32LE(4)).toBe(file.length - 8);
  expect([file.readUInt16LE(20), file.readUInt16LE(22), file.readUInt32LE(24)]).toEqual([1, 1, 16_000]);
  expect([file.readUInt32LE(28), file.readUInt16LE(32), file.readUInt16LE(34)]).toEqual([32_000, 2, 16]);
  expect(file.readUInt32LE(40)).toBe(32_000);
});

it('knows how much a file lacks of its length, where it says one', () => {
  const start = Buffer.from(wavHeader(1956));
  expect(missingShareOfRiff(start, 2000)).toBe(0);
  expect(missingShareOfRiff(start, 1500)).toBe(0.25);
  start.writeUInt32LE(0xffff_ffff, 4);
  expect(missingShareOfRiff(start, 1500)).toBe(0);
  start.writeUInt32LE(0, 4);
  expect(missingShareOfRiff(start, 1500)).toBe(0);
  expect(missingShareOfRiff(Buffer.from('OggS'), 1500)).toBe(0);
});
