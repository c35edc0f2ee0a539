import axe from 'axe-core';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, OscarApp, test } from '../../fixtures/app';
import { filesBelow, manyFiles, writeFiles } from '../../fixtures/file-tree';
import { echo, startOscarServer, type OscarServer } from '../../fixtures/oscar-server';
import { resize, setTheme } from '../../fixtures/window-states';

/** A service that answers only when it is allowed to. */
async function heldServer(): Promise<{ readonly server: OscarServer; open(): void }> {
  let isOpen = false;
  const waiting: (() => void)[] = [];
  const server = await startOscarServer({
    services: {
      leaf: async (exchange) => {
        if (!isOpen) await Promise.race([new Promise<void>((go) => waiting.push(go)), exchange.closed]);
        await echo()(exchange);
      },
    },
  });
  return {
    server,
    open: () => {
      isOpen = true;
      for (const go of waiting) go();
    },
  };
}

/** Starts the program with a connection and a running list of six files. */
async function withRunningList(folder: string, server: OscarServer): Promise<OscarApp> {
  await writeFiles(join(folder, 'North'), manyFiles(6));
  await writeFiles(join(folder, 'South'), manyFiles(9));
  await writeFiles(join(folder, 'West'), manyFiles(3));
  await mkdir(join(folder, 'home'));
  const app = await start(folder);
  await app.addConnection({ name: 'Field lab', address: server.endpoint, serviceName: 'leaf', token: server.token });
  await app.page.getByRole('group', { name: 'Input' }).waitFor();
  await app.drop(join(folder, 'North'));
  await app.page.getByRole('button', { name: 'Run 6 files' }).click();
  await expect(app.page.getByText('Running', { exact: true })).toBeVisible();
  return app;
}

function start(folder: string): Promise<OscarApp> {
  return OscarApp.start(join(folder, 'user-data'), [], { HOME: join(folder, 'home') });
}

function listsOf({ page }: OscarApp) {
  const overview = page.getByRole('navigation', { name: 'Lists of files' });
  return { overview, lists: overview.getByRole('button', { name: /\d of \d/ }) };
}

/** Keeps screenshots of the window, to be looked at. */
async function keepPictures({ app, name }: { readonly app: OscarApp; readonly name: string }): Promise<void> {
  const folder = process.env['LIST_PICTURES'];
  if (folder === undefined) return;
  const { page } = app;
  for (const language of ['es', 'en'] as const) {
    await page.evaluate((chosen) => window.oscar.changeSettings({ language: chosen }), language);
    await page.reload();
    await page.locator('[data-list]').last().click();
    for (const theme of ['dark', 'light'] as const) {
      await setTheme(page, 'system', theme);
      for (const [width, height] of [
        [900, 600],
        [1440, 900],
      ] as const) {
        await resize(app, { width, height });
        await page.screenshot({ path: join(folder, `${name}-${language}-${theme}-${width}.png`) });
      }
    }
  }
}

