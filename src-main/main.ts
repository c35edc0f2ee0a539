import { app, dialog, Menu } from 'electron';
import { join } from 'node:path';
import { FileSettingsStore } from './adapters/documents/settings-store';
import { exitCodes } from './core/app/exit-code';
import { defaultSettings } from './core/app/settings';
import { appOrigin, registerSchemes, serveApp } from './electron/app-protocol';
import { applyTheme } from './electron/appearance';
import { ownArguments, parseCommandLine } from './command/command-line';
import { handleCalls } from './electron/ipc/ipc';
import { serveLocalFiles } from './electron/local-protocol';
import { FileLogger } from './electron/logger';
import { SetAsideFiles } from './electron/set-aside-files';
import { lockDownSession, openMainWindow } from './electron/window';
import { WindowState } from './electron/window-state';
import type { Program } from './window-program';

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
 * Opens the window and hands it its page. The program behind it is loaded by the first call of the page that needs it, after
 * the window has its first controls: sooner, it would compete with Chromium's start of its processes, which takes longer.
 */
async function openWindow(): Promise<void> {
  const userData = app.getPath('userData');
  const log = new FileLogger(join(userData, 'logs', 'main.log'));
  const setAside = new SetAsideFiles(log);
  const settings = new FileSettingsStore(join(userData, 'settings.json'), (path, reason) =>
    setAside.note('settings', path, reason),
  );
  const windowState = new WindowState(join(userData, 'window.json'));
  const [settingsAtStart] = await Promise.all([
    settings.get().catch((error: unknown) => {
      log.error('settings at the start', error);
      return defaultSettings;
    }),
    windowState.open().catch((error: unknown) => log.error('place of the window', error)),
  ]);

  applyTheme(settingsAtStart.theme);
  lockDownSession();
  const pageOrigin = developmentUrl === undefined ? appOrigin : new URL(developmentUrl).origin;
  const pageUrl = `${pageOrigin}/`;
  const window = openMainWindow({
    preloadPath: join(__dirname, '../preload/preload.cjs'),
    pageUrl,
    bounds: windowState.bounds,
    isMaximized: windowState.isMaximized,
  });
  windowState.follow(window);
  let loading: Promise<Program> | undefined;
  const program = () => {
    if (!loading) {
      loading = import('./window-program').then(({ startProgram }) =>
        startProgram({ window, windowState, settings, settingsAtStart, setAside, log, openedBeforeStart }),
      );
      loading.catch(giveUp);
    }
    return loading;
  };
  handleCalls({ getSettings: () => settings.get() }, async () => (await program()).calls, {
    log,
    isOwnPage: (url) => url.startsWith(pageUrl),
  });
  serveLocalFiles(async () => (await program()).files, pageOrigin, log);
  if (developmentUrl === undefined) serveApp(join(__dirname, '../renderer'));
  void window.loadURL(pageUrl);
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
