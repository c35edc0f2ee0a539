import type { ProfileStore } from '../core/ports';
import { profilesSchema, type ClusterProfile } from '../core/profile';
import { JsonFile } from './json-file';

/** Profiles in a JSON document, without a single secret. */
export class FileProfileStore implements ProfileStore {
  readonly #file: JsonFile<{ profiles: ClusterProfile[] }>;
  #profiles: readonly ClusterProfile[] | undefined;

  /** @param path of the document, such as `<user data>/profiles.json` */
  constructor(path: string) {
    this.#file = new JsonFile(path, 1, profilesSchema);
  }

  async list(): Promise<readonly ClusterProfile[]> {
    this.#profiles ??= (await this.#file.read())?.profiles ?? [];
    return this.#profiles;
  }

  async replace(profiles: readonly ClusterProfile[]): Promise<void> {
    await this.#file.write({ profiles: [...profiles] });
    this.#profiles = profiles;
  }
}