test('what is dropped while a list runs waits in line, and the mouse changes the order and pauses', async ({
  folder,
}) => {
  const { server, open } = await heldServer();
  const app = await withRunningList(folder, server);
  const { page } = app;
  const { overview, lists } = listsOf(app);
  await expect(overview).toBeHidden();

  await app.hover(join(folder, 'South'));
  await expect(page.getByText('Drop to make another list')).toBeVisible();
  await app.drop(join(folder, 'South'));
  await expect(
    page.getByText('Ready to run. Another list is at work, so this one will wait for its turn.', { exact: true }),
  ).toBeVisible();
  await expect(lists).toHaveText([/North.*Running · 0 of 6/, /South.*Not started · 0 of 9/]);
  await page.getByRole('button', { name: 'Run 9 files' }).click();
  await expect(page.getByText('Waits for its turn: another list is before it', { exact: true })).toBeVisible();
  await app.drop(join(folder, 'West'));
  await page.getByRole('button', { name: 'Run 3 files' }).click();
  await expect(lists).toHaveText([
    /North.*Running · 0 of 6/,
    /South.*Waits for its turn · 0 of 9/,
    /West.*Waits for its turn · 0 of 3/,
  ]);
  await keepPictures({ app, name: 'lines' });

  // The last list is moved to the front: it runs now, and the one that was running waits.
  await lists.nth(2).dragTo(lists.nth(0));
  await expect(lists).toHaveText([
    /West.*Running · 0 of 3/,
    /North.*Waits for its turn · 0 of 6/,
    /South.*Waits for its turn · 0 of 9/,
  ]);
  await overview.getByRole('button', { name: 'Actions for West (leaf)' }).click();
  await app.chooseInContextMenu(1);
  await expect(lists).toHaveText([/West.*Paused/, /North.*Running/, /South.*Waits for its turn/]);

  await lists.nth(1).click();
  await expect(page.getByText(/^6 files ·/)).toBeVisible();
  await expect(lists.nth(1)).toHaveAttribute('aria-current', 'true');
  open();
  await expect(lists).toHaveText([/West.*Paused/, /North.*Done · 6 of 6/, /South.*Done · 9 of 9/]);
  await overview.getByRole('button', { name: 'Actions for West (leaf)' }).click();
  await app.chooseInContextMenu(1);
  await expect(page.getByText('All files are done', { exact: true })).toBeVisible();
  // A finished list that was shown is closed when the next one is shown.
  await expect(lists).toHaveText([/West.*Done · 3 of 3/, /South.*Done · 9 of 9/]);
  await lists.nth(1).click();
  await expect(overview).toBeHidden();
  expect(await resultsIn(folder)).toHaveLength(18);
  expect(app.consoleMessages).toEqual([]);
  await app.close();
  await server.close();
});

test('lists are ordered by keys alone, are told of, and come back in their order after a kill', async ({ folder }) => {
  const { server, open } = await heldServer();
  let app = await withRunningList(folder, server);
  let { page } = app;
  const { overview, lists } = listsOf(app);
  const said = (text: string) => page.getByRole('status').filter({ hasText: text });
  await app.drop(join(folder, 'South'));
  await expect(said('This is another list')).toBeAttached();
  await page.getByRole('button', { name: 'Run 9 files' }).press('Enter');
  await expect(lists).toHaveText([/Running · 0 of 6/, /Waits for its turn · 0 of 9/]);

  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    window.axe.run({
      resultTypes: ['violations'],
      preload: false,
      iframes: false,
      rules: { 'target-size': { enabled: true } },
    }),
  );
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);

  await lists.last().focus();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(lists).toHaveText([/Running · 0 of 9/, /Waits for its turn · 0 of 6/]);
  await expect(lists.first()).toBeFocused();
  await expect(said('South (leaf) is now number 1 of 2')).toBeAttached();
  await expect(said('Running: 0 of 9')).toBeAttached();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(lists.first()).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(lists.last()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^6 files ·/)).toBeVisible();
  await expect(lists.last()).toBeFocused();

  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect(page.getByRole('dialog', { name: 'Files are still running' })).toContainText('2 lists are running');
  await page.getByRole('button', { name: 'Stay here' }).press('Enter');
  await expect(overview).toBeVisible();
  await app.kill();

  app = await start(folder);
  ({ page } = app);
  const restored = listsOf(app).lists;
  await expect(restored).toHaveText([/South.*Not finished · 0 of 9/, /North.*Not finished · 0 of 6/]);
  open();
  for (const [place, files] of [
    [1, 6],
    [0, 9],
  ] as const) {
    await restored.nth(place).press('Enter');
    await expect(page.getByText(new RegExp(`^${files} files ·`))).toBeVisible();
    await page.getByRole('button', { name: 'Go on' }).press('Enter');
  }
  await expect(page.getByText('All files are done', { exact: true })).toBeVisible();
  await expect.poll(async () => (await resultsIn(folder)).length).toBe(15);
  expect(app.consoleMessages).toEqual([]);
  await app.close();
  await server.close();
});

/** The paths of all results in the folders of the lists. */
async function resultsIn(folder: string): Promise<readonly string[]> {
  const place = join(folder, 'home', 'OSCAR results');
  const found = await Promise.all((await readdir(place)).map((name) => filesBelow(join(place, name))));
  return found.flatMap((files) => Object.keys(files)).filter((way) => /^(North|South|West)\//.test(way));
}
