import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, type OscarApp } from '../../fixtures/app';
import { TestPicture } from '../../fixtures/test-picture';

const root = join(import.meta.dirname, '../../..');
const tour = join(root, 'tour');

// What `npm start` does where there is no display: the main job, as a newcomer does it, with a picture of each step.
test('the main job on the practice cluster', async ({ app, folder }) => {
  test.setTimeout(180_000);
  await rm(tour, { recursive: true, force: true });
  await mkdir(tour, { recursive: true });
  const step = stepsOf(app);

  await step('The app opens');
  await app.practise();
  await step('Practise without a cluster');

  await app.chooseService('Black and white');
  const leaf = join(folder, 'leaf.png');
  await writeFile(
    leaf,
    await (await TestPicture.read(await readFile(join(root, 'assets/samples/leaf.jpg')))).getBuffer('image/png'),
  );
  await app.drop(leaf);
  await expect(app.page.getByRole('img', { name: /leaf/ })).toBeVisible();
  await step('A photo of a leaf is dropped into the window');
  await app.run();
  await expect(app.result.getByRole('img', { name: /^Result image/ })).toBeVisible();
  await step('Run: the picture in shades of grey');
  await app.saveAs(join(tour, 'leaf in grey.png'));
  await step('Save as: leaf in grey.png');

  await app.chooseService('Text to speech');
  await app.page.getByRole('button', { name: 'Try the sample' }).click();
  await app.run();
  await expect
    .poll(() => app.result.locator('audio').evaluate((audio: HTMLAudioElement) => audio.duration))
    .toBeGreaterThan(1);
  await app.saveAs(join(tour, 'sentence.wav'));
  await step('A sentence is spoken, and saved as sentence.wav');

  await app.chooseService('Cow says');
  await app.page.getByRole('button', { name: 'Try the sample' }).click();
  await app.run();
  await app.saveAs(join(tour, 'cow.txt'));
  await step('A cow says it, and it is saved as cow.txt');

  await app.chooseService('Picture facts');
  await app.page.getByRole('button', { name: 'Try the sample' }).click();
  await app.run();
  await app.saveAs(join(tour, 'labels.json'));
  await step('The leaf is described, and saved as labels.json');

  await app.chooseService('Picture sizes');
  await app.page.getByRole('button', { name: 'Try the sample' }).click();
  await app.run();
  await app.saveAs(join(tour, 'sizes.zip'));
  await step('The leaf in three sizes, saved as sizes.zip');
  expect(app.consoleMessages).toEqual([]);
});

function stepsOf(app: OscarApp) {
  let number = 0;
  return async (what: string) => {
    number += 1;
    const name = `${String(number).padStart(2, '0')} ${what.replace(/[:,].*$/, '')}.png`;
    await app.page.screenshot({ path: join(tour, name), animations: 'disabled' });
    console.log(`  ${number}. ${what}`);
  };
}
