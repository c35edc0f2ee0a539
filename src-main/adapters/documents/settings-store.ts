import type { SettingsStore } from '../../core/app/ports';
import { defaultSettings, settingsSchema, type Settings } from '../../core/app/settings';
import { InTurn } from '../../core/ground/in-turn';
import { JsonFile, type OnSetAside } from './json-file';

/** Settings in a JSON document. */
export class FileSettingsStore implements SettingsStore {
  readonly #file: JsonFile<Settings>;
  #settings: Settings | undefined;
  readonly #changes = new InTurn();

  /**
   * @param path of the document, such as `<user data>/settings.json`
   * @param onSetAside is told when the document can't be understood
   */
  constructor(path: string, onSetAside?: OnSetAside) {
    this.#file = new JsonFile(path, 1, settingsSchema, onSetAside);
  }

  async get(): Promise<Settings> {
    this.#settings ??= (await this.#file.read()) ?? defaultSettings;
    return this.#settings;
  }

  /** Changes are written one after the other: two at once would each take the other's away. */
  async change(change: Partial<Settings>): Promise<Settings> {
    return this.#changes.do(async () => {
      const next = { ...(await this.get()), ...change };
      await this.#file.write(next);
      this.#settings = next;
      return next;
    });
  }

  /** Resolves when everything that was changed is on disk, or could not be written. */
  async allDone(): Promise<void> {
    await this.#changes.allDone();
  }
}
