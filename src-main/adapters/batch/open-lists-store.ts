import * as v from 'valibot';
import type { OpenListsMemory, OpenListsStore } from '../../core/batch/ports';
import { JsonFile } from '../documents/json-file';

const ids = v.optional(v.array(v.string()), []);
const schema = v.object({ order: ids, closed: ids });

/** Which lists are open, in a JSON document. */
export class FileOpenListsStore implements OpenListsStore {
  readonly #file: JsonFile<OpenListsMemory>;

  constructor(path: string) {
    this.#file = new JsonFile<OpenListsMemory>(path, 1, schema);
  }

  async get(): Promise<OpenListsMemory> {
    return (await this.#file.read()) ?? { order: [], closed: [] };
  }

  async replace(memory: OpenListsMemory): Promise<void> {
    await this.#file.write(memory);
  }
}
