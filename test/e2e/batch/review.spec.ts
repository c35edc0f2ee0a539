import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, OscarApp, test } from '../../fixtures/app';
import { filesInOnlyFolder, writeFiles } from '../../fixtures/file-tree';
import { resize } from '../../fixtures/window-states';
import { TestPicture } from '../../fixtures/test-picture';

/** A grey photo, with or without a coloured square in it. */
async function photo(colour: number | undefined): Promise<Buffer> {
  const picture = new TestPicture({ width: 240, height: 160, color: 0x909090ff });
  for (let x = 60; colour !== undefined && x < 120; x += 1) {
    for (let y = 40; y < 100; y += 1) picture.setPixelColor(colour, x, y);
  }
  return picture.getBuffer('image/png');
}

test('from photos to a reviewed table: what was found, the doubtful ones, marks, and the table', async ({ folder }) => {
  const [red, blue, none] = [await photo(0xd62728ff), await photo(0x2f63c4ff), await photo(undefined)];
  const photos = {
    'a/1.png': red,
    'a/2.png': red,
    'b/3.png': blue,
    'b/4.png': none,
    'b/5.png': Buffer.from('no photo'),
  };
  await writeFiles(join(folder, 'card'), photos);
  const home = join(folder, 'home');
  await mkdir(home);
  const app = await OscarApp.start(join(folder, 'user-data'), [], { HOME: home });
  const { page } = app;
  await resize(app, { width: 1280, height: 800 });
  await page.getByRole('button', { name: 'Practise without a cluster' }).click();
  await app.chooseService('Find things');
  await app.drop(join(folder, 'card'));
  await page.getByRole('button', { name: 'Run 5 files' }).click();
  await expect(page.getByText('Finished, with some files to look at', { exact: true })).toBeVisible();

  const list = page.getByRole('grid');
  const chip = (name: RegExp) =>
    page.getByRole('group', { name: 'What the answers show' }).getByRole('button', { name });
  await expect(chip(/^red 2$/)).toBeVisible();
  await expect(chip(/^nothing found 1$/)).toBeVisible();
  await expect(chip(/program seems to have failed\. 1$/)).toBeVisible();
  await expect(list.getByRole('row', { name: /3\.png/ })).toContainText('blue');

  await chip(/^red/).click();
  await expect(chip(/^red/)).toHaveAttribute('aria-pressed', 'true');
  await expect(list.getByRole('row')).toHaveCount(3);
  await list.focus();
  await page.keyboard.press('k');
  await expect(list.getByRole('row', { name: /Keep.*red/ })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('s');
  await page.keyboard.press('u');
  await expect(chip(/^kept 1$/)).toBeVisible();
  await expect(chip(/^starred/)).toBeHidden();
  await chip(/^red/).click();
  await expect(list.getByRole('row')).toHaveCount(6);

  await list.getByRole('row', { name: /3\.png/ }).click();
  await page.getByRole('combobox', { name: 'What it is instead' }).fill('kingfisher');
  await page.keyboard.press('Tab');
  await expect(chip(/^kingfisher 1$/)).toBeVisible();
  await expect(list.getByRole('row', { name: /3\.png/ })).toContainText('kingfisher');
  if (process.env['REVIEW_PICTURES']) {
    for (const [width, height] of [
      [900, 600],
      [1440, 900],
    ] as const) {
      await resize(app, { width, height });
      await page.screenshot({ path: join(process.env['REVIEW_PICTURES'], `review-${width}.png`) });
    }
  }

  const results = join(home, 'OSCAR results');
  const report = async () => (await filesInOnlyFolder(results))['report.csv'] ?? '';
  await page.getByRole('button', { name: 'Take away', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Update the report in the folder' }).click();
  await expect.poll(report).toContain('kingfisher');
  const [head = '', first = ''] = (await report()).split('\r\n');
  expect(head).toContain('answer,score,opinion,star,corrected label,note');
  expect(first).toMatch(/1\.png.*,red,[01]\.\d{4},keep,,,,/);
  expect(
    Object.keys(await filesInOnlyFolder(results)).filter((way) => way.endsWith('.json') && way.startsWith('card/')),
  ).toHaveLength(4);
  await app.close();
});
