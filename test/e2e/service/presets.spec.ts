import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, OscarApp, test } from '../../fixtures/app';
import { filesInOnlyFolder, writeFiles } from '../../fixtures/file-tree';
import { echo, startOscarServer } from '../../fixtures/oscar-server';

test('a preset says how the results of a list are called, until the list is begun', async ({ folder }) => {
  const server = await startOscarServer({ services: { leaf: echo() } });
  const inputs = join(folder, 'Meadow');
  await writeFiles(inputs, { 'ash.txt': 'ash', 'elm.txt': 'elm' });
  const home = join(folder, 'home');
  await mkdir(home);
  const app = await OscarApp.start(join(folder, 'user-data'), [], { HOME: home });
  const { page } = app;
  await app.connect(server);
  await app.chooseService('leaf');
  await app.drop(inputs);
  await page.getByRole('button', { name: 'Run 2 files' }).waitFor();
  await page.getByRole('button', { name: 'Options' }).click();
  const name = page.getByRole('textbox', { name: 'Name of each result' });
  const presets = page.getByRole('button', { name: 'Presets', exact: true });
  const keep = page.getByRole('menuitem', { name: 'Keep this as a preset…' });
  const fieldDay = page.getByRole('menuitem', { name: 'Field day' });
  const told = page.getByText('“Field day” was used for this list: results called “{name} {number}”.');

  await expect(name).toHaveValue('{name} – {service}');
  await name.fill('{name} {number}');
  await name.press('Tab');
  // There is something to keep once the list has the name.
  await presets.click();
  await keep.click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Field day');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();

  await name.fill('{name} – {service}');
  await name.press('Tab');
  await presets.click();
  await expect(fieldDay).toBeVisible();
  await expect(keep).toBeHidden();
  await fieldDay.click();
  await expect(told).toBeVisible();
  await expect(name).toHaveValue('{name} {number}');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(told).toBeHidden();
  await expect(name).toHaveValue('{name} – {service}');

  await presets.click();
  await fieldDay.click();
  await expect(told).toBeVisible();
  await page.getByRole('button', { name: 'Run 2 files' }).click();
  await expect(page.getByText('All files are done', { exact: true })).toBeVisible();
  await expect(told).toBeHidden();
  await presets.click();
  await expect(page.getByRole('menuitem', { name: 'All presets…' })).toBeVisible();
  await expect(fieldDay).toBeHidden();
  expect(app.consoleMessages).toEqual([]);
  await app.close();
  await server.close();
  expect(await filesInOnlyFolder(join(home, 'OSCAR results'))).toMatchObject({
    'Meadow/ash 0001.txt': 'ash',
    'Meadow/elm 0002.txt': 'elm',
  });
});
