import * as v from 'valibot';
import { collisionRules, defaultTemplate } from '../../core/batch/names';
import type { BatchDefaults, BatchDefaultsStore } from '../../core/batch/ports';
import { JsonFile } from '../documents/json-file';

const schema = v.object({
  outputFolder: v.exactOptional(v.string()),
  inDatedFolder: v.exactOptional(v.boolean()),
  template: v.optional(v.string(), defaultTemplate),
  collision: v.optional(v.picklist(collisionRules), 'skip'),
  atOnceLimit: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
});

/** What was chosen for the last batch, in a JSON document. */
export class FileBatchDefaultsStore implements BatchDefaultsStore {
  readonly #file: JsonFile<BatchDefaults>;

  constructor(path: string) {
    this.#file = new JsonFile<BatchDefaults>(path, 1, schema);
  }

  async get(): Promise<BatchDefaults> {
    return (await this.#file.read()) ?? v.parse(schema, {});
  }

  async replace(defaults: BatchDefaults): Promise<void> {
    await this.#file.write(defaults);
  }
}
