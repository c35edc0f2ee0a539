import type { SettingsStore } from '../core/ports';
import { defaultSettings, settingsSchema, type Settings } from '../core/settings';
import { JsonFile } from './json-file';

/** Settings in a JSON document. */
export class FileSettingsStore implements SettingsStore {
  readonly #file: JsonFile<Settings>;
  #settings: Settings | undefined;

  /** @param path of the document, such as `<user data>/settings.json` */
  constructor(path: string) {
    this.#file = new JsonFile(path, 1, settingsSchema);
  }

  async get(): Promise<Settings> {
    this.#settings ??= (await this.#file.read()) ?? defaultSettings;
    return this.#settings;
  }

  async change(change: Partial<Settings>): Promise<Settings> {
    const next = { ...(await this.get()), ...change };
    await this.#file.write(next);
    this.#settings = next;
    return next;
  }
}
