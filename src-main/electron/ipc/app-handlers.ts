import { app, type BrowserWindow } from 'electron';
import type { AppInfo, appCalls } from '../../contract/app';
import type { Handlers } from '../../contract/ground/call';
import type { EarlyCall } from '../../contract/ground/calls';
import type { SettingsStore } from '../../core/app/ports';
import type { Settings } from '../../core/app/settings';
import type { Closing } from '../../services/app/closing';
import type { RecentFiles } from '../../services/input/recent-files';
import { showContextMenu } from '../context-menu';
import type { Dialogs } from '../dialogs';
import type { ApplicationMenu } from '../menu';
import type { SetAsideFiles } from '../set-aside-files';

/** What the calls about the program itself work with. */
export interface AppHandlerParts {
  readonly window: BrowserWindow;
  readonly dialogs: Dialogs;
  readonly menu: ApplicationMenu;
  readonly settings: SettingsStore;
  /** Hears of settings that were changed. */
  readonly onSettings: (settings: Settings) => void;
  readonly setAside: SetAsideFiles;
  readonly recentFiles: RecentFiles;
  readonly closing: Closing;
  readonly build: Pick<AppInfo, 'builtAt' | 'isTestBuild'>;
  readonly licenceFolder: string;
}

/** Answers the calls about the program itself. */
export function appHandlers(parts: AppHandlerParts): Handlers<Omit<typeof appCalls, EarlyCall>> {
  const { window, dialogs, menu, settings, setAside, recentFiles, closing } = parts;
  return {
    getAppInfo: async () => ({
      version: app.getVersion(),
      electronVersion: process.versions.electron ?? '0',
      chromiumVersion: process.versions.chrome ?? '0',
      nodeVersion: process.versions.node,
      isSandboxed: !app.commandLine.hasSwitch('no-sandbox'),
      ...parts.build,
    }),
    changeSettings: async (change) => {
      const changed = await settings.change(change);
      parts.onSettings(changed);
      await recentFiles.keepToRetention();
      return changed;
    },
    offerCommands: async (commands) => menu.offer(commands),
    openContextMenu: (groups, place) => showContextMenu(window, groups, place),
    showLicences: async () => dialogs.showFolder(parts.licenceFolder),
    listSetAsideFiles: async () => setAside.list(),
    showSetAsideFile: async (name) => {
      const path = setAside.pathOf(name);
      if (path !== undefined) dialogs.showInFolder(path);
    },
    decideClosing: (choice) => closing.decide(choice),
  };
}
