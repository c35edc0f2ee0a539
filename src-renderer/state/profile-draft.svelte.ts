import type { ClusterProfile, ErrorInfo, ProfileFields, Trust } from '../../src-main/contract/api';
import type { Oscar } from '../api';
import type { CheckSubject } from './connection-check.svelte';
import { SignInDraft, type SignInField } from './sign-in-draft.svelte';

/** A colour by which a connection is told apart, besides its name. */
export type ProfileColour = ProfileFields['colour'];

/** Every colour, in the order they are offered. */
export const profileColours: readonly ProfileColour[] = ['green', 'blue', 'violet', 'red', 'orange', 'grey'];

/** The fields of a connection that are typed. */
export type DraftField = 'name' | 'address' | SignInField;

/** A connection while it is being added or changed. An old secret is never part of it. */
export class ProfileDraft {
  /** The connection as it is; `undefined` for a new one. */
  readonly profile: ClusterProfile | undefined;
  name = $state('');
  colour = $state<ProfileColour>('green');
  readonly signIn: SignInDraft;
  trust = $state.raw<Trust>({ kind: 'system' });
  allowsPlainHttp = $state(false);
  keepsForSession = $state(false);
  isSaving = $state(false);
  /** Why it could not be saved. */
  error = $state.raw<ErrorInfo>();
  #address = $state('');
  #wasTried = $state(false);

  /** What is still to be filled in. Nobody is told before the first try to save. */
  readonly missing = $derived.by((): readonly DraftField[] => (this.#wasTried ? this.#emptyFields() : []));

  readonly #oscar: Oscar;

  /** @param startsAt the field that the user came for, if it is not the first */
  constructor(
    oscar: Oscar,
    profile?: ClusterProfile,
    readonly startsAt?: 'secret',
  ) {
    this.#oscar = oscar;
    this.profile = profile;
    this.signIn = new SignInDraft(oscar, profile?.signIn);
    if (!profile) return;
    const { name, colour, endpoint, allowsPlainHttp } = profile;
    this.name = name;
    this.colour = colour;
    this.#address = endpoint;
    this.allowsPlainHttp = allowsPlainHttp;
    this.trust = profile.trust;
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
    const secret = this.signIn.typedSecret();
    const keeping = this.keepsForSession ? 'session' : 'keychain';
    const reply = this.profile
      ? await this.#oscar.changeProfile(this.profile.id, this.#fields(), secret, keeping)
      : await this.#oscar.addProfile(this.#fields(), secret, keeping);
    this.isSaving = false;
    if (reply.ok) return reply.value;
    this.error = reply.error;
    return undefined;
  }

  /** What is typed so far, for a check of it; `undefined` when something that matters is missing. A name does not. */
  toCheck(): CheckSubject | undefined {
    this.#wasTried = true;
    if (this.missing.some((field) => field !== 'name')) return undefined;
    const fields = this.#fields();
    const name = fields.name || fields.endpoint.slice(0, 100);
    return { fields: { ...fields, name }, secret: this.signIn.typedSecret(), id: this.profile?.id };
  }

  #fields(): ProfileFields {
    return {
      name: this.name.trim(),
      colour: this.colour,
      endpoint: this.#address.trim(),
      allowsPlainHttp: this.allowsPlainHttp,
      signIn: this.signIn.fields(),
      trust: this.trust,
    };
  }

  #emptyFields(): DraftField[] {
    const own: DraftField[] = [];
    if (this.name.trim() === '') own.push('name');
    if (this.#address.trim() === '') own.push('address');
    return [...own, ...this.signIn.emptyFields()];
  }
}
