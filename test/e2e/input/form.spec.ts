import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, OscarApp, test as base } from '../../fixtures/app';
import { needsElectron } from '../../fixtures/newest/only-in-electron';
import { readPage } from '../../fixtures/printed-page';
import { speechSchema as inputSchema } from '../../fixtures/forms';
import { startOscarServer, type OscarServer } from '../../fixtures/oscar-server';

const test = base.extend<{ readonly server: OscarServer }>({
  server: async ({}, use) => {
    const server = await startOscarServer();
    await use(server);
    await server.close();
  },
});

/** Opens a connection file whose service has a form, and types its token. */
async function openLab({ app, folder, server }: { app: OscarApp; folder: string; server: OscarServer }) {
  const path = join(folder, 'Language lab.oscar-connection');
  const services = [{ name: 'echo', title: 'Text to speech', inputSchema }];
  const file = { format: 'oscar-connection', version: 2, name: 'Language lab', address: server.endpoint, services };
  await writeFile(path, JSON.stringify(file));
  await app.drop(path);
  await app.page.getByRole('button', { name: 'Next' }).click();
  await app.connectionForm.getByLabel('Token', { exact: true }).fill(server.token);
  await app.saveConnection();
}

test('a pupil opens a connection file, fills in the form by keyboard alone, and has a result', async ({
  app,
  folder,
  server,
}) => {
  await openLab({ app, folder, server });

  const { page } = app;
  await page.getByRole('button', { name: 'Fill in the form' }).focus();
  await page.keyboard.press('Enter');
  await expect(app.runButton).toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByText('Fill in what is needed first')).toBeVisible();
  await page.getByRole('textbox', { name: 'Sentence' }).focus();
  await page.keyboard.type('Buenos días');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await page.keyboard.type('1.50');
  // Past the slider, which is beside the number.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Word to stress 1' }).focus();
  await page.keyboard.type('días');
  await page.keyboard.press('Control+Enter');
  await expect(app.result.getByText('1.50')).toBeVisible();

  await page.getByText('JSON', { exact: true }).first().click();
  const text = await page.getByRole('textbox', { name: 'Text to send' }).inputValue();
  expect(text).toContain('"speed": 1.50');
  expect(JSON.parse(text)).toEqual({ text: 'Buenos días', voice: { name: 'Luis', speed: 1.5 }, words: ['días'] });

  await page.getByRole('button', { name: 'Presets' }).click();
  await page.getByRole('menuitem', { name: 'Keep this as a preset…' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Slow');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Presets' }).click();
  await expect(page.getByRole('menuitem', { name: 'Slow' })).toBeVisible();
  await page.keyboard.press('Escape');
  const saved = join(folder, 'copy.oscar-connection');
  await app.chooseConnection('Make a connection file…');
  await page.getByRole('button', { name: 'Save the file…' }).click();
  await app.answerFileDialog(saved);
  await expect(page.getByText(/^copy.oscar-connection is in/)).toBeVisible();
  const copy: unknown = JSON.parse(await readFile(saved, 'utf8'));
  expect(copy).toMatchObject({ version: 2, services: [{ name: 'echo', presets: [{ name: 'Slow', text }] }] });
  expect(app.consoleMessages).toEqual([]);

  // Somebody else, who gets the file and a token: five clicks to a result.
  const pupil = await OscarApp.start(join(folder, 'pupil'));
  await pupil.drop(saved);
  await pupil.page.getByRole('button', { name: 'Next' }).click();
  await expect(pupil.connectionForm.getByLabel('Token', { exact: true })).toBeFocused();
  await pupil.page.keyboard.insertText(server.token);
  await pupil.page.getByRole('button', { name: 'Connect', exact: true }).click();
  await pupil.page.getByRole('button', { name: 'Presets' }).click();
  await pupil.page.getByRole('menuitem', { name: 'Slow' }).click();
  await expect(pupil.runButton).toBeEnabled();
  await pupil.runButton.click();
  await expect(pupil.result.getByText('1.50')).toBeVisible();
  await pupil.close();
});

test(
  'a page to print says how to connect, in words and as a code',
  needsElectron('hidden-window'),
  async ({ app, folder, server }) => {
    const { page } = app;
    await openLab({ app, folder, server });
    await page.getByRole('button', { name: 'Fill in the form' }).waitFor();
    await app.chooseConnection('Make a connection file…');
    const printed = join(folder, 'page.pdf');
    await page.getByRole('button', { name: 'Save a page to print…' }).click();
    await app.answerFileDialog(printed);
    await expect(page.getByText(/^page.pdf is in/)).toBeVisible();
    const { words, code } = await readPage(printed);
    expect(words).toContain('Connect to Language lab');
    expect(words).toContain(server.endpoint);
    expect(words).toContain('type the token that you were given');
    expect(words).toContain('Text to speech');
    expect(words).not.toContain(server.token);
    expect(code).toBe(server.endpoint);
    expect(app.consoleMessages).toEqual([]);
  },
);

test('a file is a field: its bytes go into the JSON while it is sent', async ({ app, folder, server }) => {
  const path = join(folder, 'lab.oscar-connection');
  const services = [{ name: 'echo', inputSchema }];
  await writeFile(
    path,
    JSON.stringify({ format: 'oscar-connection', version: 2, name: 'Lab', address: server.endpoint, services }),
  );
  const photo = join(folder, 'dog.bin');
  await writeFile(photo, randomBytes(100_001));
  await app.drop(path);
  await app.page.getByRole('button', { name: 'Next' }).click();
  await app.connectionForm.getByLabel('Token', { exact: true }).fill(server.token);
  await app.saveConnection();
  await app.page.getByRole('button', { name: 'Fill in the form' }).click();
  await app.page.getByRole('textbox', { name: 'Sentence' }).fill('x');
  await app.chooseForInput('input[type="file"]', photo);
  await expect(app.page.getByText('dog.bin (100 kB)')).toBeVisible();
  await app.run();
  const sent = await readFile(photo, 'base64');
  const saved = join(folder, 'answer.json');
  await app.saveAs(saved);
  expect(JSON.parse(await readFile(saved, 'utf8'))).toEqual({ text: 'x', voice: { name: 'Ana' }, photo: sent });
});
