import type * as keytar from 'keytar';
import { AppError } from '../../core/ground/error';
import type { TokenStore } from '../../core/connection/ports';
import type { ProfileId } from '../../core/ground/ids';

/** What of keytar is used. */
export type KeychainLibrary = Pick<typeof keytar, 'getPassword' | 'setPassword' | 'deletePassword'>;

// Windows takes 2,560 bytes an entry, in UTF-16: some OIDC tokens are longer.
const maxPartCharacters = 1200;

/**
 * Secrets in the system's keychain. Service name `OSCAR Desktop`, account: the profile's id; a long secret continues in
 * `<id>#2`, `<id>#3` and so on.
 * @throws AppError `keychain-unavailable` from every method when there is no keychain, it is locked, or the user said no
 */
export class KeychainTokenStore implements TokenStore {
  /** @param load fetches the library on first use: its native part may be missing on a system */
  constructor(
    private readonly load: () => Promise<KeychainLibrary>,
    private readonly serviceName = 'OSCAR Desktop',
  ) {}

  async get(profileId: ProfileId): Promise<string | undefined> {
    return this.#use(async (keychain) => {
      const parts: string[] = [];
      for (let number = 1; ; number += 1) {
        const part = await keychain.getPassword(this.serviceName, account(profileId, number));
        if (part === null) break;
        parts.push(part);
        if (part.length < maxPartCharacters) break;
      }
      return parts.length === 0 ? undefined : parts.join('');
    });
  }

  async set(profileId: ProfileId, secret: string): Promise<void> {
    await this.#use(async (keychain) => {
      // Each part takes the place of the one before, so that a program that ends by force meanwhile leaves a short secret whole.
      let number = 1;
      for (; number === 1 || (number - 1) * maxPartCharacters < secret.length; number += 1) {
        const part = secret.slice((number - 1) * maxPartCharacters, number * maxPartCharacters);
        await keychain.setPassword(this.serviceName, account(profileId, number), part);
      }
      await this.#deleteParts(keychain, profileId, number);
    });
  }

  async delete(profileId: ProfileId): Promise<void> {
    await this.#use((keychain) => this.#deleteParts(keychain, profileId, 1));
  }

  /** Deletes the part of a number and all behind it. */
  async #deleteParts(keychain: KeychainLibrary, profileId: ProfileId, from: number): Promise<void> {
    let number = from;
    while (await keychain.deletePassword(this.serviceName, account(profileId, number))) number += 1;
  }

  async #use<T>(action: (keychain: KeychainLibrary) => Promise<T>): Promise<T> {
    try {
      return await action(await this.load());
    } catch (error) {
      throw new AppError({ code: 'keychain-unavailable' }, error);
    }
  }
}

function account(profileId: ProfileId, number: number): string {
  return number === 1 ? profileId : `${profileId}#${number}`;
}
