import type { Page } from '@playwright/test';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { manyFiles, writeFiles } from '../../fixtures/file-tree';
import { accountOf, expect, OscarApp, test } from '../../fixtures/app';
import { say, startOscarServer } from '../../fixtures/oscar-server';
import { quarters } from '../../fixtures/pictures';
import { StorageServer } from '../../fixtures/storage-server';

/** What has the focus. */
function focused(page: Page) {
  return page.locator(':focus');
}

/** Moves the focus with the Tab key until it is on what is called so; at each step it has to be seen. */
async function tabTo(page: Page, name: string | RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const wanted = page
    .getByRole('button', { name })
    .or(page.getByRole('listbox', { name }))
    .or(page.getByRole('grid', { name }))
    .or(page.getByRole('textbox', { name }))
    .or(page.getByRole('combobox', { name }))
    .or(page.locator('summary').filter({ hasText: name }));
  const goal = page.locator(':focus').and(wanted);
  for (let pressed = 0; pressed < 40; pressed += 1) {
    await page.keyboard.press(key);
    const isSeen = await focused(page).evaluateAll((elements) =>
      elements.every((element) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        const [inside] = element.getClientRects();
        const isFramed = outlineStyle !== 'none' && outlineWidth !== '0px';
        // A choice that is drawn by its label has its frame there.
        const label = element instanceof HTMLInputElement ? element.labels?.[0] : undefined;
        return inside !== undefined && (isFramed || (label && getComputedStyle(label).outlineStyle !== 'none'));
      }),
    );
    expect(isSeen, await focused(page).evaluateAll((all) => all.map((one) => one.outerHTML.slice(0, 200)).join())).toBe(
      true,
    );
    if ((await goal.count()) > 0) return;
  }
  throw new Error(`The Tab key never came to ${name}.`);
}

test('the main job needs no mouse, from the start to a file', async ({ app, folder }) => {
  const { page } = app;
  await page.getByRole('button', { name: 'Practise without a cluster' }).waitFor();
  await tabTo(page, 'Practise without a cluster');
  await page.keyboard.press('Enter');
  await page.getByRole('option').first().waitFor();

  await page.keyboard.press('Control+k');
  await page.keyboard.type('cow');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('option', { name: /^Cow says/ })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('F6');
  await expect(focused(page)).toHaveAccessibleName('Cow says');
  await tabTo(page, 'Type text…');
  await page.keyboard.press('Enter');
  await expect(focused(page)).toHaveAccessibleName('Text to send');
  await page.keyboard.type('The oak is old.');
  await page.keyboard.press('Control+Enter');
  await expect(app.result.getByText('(oo)')).toBeVisible();
  // The focus stays where it was; one key leads to the result.
  await expect(focused(page)).toHaveAccessibleName('Text to send');

  const regions = ['Run', 'Result of your text', 'Services', 'Cow says'];
  for (const name of regions) {
    await page.keyboard.press('F6');
    await expect(focused(page)).toHaveAccessibleName(name);
  }
  await page.keyboard.press('Shift+F6');
  await expect(focused(page)).toHaveAccessibleName('Services');
  await page.keyboard.press('Alt+4');
  await expect(focused(page)).toHaveAccessibleName('Result of your text');

  await tabTo(page, 'Save as…');
  const target = join(folder, 'cow.txt');
  await page.keyboard.press('Enter');
  await app.answerFileDialog(target);
  await expect(app.result.getByText(/^Saved as cow.txt/)).toBeVisible();
  expect(await readFile(target, 'utf8')).toContain('The oak is old.');
  await expect(focused(page)).toHaveAccessibleName('Save as…');
  expect(app.consoleMessages).toEqual([]);
});

test('a dialog takes the focus, keeps it, and gives it back', async ({ app }) => {
  const { page } = app;
  await app.practise();
  for (const [opener, dialogName] of [
    ['Settings', 'Settings'],
    ['Help', /^(Help|First steps)/],
  ] as const) {
    await page.keyboard.press('Control+k');
    await tabTo(page, opener, 'Shift+Tab');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: dialogName });
    await expect(dialog.locator(':focus')).toHaveCount(1);
    for (let pressed = 0; pressed < 30; pressed += 1) {
      await page.keyboard.press('Tab');
      // Between the last and the first the focus is on the dialog's page itself.
      expect(await page.evaluate(() => document.activeElement?.closest('dialog, body')?.nodeName)).toMatch(
        /DIALOG|BODY/,
      );
      expect(await page.locator('.app :focus').count()).toBe(0);
    }
    await page.keyboard.press('Escape');
    // Keys mean something to the window once the element is gone, a moment after the dialog is closed.
    await expect(page.locator('dialog')).toHaveCount(0);
    await expect(focused(page)).toHaveAccessibleName(opener);
  }

  // The menu of connections: arrows move in it, Escape leaves it.
  await page.keyboard.press('Control+l');
  await expect(page.getByRole('menu')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menu').locator(':focus')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(focused(page)).toHaveAccessibleName(/^Connection: Practice/);
});

