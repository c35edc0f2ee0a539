import type { NativeImage } from 'electron';
import { join } from 'node:path';
import { readdir } from 'node:fs/promises';
import { expect, test, type OscarApp } from '../../fixtures/app';
import { needsElectron } from '../../fixtures/newest/only-in-electron';

const leaf = join(import.meta.dirname, '../../../assets/samples/leaf.jpg');

/** The clipboard of the Electron of development, whose types are those of the newest. */
interface Clipboard {
  writeImage(image: NativeImage): void;
  readImage(): Pick<NativeImage, 'getSize'>;
}

/** Copies a picture as another program does: without a file. */
async function copyPicture(app: OscarApp, path: string): Promise<void> {
  await app.electron.evaluate(({ clipboard, nativeImage }, file) => {
    (clipboard as unknown as Clipboard).writeImage(nativeImage.createFromPath(file));
  }, path);
}

test('what is dropped on the first page waits for a connection and a service', async ({ app }) => {
  await app.drop(leaf);
  const question = app.page.getByRole('dialog', { name: 'Practise with it, or connect?' });
  await expect(question.getByText('leaf.jpg waits here until you have chosen a service.')).toBeVisible();
  await question.getByRole('button', { name: 'Practise' }).click();
  await expect(app.page.getByRole('main').getByText('leaf.jpg waits here')).toBeVisible();
  await app.chooseService('Black and white');
  await expect(app.page.getByRole('img', { name: 'Preview of leaf.jpg' })).toBeVisible();
  await app.run();
  await expect(app.result.getByText(/^Read as picture/)).toBeVisible();
  expect(app.consoleMessages).toEqual([]);
});

test('pictures and texts are pasted by key and by button', needsElectron('clipboard'), async ({ app, folder }) => {
  await app.practise();
  await app.chooseService('Black and white');
  await copyPicture(app, leaf);
  await app.page.keyboard.press('Control+V');
  const preview = app.page.getByRole('img', { name: /^Preview of clipboard .*\.png$/ });
  await expect(preview).toBeVisible();
  await app.run();
  await expect(app.result.getByText(/^Read as picture/)).toBeVisible();

  await app.page.getByRole('button', { name: /^Remove/ }).click();
  await app.page.getByRole('button', { name: 'Paste' }).click();
  await expect(preview).toBeVisible();
  expect((await readdir(join(folder, 'user-data/pasted'))).every((name) => name.endsWith('.png'))).toBe(true);

  await app.page.getByRole('button', { name: /^Remove/ }).click();
  await app.electron.evaluate(({ clipboard }) => clipboard.writeText('The oak is old.'));
  await app.page.getByRole('button', { name: 'Paste' }).click();
  await expect(app.page.getByRole('textbox', { name: 'Text to send' })).toHaveValue('The oak is old.');
  expect(app.consoleMessages).toEqual([]);
});

test('a picture too large for the clipboard is told', needsElectron('clipboard'), async ({ app }) => {
  await app.practise();
  await app.chooseService('Black and white');
  await copyPicture(app, leaf);
  await app.electron.evaluate(({ clipboard }) => {
    (clipboard as unknown as Clipboard).readImage = () => ({ getSize: () => ({ width: 10_000, height: 10_000 }) });
  });
  await app.page.keyboard.press('Control+V');
  await expect(app.alert).toContainText('has more than 50,000,000 pixels');
});
