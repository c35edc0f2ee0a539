import type { Locator, Page } from '@playwright/test';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Papa from 'papaparse';
import { readSheet } from 'read-excel-file/node';
import { expect, OscarApp, test } from '../../fixtures/app';
import { writeFiles } from '../../fixtures/file-tree';
import { answer, say, startOscarServer, type Exchange, type OscarServer } from '../../fixtures/oscar-server';
import { TestPicture } from '../../fixtures/test-picture';
import { resize } from '../../fixtures/window-states';

const photoCount = 300;
const species = ['fox', 'hare', 'badger'] as const;

/** The answer of the service to a photo. All forms of answers have all labels, with high and low scores. */
function labelOf(index: number): (typeof species)[number] {
  return species[Math.floor(index / 6) % 3] ?? 'fox';
}

function scoreOf(index: number): number {
  return Math.floor(index / 18) % 2 === 0 ? 0.9 : 0.6;
}

/** Twelve photos with which the service's program always fails, and five with which it fails once. */
const isBad = (index: number) => index % 25 === 3;
const isUnlucky = (index: number) => index % 60 === 7;

/** An answer in one of the six forms in which services give labels. */
function answerFor(index: number): string {
  const [label, score] = [labelOf(index), scoreOf(index)];
  const [other, rest] = [species[(species.indexOf(label) + 1) % 3] ?? '', Number((1 - score).toFixed(2))];
  const forms: readonly unknown[] = [
    { status: 'OK', predictions: { labels: [other, label], probabilities: [rest, score] } },
    [
      [
        ['n02119789', label, score],
        ['n02326432', other, rest],
      ],
    ],
    [
      { label, score },
      { label: other, score: rest },
    ],
    [{ name: label, class: 3, confidence: score, box: { x1: 2, y1: 2, x2: 12, y2: 10 } }],
    { boxes: [[2, 2, 12, 10]], labels: [label], scores: [score] },
    { file: 'photo.png', detections: [{ category: label, conf: score, bbox: [0.1, 0.1, 0.5, 0.5] }] },
  ];
  return JSON.stringify(forms[index % forms.length]);
}

const nameOf = (index: number) => `photo ${String(index).padStart(3, '0')}.png`;
const photos = Array.from({ length: photoCount }, (_, index) => index);
const sureFoxes = photos.filter((index) => !isBad(index) && labelOf(index) === 'fox' && scoreOf(index) >= 0.8);

/** A service that recognises each photo by the text after the end of its picture. */
async function startJudge(): Promise<OscarServer> {
  const failed = new Set<number>();
  const judge = async (exchange: Exchange) => {
    const chunks: Buffer[] = [];
    for await (const chunk of exchange.read()) chunks.push(chunk);
    const index = Number(Buffer.from(Buffer.concat(chunks).toString(), 'base64').subarray(-3).toString());
    if (isBad(index)) return say('Traceback (most recent call last):\nValueError: not a photo')(exchange);
    if (isUnlucky(index) && !failed.has(index)) {
      failed.add(index);
      return answer(500, 'exit status 1\n')(exchange);
    }
    return say(answerFor(index))(exchange);
  };
  return startOscarServer({ services: { judge } });
}

async function writePhotos(folder: string): Promise<void> {
  const picture = await new TestPicture({ width: 24, height: 16, color: 0x6f8f6fff }).getBuffer('image/png');
  const files = photos.map((index) => {
    const way = `camera ${Math.floor(index / 50)}/${nameOf(index)}`;
    return [way, Buffer.concat([picture, Buffer.from(String(index).padStart(3, '0'))])] as const;
  });
  await writeFiles(folder, Object.fromEntries(files));
}

/** What a person does in the window, either with a mouse or only with keys. */
interface Hand {
  use(target: Locator): Promise<void>;
  /** Sets the slider for the least score. */
  slideTo(slider: Locator, ratio: number): Promise<void>;
  showAll(select: Locator): Promise<void>;
  /** Keeps the first answers of the list. */
  keepFirst(list: Locator, count: number): Promise<void>;
  /** Writes another label for the photo of a row. */
  correct(list: Locator, position: number, label: string): Promise<void>;
}

function mouse(page: Page): Hand {
  const row = (list: Locator, position: number) => list.locator(`[aria-rowindex="${position + 2}"]`);
  return {
    use: (target) => target.click(),
    async slideTo(slider, ratio) {
      const { width = 0, height = 0 } = (await slider.boundingBox()) ?? {};
      const thumb = 16;
      await slider.click({ position: { x: thumb / 2 + ratio * (width - thumb), y: height / 2 } });
    },
    // The system draws the choices, and a test's mouse can't reach them.
    showAll: async (select) => void (await select.selectOption('all')),
    async keepFirst(list, count) {
      for (let position = 0; position < count; position += 1) {
        await row(list, position).click();
        const keep = page.locator('#batch-item').getByRole('button', { name: 'Keep', exact: true });
        await expect(keep).toHaveAttribute('aria-pressed', 'false');
        await keep.click();
        await expect(keep).toHaveAttribute('aria-pressed', 'true');
      }
    },
    async correct(list, position, label) {
      await row(list, position).click();
      await page.getByRole('combobox', { name: 'What it is instead' }).click();
      await page.keyboard.type(label);
      await page.locator('#batch-item h2').click();
    },
  };
}

