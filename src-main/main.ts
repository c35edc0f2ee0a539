import { app, dialog, Menu } from 'electron';
import { join } from 'node:path';
import { exitCodes } from './core/exit-code';
import { appOrigin, registerSchemes, serveApp } from './electron/app-protocol';
import { ownArguments, parseCommandLine } from './electron/command-line';
import { serveLocalFiles, type LocalFiles } from './electron/local-protocol';
import { FileLogger } from './electron/logger';
import { lockDownSession, openMainWindow } from './electron/window';
import { WindowState } from './electron/window-state';

// Set by `npm run dev`, where the page comes from a development server.
const developmentUrl = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'];

// macOS says which file was double-clicked before the program is ready.
const openedBeforeStart: string[] = [];
app.on('open-file', (event, path) => {
  event.preventDefault();
  openedBeforeStart.push(path);
});
registerSchemes();
// The program sets its own; without a word Electron would build one that is thrown away.
Menu.setApplicationMenu(null);
// Chromium has no sandbox for root; whoever starts it so has to say so on the command line.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
const command = parseCommandLine(ownArguments(process.argv.slice(1), app.isPackaged));
if (command.kind !== 'window') {
  Promise.all([import('./command-program'), app.whenReady()])
    .then(([{ runCommand }]) => runCommand(command))
    .then((code) => app.exit(code), giveUpCommand);
} else if (app.requestSingleInstanceLock()) app.whenReady().then(openWindow).catch(giveUp);
else app.quit();

/**
 * Opens the window first and loads the program behind it while Chromium starts the page's process, which takes longer.
 */
async function openWindow(): Promise<void> {
  const userData = app.getPath('userData');
  const log = new FileLogger(join(userData, 'logs', 'main.log'));
  const windowState = new WindowState(join(userData, 'window.json'));
  await windowState.open().catch((error: unknown) => log.error('place of the window', error));

  lockDownSession();
  const window = openMainWindow({
    preloadPath: join(__dirname, '../preload/preload.cjs'),
    bounds: windowState.bounds,
    isMaximized: windowState.isMaximized,
  });
  windowState.follow(window);
  const pageOrigin = developmentUrl === undefined ? appOrigin : new URL(developmentUrl).origin;
  let loading: Promise<LocalFiles> | undefined;
  const program = () => {
    if (!loading) {
      loading = import('./window-program').then(({ startProgram }) =>
        startProgram({ window, windowState, log, openedBeforeStart, pageOrigin }),
      );
      loading.catch(giveUp);
    }
    return loading;
  };
  serveLocalFiles(program, pageOrigin, log);
  if (developmentUrl === undefined) serveApp(join(__dirname, '../renderer'), program);
  else await program();
  void window.loadURL(developmentUrl ?? `${appOrigin}/`);
}

/** There may be nobody to look at a message box. */
function giveUpCommand(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  app.exit(exitCodes.internal);
}

/** A program that can't start says so and ends, instead of staying without a window. */
function giveUp(error: unknown): void {
  dialog.showErrorBox(app.getName(), error instanceof Error ? error.message : String(error));
  app.exit(1);
}
