import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, OscarApp, test } from '../../fixtures/app';
import { filesInOnlyFolder, manyFiles, writeFiles } from '../../fixtures/file-tree';
import { needsElectron } from '../../fixtures/newest/only-in-electron';
import { echo, startOscarServer } from '../../fixtures/oscar-server';

const howMany = 12;

test(
  'asks before it is closed on a running batch, and does what is answered',
  needsElectron('menu-keys'),
  async ({ folder }) => {
    let mayAnswer = 2;
    const wanting: (() => void)[] = [];
    const server = await startOscarServer({
      services: {
        leaf: async (exchange) => {
          while (mayAnswer <= 0) {
            const turn = new Promise<void>((resolve) => wanting.push(resolve));
            if (await Promise.race([turn.then(() => false), exchange.closed.then(() => true)])) return;
          }
          mayAnswer -= 1;
          await echo()(exchange);
        },
      },
    });
    const allow = (count: number) => {
      mayAnswer += count;
      for (const go of wanting.splice(0)) go();
    };
    const inputs = join(folder, 'Meadow');
    await writeFiles(inputs, manyFiles(howMany));
    const home = join(folder, 'home');
    await mkdir(home);
    const start = () => OscarApp.start(join(folder, 'user-data'), [], { HOME: home });
    const question = (app: OscarApp) => app.page.getByRole('dialog', { name: 'Files are still running' });
    const close = (app: OscarApp) =>
      app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    const quit = (app: OscarApp) => app.electron.evaluate(({ app: program }) => program.quit());
    /** Gives an answer that ends the program, which may be gone before the click is reported back. */
    const endBy = async (app: OscarApp, answer: string) => {
      const button = question(app).getByRole('button', { name: answer, exact: true });
      await button.waitFor();
      const ended = app.electron.waitForEvent('close');
      await button.click().catch(() => undefined);
      await ended;
    };
    /** Whether the computer is kept awake. The system numbers such requests, from 0 or 1. */
    const isKeptAwake = (app: OscarApp) =>
      app.electron.evaluate(({ powerSaveBlocker }) => [0, 1, 2, 3].some((id) => powerSaveBlocker.isStarted(id)));

    let app = await start();
    expect(await isKeptAwake(app)).toBe(false);
    await app.addConnection({ name: 'Field lab', address: server.endpoint, serviceName: 'leaf', token: server.token });
    await app.page.getByRole('group', { name: 'Input' }).waitFor();
    await app.drop(inputs);
    await app.page.getByRole('button', { name: `Run ${howMany} files` }).click();
    await server.until(() => server.requests.filter(({ path }) => path.startsWith('/run/')).length > 2);
    expect(await isKeptAwake(app)).toBe(true);

    // Asked again after an answer that left everything as it was.
    for (const answer of ['Stay here', 'Keep working in the background']) {
      await close(app);
      await question(app).getByRole('button', { name: answer }).click();
      await expect(question(app)).toBeHidden();
    }
    const seen = server.requests.length;
    allow(2);
    await server.until(() => server.requests.length > seen);

    // With the keys that quit; from a window that is out of sight, as it works in the background.
    await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.restore());
    await app.pressOnKeyboard('ctrl+q');
    await question(app).getByRole('button', { name: 'Stay here' }).click();
    await quit(app);
    await endBy(app, 'Pause, go on next time');

    app = await start();
    await app.page.getByText(/files were not finished last time/).waitFor();
    expect(await isKeptAwake(app)).toBe(false);
    await app.page.getByRole('button', { name: 'Show', exact: true }).click();
    const seenBefore = server.requests.length;
    await app.page.getByRole('button', { name: 'Go on' }).first().click();
    await server.until(() => server.requests.length > seenBefore);

    // The end of the session waits for no answer, and loses nothing.
    const ended = app.electron.waitForEvent('close');
    app.electron.process().kill('SIGTERM');
    await ended;
    app = await start();
    await app.page.getByText(/files were not finished last time/).waitFor();
    await app.page.getByRole('button', { name: 'Show', exact: true }).click();
    const seenLast = server.requests.length;
    await app.page.getByRole('button', { name: 'Go on' }).first().click();
    await server.until(() => server.requests.length > seenLast);
    await close(app);
    await endBy(app, 'Stop');

    const found = await filesInOnlyFolder(join(home, 'OSCAR results'));
    expect(Object.keys(found).filter((way) => way.startsWith('Meadow/'))).toHaveLength(4);
    expect(found['report.csv']?.match(/,cancelled,/g)).toHaveLength(howMany - 4);
    await server.close();
  },
);
