import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, OscarApp, test } from '../../fixtures/app';
import { zipOf } from '../../fixtures/hostile-zip';
import { answer, readBody, inOrder, startOscarServer, type OscarServer, type Step } from '../../fixtures/oscar-server';

let server: OscarServer;
test.afterEach(() => server.close());

/** Opens the app on a server whose services answer with these files. */
async function connect(app: OscarApp, files: Readonly<Record<string, Buffer | string>>): Promise<void> {
  const services: Record<string, Step> = {};
  for (const [name, file] of Object.entries(files)) {
    services[name] = inOrder(readBody(), answer(200, `${Buffer.from(file).toString('base64')}\n`));
  }
  server = await startOscarServer({ services });
  await app.connect(server);
}

async function runService(app: OscarApp, name: string): Promise<void> {
  await app.chooseService(name);
  await app.typeText('go');
  await app.run();
}

test('a table is recognised, sorted by numbers, and read in another encoding', async ({ app }) => {
  const lines = Array.from({ length: 30_000 }, (_, index) => `sp${index};${(index * 7919) % 30_000},5;ñ`);
  await connect(app, { table: Buffer.from(['species;count;note', ...lines].join('\r\n'), 'latin1') });
  await runService(app, 'table');
  const table = app.result.getByRole('table');
  await expect(app.result.getByText('30,000 rows · 3 columns')).toBeVisible();
  await expect(app.result.getByLabel('Encoding')).toHaveValue('windows-1252');
  await expect(table.getByRole('row').nth(1)).toHaveText(/sp0\s*0,5\s*ñ/);
  await table.getByRole('button', { name: 'count' }).click();
  await table.getByRole('button', { name: 'count' }).click();
  await expect(table.getByRole('columnheader', { name: 'count' })).toHaveAttribute('aria-sort', 'descending');
  await expect(table.getByRole('row').nth(1)).toContainText('29999,5');
  expect(await table.getByRole('row').count()).toBeLessThan(200);
  await app.result.getByLabel('Columns are separated by').selectOption('Comma');
  await expect(app.result.getByText('2 columns')).toBeVisible();
  expect(app.consoleMessages).toEqual([]);
});

test('JSON is searched, opened with the keyboard, and copied by path', async ({ app }) => {
  const plants = Array.from({ length: 60_000 }, (_, index) => ({ label: `plant ${index}`, score: index / 60_000 }));
  await connect(app, { detect: JSON.stringify({ plants }) });
  await runService(app, 'detect');
  const tree = app.result.getByRole('tree', { name: 'Result JSON' });
  await tree.getByRole('treeitem', { name: /plants/ }).click();
  expect(await tree.getByRole('treeitem').count()).toBeLessThan(200);
  await app.page.keyboard.press('Control+f');
  await app.page.keyboard.type('plant 59999');
  await expect(app.result.getByText('1 of 1', { exact: true })).toBeVisible();
  await expect(app.result.getByText('$.plants[59999].label')).toBeVisible();
  await expect(tree.locator('mark')).toHaveText('plant 59999');
  await app.result.getByRole('button', { name: 'Copy path' }).click();
  await expect(app.result.getByText('Copied')).toBeVisible();
  expect(await app.electron.evaluate(({ clipboard }) => clipboard.readText())).toBe('$.plants[59999].label');
  await tree.focus();
  await app.page.keyboard.press('Home');
  await app.page.keyboard.press('ArrowLeft');
  await expect(tree.getByRole('treeitem')).toHaveCount(1);
  await app.page.keyboard.press('ArrowRight');
  await expect(tree.getByRole('treeitem', { name: /plants/ })).toBeVisible();
  expect(app.consoleMessages).toEqual([]);
});

