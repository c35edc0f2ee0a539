import { readFile, readdir, truncate, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { wavHeader } from '../../../src-main/core/input/sound/wav';
import { expect, OscarApp, test } from '../../fixtures/app';
import { needsElectron } from '../../fixtures/newest/only-in-electron';
import { echo, startOscarServer, type OscarServer } from '../../fixtures/oscar-server';

const oddSounds = join(import.meta.dirname, '../../fixtures/odd-sounds');
/** A window that decodes takes seconds to open where other work is going on. */
const windowStart = { timeout: 30_000 };
let server: OscarServer;

test.beforeEach(async () => {
  server = await startOscarServer({ services: { echo: echo() } });
});
test.afterEach(() => server.close());

/** What a WAV file holds, and how loud its middle is: 1 is a tone that fills the range. */
function heard(wav: Buffer): { readonly form: readonly number[]; readonly seconds: number; readonly level: number } {
  const samples = Array.from({ length: (wav.length - 44) / 2 }, (_, index) => wav.readInt16LE(44 + 2 * index) / 32_768);
  const middle = samples.slice(samples.length / 4, (3 * samples.length) / 4);
  const power = middle.reduce((sum, sample) => sum + sample ** 2, 0) / middle.length;
  return {
    form: [wav.readUInt16LE(20), wav.readUInt16LE(22), wav.readUInt32LE(24), wav.readUInt16LE(34)],
    seconds: samples.length / 16_000,
    level: Math.sqrt(2 * power),
  };
}

const tenHoursBytes = 10 * 3600 * 32_000;
const monoOf16Bits = [1, 1, 16_000, 16];

async function copiesLeft(folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(folder, 'user-data/prepared-copies'), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

test(
  'a sound is heard before it is sent as WAV, looked at afterwards, and refused alone where its decoder dies',
  needsElectron('hidden-window'),
  async ({ app, folder }) => {
    const path = join(oddSounds, 'phone.m4a');
    const original = await readFile(path);
    await app.connect(server);
    await app.chooseService('echo');
    await app.drop(path);
    const input = app.page.getByRole('group', { name: 'Input' });
    await input.getByText('Before sending').click();
    await input.getByRole('checkbox', { name: /^Send the sound as WAV/ }).check();
    await expect(input.getByText('16,000 Hz, mono · 0:01 · WAV · 16 kB')).toBeVisible(windowStart);
    await expect(input.getByText(/^The file stays as it is: 22,050 Hz, stereo/)).toBeVisible();
    const player = input.getByLabel('Listen to what would be sent of phone.m4a');
    await expect.poll(() => player.evaluate((sound: HTMLAudioElement) => sound.duration)).toBe(0.5);

    await app.run();
    await expect(app.result.getByText(/^Read as sound/)).toBeVisible();
    const [sent] = server.requests.filter(({ path: asked }) => asked === '/run/echo');
    expect(sent?.headers['content-length']).toBe(String(4 * Math.ceil(16_044 / 3)));
    expect(await readFile(path)).toEqual(original);
    await app.result.getByText('Details').click();
    await app.result.getByRole('button', { name: 'Look at what was sent' }).click();
    const looked = app.result.getByLabel('What was sent');
    await expect.poll(() => looked.evaluate((sound: HTMLAudioElement) => sound.duration)).toBe(0.5);

    // Ten hours of silence, in the middle of which what decodes them ends.
    const long = join(folder, 'long.wav');
    await writeFile(long, wavHeader(tenHoursBytes));
    await truncate(long, 44 + tenHoursBytes);
    await app.drop(long);
    await expect(input.getByText('Making the copy…')).toBeVisible();
    await expect.poll(() => copiesLeft(folder)).toHaveLength(2);
    await app.electron.evaluate(({ BrowserWindow }) => {
      const hidden = BrowserWindow.getAllWindows().filter((window) => !window.isVisible());
      for (const { webContents } of hidden) webContents.forcefullyCrashRenderer();
    });
    await expect(app.alert.filter({ hasText: 'The sound could not be read' })).toBeVisible();
    expect(await copiesLeft(folder)).toHaveLength(1);
    expect(app.consoleMessages).toEqual([]);
  },
);

test(
  'sounds of every kind in a list are sent as WAV, or refused in words',
  needsElectron('hidden-window'),
  async ({ folder }) => {
    const home = join(folder, 'home');
    const app = await OscarApp.start(join(folder, 'user-data'), [], { HOME: home });
    await app.connect(server);
    await app.chooseService('echo');
    await app.drop(oddSounds);
    await app.page.getByRole('button', { name: 'Options' }).click();
    await app.page.getByRole('checkbox', { name: /^Send the sound as WAV/ }).check();
    await app.page.getByRole('button', { name: /^Run \d+ files/ }).click();
    const group = (words: string) => app.page.getByRole('button', { name: words });
    await expect(group('There is no sound in it 2')).toBeVisible(windowStart);
    await expect(app.page.getByRole('button', { name: 'Pause' })).toBeHidden(windowStart);
    expect(await copiesLeft(folder)).toEqual([]);
    await app.close();

    const results = join(home, 'OSCAR results');
    const files = await readdir(results, { recursive: true });
    const report = JSON.parse(
      await readFile(join(results, files.find((name) => name.endsWith('report.json')) ?? ''), 'utf8'),
    );
    const found: Record<string, unknown> = {};
    for (const { input, output, error } of report.items as readonly Record<string, never>[]) {
      found[basename(input ?? '')] = output === undefined ? error : heard(await readFile(output));
    }
    const tone = (seconds: number, level = 0.5) => ({
      form: monoOf16Bits,
      seconds: expect.closeTo(seconds, 1),
      level: expect.closeTo(level, 1),
    });
    const exactly = { form: monoOf16Bits, seconds: 0.5, level: expect.closeTo(0.5, 2) };
    const refused = (problem: string) => ({ code: 'sound-refused', problem });
    expect(found).toEqual({
      '24-bit.wav': exactly,
      // 5,513 samples at 11,025 Hz.
      '5.1.wav': { ...exactly, seconds: 8001 / 16_000, level: expect.closeTo(0.5 * 0.293, 2) },
      '8-bit.wav': exactly,
      'adpcm.wav': refused('unknown-kind'),
      'film.mp4': tone(0.5),
      'float.wav': exactly,
      // Newer Chromiums play what there is of its last piece.
      'half.flac': expect.objectContaining(refused('damaged')),
      'half.wav': { ...exactly, seconds: expect.closeTo(1, 1) },
      // What the encoder put before and behind it is nowhere written in such a file.
      'no-length.mp3': tone(0.57),
      'no-samples.wav': refused('no-sound'),
      'not-a-sound.wav': refused('unknown-kind'),
      'phone.m4a': { ...exactly, level: expect.closeTo(0.5, 1) },
      'silence.wav': { ...exactly, level: 0 },
      'silent-film.mp4': refused('no-sound'),
      'sound-only.webm': tone(0.5),
      'tone.flac': exactly,
      'tone.ogg': tone(0.5),
    });
  },
);
