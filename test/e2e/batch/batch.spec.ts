import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, OscarApp, test } from '../../fixtures/app';
import { filesInOnlyFolder, manyFiles, writeFiles } from '../../fixtures/file-tree';
import { answer, echo, startOscarServer, type Step } from '../../fixtures/oscar-server';
import { quarters } from '../../fixtures/pictures';
import { resize } from '../../fixtures/window-states';

const howMany = 60;

/** A service that fails for one file, and answers the others only when it is allowed to. */
function gated(): { readonly step: Step; readonly open: () => void; readonly started: () => number } {
  let isOpen = false;
  let started = 0;
  const waiting: (() => void)[] = [];
  return {
    step: async (exchange) => {
      started += 1;
      if (started === 3) return answer(500, 'exit status 1\n')(exchange);
      if (!isOpen && started > 12) await Promise.race([new Promise<void>((go) => waiting.push(go)), exchange.closed]);
      await echo()(exchange);
    },
    open: () => {
      isOpen = true;
      for (const go of waiting.splice(0)) go();
    },
    started: () => started,
  };
}

test('runs a folder of files, is killed in the middle of it, and goes on where it was', async ({ folder }) => {
  const gate = gated();
  const server = await startOscarServer({ services: { leaf: gate.step } });
  const files = manyFiles(howMany);
  const inputs = join(folder, 'Meadow');
  await writeFiles(inputs, { ...files, 'empty.txt': '', '.hidden': 'x' });
  const home = join(folder, 'home');
  await mkdir(home);
  const start = () => OscarApp.start(join(folder, 'user-data'), [], { HOME: home });
  const results = join(home, 'OSCAR results');

  let app = await start();
  await app.addConnection({ name: 'Field lab', address: server.endpoint, serviceName: 'leaf', token: server.token });
  await app.page.getByRole('group', { name: 'Input' }).waitFor();
  await app.drop(inputs);
  await expect(app.page.getByText(/^60 files ·/)).toBeVisible();
  await expect(app.page.getByText('2 left out')).toBeVisible();
  await app.page.getByRole('button', { name: 'Run 60 files' }).click();

  const bar = app.page.getByRole('progressbar', { name: 'List of files' });
  await server.until(() => gate.started() > 12);
  await app.page.getByRole('button', { name: 'Pause' }).click();
  await expect(app.page.getByText('Paused', { exact: true })).toBeVisible();
  await expect(bar).toHaveAttribute('aria-valuetext', /1 needs attention/);
  await app.page.getByRole('button', { name: 'Go on' }).first().click();
  await expect(app.page.getByRole('button', { name: 'Pause' })).toBeVisible();

  const seenBefore = server.requests.length;
  expect(seenBefore).toBeLessThan(howMany);
  app.electron.process().kill('SIGKILL');
  await app.electron.waitForEvent('close').catch(() => undefined);
  gate.open();

  app = await start();
  await app.page.getByText(/files were not finished last time/).waitFor();
  await app.page.getByRole('button', { name: 'Show', exact: true }).click();
  await app.page.getByRole('button', { name: 'Go on' }).first().click();
  await expect(app.page.getByText('Finished, with some files to look at', { exact: true })).toBeVisible();

  await app.page.getByRole('combobox', { name: 'Show' }).selectOption('needs-attention');
  await app.page.getByRole('row', { name: /leaf 0002/ }).click();
  await expect(app.page.getByRole('alert')).toContainText('The service stopped with a problem');
  await app.page.getByRole('button', { name: 'Try this file again' }).click();
  await expect(app.page.getByText('All files are done', { exact: true })).toBeVisible();

  const found = await filesInOnlyFolder(results);
  for (const [way, content] of Object.entries(files)) {
    expect(found[`Meadow/${way.replace('.txt', ' – leaf.txt')}`]).toBe(content);
  }
  expect(Object.keys(found).filter((way) => way.startsWith('Meadow/'))).toHaveLength(howMany);
  expect(found['report.csv']).toContain('leaf 0059.txt');
  expect(app.consoleMessages).toEqual([]);
  await app.close();
  await server.close();
});

