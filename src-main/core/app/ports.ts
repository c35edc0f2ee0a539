import type { Settings } from './settings';

/** The settings document. */
export interface SettingsStore {
  get(): Promise<Settings>;
  change(change: Partial<Settings>): Promise<Settings>;
}
