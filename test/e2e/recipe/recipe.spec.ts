import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, OscarApp, test } from '../../fixtures/app';
import { filesBelow, writeFiles } from '../../fixtures/file-tree';
import { quarters } from '../../fixtures/pictures';

test('a recipe of two services is made, runs on three photos, and keeps what each step made', async ({ folder }) => {
  const photo = await quarters(600);
  const inputs = join(folder, 'Meadow');
  await writeFiles(inputs, { 'ash.png': photo, 'elm.png': photo, 'oak.png': photo });
  const home = join(folder, 'home');
  await mkdir(home);
  const app = await OscarApp.start(join(folder, 'user-data'), [], { HOME: home });
  const { page } = app;
  await app.practise();

  await app.chooseInMenuBar('New recipe…');
  const dialog = page.getByRole('dialog', { name: 'New recipe' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Measure in grey');
  for (const [index, title] of ['Black and white', 'Picture facts'].entries()) {
    await dialog.getByRole('combobox', { name: 'Service' }).selectOption(title);
    await dialog.getByRole('button', { name: 'Add step' }).click();
    await expect(dialog.getByRole('listitem')).toHaveCount(index + 1);
  }
  await dialog.getByRole('button', { name: 'Keep' }).click();
  await expect(page.getByRole('heading', { name: 'Measure in grey' })).toBeVisible();

  await app.drop(inputs);
  await expect(page.getByText(/^Measure in grey, step 1 of 2 · 3 files/)).toBeVisible();
  await page.getByRole('button', { name: 'Run 3 files' }).click();
  const lists = page.getByRole('navigation', { name: 'Lists of files' });
  await expect(lists.getByRole('button', { name: /step 1 of 2/ })).toContainText('Done');
  const second = lists.getByRole('button', { name: /step 2 of 2/ });
  await expect(second).toContainText('Done');
  await second.first().click();
  await expect(page.getByText(/^Measure in grey, step 2 of 2 · 3 files/)).toBeVisible();
  await expect(page.getByRole('row', { name: /ash/ })).toContainText('Done');

  const [recipe = ''] = await readdir(join(home, 'OSCAR results'));
  expect(recipe).toMatch(/ Measure in grey$/);
  const found = Object.keys(await filesBelow(join(home, 'OSCAR results', recipe)));
  const ofStep = (step: string) => found.filter((way) => way.startsWith(`${step}/Meadow/`));
  expect(ofStep('1 Black and white')).toHaveLength(3);
  expect(ofStep('2 Picture facts')).toHaveLength(3);
  expect(app.consoleMessages).toEqual([]);
  await app.close();
});
