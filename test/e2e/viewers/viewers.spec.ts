import type { Locator } from '@playwright/test';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test as base, type OscarApp } from '../../fixtures/app';
import { halfSilentWav, pdf } from '../../fixtures/documents';
import { say, startOscarServer, type OscarServer, type Step } from '../../fixtures/oscar-server';
import { hugePng, jpegOnItsSide, microscopePage, plainPage, quarters, tiff } from '../../fixtures/pictures';
import { TestPicture } from '../../fixtures/test-picture';

const file = (bytes: Buffer): Step => say(bytes.toString('base64'));
const script = `<svg xmlns="http://www.w3.org/2000/svg" width="80" height="60" onload="document.title='ran'">
<script>document.title = 'ran'; parent.document.title = 'ran'</script>
<rect width="80" height="60" fill="#3a8f2d"/><image href="https://example.org/x.png"/></svg>`;
const found = [
  { label: 'oak leaf', score: 0.93, box: { x: 20, y: 20, width: 60, height: 60 } },
  { label: 'beetle', score: 0.41, box: { x: 120, y: 130, width: 40, height: 30 } },
];

/** A service for each kind of result. */
const services = {
  tiff: file(tiff([plainPage(30, 20, [255, 0, 0]), { ...plainPage(30, 20, [0, 0, 255]), orientation: 6 }])),
  microscope: file(tiff([microscopePage(64, 16, 4095)])),
  turned: file(await jpegOnItsSide(60, 30)),
  huge: file(hugePng(10_000, 10_000)),
  svg: file(Buffer.from(script)),
  inverted: file(await quarters(200)),
  found: say(JSON.stringify(found)),
  scores: say(
    JSON.stringify({ status: 'OK', predictions: { labels: ['oak', 'beech'], probabilities: [0.875, 0.125] } }),
  ),
  sound: file(halfSilentWav(2)),
  telephone: file(Buffer.concat([Buffer.from('#!AMR\n'), Buffer.alloc(400, 0xfc)])),
  document: file(pdf(40)),
  broken: file(Buffer.concat([Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'), Buffer.alloc(3_000, 7)])),
  corrected: say('one\ntwo\nthree\n'),
} satisfies Record<string, Step>;

const test = base.extend<{ readonly server: OscarServer }>({
  server: async ({}, use) => {
    const server = await startOscarServer({ services });
    await use(server);
    await server.close();
  },
});

/** Runs one service on a text. */
async function ask(app: OscarApp, service: keyof typeof services, text = 'go'): Promise<void> {
  await app.chooseService(service);
  await app.typeText(text);
  await app.run();
}

/** The colour at a place of what is seen, from 0 to 1 in both directions. */
async function colourAt(locator: Locator, x: number, y: number): Promise<readonly number[]> {
  const picture = await TestPicture.read(await locator.screenshot());
  const at = (Math.floor(y * picture.height) * picture.width + Math.floor(x * picture.width)) * 4;
  return [...picture.data.subarray(at, at + 3)];
}

test('pictures: pages, orientation, grey values, size, zoom, and scripts that do nothing', async ({ app, server }) => {
  await app.connect(server);
  const board = app.result.getByRole('group', { name: 'Picture', exact: true });
  const scale = app.result.getByLabel('Size now');

  await ask(app, 'tiff');
  // The process that draws loads its library first.
  await expect(app.result.getByRole('img', { name: /^Result image, 30 by 20, TIFF/ })).toBeVisible({ timeout: 30_000 });
  expect(await colourAt(board, 0.5, 0.5)).toEqual([255, 0, 0]);
  await app.result.getByLabel('Page').selectOption('2 of 2');
  await expect(app.result.getByRole('img', { name: /^Result image, 20 by 30, TIFF/ })).toBeVisible();
  expect(await colourAt(board, 0.5, 0.5)).toEqual([0, 0, 255]);

  await ask(app, 'microscope');
  await expect(app.result.getByText(/0 is black, 4,095 is white/)).toBeVisible();

  await ask(app, 'turned');
  await expect(app.result.getByRole('img', { name: 'Result image, 30 by 60, JPEG' })).toBeVisible();

  await ask(app, 'svg');
  await expect(app.result.getByRole('img', { name: /^Result image, 80 by 60/ })).toBeVisible();
  expect(await colourAt(board, 0.5, 0.5)).toEqual([0x3a, 0x8f, 0x2d]);
  expect(await app.page.title()).toBe('OSCAR Desktop');
  await board.focus();
  await app.page.keyboard.press('+');
  await expect(scale).toHaveText('125%');
  await app.page.keyboard.press('1');
  await expect(scale).toHaveText('100%');
  await app.result.getByRole('button', { name: 'Zoom in' }).click();
  await expect(scale).toHaveText('125%');

  await ask(app, 'huge');
  await expect(app.result.getByRole('img', { name: 'Result image, 10,000 by 10,000, PNG' })).toBeVisible();
  await board.hover();
  await app.page.keyboard.down('Control');
  await app.page.mouse.wheel(0, -600);
  await app.page.keyboard.up('Control');
  await expect(app.result.getByRole('button', { name: 'Fit' })).toHaveAttribute('aria-pressed', 'false');
  expect(app.consoleMessages.filter((message) => !message.includes('example.org'))).toEqual([]);
});

test('beside the photo that was sent: what was found in it, and what became of it', async ({ app, server, folder }) => {
  const photo = join(folder, 'photo.png');
  await writeFile(photo, await quarters(200));
  await app.connect(server);

  await app.chooseService('found');
  await app.drop(photo);
  await app.run();
  const board = app.result.getByRole('group', { name: 'Picture that was sent, with what was found' });
  await expect(app.result.getByText('2 things shown')).toBeVisible();
  await expect(app.result.getByRole('button', { name: 'oak leaf 93%' })).toBeVisible();
  await expect(board.locator('rect.line')).toHaveCount(2);
  await app.result.getByRole('button', { name: /^beetle/ }).focus();
  await expect(board.locator('.pointed text')).toHaveText('beetle');
  await app.result.getByLabel('Least confidence').fill('0.5');
  await expect(board.locator('rect.line')).toHaveCount(1);
  await app.result.getByRole('radiogroup', { name: 'What to look at' }).getByText('JSON').click();
  await expect(app.result.getByText('"oak leaf"').first()).toBeVisible();

  await app.chooseService('inverted');
  await app.drop(photo);
  await app.run();
  await app.result.getByText('Slider').click();
  const slider = app.result.getByRole('slider', { name: 'Where the input ends and the result begins' });
  await slider.focus();
  await app.page.keyboard.press('Home');
  await expect(slider).toHaveAttribute('aria-valuetext', 'At 0% of the width');
  await app.result.getByText('Side by side').click();
  await expect(app.result.getByRole('img')).toHaveCount(2);
  await app.result.getByRole('button', { name: 'Zoom in' }).click();
  const stages = await app.result
    .locator('.stage')
    .evaluateAll((all) => all.map((stage) => (stage as HTMLElement).style.transform));
  expect(new Set(stages).size).toBe(1);

  // The same of a run of the history.
  await app.page.keyboard.press('Control+h');
  const past = app.page.locator('[data-entry]');
  await past.first().click();
  await app.result.getByText('Side by side').click();
  await expect(app.result.getByRole('img')).toHaveCount(2);

  // What is compared is what was sent, or nothing.
  await app.result.getByRole('radiogroup').getByText('Result').click();
  await writeFile(photo, await quarters(100));
  await app.result.getByText('Slider').click();
  await expect(app.alert.getByText('The input can’t be shown any more')).toBeVisible();
  await past.last().click();
  await expect(app.result.getByText('photo.png has changed since this run')).toBeVisible();
  await rm(photo);
  await past.first().click();
  await expect(app.result.getByText('photo.png isn’t where it was any more')).toBeVisible();
  await expect(app.result.getByText('Slider')).toBeHidden();
});

test('texts and scores: what differs from the input, and how sure the service is', async ({ app, server }) => {
  await app.connect(server);
  await ask(app, 'corrected', 'one\ntoo\nthree');
  await app.result.getByText('Differences').click();
  await expect(app.result.getByText('1 line of the input is gone')).toBeVisible();
  const list = app.result.getByRole('group', { name: 'Differences between the input and the result' });
  await expect(list.locator('p')).toHaveText([/Gone:\s*too/, /New:\s*two/]);

  await ask(app, 'scores');
  await expect(app.result.getByRole('listitem').filter({ hasText: 'oak' }).first()).toContainText('87.5%');
  await expect(app.result.getByText('Read as JSON')).toBeVisible();
});

test('sounds: an outline, and a sentence where there is nothing to hear', async ({ app, server }) => {
  await app.connect(server);
  await ask(app, 'sound');
  await expect(app.result.getByText('0:00 of 0:02')).toBeVisible();
  const canvas = app.result.locator('canvas');
  await expect(canvas).toBeAttached();
  // Silent in its first half, loud in its second.
  const drawn = () =>
    canvas.evaluate((element: HTMLCanvasElement) => {
      const { width, height } = element;
      const pixels = element.getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
      const countIn = (from: number, to: number) =>
        Array.from({ length: width * height }, (_, index) => index).filter(
          (index) => index % width >= from * width && index % width < to * width && (pixels[index * 4 + 3] ?? 0) > 0,
        ).length;
      return countIn(0.5, 1) / Math.max(1, countIn(0, 0.5));
    });
  await expect.poll(drawn).toBeGreaterThan(10);
  const place = app.result.getByRole('slider', { name: 'Place in the sound' });
  await place.focus();
  await app.page.keyboard.press('End');
  await expect(app.result.getByText('0:02 of 0:02')).toBeVisible();
  await app.result.getByLabel('Speed').selectOption('1.5×');
  expect(await app.result.locator('audio').evaluate((audio: HTMLAudioElement) => audio.playbackRate)).toBe(1.5);

  await ask(app, 'telephone');
  await expect(app.alert.getByText('This can’t be played as a sound here')).toBeVisible();
  // No program for sounds is on a machine that only tests.
  await app.electron.evaluate(({ shell, app: program }) => {
    shell.openPath = async (path) => {
      program.setName(path);
      return '';
    };
  });
  await app.result.getByRole('button', { name: 'Open in its usual program' }).click();
  await expect.poll(() => app.electron.evaluate(({ app: program }) => program.getName())).toMatch(/telephone\.amr$/);
});

test('a PDF: drawn page by page, found by number, and nothing in it runs', async ({ app, server }) => {
  await app.connect(server);
  await ask(app, 'document');
  const page = (number: number) => app.result.getByRole('img', { name: `Page ${number} of 40` });
  await expect(app.result.getByText('Number 1', { exact: true })).toBeAttached();
  expect(await colourAt(page(1), 100 / 600, 100 / 800)).toEqual([255, 0, 0]);
  await app.result.getByLabel('Page', { exact: true }).fill('37');
  await app.page.keyboard.press('Enter');
  await expect(app.result.getByText('Number 37', { exact: true })).toBeAttached();
  await expect(page(1)).toHaveCount(0);
  await app.page.keyboard.press('Control+f');
  await app.page.keyboard.type('number 2');
  await expect(app.result.getByText('1 of 11', { exact: true })).toBeVisible();
  await expect(app.result.locator('.mark.current')).toBeInViewport();
  for (let step = 0; step < 10; step += 1) await app.page.keyboard.press('Enter');
  await expect(app.result.getByText('11 of 11', { exact: true })).toBeVisible();
  await expect(page(29)).toBeAttached();
  const mark = app.result.locator('.mark.current');
  await expect(mark).toBeInViewport();
  // It is over the words: above the letters there is nothing but its colour.
  expect(await colourAt(mark, 0.5, 0.04)).toEqual([255, 176, 46]);
  await app.page.keyboard.press('Control+a');
  await app.page.keyboard.type('oak');
  await expect(app.result.getByText('No match')).toBeVisible();
  expect(app.electron.windows()).toHaveLength(1);
  expect(await app.page.title()).toBe('OSCAR Desktop');
  expect(app.consoleMessages).toEqual([]);

  await ask(app, 'broken');
  await expect(app.alert.getByText('This can’t be shown as a PDF')).toBeVisible();
});