function keys(page: Page): Hand {
  const reach = async (target: Locator) => {
    await target.waitFor();
    for (let pressed = 0; pressed < 150; pressed += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error('Tab does not lead there.');
  };
  return {
    async use(target) {
      await reach(target);
      await page.keyboard.press('Enter');
    },
    async slideTo(slider, ratio) {
      await reach(slider);
      while (Number(await slider.inputValue()) < ratio) await page.keyboard.press('ArrowRight');
    },
    async showAll(select) {
      await reach(select);
      await page.keyboard.press('Home');
    },
    async keepFirst(list, count) {
      await reach(list);
      await page.keyboard.press('Home');
      for (let position = 0; position < count; position += 1) {
        await page.keyboard.press('k');
        await page.keyboard.press('ArrowDown');
      }
    },
    async correct(list, position, label) {
      await reach(list);
      await page.keyboard.press('Home');
      for (let at = 0; at < position; at += 1) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('l');
      await expect(page.getByRole('combobox', { name: 'What it is instead' })).toBeFocused();
      await page.keyboard.type(label);
      await page.keyboard.press('Enter');
    },
  };
}

for (const [name, handOf] of [
  ['the mouse', mouse],
  ['keys alone', keys],
] as const) {
  test(`300 photos become a reviewed table with ${name}, and are there with their marks after a restart`, async ({
    folder,
  }) => {
    test.slow();
    const server = await startJudge();
    const card = join(folder, 'card');
    await writePhotos(card);
    const [home, sorted] = [join(folder, 'home'), join(folder, 'sorted')];
    await mkdir(home);
    await mkdir(sorted);
    const start = () => OscarApp.start(join(folder, 'user-data'), [], { HOME: home });

    let app = await start();
    let { page } = app;
    let hand = handOf(page);
    await resize(app, { width: 1440, height: 900 });
    await app.connect(server);
    await app.chooseService('judge');
    await app.drop(card);
    await hand.use(page.getByRole('button', { name: 'Run 300 files' }));
    await expect(page.getByText('300 of 300 · 17 need attention')).toBeVisible({ timeout: 60_000 });

    // The failures are grouped by reason. One group succeeds when it is tried again.
    await hand.use(page.getByRole('button', { name: 'See the 17 problems' }));
    const reasons = page.getByRole('list', { name: 'Why there is no result' }).getByRole('listitem');
    await expect(reasons).toHaveCount(2);
    await expect(reasons.filter({ hasText: 'program seems to have failed' })).toContainText('×12');
    await hand.use(reasons.getByRole('button', { name: 'Try these 5 again' }));
    await expect(page.getByText('300 of 300 · 12 need attention')).toBeVisible();
    await expect(reasons).toHaveCount(1);
    await hand.showAll(page.getByRole('combobox', { name: 'Show', exact: true }));

    // Foxes with a high score, in all forms of answers.
    const chips = page.getByRole('group', { name: 'What the answers show' });
    const chip = (label: string) => chips.getByRole('button', { name: new RegExp(`^${label} `) });
    const list = page.getByRole('grid');
    await hand.slideTo(page.getByRole('slider', { name: 'Least confidence' }), 0.8);
    await hand.use(chip('fox'));
    await expect(chip('fox')).toHaveAttribute('aria-pressed', 'true');
    await expect(list).toHaveAttribute('aria-rowcount', String(sureFoxes.length + 1));

    await hand.keepFirst(list, 5);
    await expect(chip('kept')).toHaveText(/5/);
    await hand.correct(list, 5, 'dog');
    await expect(chip('dog')).toHaveText(/1/);
    await expect(list).toHaveAttribute('aria-rowcount', String(sureFoxes.length));
    await hand.use(chip('fox'));
    await expect(list).toHaveAttribute('aria-rowcount', String(photoCount + 1));

    const ask = async (line: string) => {
      await hand.use(page.getByRole('button', { name: 'Take away', exact: true }));
      const item = page.getByRole('menuitem', { name: line });
      if (handOf === mouse) await item.click();
      else {
        for (; !(await item.evaluate((element) => element === document.activeElement));)
          await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
      }
      return page.getByRole('dialog');
    };
    const corrected = sureFoxes[5] ?? -1;
    const kept = sureFoxes.slice(0, 5).map(nameOf);
    const workbook = join(folder, 'found.xlsx');
    await hand.use((await ask('Table…')).getByRole('button', { name: 'Save…' }));
    await app.answerFileDialog(workbook);
    await expect(page.getByText('Saved as “found.xlsx” in')).toBeVisible();
    const [headings = [], ...rows] = await readSheet(workbook);
    const cells = rows.map((row) => Object.fromEntries(headings.map((heading, at) => [String(heading), row[at]])));
    expect(cells.map(({ file }) => file)).toEqual(photos.map(nameOf));
    expect(cells.filter(({ opinion }) => opinion === 'keep').map(({ file }) => file)).toEqual(kept);
    expect(cells.filter((row) => row['corrected label']).map(({ file }) => file)).toEqual([nameOf(corrected)]);
    expect(cells.filter(({ reason }) => reason)).toHaveLength(12);

    const text = join(folder, 'found.csv');
    const dialog = await ask('Table…');
    const format = dialog.getByLabel('Kind of file');
    if (handOf === mouse) await format.selectOption('comma');
    else {
      while (!(await format.evaluate((element) => element === document.activeElement)))
        await page.keyboard.press('Tab');
      await page.keyboard.press('ArrowDown');
    }
    await expect(format).toHaveValue('comma');
    await hand.use(dialog.getByRole('button', { name: 'Save…' }));
    await app.answerFileDialog(text);
    await expect(page.getByText('Saved as “found.csv” in')).toBeVisible();
    const table = Papa.parse<Record<string, string>>((await readFile(text, 'utf8')).slice(1), {
      header: true,
      skipEmptyLines: true,
    }).data;
    expect(table.map(({ label }) => label)).toEqual(cells.map(({ label }) => label ?? ''));
    expect(table.filter(({ opinion }) => opinion === 'keep').map(({ file }) => file)).toEqual(kept);

    await hand.use((await ask('Sort files into folders by label…')).getByRole('button', { name: 'Choose a folder…' }));
    await app.answerFolderDialog(sorted);
    await expect(page.getByText('288 files were copied to “sorted”.')).toBeVisible({ timeout: 30_000 });
    const inFolder = async (label: string) =>
      (await readdir(join(sorted, label), { recursive: true })).filter((way) => way.endsWith('.png')).length;
    expect(await inFolder('fox')).toBe(sureFoxes.length - 1);
    expect(await inFolder('dog')).toBe(1);
    expect(await inFolder('unsure')).toBe(photos.filter((one) => !isBad(one) && scoreOf(one) < 0.8).length);
    // The key that chose the folder may also reach the button, which has the focus again.
    if (await page.getByRole('menu').isVisible()) await page.keyboard.press('Escape');

    await hand.use(page.getByRole('button', { name: 'Close list' }));
    await expect(list).toBeHidden();
    expect(app.consoleMessages).toEqual([]);
    await app.close();

    app = await start();
    page = app.page;
    hand = handOf(page);
    await resize(app, { width: 1440, height: 900 });
    await hand.use(page.getByRole('button', { name: 'History' }));
    await hand.use(page.locator('[data-entry]', { hasText: '300 files' }));
    await hand.use(page.getByRole('button', { name: 'Open the list' }));
    const again = page.getByRole('group', { name: 'What the answers show' });
    await expect(again.getByRole('button', { name: /^kept 5$/ })).toBeVisible();
    await hand.use(again.getByRole('button', { name: /^corrected 1$/ }));
    await expect(page.getByRole('grid').getByRole('row', { name: new RegExp(nameOf(corrected)) })).toContainText('dog');
    await app.close();
    await server.close();
  });
}

test('a gallery of 300 photos draws those in sight, and none that was changed since as the one that was sent', async ({
  folder,
}) => {
  test.slow();
  const server = await startJudge();
  const card = join(folder, 'card');
  await writePhotos(card);
  const home = join(folder, 'home');
  await mkdir(home);
  const app = await OscarApp.start(join(folder, 'user-data'), [], { HOME: home });
  const { page } = app;
  await resize(app, { width: 1440, height: 900 });
  await app.connect(server);
  await app.chooseService('judge');
  await app.drop(card);
  await page.getByRole('button', { name: 'Run 300 files' }).click();
  await expect(page.getByText('300 of 300 · 17 need attention')).toBeVisible({ timeout: 60_000 });

  const last = photos.at(-1) ?? 0;
  await writeFile(join(card, 'camera 5', nameOf(last)), 'something else');
  await page.getByText('Pictures', { exact: true }).click();
  const gallery = page.getByRole('listbox', { name: 'Pictures' });
  const tiles = gallery.getByRole('option');
  /** Whether a tile shows a picture, and not only one colour. */
  const isDrawn = (name: string) =>
    gallery
      .getByRole('option', { name: new RegExp(`^${name}`) })
      .locator('canvas')
      .evaluate((canvas: HTMLCanvasElement) => canvas.width > 4);
  await expect.poll(() => isDrawn(nameOf(0))).toBe(true);
  expect(await tiles.count()).toBeLessThan(100);
  await gallery.focus();
  await page.keyboard.press('End');
  await expect.poll(() => isDrawn(nameOf(last - 1))).toBe(true);
  expect(await tiles.count()).toBeLessThan(100);
  await expect(gallery.getByRole('option', { name: new RegExp(`^${nameOf(last)}`) })).toContainText('Changed since');
  await page.keyboard.press('Enter');
  await expect(app.result.getByText(`${nameOf(last)} has changed since this run`)).toBeVisible();
  await app.close();
  await server.close();
});
