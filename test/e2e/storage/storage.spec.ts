import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test as base } from '../../fixtures/app';
import { filesBelow } from '../../fixtures/file-tree';
import { startOscarServer, type OscarServer } from '../../fixtures/oscar-server';
import { contentOf, StorageServer } from '../../fixtures/storage-server';

/** A cluster with a storage, in which the service `leaf` has its folders. */
const test = base.extend<{ readonly lab: { readonly server: OscarServer; readonly storage: StorageServer } }>({
  lab: async ({ folder }, use) => {
    const objects = join(folder, 'objects');
    await mkdir(objects);
    const storage = await StorageServer.start({ folder: objects, buckets: ['leaf'] });
    const server = await startOscarServer({ services: { leaf: async ({ closed }) => closed }, storage });
    await use({ server, storage });
    await server.close();
    await storage.close();
  },
});

test('the files of a service are looked at, downloaded, uploaded and deleted', async ({ app, folder, lab }) => {
  const { server, storage } = lab;
  const notes = 'species,score\nQuercus ilex,0.93\n';
  await storage.put('leaf', 'out/scores.csv', notes);
  await storage.put('leaf', 'out/prado norte/ñandú 写真.txt', 'hello');
  await app.connect(server);
  await app.chooseService('leaf');
  await app.page.getByText('About this service').click();
  await app.page.getByRole('button', { name: 'Files of the service' }).click();
  await expect(app.page.getByText('2 files, ')).toBeVisible();

  const list = app.page.getByRole('group', { name: 'Files, the latest first' });
  const file = app.page.getByRole('region', { name: 'File', exact: true });
  await list.getByRole('button', { name: /scores\.csv/ }).click();
  await file.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(file.getByRole('table')).toContainText('Quercus ilex');

  const target = join(folder, 'downloads');
  await mkdir(target);
  await app.page.getByRole('button', { name: 'Download 2 files…' }).click();
  await app.answerFolderDialog(target);
  await expect(app.page.getByText('2 files downloaded to downloads.')).toBeVisible();
  expect(await filesBelow(target)).toEqual({ 'prado norte/ñandú 写真.txt': 'hello', 'scores.csv': notes });

  const leaf = join(folder, 'leaf 1.txt');
  await writeFile(leaf, 'a leaf');
  await app.drop(leaf);
  await app.page.getByRole('dialog').getByRole('button', { name: 'Upload', exact: true }).click();
  await expect(app.page.getByText('1 file uploaded.')).toBeVisible();
  await expect(app.page.getByText('1 file, 6 bytes')).toBeVisible();
  expect((await contentOf(storage.objects.get('leaf/in/leaf 1.txt'))).toString()).toBe('a leaf');

  await list.getByRole('button', { name: /leaf 1\.txt/ }).focus();
  await app.page.keyboard.press('Enter');
  await expect(file.getByRole('heading', { name: 'leaf 1.txt' })).toBeVisible();
  await app.page.keyboard.press('Delete');
  await app.page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(app.page.getByText('No files here')).toBeVisible();
  expect(storage.objects.has('leaf/in/leaf 1.txt')).toBe(false);
  await app.page.keyboard.press('Escape');
  await expect(app.page.getByRole('heading', { name: 'leaf' })).toBeVisible();
});