test('an archive is looked into and extracted, and one that is up to no good is refused', async ({ app, folder }) => {
  await connect(app, {
    sizes: await zipOf({ name: 'notes/readme.txt', content: 'an oak' }, { name: 'table.csv', content: 'a,b\n1,2\n' }),
    slip: await zipOf({ name: 'good.txt', content: 'good' }, { name: '../../slip.txt', content: 'bad' }),
    bomb: await zipOf({ name: 'zeros', content: Buffer.alloc(101e6) }),
  });
  const target = join(folder, 'target');
  await mkdir(target);
  await runService(app, 'sizes');
  await app.result.getByRole('button', { name: /table\.csv/ }).click();
  await expect(app.result.getByRole('columnheader', { name: 'b' })).toBeVisible();
  await app.result.getByLabel('Show this file as').selectOption('Text');
  await expect(app.result.getByText('a,b', { exact: true })).toBeVisible();
  await app.result.getByRole('button', { name: 'All files' }).click();
  await app.result.getByRole('button', { name: 'Extract all…' }).click();
  await app.answerFileDialog(target);
  await expect(app.result.getByText('Extracted 2 files to sizes in target')).toBeVisible();
  expect(await readFile(join(target, 'sizes/notes/readme.txt'), 'utf8')).toBe('an oak');

  await runService(app, 'slip');
  await app.result.getByRole('button', { name: 'Extract all…' }).click();
  await app.answerFileDialog(target);
  await expect(app.alert).toContainText('would land outside of the folder you chose');
  expect(await readdir(target)).toEqual(['sizes']);

  await runService(app, 'bomb');
  await expect(app.alert).toContainText('it is small, but would grow to 101 MB or more');
});

test('what is left of an extraction that was cut off by force is gone after the next start', async ({ folder }) => {
  const files = Array.from({ length: 600 }, (_, at) => ({ name: `leaf ${at}.txt`, content: `leaf number ${at}` }));
  const start = () => OscarApp.start(join(folder, 'user-data'));
  const target = join(folder, 'target');
  await mkdir(target);
  const app = await start();
  await connect(app, { leaves: await zipOf(...files) });
  await runService(app, 'leaves');
  await app.result.getByRole('button', { name: 'Extract all…' }).click();
  await app.answerFileDialog(target);
  const bar = app.result.getByRole('progressbar', { name: 'Extracting' });
  await expect(bar).toBeVisible();
  expect((await bar.boundingBox())?.height).toBeGreaterThan(5);
  await app.kill();
  expect(await readdir(target)).toEqual([expect.stringMatching(/^\..+\.part$/)]);

  const next = await start();
  await expect.poll(() => readdir(target)).toEqual([]);
  await next.close();
});

