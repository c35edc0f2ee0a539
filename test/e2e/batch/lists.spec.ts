import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, OscarApp, test } from '../../fixtures/app';
import { filesInOnlyFolder, manyFiles, writeFiles } from '../../fixtures/file-tree';
import { answer, echo, startOscarServer } from '../../fixtures/oscar-server';
import { resize } from '../../fixtures/window-states';

/** Keeps screenshots of the window, to be looked at. */
async function keepPicture(app: OscarApp, name: string): Promise<void> {
  const folder = process.env['LIST_PICTURES'];
  if (folder === undefined) return;
  for (const [width, height] of [
    [900, 600],
    [1440, 900],
  ] as const) {
    await resize(app, { width, height });
    await app.page.screenshot({ path: join(folder, `${name}-${width}.png`) });
  }
}

test('a list is closed, found in the history after a restart with its marks, and deleted with its results', async ({
  folder,
}) => {
  let sent = 0;
  const server = await startOscarServer({
    services: {
      leaf: async (exchange) => {
        sent += 1;
        await (sent === 3 ? answer(500, 'exit status 1\n') : echo())(exchange);
      },
    },
  });
  await writeFiles(join(folder, 'Meadow'), manyFiles(5));
  const home = join(folder, 'home');
  await mkdir(home);
  const results = join(home, 'OSCAR results');
  const start = () => OscarApp.start(join(folder, 'user-data'), [], { HOME: home });

  let app = await start();
  await app.addConnection({ name: 'Field lab', address: server.endpoint, serviceName: 'leaf', token: server.token });
  await app.page.getByRole('group', { name: 'Input' }).waitFor();
  await app.drop(join(folder, 'Meadow'));
  await app.page.getByRole('button', { name: 'Run 5 files' }).click();
  await expect(app.page.getByText('Finished, with some files to look at', { exact: true })).toBeVisible();
  const list = app.page.getByRole('grid');
  await list.getByRole('row', { name: /leaf 0001/ }).click();
  await list.focus();
  await app.page.keyboard.press('k');
  await expect(list.getByRole('row', { name: /Keep.*leaf 0001/ })).toBeVisible();
  await app.page.getByRole('button', { name: 'Close list' }).click();
  await expect(list).toBeHidden();
  await app.close();

  app = await start();
  const { page } = app;
  await expect(page.getByRole('button', { name: 'History' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Show', exact: true })).toBeHidden();
  await page.getByRole('button', { name: 'History' }).click();
  const row = page.locator('[data-entry]', { hasText: '5 files · 1 problem' });
  await page.getByRole('searchbox').fill('leaf');
  await row.click();
  await keepPicture(app, 'list-in-history');
  await page.getByRole('button', { name: 'Open the list' }).click();
  await expect(page.getByRole('grid').getByRole('row', { name: /Keep.*leaf 0001/ })).toBeVisible();
  await expect(page.getByText('Finished, with some files to look at', { exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'History' }).click();
  await row.click();
  await page.getByRole('button', { name: 'Delete…' }).click();
  await keepPicture(app, 'delete-list');
  await page.getByRole('button', { name: 'Delete the list, keep the results' }).click();
  await expect(row).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await row.click();
  await page.getByRole('button', { name: 'Delete…' }).click();
  await page.getByRole('button', { name: 'Delete the list and its 4 results' }).click();
  await expect(row).toBeHidden();
  expect(Object.keys(await filesInOnlyFolder(results)).filter((way) => way.startsWith('Meadow/'))).toEqual([]);
  expect(Object.keys(await filesInOnlyFolder(results))).toContain('report.csv');
  expect(app.consoleMessages).toEqual([]);
  await app.close();
  const kept = await readdir(join(folder, 'user-data', 'batches'));
  expect(kept.filter((name) => name.endsWith('.journal'))).toEqual([]);
  await server.close();
});
