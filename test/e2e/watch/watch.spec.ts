import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, OscarApp, test } from '../../fixtures/app';
import { filesBelow, writeFiles } from '../../fixtures/file-tree';
import { echo, startOscarServer } from '../../fixtures/oscar-server';

test('watches a folder: what comes runs by itself, and what is there is left alone', async ({ folder }) => {
  const server = await startOscarServer({ services: { leaf: echo() } });
  const card = join(folder, 'card');
  await writeFiles(card, { 'old.txt': 'old' });
  const home = join(folder, 'home');
  await mkdir(home);
  const app = await OscarApp.start(join(folder, 'user-data'), [], { HOME: home });
  await app.addConnection({ name: 'Field lab', address: server.endpoint, serviceName: 'leaf', token: server.token });
  await app.page.getByRole('group', { name: 'Input' }).waitFor();
  await app.chooseInMenuBar('Watch a folder…');
  await app.answerFolderDialog(card);
  await expect(app.page.getByRole('group', { name: '1 file is there already' })).toBeVisible();
  await app.page.getByRole('button', { name: 'Watch this folder' }).click();
  const sign = app.page.getByRole('button', { name: 'Watching 1 folder' });
  await expect(sign).toBeVisible();
  await expect(app.page).toHaveTitle('OSCAR Desktop – Watching 1 folder');

  await writeFiles(card, { 'new.txt': 'new' });
  await sign.click();
  const watch = app.page.getByRole('region', { name: /card$/ });
  await expect(watch).toContainText('1 file taken', { timeout: 20_000 });
  await watch.getByRole('button', { name: 'Show the list' }).click();
  await expect(app.page.getByText('1 file ·')).toBeVisible();
  await expect
    .poll(async () => Object.values(await filesBelow(join(home, 'OSCAR results'))), { timeout: 20_000 })
    .toContain('new');

  await sign.click();
  await app.page.getByRole('button', { name: 'Stop watching' }).click();
  const question = app.page.getByRole('dialog', { name: /^Stop watching/ });
  await question.getByRole('button', { name: 'Stop watching' }).click();
  await expect(app.page.getByText('No folder is watched.')).toBeVisible();
  expect(server.requests.filter(({ path }) => path === '/run/leaf')).toHaveLength(1);
  await app.close();
  await server.close();
});