test('a batch needs no mouse', async ({ folder }) => {
  const home = join(folder, 'home');
  await mkdir(home);
  await writeFiles(join(folder, 'Meadow'), manyFiles(4));
  const app = await OscarApp.start(join(folder, 'user-data'), [], { HOME: home });
  const { page } = app;
  await app.practise();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('cow');
  await page.keyboard.press('ArrowDown');

  await app.pressOnKeyboard('ctrl+shift+o');
  await app.answerFolderDialog(join(folder, 'Meadow'));
  const list = page.getByRole('grid', { name: 'Files to run' });
  await expect(list).toBeVisible();
  await expect(page.getByRole('button', { name: 'Run 4 files' })).toBeEnabled();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('All files are done', { exact: true })).toBeVisible();

  while ((await focused(page).and(list).count()) === 0) await page.keyboard.press('Tab');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: /^Result of leaf/ }).getByText('(oo)')).toBeVisible();
  await page.keyboard.press('Control+a');
  await expect(list.getByRole('row', { selected: true })).toHaveCount(4);
  const results = await readdir(join(home, 'OSCAR results'), { recursive: true });
  expect(results.filter((name) => name.endsWith('.txt'))).toHaveLength(4);
  expect(app.consoleMessages).toEqual([]);
  await app.close();
});

test('every place of the window needs no mouse, and the focus is never lost', async ({ app, folder }) => {
  const objects = join(folder, 'objects');
  await mkdir(objects);
  const storage = await StorageServer.start({ folder: objects, buckets: ['leaf'] });
  await storage.put('leaf', 'out/scores.csv', 'species,score\noak,1\n');
  const server = await startOscarServer({ services: { leaf: say('{"label":"oak","score":0.9}') }, storage });
  const { user, password } = accountOf(server);
  const { page } = app;
  const isOn = (name: string | RegExp) => expect(focused(page)).toHaveAccessibleName(name);
  const press = (key: string) => page.keyboard.press(key);

  await page.getByRole('button', { name: 'Add connection' }).waitFor();
  await tabTo(page, 'Add connection');
  await press('Enter');
  await isOn('Address');
  await page.keyboard.type(server.endpoint);
  await press('Enter');
  await isOn('Service name');
  await press('Shift+Tab');
  await press('ArrowDown');
  await isOn('User and password');
  await press('Tab');
  await page.keyboard.type(user);
  await press('Tab');
  await page.keyboard.type(password);
  await press('Enter');
  await isOn('Services');
  await tabTo(page, 'Services');
  await press('l');
  await expect(page.getByRole('option', { name: 'leaf' })).toHaveAttribute('aria-selected', 'true');
  await press('F6');
  await isOn('leaf');

  const pictures = join(folder, 'Meadow');
  await writeFiles(pictures, { 'elm.png': await quarters(20), 'oak.png': await quarters(40) });
  await app.pressOnKeyboard('ctrl+o');
  await app.answerFolderDialog(join(pictures, 'elm.png'));
  await expect(app.runButton).toBeEnabled();
  await isOn('leaf');
  await press('Control+Enter');
  await expect(app.result.getByText('oak').first()).toBeVisible();
  await isOn('leaf');

  await press('Control+h');
  await isOn('History');
  await tabTo(page, /leaf/);
  await press('Enter');
  await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible();
  await press('Control+h');
  await isOn('leaf');

  await tabTo(page, 'About this service');
  await press('Enter');
  await tabTo(page, 'Files of the service');
  await press('Enter');
  await isOn('Files of leaf');
  await expect(page.getByText('1 file, ')).toBeVisible();
  await tabTo(page, /scores\.csv/);
  await press('Enter');
  await expect(page.getByRole('heading', { name: 'scores.csv' })).toBeVisible();
  await press('Delete');
  await isOn('Keep it');
  await press('Escape');
  // Keys mean something to the place once the dialog is gone, a moment after it is closed.
  await expect(page.locator('dialog')).toHaveCount(0);
  await isOn(/scores\.csv/);
  await press('Delete');
  await isOn('Keep it');
  await press('Tab');
  await isOn('Delete');
  await press('Enter');
  await expect(page.locator('dialog')).toHaveCount(0);
  await isOn('Files of leaf');
  await press('Escape');
  await isOn('leaf');

  await app.pressOnKeyboard('ctrl+shift+o');
  await app.answerFolderDialog(pictures);
  await expect(page.getByRole('button', { name: 'Run 2 files' })).toBeEnabled();
  await isOn('Files for leaf');
  await press('Control+Enter');
  await expect(page.getByText('All files are done', { exact: true })).toBeVisible();
  await isOn('Files for leaf');
  await tabTo(page, 'Take away');
  await press('Enter');
  await expect(page.getByRole('menu').locator(':focus')).toHaveCount(1);
  await press('Escape');
  await isOn('Take away');
  await tabTo(page, 'Files to run');
  await press('Home');
  await press('Enter');
  await expect(page.getByRole('region', { name: 'Result of elm.png' })).toBeVisible();
  await press('k');
  await expect(page.getByRole('button', { name: 'Keep', exact: true })).toHaveAttribute('aria-pressed', 'true');
  await isOn('Files to run');

  await press('Control+l');
  await expect(page.getByRole('menu')).toBeVisible();
  await press('Escape');
  await isOn(/^Connection: /);
  await press('F1');
  await isOn('Search the help');
  await press('Escape');
  await isOn(/^Connection: /);
  expect(app.consoleMessages).toEqual([]);
  await server.close();
  await storage.close();
});