test('a text of any size opens its first part at once', async ({ app }, testInfo) => {
  const line = 'The oak is old, and so is the beech beside it, said the forester to the ash.\n';
  const sizeBytes = 256 * 1024 ** 2;
  server = await startOscarServer({
    services: {
      large: inOrder(readBody(), (exchange) => exchange.answer(200, {}, repeated(Buffer.from(line), sizeBytes))),
    },
  });
  await app.connect(server);
  await app.chooseService('large');
  await app.typeText('go');
  await app.page.evaluate(() => {
    const longest = { frameGapMs: 0, taskMs: 0 };
    let last = performance.now();
    const next = (now: number): void => {
      longest.frameGapMs = Math.max(longest.frameGapMs, Math.round(now - last));
      last = now;
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
    const noteTasks = (list: PerformanceObserverEntryList): void => {
      for (const { duration } of list.getEntries()) longest.taskMs = Math.max(longest.taskMs, duration);
    };
    new PerformanceObserver(noteTasks).observe({ type: 'longtask' });
    Object.assign(window, { longest });
  });
  await app.run();
  await tells(app, 'p', 'The first 262');
  await press(app, 'Load more');
  await tells(app, 'p', 'The first 524');
  await app.page.keyboard.press('Control+f');
  await app.page.keyboard.type('beech');
  await tells(app, '[role=search] [role=status]', '1 of more than 5,000');
  const longest = await app.page.evaluate(() => ('longest' in window ? JSON.stringify(window.longest) : ''));
  await expect(app.result.getByText('The oak is old').first()).toBeVisible();
  await testInfo.attach('longest gap between frames, longest task', { body: longest });
  console.log(`256 MiB of text, received, opened and searched: ${longest}`);
});

/**
 * Waits until an element of the page begins with these words. While the window's answers are measured the page is asked
 * as little as can be: a search by role or text through thousands of lines takes longer than anything in between.
 */
async function tells(app: OscarApp, selector: string, words: string): Promise<void> {
  await app.page.evaluate(
    ([selector, words]) =>
      new Promise<void>((resolve) => {
        const look = (): void => {
          const elements = [...document.querySelectorAll(selector)];
          if (elements.some((element) => element.textContent?.trim().startsWith(words))) resolve();
          else requestAnimationFrame(look);
        };
        look();
      }),
    [selector, words] as const,
  );
}

/** Presses a button of the result in the same way. */
async function press(app: OscarApp, label: string): Promise<void> {
  await app.page.evaluate((label) => {
    const buttons = [...document.querySelectorAll('button')];
    buttons.find((button) => button.textContent?.trim() === label)?.click();
  }, label);
}

/** Text repeated up to a size, in pieces. */
function* repeated(line: Buffer, sizeBytes: number): Generator<Buffer> {
  const piece = Buffer.concat(Array.from({ length: 2_000 }, () => line));
  for (let sent = 0; sent < sizeBytes; sent += piece.length) yield piece;
}

test('a result is saved where the last one was, opened only if nothing in it can run, and copied as a command', async ({
  app,
  folder,
}) => {
  await connect(app, { page: '<!doctype html><title>Leaf</title><script>alert(1)</script>' });
  const chooseAction = async (name: string) => {
    await app.result.getByRole('button', { name: 'More' }).click();
    await app.page.getByRole('menuitem', { name }).click();
  };
  await runService(app, 'page');
  await mkdir(join(folder, 'Field work'));
  await app.saveAs(join(folder, 'Field work', 'first.html'));
  await chooseAction('Save to Field work');
  await expect(app.result.getByText('Saved as page.html in Field work')).toBeVisible();
  await app.run();
  await chooseAction('Save to Field work');
  await expect(app.result.getByText('Saved as page (2).html in Field work')).toBeVisible();
  expect((await readdir(join(folder, 'Field work'))).sort()).toEqual(['first.html', 'page (2).html', 'page.html']);

  await chooseAction('Copy to the clipboard');
  await expect(app.result.getByText('Text copied')).toBeVisible();
  expect(await app.electron.evaluate(({ clipboard }) => clipboard.readText())).toContain('<title>Leaf</title>');

  // What the system does with the drag is its own affair; here is the file that it is given.
  const dragged = app.electron.evaluate(
    ({ BrowserWindow }) =>
      new Promise<string>((resolve) => {
        const [window] = BrowserWindow.getAllWindows();
        if (window) window.webContents.startDrag = (item) => resolve(item.file);
      }),
  );
  await app.result.getByTitle('Drag this into a folder or another program').dispatchEvent('dragstart');
  expect(await readFile(await dragged, 'utf8')).toContain('<title>Leaf</title>');

  await chooseAction('Open in its usual program');
  await expect(app.alert).toContainText('This app doesn’t open page.html');

  await app.result.getByText('Details', { exact: true }).click();
  await app.result.getByRole('button', { name: 'curl' }).click();
  await expect(app.result.getByText(/^Copied, without the token/)).toBeVisible();
  const command = await app.electron.evaluate(({ clipboard }) => clipboard.readText());
  expect(command).toContain(`printf %s 'go' | base64`);
  expect(command).toContain(`${server.endpoint}/run/page`);
  expect(command).not.toContain(server.token);
  expect(app.consoleMessages).toEqual([]);
});
