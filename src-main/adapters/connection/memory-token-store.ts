import type { TokenStore } from '../../core/connection/ports';
import type { ProfileId } from '../../core/ground/ids';

/** Secrets that end with the program, for users without a keychain who agreed to that. */
export class MemoryTokenStore implements TokenStore {
  readonly #secrets = new Map<ProfileId, string>();

  async get(profileId: ProfileId): Promise<string | undefined> {
    return this.#secrets.get(profileId);
  }

  async set(profileId: ProfileId, secret: string): Promise<void> {
    this.#secrets.set(profileId, secret);
  }

  async delete(profileId: ProfileId): Promise<void> {
    this.#secrets.delete(profileId);
  }
}