test('what is made once and used again needs no mouse: recipes, tables, jobs, watched folders', async ({
  app,
  folder,
}) => {
  const { page } = app;
  const isOn = (name: string | RegExp) => expect(focused(page)).toHaveAccessibleName(name);
  const press = (key: string) => page.keyboard.press(key);
  const isClosed = () => expect(page.locator('dialog')).toHaveCount(0);
  await app.practise();

  await app.chooseInMenuBar('New recipe…');
  await isOn('Name');
  await page.keyboard.type('Grey, then facts');
  for (const [index, title] of ['Black and white', 'Picture facts'].entries()) {
    await tabTo(page, 'Service', index === 0 ? 'Tab' : 'Shift+Tab');
    await page.keyboard.type(title);
    await tabTo(page, 'Add step');
    await press('Enter');
    await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(index + 1);
  }
  await tabTo(page, 'Keep');
  await press('Enter');
  await isClosed();
  await isOn('Grey, then facts');

  await page.keyboard.press('Control+k');
  await page.keyboard.type('cow');
  await press('ArrowDown');
  await expect(page.getByRole('option', { name: /^Cow says/ })).toHaveAttribute('aria-selected', 'true');
  await press('F6');
  await isOn('Cow says');
  const table = join(folder, 'words.csv');
  await writeFile(table, 'word\noak\nelm\n');
  await app.pressOnKeyboard('ctrl+o');
  await app.answerFileDialog(table);
  await expect(page.getByRole('button', { name: 'Run each row…' })).toBeVisible();
  await tabTo(page, 'Run each row…');
  await press('Enter');
  await expect(page.getByRole('button', { name: 'Make a list of 2 rows' })).toBeEnabled();
  await expect(page.getByRole('dialog').locator(':focus')).toHaveCount(1);
  await tabTo(page, 'Make a list of 2 rows');
  await press('Enter');
  await isClosed();
  await expect(page.getByRole('button', { name: 'Run 2 rows' })).toBeEnabled();
  await isOn('Rows for Cow says');
  await press('Control+Enter');
  await expect(page.getByText('All rows are done', { exact: true })).toBeVisible();
  await tabTo(page, 'Close list');
  await press('Enter');
  await isOn('Cow says');

  await tabTo(page, 'Remove words.csv');
  await press('Enter');
  await tabTo(page, 'Type text…');
  await press('Enter');
  await isOn('Text to send');
  await page.keyboard.type('Of oaks');
  await tabTo(page, 'Options');
  await press('Enter');
  await tabTo(page, 'Run in the background', 'Shift+Tab');
  await press('Enter');
  await expect(app.result.getByRole('button', { name: 'Show the job' })).toBeVisible();
  await press('Control+j');
  await isOn('Background jobs');
  await press('Escape');
  await isOn('Run');

  await app.chooseInMenuBar('Watch a folder…');
  await app.answerFolderDialog(folder);
  await expect(page.getByRole('dialog').locator(':focus')).toHaveCount(1);
  await tabTo(page, 'Watch this folder');
  await press('Enter');
  await isClosed();
  await expect(page.getByRole('button', { name: 'Watching 1 folder' })).toBeVisible();
  await tabTo(page, 'Watching 1 folder', 'Shift+Tab');
  await press('Enter');
  await expect(page.getByRole('dialog').locator(':focus')).toHaveCount(1);
  await tabTo(page, 'Stop watching');
  await press('Enter');
  await isOn('Keep watching');
  await press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(1);
  await isOn('Stop watching');
  await press('Escape');
  await isClosed();
  await isOn('Watching 1 folder');
  expect(app.consoleMessages).toEqual([]);
});
