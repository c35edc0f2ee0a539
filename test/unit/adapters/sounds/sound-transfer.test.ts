import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { SoundTransfer } from '../../../../src-main/adapters/sounds/sound-transfer';
import { temporaryFolder } from '../../../fixtures/temp-dir';

const folder = temporaryFolder();
const path = () => join(folder(), 'sound.mp3');
const to = () => join(folder(), 'copy');
const original = { rateHz: 44_100, channels: 2 };
const open: SoundTransfer[] = [];
afterEach(() => Promise.all(open.splice(0).map((transfer) => transfer.close())));

async function begin(onProgress: () => void = (): void => undefined): Promise<SoundTransfer> {
  await writeFile(path(), 'the bytes of a sound');
  const transfer = await SoundTransfer.open({ path: path(), to: to() }, onProgress);
  open.push(transfer);
  return transfer;
}

it('reads what is asked for, as far as there is any', async () => {
  const transfer = await begin();
  expect(transfer.sizeBytes).toBe(20);
  expect(Buffer.from(await transfer.read(4, 9)).toString()).toBe('bytes');
  expect(Buffer.from(await transfer.read(15, 1000)).toString()).toBe('sound');
  expect(await transfer.read(40, 50)).toHaveLength(0);
  expect(await transfer.read(9, 4)).toHaveLength(0);
});

it('gets on where it reads what it did not read before, and where it writes', async () => {
  let signs = 0;
  const transfer = await begin(() => (signs += 1));
  await transfer.read(0, 10);
  await transfer.read(10, 20);
  expect(signs).toBe(2);
  for (let turn = 0; turn < 5; turn += 1) await transfer.read(0, 20);
  expect(signs).toBe(2);
  await transfer.write(new Uint8Array(2));
  expect(signs).toBe(3);
});

it('writes a WAV file of the samples that came, and knows how long it is', async () => {
  const transfer = await begin();
  await transfer.write(new Uint8Array(16_000).fill(1));
  await transfer.write(new Uint8Array(8000).fill(2));
  expect(await transfer.finish({ original, missingSeconds: 2 })).toEqual({
    original,
    missingSeconds: 2,
    durationSeconds: 0.75,
  });
  const copy = await readFile(to());
  expect(copy).toHaveLength(24_044);
  expect(copy.readUInt32LE(40)).toBe(24_000);
  expect([copy[44], copy[16_043], copy[16_044], copy[24_043]]).toEqual([1, 1, 2, 2]);
  expect(await readFile(path(), 'utf8')).toBe('the bytes of a sound');
});

it('refuses a sound without samples, and one that is too long', async () => {
  const empty = await begin();
  await expect(empty.finish({ original })).rejects.toMatchObject({ problem: 'no-sound' });
  await writeFile(path(), 'x');
  const long = await SoundTransfer.open({ path: path(), to: join(folder(), 'long') }, () => undefined, 100);
  open.push(long);
  await long.write(new Uint8Array(100));
  await expect(long.write(new Uint8Array(2))).rejects.toMatchObject({ problem: 'too-long' });
  expect((await stat(join(folder(), 'long'))).size).toBe(144);
});

it('believes nothing that makes no sense', async () => {
  const transfer = await begin();
  for (const place of [-1, 0.5, NaN, '4', undefined]) await expect(transfer.read(place, 9)).rejects.toThrow();
  for (const samples of ['text', [1, 2], undefined]) await expect(transfer.write(samples)).rejects.toThrow();
  await transfer.write(new Uint8Array(2));
  for (const facts of [undefined, {}, { original: { rateHz: -1, channels: 2 } }, { original, missingSeconds: NaN }]) {
    await expect(transfer.finish(facts)).rejects.toThrow();
  }
});

it('never writes over a file that is there', async () => {
  await writeFile(to(), 'mine');
  await writeFile(path(), 'sound');
  await expect(SoundTransfer.open({ path: path(), to: to() }, () => undefined)).rejects.toMatchObject({
    code: 'EEXIST',
  });
  await expect(SoundTransfer.open({ path: join(folder(), 'gone'), to: to() }, () => undefined)).rejects.toMatchObject({
    code: 'ENOENT',
  });
  expect(await readFile(to(), 'utf8')).toBe('mine');
});
