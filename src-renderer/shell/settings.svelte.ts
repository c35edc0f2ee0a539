import type { AppInfo } from '../../src-main/contract/app';
import type { ErrorInfo } from '../../src-main/core/ground/error';
import type { Reply } from '../../src-main/contract/ground/call';
import type { Settings } from '../../src-main/core/app/settings';
import type { Oscar } from '../api';

/** The settings, and facts about the program. */
export class SettingsState {
  settings = $state.raw<Settings>();
  appInfo = $state.raw<AppInfo>();
  error = $state.raw<ErrorInfo>();
  /** Whether the dialog of the settings is open. */
  isOpen = $state(false);

  readonly #oscar: Oscar;

  constructor(oscar: Oscar) {
    this.#oscar = oscar;
  }

  /** Reads both from the main process. */
  async load(): Promise<void> {
    const [settings, appInfo] = await Promise.all([this.#oscar.getSettings(), this.#oscar.getAppInfo()]);
    this.#take(settings);
    if (appInfo.ok) this.appInfo = appInfo.value;
  }

  /** Changes and keeps some of the settings. */
  async change(change: Partial<Settings>): Promise<void> {
    this.#take(await this.#oscar.changeSettings(change));
  }

  #take(reply: Reply<Settings>): void {
    if (reply.ok) this.settings = reply.value;
    this.error = reply.ok ? undefined : reply.error;
  }
}
