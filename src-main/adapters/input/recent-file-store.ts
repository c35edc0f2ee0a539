import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import * as v from 'valibot';
import type { RecentFileStore, StoredRecentFile } from '../../core/input/ports';
import { JsonFile } from '../documents/json-file';

/** The paths of recent input files, in a JSON document. */
export class FileRecentFileStore implements RecentFileStore {
  readonly #file: JsonFile<{ paths: string[] }>;

  /** @param path of the document, such as `<user data>/recent-files.json` */
  constructor(path: string) {
    this.#file = new JsonFile(path, 1, v.object({ paths: v.array(v.string()) }));
  }

  async read(): Promise<readonly string[]> {
    return (await this.#file.read())?.paths ?? [];
  }

  async write(paths: readonly string[]): Promise<void> {
    await this.#file.write({ paths: [...paths] });
  }

  async describe(path: string): Promise<StoredRecentFile | undefined> {
    const isThere = await stat(path).then(
      (stats) => stats.isFile(),
      () => false,
    );
    return isThere ? { path, name: basename(path), folder: basename(dirname(path)) } : undefined;
  }
}