test('shows the pictures that came back one after the other, and runs one again from its menu', async ({ folder }) => {
  let isFirst = true;
  const server = await startOscarServer({
    services: {
      leaf: async (exchange) => {
        const step = isFirst ? answer(500, 'exit status 1\n') : echo();
        isFirst = false;
        await step(exchange);
      },
    },
  });
  const photo = await quarters(1200);
  const inputs = join(folder, 'Meadow');
  await writeFiles(inputs, { 'ash.png': photo, 'elm.png': photo, 'oak.png': photo });
  const home = join(folder, 'home');
  await mkdir(home);
  const app = await OscarApp.start(join(folder, 'user-data'), [], { HOME: home });
  const { page } = app;
  await app.addConnection({ name: 'Field lab', address: server.endpoint, serviceName: 'leaf', token: server.token });
  await page.getByRole('group', { name: 'Input' }).waitFor();
  await app.drop(inputs);
  await page.getByRole('button', { name: 'Run 3 files' }).click();
  await expect(page.getByText('Finished, with some files to look at', { exact: true })).toBeVisible();

  const failed = page.getByRole('row', { name: /Needs attention/ });
  await failed.getByRole('button', { name: /^Actions for / }).click();
  const runAgain = 3;
  await app.chooseInContextMenu(runAgain);
  await expect(page.getByText('All files are done', { exact: true })).toBeVisible();

  // A wider list shows more columns. There is always room for the name of a file.
  const all = ['Name', 'Folder', 'width', 'height', 'State', 'Time', 'Actions'];
  const headings = page.getByRole('columnheader');
  for (const width of [900, 1199, 1200, 1600]) {
    await resize(app, { width, height: 600 });
    if (width === 1600) await expect(headings).toHaveText(all.map((name) => new RegExp(name)));
    for (const name of ['Name', 'State', 'Actions']) await expect(headings.filter({ hasText: name })).toHaveCount(1);
    const name = await page.getByRole('gridcell', { name: 'ash.png', exact: true }).boundingBox();
    expect(name?.width).toBeGreaterThan(120);
  }

  await page.getByText('Pictures', { exact: true }).click();
  const gallery = page.getByRole('listbox', { name: 'Pictures' });
  const thumbnails = gallery.locator('canvas');
  await expect(thumbnails).toHaveCount(3);
  await expect(thumbnails.last()).toHaveJSProperty('width', 400);
  await gallery.getByRole('option').first().click();
  await expect(app.result).toHaveAttribute('aria-label', 'Result of ash.png');
  await page.getByRole('button', { name: 'Next file' }).click();
  await expect(app.result).toHaveAttribute('aria-label', 'Result of elm.png');
  await app.result.getByText('Side by side').click();
  await page.getByRole('button', { name: 'Previous file' }).click();
  await expect(app.result).toHaveAttribute('aria-label', 'Result of ash.png');
  expect(app.consoleMessages).toEqual([]);
  await app.close();
  await server.close();
});

test('takes the photos of a mixed folder only, and shows three of them side by side first', async ({ folder }) => {
  const server = await startOscarServer({ services: { leaf: echo() } });
  const photo = await quarters(300);
  const photos = Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`card/IMG_${at}.JPG`, photo]));
  const inputs = join(folder, 'Meadow');
  await writeFiles(inputs, { ...photos, 'card/MVI_0001.AVI': 'a film', 'letter.docx': 'a letter' });
  const home = join(folder, 'home');
  await mkdir(home);
  const app = await OscarApp.start(join(folder, 'user-data'), [], { HOME: home });
  const { page } = app;
  await app.addConnection({ name: 'Field lab', address: server.endpoint, serviceName: 'leaf', token: server.token });
  await page.getByRole('group', { name: 'Input' }).waitFor();
  await app.drop(inputs);
  await expect(page.getByText('200 JPG · 1 AVI · 1 DOCX')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Run 202 files' })).toBeVisible();
  await page.getByRole('button', { name: 'Only the photos' }).click();
  await expect(page.getByRole('button', { name: 'Run 200 files' })).toBeVisible();
  await page.getByText('2 left out').click();
  await expect(page.getByRole('list', { name: 'Left out' })).toContainText('MVI_0001.AVI');
  await page.getByRole('button', { name: 'Take all kinds again' }).click();
  await expect(page.getByRole('button', { name: 'Run 202 files' })).toBeVisible();

  // The trial takes photos, even if the list takes all files.
  await page.getByRole('button', { name: 'Try three first' }).click();
  const sample = page.getByRole('group', { name: 'The first three, side by side' });
  await expect(sample.getByRole('heading', { level: 3 })).toHaveText(['IMG_0.JPG', 'IMG_100.JPG', 'IMG_199.JPG']);
  await expect(sample.locator('canvas, img').first()).toBeVisible();
  expect(server.requests.filter(({ path }) => path.startsWith('/run/'))).toHaveLength(3);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('grid', { name: 'Files to run' })).toBeFocused();
  await page.getByRole('button', { name: 'See the three side by side' }).click();
  await sample.getByRole('button', { name: 'Run the other 199' }).click();
  await expect(page.getByText('All files are done', { exact: true })).toBeVisible({ timeout: 60_000 });
  expect(app.consoleMessages).toEqual([]);
  await app.close();
  await server.close();
});
