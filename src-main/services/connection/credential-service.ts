import { AppError } from '../../core/ground/error';
import { type ProfileId } from '../../core/ground/ids';
import type { ProfileFields } from '../../core/connection/profile';
import { checkedFields, expectSameAccess } from '../../core/connection/profile-rules';
import type { ProfileService } from './profile-service';
import type { SignInService } from './sign-in-service';

/** What a connection signs in with: the token of one service, or an `Authorization` for the cluster's lists. */
export type Credential =
  | { readonly kind: 'service-token'; readonly serviceName: string; readonly token: string }
  | { readonly kind: 'account'; readonly authorization: string }
  /** A refresh token that is only typed yet: to try it could use it up. */
  | { readonly kind: 'after-saving' };

/** What the credential service works with. */
export interface CredentialServiceParts {
  readonly profiles: Pick<ProfileService, 'find'>;
  readonly signIns: Pick<SignInService, 'prepare' | 'secret' | 'authorization' | 'authorizationOf'>;
}

/** Credentials for trying a connection before it is saved. */
export class CredentialService {
  constructor(private readonly parts: CredentialServiceParts) {}

  /**
   * What opens a connection that is saved or still being typed.
   * @param secret as typed; without one that of the saved profile is taken, where it was given for the same cluster
   * @throws AppError `secret-missing`, `keychain-unavailable`, `endpoint-invalid`, `plain-http-refused`
   */
  async credentialOf(
    fields: ProfileFields,
    secret: string | undefined,
    profileId: ProfileId | undefined,
  ): Promise<Credential> {
    const { signIns } = this.parts;
    const { signIn } = fields;
    if (signIn.kind === 'oidc-agent') {
      const asked = { ...fields, id: `draft ${signIn.account}`, kind: 'cluster', keeping: 'session' } as const;
      return { kind: 'account', authorization: await signIns.authorization(asked) };
    }
    if (secret === undefined) return this.#keptCredential(fields, profileId);
    switch (signIn.kind) {
      case 'service-token':
        return {
          kind: 'service-token',
          serviceName: signIn.serviceName,
          token: signIns.prepare(signIn, secret).secret,
        };
      case 'oidc-refresh-token':
        return { kind: 'after-saving' };
      default:
        return { kind: 'account', authorization: signIns.authorizationOf(signIn, secret) };
    }
  }

  async #keptCredential(fields: ProfileFields, profileId: ProfileId | undefined): Promise<Credential> {
    const { signIns } = this.parts;
    const profile = profileId === undefined ? undefined : await this.parts.profiles.find(profileId);
    if (profile?.kind !== 'cluster') throw new AppError({ code: 'secret-missing', profile: fields.name });
    expectSameAccess(profile, checkedFields(fields));
    const { signIn } = profile;
    return signIn.kind === 'service-token'
      ? { kind: 'service-token', serviceName: signIn.serviceName, token: await signIns.secret(profile) }
      : { kind: 'account', authorization: await signIns.authorization(profile) };
  }
}
