import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../../fixtures/app';
import { resize } from '../../fixtures/window-states';
import { zipEntries } from '../../fixtures/zip';
import { TestPicture } from '../../fixtures/test-picture';

test('a picture is dropped, run, seen and saved', async ({ app, folder }) => {
  const photo = join(folder, 'hoja de roble 100%.png');
  const original = await new TestPicture({ width: 90, height: 60, color: 0x3a8f2dff }).getBuffer('image/png');
  await writeFile(photo, original);

  await app.practise();
  await app.chooseService('Black and white');
  await app.drop(photo);
  await expect(app.page.getByRole('img', { name: /hoja de roble/ })).toBeVisible();
  await app.run();

  const picture = app.result.getByRole('img', { name: /^Result image, 90 by 60/ });
  await expect(picture).toBeVisible();
  await expect(app.result.getByText('Read as picture (PNG)')).toBeVisible();

  const target = join(folder, 'saved.png');
  await app.saveAs(target);
  const saved = await TestPicture.read(await readFile(target));
  expect([saved.width, saved.height]).toEqual([90, 60]);
  const [red, green, blue] = saved.data;
  expect(red).toBe(green);
  expect(green).toBe(blue);
  expect(await readFile(photo)).toEqual(original);
  expect(app.consoleMessages).toEqual([]);
});

test('a sentence is typed, spoken, heard and saved', async ({ app, folder }) => {
  await app.practise();
  await app.chooseService('Text to speech');
  await app.typeText('The leaf of the oak turns red.');
  await app.run();

  const player = app.result.locator('audio');
  await expect.poll(() => player.evaluate((audio: HTMLAudioElement) => audio.duration)).toBeGreaterThan(1);
  // Heard: it plays on by itself, and from a place in the middle as well.
  await player.evaluate((audio: HTMLAudioElement) => {
    audio.muted = true;
    audio.currentTime = audio.duration / 2;
    return audio.play();
  });
  await expect
    .poll(() => player.evaluate((audio: HTMLAudioElement) => audio.currentTime / audio.duration))
    .toBeGreaterThan(0.55);

  const target = join(folder, 'spoken.wav');
  await app.saveAs(target);
  const wav = await readFile(target);
  expect(wav.subarray(0, 4).toString('latin1')).toBe('RIFF');
  expect(wav.readUInt32LE(4)).toBe(wav.length - 8);
});

test('samples run with one click: text, JSON and a zip', async ({ app, folder }) => {
  await app.practise();

  await app.chooseService('Cow says');
  await app.page.getByRole('button', { name: 'Try the sample' }).click();
  await app.run();
  await app.saveAs(join(folder, 'cow.txt'));
  expect(await readFile(join(folder, 'cow.txt'), 'utf8')).toContain('(oo)');

  await app.chooseService('Picture facts');
  await app.page.getByRole('button', { name: 'Try the sample' }).click();
  await app.run();
  await expect(app.result.getByText('Read as JSON')).toBeVisible();
  await app.saveAs(join(folder, 'labels.json'));
  expect(JSON.parse(await readFile(join(folder, 'labels.json'), 'utf8'))).toMatchObject({ width: 1200, height: 900 });

  await app.chooseService('Picture sizes');
  await app.page.getByRole('button', { name: 'Try the sample' }).click();
  await app.run();
  await expect(app.result.getByText(/log lines set aside/)).toBeVisible();
  await app.saveAs(join(folder, 'sizes.zip'));
  expect((await zipEntries(join(folder, 'sizes.zip'))).length).toBe(3);
});

test('in the smallest window a result comes into view, and the focus stays', async ({ app }) => {
  const { page } = app;
  await resize(app, { width: 900, height: 600 });
  await page.getByRole('button', { name: 'Practise without a cluster' }).click();
  await app.chooseService('Black and white');
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await app.run();

  // A place between two pixels of the screen hides half of one.
  const whole = 0.99;
  // With all that a newcomer is told: the whole picture, above the bar that stays.
  const picture = app.result.getByRole('img', { name: /^Result image/ });
  await expect(picture).toBeInViewport({ ratio: whole });
  const bar = page.getByRole('region', { name: 'Run', exact: true });
  const gap = async () => {
    const [above, below] = await Promise.all([picture.boundingBox(), bar.boundingBox()]);
    return (below?.y ?? NaN) - ((above?.y ?? NaN) + (above?.height ?? NaN));
  };
  await expect.poll(gap).toBeGreaterThanOrEqual(0);
  await expect(app.runButton).toBeFocused();
  await expect(app.runButton).toBeInViewport({ ratio: 1 });

  await page.getByRole('button', { name: 'Back to the input' }).click();
  await expect(page.getByRole('img', { name: /^Preview/ })).toBeInViewport({ ratio: 1 });
  await page.getByRole('button', { name: 'Go to result' }).click();
  await expect(picture).toBeInViewport({ ratio: whole });
  await expect(app.result).toBeFocused();
});

test('an existing file is replaced only when the user says so', async ({ app, folder }) => {
  const target = join(folder, 'precious.txt');
  await writeFile(target, 'precious');
  await app.practise();
  await app.chooseService('Cow says');
  await app.typeText('hello');
  await app.run();
  await app.result.getByRole('button', { name: 'Save as…' }).click();
  await app.answerFileDialog(target);
  // The system asks; Escape is no, twice: to the question and to the dialog.
  await app.escapeFileDialog();
  expect(await readFile(target, 'utf8')).toBe('precious');
  expect(await readdir(folder)).toEqual(expect.arrayContaining(['precious.txt', 'user-data']));
});
