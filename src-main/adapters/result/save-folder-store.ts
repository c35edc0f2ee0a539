import * as v from 'valibot';
import type { SaveFolderStore } from '../../core/result/ports';
import { JsonFile } from '../documents/json-file';

/** The folder that results of each service were last saved to, in a JSON document. */
export class FileSaveFolderStore implements SaveFolderStore {
  readonly #file: JsonFile<{ folders: Record<string, string> }>;

  /** @param path of the document, such as `<user data>/save-folders.json` */
  constructor(path: string) {
    this.#file = new JsonFile(path, 1, v.object({ folders: v.record(v.string(), v.string()) }));
  }

  async get(serviceName: string): Promise<string | undefined> {
    const folders = await this.#folders();
    return folders.get(serviceName);
  }

  async set(serviceName: string, folder: string): Promise<void> {
    const folders = await this.#folders();
    if (folders.get(serviceName) === folder) return;
    await this.#file.write({ folders: Object.fromEntries(folders.set(serviceName, folder)) });
  }

  async #folders(): Promise<Map<string, string>> {
    return new Map(Object.entries((await this.#file.read())?.folders ?? {}));
  }
}
