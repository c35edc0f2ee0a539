import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Papa from 'papaparse';
import { readSheet } from 'read-excel-file/node';
import { expect, OscarApp, test } from '../../fixtures/app';
import { filesBelow, writeFiles } from '../../fixtures/file-tree';
import { TestPicture } from '../../fixtures/test-picture';
import { resize } from '../../fixtures/window-states';

/** A grey photo, with or without a coloured square in it. */
async function photo(colour: number | undefined): Promise<Buffer> {
  const picture = new TestPicture({ width: 240, height: 160, color: 0x909090ff });
  for (let x = 60; colour !== undefined && x < 120; x += 1) {
    for (let y = 40; y < 100; y += 1) picture.setPixelColor(colour, x, y);
  }
  return picture.getBuffer('image/png');
}

test('takes a list away: workbook, CSV, detections, and copies in folders that go again', async ({ folder }) => {
  const [red, blue, none] = [await photo(0xd62728ff), await photo(0x2f63c4ff), await photo(undefined)];
  const card = join(folder, 'card');
  await writeFiles(card, {
    'a/1.png': red,
    'a/2.png': red,
    'b/3.png': blue,
    'b/4.png': none,
    'b/5.png': Buffer.from('no photo'),
  });
  const before = await filesBelow(card);
  const home = join(folder, 'home');
  const sorted = join(folder, 'sorted');
  await mkdir(home);
  await mkdir(sorted);
  const app = await OscarApp.start(join(folder, 'user-data'), [], { HOME: home });
  const { page } = app;
  await resize(app, { width: 1280, height: 800 });
  await app.practise();
  await app.chooseService('Find things');
  await app.drop(card);
  await page.getByRole('button', { name: 'Run 5 files' }).click();
  await expect(page.getByText('Finished, with some files to look at', { exact: true })).toBeVisible();

  const ask = async (line: string) => {
    await page.getByRole('button', { name: 'Take away', exact: true }).click();
    await page.getByRole('menuitem', { name: line }).click();
    return page.getByRole('dialog');
  };
  const pictures = process.env['EXPORT_PICTURES'];
  const takePicture = async (name: string) => {
    if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name}.png`) });
  };

  const workbook = join(folder, 'found.xlsx');
  const dialog = await ask('Table…');
  await takePicture('table');
  await dialog.getByRole('button', { name: 'Save…' }).click();
  await app.answerFileDialog(workbook);
  await expect(page.getByText('Saved as “found.xlsx” in')).toBeVisible();
  const [headings = [], ...rows] = await readSheet(workbook);
  const column = (name: string) => rows.map((row) => row[headings.indexOf(name)]);
  expect(column('file')).toEqual(['1.png', '2.png', '3.png', '4.png', '5.png']);
  expect(column('label')).toEqual(['red', 'red', 'blue', null, null]);
  expect(column('reason')[4]).toContain('program seems to have failed');

  const text = join(folder, 'found.csv');
  const again = await ask('Table…');
  await again.getByText('Each detection', { exact: true }).click();
  await again.getByLabel('Kind of file').selectOption('comma');
  await again.getByRole('button', { name: 'Save…' }).click();
  await app.answerFileDialog(text);
  await expect(page.getByText('Saved as “found.csv” in')).toBeVisible();
  const table = Papa.parse<Record<string, string>>((await readFile(text, 'utf8')).slice(1), {
    header: true,
    skipEmptyLines: true,
  }).data;
  expect(table.map(({ label }) => label)).toEqual(['red', 'red', 'blue', '', '']);
  // The square begins at a quarter of the width and of the height.
  expect(Number(table[0]?.['left'])).toBeCloseTo(0.25, 1);
  expect(Number(table[0]?.['width'])).toBeCloseTo(0.25, 1);

  const detections = join(folder, 'found.json');
  await (await ask('Detections for Timelapse…')).getByRole('button', { name: 'Save…' }).click();
  await app.answerFileDialog(detections);
  await expect(page.getByText('Timelapse finds the photos from the folder “card”.')).toBeVisible();
  const document = JSON.parse(await readFile(detections, 'utf8')) as { images: { file: string }[] };
  expect(document.images.map(({ file }) => file)).toEqual(['a/1.png', 'a/2.png', 'b/3.png', 'b/4.png', 'b/5.png']);

  const sorting = await ask('Sort files into folders by label…');
  await takePicture('sort');
  await sorting.getByRole('button', { name: 'Choose a folder…' }).click();
  await app.answerFolderDialog(sorted);
  await expect(page.getByText('4 files were copied to “sorted”. 1 has no label and was left out.')).toBeVisible();
  await takePicture('sorted');
  // The key that chose the folder may also reach the button, which has the focus again.
  if (await page.getByRole('menu').isVisible()) await page.keyboard.press('Escape');
  const copies = Object.keys(await filesBelow(sorted)).filter((way) => way.endsWith('.png'));
  expect(copies).toEqual(['blue/card/b/3.png', 'empty/card/b/4.png', 'red/card/a/1.png', 'red/card/a/2.png']);
  await page.getByRole('button', { name: 'Take the copies away again' }).click();
  await expect(page.getByText('4 copies were taken away.')).toBeVisible();
  expect(Object.keys(await filesBelow(sorted)).sort()).toEqual(['.oscar-desktop-copies', 'copied-files.csv']);
  expect(await filesBelow(card)).toEqual(before);
  await app.close();
});
