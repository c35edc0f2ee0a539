import type { TokenKey, TokenStore } from '../core/ports';

/** Tokens that live as long as the program: those of the practice cluster, which makes new ones at every start. */
export class MemoryTokenStore implements TokenStore {
  readonly #tokens = new Map<string, string>();

  async get(key: TokenKey): Promise<string | undefined> {
    return this.#tokens.get(joined(key));
  }

  async set(key: TokenKey, token: string): Promise<void> {
    this.#tokens.set(joined(key), token);
  }

  async delete(key: TokenKey): Promise<void> {
    this.#tokens.delete(joined(key));
  }
}

function joined(key: TokenKey): string {
  return JSON.stringify([key.profileId, key.serviceName, key.owner]);
}
