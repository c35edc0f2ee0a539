import type { ProfileStore } from '../../core/connection/ports';
import { profilesSchema, type ClusterProfile } from '../../core/connection/profile';
import { JsonFile, type OnSetAside } from '../documents/json-file';

/** Profiles in a JSON document, without a single secret. */
export class FileProfileStore implements ProfileStore {
  readonly #file: JsonFile<{ profiles: ClusterProfile[] }>;
  // Kept as a promise: two who ask at once must not both set aside a file that can't be understood.
  #profiles: Promise<readonly ClusterProfile[]> | undefined;

  /**
   * @param path of the document, such as `<user data>/profiles.json`
   * @param onSetAside is told when the document can't be understood
   */
  constructor(path: string, onSetAside?: OnSetAside) {
    this.#file = new JsonFile(path, 1, profilesSchema, onSetAside);
  }

  async list(): Promise<readonly ClusterProfile[]> {
    this.#profiles ??= this.#file.read().then((document) => document?.profiles ?? []);
    try {
      return await this.#profiles;
    } catch (error) {
      // What could not be read may be there the next time.
      this.#profiles = undefined;
      throw error;
    }
  }

  async replace(profiles: readonly ClusterProfile[]): Promise<void> {
    await this.#file.write({ profiles: [...profiles] });
    this.#profiles = Promise.resolve(profiles);
  }
}
