import type { ClusterProfile, ErrorInfo, ProfileFields, SignIn } from '../../src-main/contract/api';
import type { Oscar } from '../api';

/** A colour by which a connection is told apart, besides its name. */
export type ProfileColour = ProfileFields['colour'];

/** Every colour, in the order they are offered. */
export const profileColours: readonly ProfileColour[] = ['green', 'blue', 'violet', 'red', 'orange', 'grey'];

/** The fields of a connection that are typed. */
export type DraftField = 'name' | 'address' | 'serviceName' | 'user' | 'secret';

/** A connection while it is being added or changed. An old secret is never part of it. */
export class ProfileDraft {
  /** The connection as it is; `undefined` for a new one. */
  readonly profile: ClusterProfile | undefined;
  name = $state('');
  colour = $state<ProfileColour>('green');
  signInKind = $state<SignIn['kind']>('service-token');
  serviceName = $state('');
  user = $state('');
  secret = $state('');
  allowsPlainHttp = $state(false);
  keepsForSession = $state(false);
  isSaving = $state(false);
  /** Why it could not be saved. */
  error = $state.raw<ErrorInfo>();
  #address = $state('');
  #wasTried = $state(false);

  /** What is still to be filled in. Nobody is told before the first try to save. */
  readonly missing = $derived.by((): readonly DraftField[] => (this.#wasTried ? this.#emptyFields() : []));
  /** Whether there is a secret that stays when none is typed. */
  readonly keepsSecret = $derived.by(() => this.profile?.signIn.kind === this.signInKind);

  readonly #oscar: Oscar;

  constructor(oscar: Oscar, profile?: ClusterProfile) {
    this.#oscar = oscar;
    this.profile = profile;
    if (!profile) return;
    const { name, colour, endpoint, allowsPlainHttp, signIn } = profile;
    this.name = name;
    this.colour = colour;
    this.#address = endpoint;
    this.allowsPlainHttp = allowsPlainHttp;
    this.signInKind = signIn.kind;
    if (signIn.kind === 'service-token') this.serviceName = signIn.serviceName;
    else this.user = signIn.user;
  }

  get address(): string {
    return this.#address;
  }

  // To go unprotected is a choice for one address.
  set address(text: string) {
    this.#address = text;
    this.allowsPlainHttp = false;
    if (this.error?.code === 'endpoint-invalid' || this.error?.code === 'plain-http-refused') this.error = undefined;
  }

  /** Saves it. @returns the connection, or `undefined` when something is missing or `error` tells why not */
  async save(): Promise<ClusterProfile | undefined> {
    this.#wasTried = true;
    if (this.isSaving || this.missing.length > 0) return undefined;
    this.isSaving = true;
    this.error = undefined;
    // A token is often pasted with the white space around it; a password may have some of its own.
    const typed = this.signInKind === 'service-token' ? this.secret.trim() : this.secret;
    const secret = typed === '' ? undefined : typed;
    const keeping = this.keepsForSession ? 'session' : 'keychain';
    const reply = this.profile
      ? await this.#oscar.changeProfile(this.profile.id, this.#fields(), secret, keeping)
      : await this.#oscar.addProfile(this.#fields(), secret, keeping);
    this.isSaving = false;
    if (reply.ok) return reply.value;
    this.error = reply.error;
    return undefined;
  }

  #fields(): ProfileFields {
    return {
      name: this.name.trim(),
      colour: this.colour,
      endpoint: this.#address.trim(),
      allowsPlainHttp: this.allowsPlainHttp,
      signIn:
        this.signInKind === 'service-token'
          ? { kind: 'service-token', serviceName: this.serviceName.trim() }
          : { kind: 'password', user: this.user.trim() },
      trust: this.profile?.trust ?? { kind: 'system' },
    };
  }

  #emptyFields(): DraftField[] {
    const texts: Readonly<Record<DraftField, string>> = {
      name: this.name,
      address: this.#address,
      serviceName: this.serviceName,
      user: this.user,
      secret: this.secret,
    };
    const needed: readonly DraftField[] = [
      'name',
      'address',
      this.signInKind === 'service-token' ? 'serviceName' : 'user',
      ...(this.keepsSecret ? [] : (['secret'] as const)),
    ];
    return needed.filter((field) => texts[field].trim() === '');
  }
}
