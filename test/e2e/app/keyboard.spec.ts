import type { Page } from '@playwright/test';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { manyFiles, writeFiles } from '../../fixtures/file-tree';
import { expect, OscarApp, test } from '../../fixtures/app';

/** What has the focus. */
function focused(page: Page) {
  return page.locator(':focus');
}

/** Moves the focus with the Tab key until it is on what is called so; at each step it has to be seen. */
async function tabTo(page: Page, name: string | RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const goal = page.locator(':focus').and(page.getByRole('button', { name }).or(page.getByRole('listbox', { name })));
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
