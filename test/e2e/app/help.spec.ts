import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, OscarApp, test } from '../../fixtures/app';
import { needsElectron } from '../../fixtures/newest/only-in-electron';

test('the menu bar and the keys do the same, once', async ({ app }) => {
  const { page } = app;
  const history = page.getByRole('heading', { name: 'History' });
  await app.practise();
  await app.chooseService('Cow says');

  await app.chooseInMenuBar('History');
  await expect(history).toBeVisible();
  await app.chooseInMenuBar('Back to the services');
  await expect(history).toBeHidden();

  // Done by both the page and the menu bar, it would be closed again at once.
  await app.pressOnKeyboard('ctrl+h');
  await expect(history).toBeVisible();
  await app.pressOnKeyboard('Escape');
  await expect(history).toBeHidden();

  await app.chooseInMenuBar('Try the sample');
  await expect(page.getByRole('textbox', { name: 'Text to send' })).toHaveValue(/Moo|message/);
  await app.pressOnKeyboard('ctrl+Return');
  await expect(app.result.getByText('(oo)')).toBeVisible();

  await app.chooseInMenuBar('Settings…');
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
  await app.waitUntilNotInMenuBar('History');
  expect(app.consoleMessages).toEqual([]);
});

test('help opens with F1 at the page that fits, and finds what is asked for', async ({ app }) => {
  const { page } = app;
  const article = page.getByRole('article');
  await app.pressOnKeyboard('F1');
  await expect(article).toHaveAccessibleName('First steps');
  await page.getByRole('button', { name: 'Close' }).click();

  await app.practise();
  await app.chooseService('Cow says');
  await page.keyboard.press('F1');
  await expect(article).toHaveAccessibleName('Running a service');
  await page.getByRole('searchbox', { name: 'Search the help' }).fill('No answer after 5 min');
  await page.getByRole('button', { name: /^No answer after 5 min/ }).click();
  await expect(article).toHaveAccessibleName('When it doesn’t work');
  await expect(article.getByRole('heading', { name: 'No answer after 5 min' })).toBeInViewport();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await app.chooseInMenuBar('Keys');
  await expect(article.getByRole('row', { name: /^Run Ctrl\+Enter/ })).toBeVisible();
  expect(app.consoleMessages).toEqual([]);
});

test('a newcomer is led to a first result, once', needsElectron('page-storage'), async ({ app, folder }) => {
  const { page } = app;
  const steps = page.getByRole('region', { name: 'First steps' });
  await expect(page.getByLabel('Language')).toBeVisible();
  await page.getByRole('button', { name: 'Practise without a cluster' }).click();
  await expect(steps).toContainText('Choose a service');
  await app.chooseService('Cow says');
  await expect(steps).toContainText('Try the sample');
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await expect(steps).toContainText('Run');
  await app.run();
  await expect(steps).toContainText('This is your first result');
  expect(app.consoleMessages).toEqual([]);
  await app.close();

  const again = await OscarApp.start(join(folder, 'user-data'));
  await again.page.getByRole('button', { name: 'Practise without a cluster' }).click();
  await again.page.getByRole('option').first().waitFor();
  await expect(again.page.getByRole('region', { name: 'First steps' })).toHaveCount(0);
  await again.close();
});

test('a service has a context menu, and files that were used are offered again', async ({ app, folder }) => {
  const { page } = app;
  await app.practise();
  await page.getByRole('option', { name: /^Cow says/ }).click({ button: 'right' });
  await app.chooseInContextMenu(1);
  await expect(page.getByRole('option', { name: /^Cow says/ }).getByLabel('Favourite')).toBeVisible();

  await app.chooseService('Cow says');
  await writeFile(join(folder, 'hoja ñ.txt'), 'a leaf');
  await app.drop(join(folder, 'hoja ñ.txt'));
  await page.getByRole('button', { name: 'Remove hoja ñ.txt' }).click();
  await page.getByRole('button', { name: 'Recent files' }).click();
  await page.getByRole('menuitem', { name: /^hoja ñ\.txt in / }).click();
  await expect(page.getByRole('button', { name: 'Remove hoja ñ.txt' })).toBeVisible();

  await app.chooseInMenuBar('About OSCAR Desktop');
  await expect(page.getByRole('dialog', { name: 'About OSCAR Desktop' })).toContainText(/Chromium\s*\d+/);
  expect(app.consoleMessages).toEqual([]);
});

test('text has a context menu of its own', needsElectron('text-menu'), async ({ app }) => {
  const { page } = app;
  await app.practise();
  await app.chooseService('Cow says');
  await app.typeText('moo');
  const editor = page.getByRole('textbox', { name: 'Text to send' });
  await editor.click({ button: 'right' });
  // Cut and Copy have nothing to do yet; after Paste comes Select all.
  await app.chooseInContextMenu(2);
  await expect
    .poll(() =>
      editor.evaluate(({ selectionEnd, selectionStart }: HTMLTextAreaElement) => selectionEnd - selectionStart),
    )
    .toBe(3);
  await page.keyboard.type('grass');
  await expect(editor).toHaveValue('grass');
  expect(app.consoleMessages).toEqual([]);
});
