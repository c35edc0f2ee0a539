import { AppError, isAppError } from '../../core/ground/error';
import type { TokenLife } from '../../core/connection/json-web-token';
import type { PracticeCluster, ProfileStore } from '../../core/connection/ports';
import {
  practiceId,
  type ClusterProfile,
  type PracticeProfile,
  type Profile,
  type ProfileFields,
  type SecretKeeping,
} from '../../core/connection/profile';
import { checkedFields, expectSameAccess, isSameAccess } from '../../core/connection/profile-rules';
import { type ProfileId } from '../../core/ground/ids';
import type { ServiceMemory } from '../../core/service/ports';
import type { SignInService } from './sign-in-service';

/** What the profile service works with. */
export interface ProfileServiceParts {
  readonly practice: PracticeCluster;
  readonly profiles: ProfileStore;
  readonly signIns: Pick<SignInService, 'prepare' | 'keep' | 'remove' | 'secret' | 'signOut' | 'signOutSoon'>;
  /** What else is kept of each connection. */
  readonly memory: Pick<ServiceMemory, 'forget'>;
  readonly newId: () => ProfileId;
  /** Called with every profile that was changed or deleted: tokens that were got with its old secret are not valid for it any more. */
  readonly onChange: (id: ProfileId) => void;
}

/** The connections of the user, each with its secret, and the practice cluster. */
export class ProfileService {
  constructor(private readonly parts: ProfileServiceParts) {}

  /** The practice cluster's profile; starts the cluster if it is not running. */
  async openPractice(): Promise<PracticeProfile> {
    const { endpoint } = await this.parts.practice.open();
    // `name` is what a server would call itself; the window shows its own word for it.
    return { id: practiceId, kind: 'practice', name: 'practice', endpoint };
  }

  /** The clusters the user added. */
  async list(): Promise<readonly ClusterProfile[]> {
    return this.parts.profiles.list();
  }

  /** The connection of an id. @throws AppError `profile-gone` */
  async find(id: ProfileId): Promise<Profile> {
    // A batch that goes on after a restart may be the first to ask for the practice cluster.
    return id === practiceId ? this.openPractice() : this.#cluster(id);
  }

  /**
   * Adds a cluster together with its secret.
   * @throws AppError `endpoint-invalid`, `plain-http-refused`, `keychain-unavailable`, `token-unsuitable`, `token-expired`,
   * `issuer-needed`, or of writing the document
   */
  async add(fields: ProfileFields, typed: string | undefined, keeping: SecretKeeping): Promise<ClusterProfile> {
    const { signIns, profiles, newId } = this.parts;
    const { secret, ...life } = typed === undefined ? {} : signIns.prepare(fields.signIn, typed);
    const profile: ClusterProfile = { ...checkedFields(fields), ...life, id: newId(), kind: 'cluster', keeping };
    // The secret first: a profile without its secret is of no use, a secret without a profile is removed again.
    if (secret !== undefined) await signIns.keep(profile.id, keeping, secret);
    try {
      await profiles.replace([...(await this.list()), profile]);
    } catch (error) {
      if (secret !== undefined) await signIns.remove(profile.id, keeping);
      throw error;
    }
    return profile;
  }

  /**
   * Adds clusters of another computer under their ids, without secrets, all or none. One that is here is replaced, and keeps its secret
   * where that may be sent as it was; where not, the secret is forgotten.
   * @throws AppError `keychain-unavailable`, or of writing the document
   */
  async take(moved: readonly ClusterProfile[]): Promise<void> {
    const here = await this.list();
    const replacing = new Map<ProfileId, ClusterProfile>();
    for (const profile of moved) {
      const own = here.find(({ id }) => id === profile.id);
      if (!own) continue;
      const keepsSecret = isSameAccess(own, profile);
      if (!keepsSecret) await this.parts.signIns.remove(own.id, own.keeping);
      const { tokenLife } = own;
      replacing.set(own.id, { ...profile, keeping: own.keeping, ...(keepsSecret && tokenLife && { tokenLife }) });
    }
    const added = moved.filter(({ id }) => !replacing.has(id));
    await this.parts.profiles.replace([...here.map((one) => replacing.get(one.id) ?? one), ...added]);
    for (const id of replacing.keys()) this.parts.onChange(id);
  }

  /** Changes a cluster; without a new secret the old one stays. @throws as `add` */
  async change(
    id: ProfileId,
    fields: ProfileFields,
    typed: string | undefined,
    keeping: SecretKeeping,
  ): Promise<ClusterProfile> {
    const { signIns, profiles } = this.parts;
    const before = await this.#cluster(id);
    const isSecretKept = typed === undefined && fields.signIn.kind !== 'oidc-agent';
    const { secret, ...life } = typed === undefined ? lifeKept(before, fields) : signIns.prepare(fields.signIn, typed);
    const after = typed === undefined ? before.keeping : keeping;
    const profile: ClusterProfile = { ...checkedFields(fields), ...life, id, kind: 'cluster', keeping: after };
    if (isSecretKept) expectSameAccess(before, profile);
    if (secret !== undefined) await signIns.keep(id, after, secret);
    await profiles.replace((await this.list()).map((one) => (one.id === id ? profile : one)));
    this.parts.onChange(id);
    // Where the keychain has gone, its old secret has gone with it; it is not read again either way.
    if (after !== before.keeping || fields.signIn.kind === 'oidc-agent') {
      await signIns.remove(id, before.keeping).catch(ignoreMissingKeychain);
    }
    return profile;
  }

  /**
   * Adds a cluster with the secret of another, which must be for the same address, trust and sign-in.
   * @throws AppError `secret-missing`, or as `add`
   */
  async copy(sourceId: ProfileId, fields: ProfileFields): Promise<ClusterProfile> {
    const source = await this.#cluster(sourceId);
    const secret = await this.parts.signIns.secret(source);
    expectSameAccess(source, checkedFields(fields));
    return this.add(fields, secret, source.keeping);
  }

  /** Removes a cluster, its secret, and what is remembered of its services. @throws AppError of writing the document, or `keychain-unavailable` */
  async delete(id: ProfileId): Promise<void> {
    await this.parts.signIns.signOutSoon(await this.#cluster(id));
    await this.parts.profiles.replace((await this.list()).filter((one) => one.id !== id));
    this.parts.onChange(id);
    await this.parts.memory.forget(id);
  }

  /**
   * Ends a sign-in at its institute, and removes the secret; the connection stays.
   * @throws AppError of the institute, after the secret was removed all the same
   */
  async signOut(id: ProfileId): Promise<void> {
    try {
      await this.parts.signIns.signOut(await this.#cluster(id));
    } finally {
      this.parts.onChange(id);
    }
  }

  async #cluster(id: ProfileId): Promise<ClusterProfile> {
    const profile = (await this.list()).find((one) => one.id === id);
    if (!profile) throw new AppError({ code: 'profile-gone' });
    return profile;
  }
}

function lifeKept(
  before: ClusterProfile,
  { signIn }: ProfileFields,
): { readonly secret?: never; tokenLife?: TokenLife } {
  const isKept = before.tokenLife !== undefined && signIn.kind === before.signIn.kind;
  return isKept ? { tokenLife: before.tokenLife } : {};
}

function ignoreMissingKeychain(error: unknown): void {
  if (!isAppError(error) || error.info.code !== 'keychain-unavailable') throw error;
}
