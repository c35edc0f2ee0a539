import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { expect, test as base, type OscarApp } from '../../fixtures/app';
import { writeFiles } from '../../fixtures/file-tree';
import { say, startOscarServer, type OscarServer, type Step } from '../../fixtures/oscar-server';
import { TestPicture } from '../../fixtures/test-picture';

const folderOfPictures = join(import.meta.dirname, '../../fixtures/odd-pictures');
const picture = (name: string): Promise<Buffer> => readFile(join(folderOfPictures, name));

/** Green on the left and red on the right, or as near as their kind lets them be. */
const coloured = [
  'old-deflate.tif',
  'planes-deflate.tif',
  'webp.tif',
  'cmyk.tif',
  'ycbcr.tif',
  'lab.tif',
  'phone.heic',
];
const withValues = ['float16.tif', 'float32-predictor3.tif', 'planes-16.tif', 'zstd-16.tif', 'float64.tif', 'lerc.tif'];
const refused = ['jpeg-2000.tif', 'lzma.tif', 'complex.tif'];
/** The first picture waits for a process to load the library, which takes long where other work is going on. */
const drawnIn = { timeout: 30_000 };
const serviceOf = (name: string) => name.replace(/\W/g, '-');

const test = base.extend<{ readonly server: OscarServer }>({
  server: async ({}, use) => {
    const steps = await Promise.all(
      [...coloured, ...withValues, ...refused].map(async (name): Promise<[string, Step]> => [
        serviceOf(name),
        say((await picture(name)).toString('base64')),
      ]),
    );
    const server = await startOscarServer({ services: Object.fromEntries(steps) });
    await use(server);
    await server.close();
  },
});

async function ask(app: OscarApp, name: string): Promise<void> {
  await app.chooseService(serviceOf(name));
  await app.typeText('go');
  await app.run();
}

/** The colour at a place of what is seen, from 0 to 1 in both directions. */
async function colourAt(locator: Locator, x: number, y: number): Promise<readonly number[]> {
  const seen = await TestPicture.read(await locator.screenshot());
  const colour = seen.getPixelColor(Math.floor(x * seen.width), Math.floor(y * seen.height));
  return [colour >>> 24, (colour >>> 16) & 255, (colour >>> 8) & 255];
}

function isNear(one: readonly number[], other: readonly number[]): boolean {
  return one.every((part, index) => Math.abs(part - (other[index] ?? -99)) <= 4);
}

test('every kind of TIFF is drawn right in the window, or refused in words', async ({ app, server }) => {
  test.setTimeout(120_000);
  await app.connect(server);
  const image = app.result.getByRole('img', { name: /^Result image, / });
  for (const name of coloured) {
    await ask(app, name);
    await expect(image, name).toBeVisible(drawnIn);
    expect(isNear(await colourAt(image, 0.2, 0.5), [30, 160, 60]), name).toBe(true);
    expect(isNear(await colourAt(image, 0.95, 0.9), [200, 30, 30]), name).toBe(true);
  }
  for (const name of refused) {
    await ask(app, name);
    await expect(app.result.getByText('It is of a kind that isn’t known here'), name).toBeVisible(drawnIn);
  }
  // A refusal costs that one picture.
  for (const name of withValues) {
    await ask(app, name);
    await expect(image, name).toBeVisible(drawnIn);
    await expect(app.result.getByText(/ is black, .+ is white/), name).toBeVisible();
  }
  await app.result.getByLabel('Brightness').selectOption('As stored');
  await expect(app.result.getByText(/0 is black, 1 is white/)).toBeVisible();
});

for (const name of ['lab.tif', 'phone.heic']) {
  test(`a gallery draws ${name} small`, async ({ app, server, folder }) => {
    await writeFiles(join(folder, 'texts'), { 'one.txt': 'one', 'two.txt': 'two' });
    await app.connect(server);
    await app.chooseService(serviceOf(name));
    await app.drop(join(folder, 'texts'));
    await app.page.getByRole('button', { name: 'Run 2 files' }).click();
    await expect(app.page.getByText('All files are done', { exact: true })).toBeVisible();
    await app.page.getByText('Pictures', { exact: true }).click();
    const tile = app.page.getByRole('listbox', { name: 'Pictures' }).locator('canvas').first();
    // It has another size before anything is drawn in it.
    await expect(tile).toHaveJSProperty('width', 60, drawnIn);
    const pixel = await tile.evaluate((canvas: HTMLCanvasElement) => [
      ...(canvas.getContext('2d')?.getImageData(5, 5, 1, 1).data ?? []),
    ]);
    expect(isNear(pixel.slice(0, 3), [30, 160, 60])).toBe(true);
  });
}
