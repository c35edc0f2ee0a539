import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { OscarApp, expect, test } from '../../fixtures/app';
import { needsElectron } from '../../fixtures/newest/only-in-electron';

test('a result is found again after a restart, opened, run again, deleted and brought back', async ({
  app,
  folder,
}) => {
  const userData = join(folder, 'user-data');
  // The keys count from the moment the page is there.
  await expect(app.page.getByRole('button', { name: 'Practise without a cluster' })).toBeVisible();
  await app.page.keyboard.press('Control+h');
  await expect(app.page.getByText('Nothing run yet')).toBeVisible();
  await app.page.getByRole('button', { name: 'Back' }).click();
  await app.practise();
  await app.chooseService('Cow says');
  for (const text of ['The oak is old.', 'The fern is young.']) {
    if (await app.page.getByRole('textbox', { name: 'Text to send' }).isVisible())
      await app.page.getByRole('textbox', { name: 'Text to send' }).fill(text);
    else await app.typeText(text);
    await app.run();
  }
  // By force: what was shown has to be there all the same.
  await app.kill();

  const again = await OscarApp.start(userData);
  try {
    const { page } = again;
    await page.getByRole('button', { name: 'History' }).click();
    const entries = page.locator('[data-entry]');
    await expect(entries).toHaveCount(2);
    await page.getByRole('searchbox').fill('oak');
    await expect(entries).toHaveCount(1);
    await entries.click();
    await expect(again.result.getByText('The oak is old.').last()).toBeVisible();
    await again.saveAs(join(folder, 'oak.txt'));
    expect(await readFile(join(folder, 'oak.txt'), 'utf8')).toContain('The oak is old.');

    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await expect(page.getByText('Nothing found')).toBeVisible();
    expect(await readdir(join(userData, 'results'))).toHaveLength(1);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(entries).toHaveCount(1);

    await entries.click();
    await page.getByRole('button', { name: 'Run again' }).click();
    await expect(page.getByRole('heading', { name: 'History' })).toBeHidden();
    await expect(again.result.getByText('The oak is old.')).toBeVisible();
    await page.keyboard.press('Control+h');
    await expect(entries).toHaveCount(2);
    await page.getByRole('searchbox').fill('');
    await expect(entries).toHaveCount(3);
    await page.getByRole('button', { name: 'Delete all…' }).click();
    await page.getByRole('button', { name: 'Delete all', exact: true }).click();
    await expect(page.getByText('Nothing run yet')).toBeVisible();
    await page.getByRole('button', { name: 'Back' }).click();
    await expect.poll(() => readdir(join(userData, 'results'))).toEqual([]);
    await expect.poll(() => readdir(userData)).not.toContain('results-removed');
    expect(again.consoleMessages).toEqual([]);
  } finally {
    await again.close();
  }
});

test(
  'a second start shows the window of the first, and both have one history',
  needsElectron('single-instance'),
  async ({ app, folder }) => {
    const userData = join(folder, 'user-data');
    await app.practise();
    await app.chooseService('Cow says');
    await app.typeText('The oak is old.');
    await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
    expect(await OscarApp.startTwice(userData)).toBe(0);
    const isMinimized = () =>
      app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isMinimized()));
    await expect.poll(isMinimized).toEqual([false]);
    await app.run();
    expect(await OscarApp.startTwice(userData)).toBe(0);
    await app.page.keyboard.press('Control+h');
    await expect(app.page.locator('[data-entry]')).toHaveCount(1);
    await app.close();

    const again = await OscarApp.start(userData);
    await again.page.getByRole('button', { name: 'History' }).click();
    await again.page.locator('[data-entry]').click();
    await expect(again.result.getByText('The oak is old.').last()).toBeVisible();
    await again.close();
  },
);

test('a result becomes the input of another service, and both say where it came from', async ({ app, folder }) => {
  const { page } = app;
  await app.practise();
  await app.chooseService('Cow says');
  await app.typeText('The oak is old.');
  await app.run();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Use as input for…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Use as input for another service' });
  await dialog.getByRole('combobox', { name: 'Service' }).selectOption({ label: 'Text to speech' });
  await dialog.getByRole('button', { name: 'Use it there' }).click();
  await expect(page.getByRole('region', { name: 'Text to speech' })).toBeFocused();
  await expect(page.getByRole('button', { name: 'Remove cowsay.txt' })).toBeVisible();
  await app.run();
  await expect(app.result.getByRole('button', { name: 'Save as…' })).toBeEnabled();
  await app.result.getByText('Details', { exact: true }).click();
  await expect(app.result.getByText('The input was made by')).toBeVisible();

  await app.kill();
  const again = await OscarApp.start(join(folder, 'user-data'));
  try {
    await again.page.getByRole('button', { name: 'History' }).click();
    const entry = again.page.locator('[data-entry]').filter({ hasText: 'result of cowsay' });
    await entry.click();
    await again.result.getByText('Details', { exact: true }).click();
    await expect(again.result.getByText('The input was made by')).toBeVisible();
    await again.page.getByRole('button', { name: 'Run again' }).click();
    await expect(again.page.locator('[data-entry]')).toHaveCount(0);
    await again.page.getByRole('button', { name: 'History' }).click();
    await expect(entry).toHaveCount(2);
  } finally {
    await again.close();
  }
});
