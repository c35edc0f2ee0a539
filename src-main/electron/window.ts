import { app, BrowserWindow, session } from 'electron';
import { smallestWindow, type Rectangle } from '../core/app/window-bounds';
import type { Closing } from '../services/app/closing';

/** What a window is made with. */
export interface WindowOptions {
  readonly preloadPath: string;
  /** Address of the app's own page. */
  readonly pageUrl: string;
  /** Where it opens; in the middle of the first display without. */
  readonly bounds: Rectangle | undefined;
  readonly isMaximized: boolean;
}

/** Denies what pages could ask of a browser: this app's page asks for nothing. Call once, before the first window. */
export function lockDownSession(): void {
  const { defaultSession } = session;
  // Chromium would fetch a dictionary from its maker's server.
  defaultSession.setSpellCheckerLanguages([]);
  defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.setDevicePermissionHandler(() => false);
}

/** Keeps the window open and the program running while a batch runs and the user has not decided what to do with it. */
export function preventClosing(window: BrowserWindow, closing: Pick<Closing, 'holds' | 'allow'>): void {
  const hold = (event: Electron.Event) => {
    if (closing.holds()) event.preventDefault();
  };
  window.on('close', hold);
  app.on('before-quit', hold);
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.once(signal, () => {
      closing.allow();
      app.quit();
    });
  }
}

/** Runs `end` before the program quits. */
export function runBeforeQuit(end: () => Promise<void>): void {
  let hasEnded = false;
  app.on('before-quit', (event) => {
    if (hasEnded || event.defaultPrevented) return;
    event.preventDefault();
    void end().finally(() => {
      hasEnded = true;
      app.quit();
    });
  });
}

/** Shows a window that may be minimized or behind others. */
export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.focus();
}

/** Chromium's code for a navigation that did not take place, `ERR_ABORTED`. */
const navigationPrevented = -3;

/** How long a page that is loaded may stay out of sight. */
const mostMsHidden = 2_000;

/** Makes the main window, still without its page. It can show the app's own page and nothing else, whatever is clicked or dropped. */
export function openMainWindow({ preloadPath, pageUrl, bounds, isMaximized }: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    ...bounds,
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    show: false,
    autoHideMenuBar: true,
    webPreferences: { preload: preloadPath, spellcheck: false },
  });
  const { webContents } = window;
  for (const event of ['will-navigate', 'will-frame-navigate', 'will-redirect'] as const) {
    webContents.on(event as 'will-navigate', (navigation) => navigation.preventDefault());
  }
  // Chromium asks nobody before it shows an empty page, and shows one of its own where an address can't be loaded.
  const comeBack = (url: string) => {
    if (withoutHash(url) !== pageUrl) void window.loadURL(pageUrl);
  };
  webContents.on('did-navigate', (_event, url) => comeBack(url));
  webContents.on('did-fail-load', (_event, code, _description, url, isMainFrame) => {
    if (isMainFrame && code !== navigationPrevented) comeBack(url);
  });
  webContents.on('will-attach-webview', (attachment) => attachment.preventDefault());
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  // The main process has everything that counts: a page that broke down is opened again.
  webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') webContents.reload();
  });
  const show = () => {
    if (window.isDestroyed() || window.isVisible() || window.isMinimized()) return;
    if (isMaximized) window.maximize();
    window.show();
  };
  window.once('ready-to-show', show);
  // Chromium may draw nothing into a window that is not shown; then the event above never comes.
  webContents.once('did-finish-load', () => setTimeout(show, mostMsHidden));
  return window;
}

function withoutHash(url: string): string {
  return url.split('#', 1)[0] ?? '';
}
