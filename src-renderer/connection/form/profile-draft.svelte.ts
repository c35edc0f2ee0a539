import type {
  ClusterProfile,
  ConnectionLimits,
  ProfileFields,
  SecretKeeping,
  Trust,
} from '../../../src-main/core/connection/profile';
import type { ErrorInfo } from '../../../src-main/core/ground/error';
import type { OpenedConnectionFile } from '../../../src-main/core/connection/connection-file';
import type { Reply } from '../../../src-main/contract/ground/call';
import type { Oscar } from '../../api';
import { readEndpoint, takeApart } from '../../../src-main/core/connection/endpoint';
import type { SignInSubject, SignInWay } from '../../../src-main/core/sign-in/progress';
import { InstituteSignInState } from '../sign-in/institute-sign-in.svelte';
import { returnPage } from '../sign-in/return-page';
import { ConnectionCheckState, type CheckSubject } from '../connection-check.svelte';
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
  /** The connection that this one is to be like. */
  source = $state.raw<ClusterProfile>();
  /** The connection file it was filled from. */
  fileId: OpenedConnectionFile['id'] | undefined;
  name = $state('');
  colour = $state<ProfileColour>('green');
  signIn: SignInDraft;
  trust = $state.raw<Trust>({ kind: 'system' });
  allowsPlainHttp = $state(false);
  /** Limits of its own that it has, or that a connection file suggests. */
  limits = $state.raw<ConnectionLimits>();
  /** Whether only the secret is asked for, since a connection file brought the rest. */
  isBrief = $state(false);
  /** The services that a connection file names, of which a service token opens one. */
  services = $state.raw<readonly { readonly value: string; readonly label: string }[]>([]);
  usesLimits = $state(true);
  keepsForSession = $state(false);
  isSaving = $state(false);
  /** Why it could not be saved. */
  error = $state.raw<ErrorInfo>();
  /** The check before it is saved. */
  check = $state.raw<ConnectionCheckState>();
  #address = $state('');
  #proposedName = '';
  #wasTried = $state(false);

  /** Whether it can be saved although the check found a problem, or is not at its end. */
  readonly mayBeSavedUnchecked = $derived.by(
    () => this.check !== undefined && (this.check.isChecking || (this.error !== undefined && !this.isSaving)),
  );

  /** Fields that are still empty. They are not shown before the first attempt to save. */
  readonly missing = $derived.by((): readonly DraftField[] => (this.#wasTried ? this.#emptyFields() : []));

  /** Whether there is a secret of another connection that can be used here too. */
  get offersSecret(): boolean {
    // An issuer that rotates refresh tokens treats one that is used in two places as stolen.
    const isShareable = !['oidc-refresh-token', 'institute', 'oidc-agent'].includes(this.signIn.kind);
    return isShareable && this.source?.signIn.kind === this.signIn.kind;
  }

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
    this.name = profile.name;
    this.colour = profile.colour;
    this.#fill(profile);
  }

  #fill({ endpoint, allowsPlainHttp, trust, limits }: ClusterProfile): void {
    this.#address = endpoint;
    this.allowsPlainHttp = allowsPlainHttp;
    this.trust = trust;
    this.limits = limits;
  }

  /** Fills in everything of another connection except its secret. */
  fillLike(source: ClusterProfile, name: string): void {
    this.source = source;
    this.signIn = new SignInDraft(this.#oscar, source.signIn, false);
    this.name = name;
    this.#fill(source);
  }

  /** Fills in what a connection file tells, so that only the secret is left to be typed. */
  fillFrom({ id, name, address, isPlainHttp, services, signIn, trust, limits }: OpenedConnectionFile): void {
    const [first] = services;
    this.fileId = id;
    this.isBrief = true;
    this.services = services.map((service) => ({ value: service.name, label: service.title ?? service.name }));
    this.name = name;
    this.address = address;
    // The user saw this in the summary of the file, and went on.
    this.allowsPlainHttp = isPlainHttp;
    this.limits = limits;
    if (signIn) this.signIn.useInstitute(signIn);
    else if (first) this.signIn.serviceName = first.name;
    else this.isBrief = false;
    if (trust) this.trust = trust;
  }

  /** Takes another trust, for which the secret has to be typed again. @param error says why */
  askForSecret(trust: Trust, error: ErrorInfo): void {
    this.trust = trust;
    this.signIn.mayKeepSecret = false;
    this.error = error;
  }

  get address(): string {
    return this.#address;
  }

  // Plain HTTP is accepted for one address only, never for the next one that is typed.
  set address(text: string) {
    this.#address = text;
    this.allowsPlainHttp = false;
    if (this.error?.code === 'endpoint-invalid' || this.error?.code === 'plain-http-refused') this.error = undefined;
  }

  /** Reads the address once its field is left: what was pasted with it goes where it belongs, and a name is proposed. */
  settleAddress(): void {
    const { address, host, serviceName } = takeApart(this.#address);
    if (address === '') return;
    if (serviceName !== undefined) {
      this.#address = address;
      if (this.signIn.serviceName.trim() === '') this.signIn.serviceName = serviceName;
    }
    if (!readEndpoint(address).ok) {
      this.error = { code: 'endpoint-invalid', address };
      return;
    }
    const isUntouched = this.name.trim() === '' || this.name === this.#proposedName;
    if (!this.profile && isUntouched) this.name = this.#proposedName = host.slice(0, 100);
  }

  /**
   * Checks what is typed, and saves it where all is well; a problem keeps the form open.
   * @returns the connection, or `undefined` when something is missing or `error` tells why not
   */
  async connect(): Promise<ClusterProfile | undefined> {
    if (this.isSaving) return undefined;
    this.settleAddress();
    this.#wasTried = true;
    if (this.missing.length > 0 || this.error?.code === 'endpoint-invalid') return undefined;
    if (!(await this.#isSignedIn())) return undefined;
    const subject = this.#subject();
    const check = new ConnectionCheckState(this.#oscar, subject);
    this.check = check;
    this.error = undefined;
    this.isSaving = true;
    await check.start();
    // The form was closed meanwhile, or saved without waiting.
    if (this.check !== check) return undefined;
    this.isSaving = false;
    if (JSON.stringify(this.#subject()) !== JSON.stringify(subject)) return this.connect();
    this.error = check.error ?? check.steps.flatMap((step) => (step.outcome === 'failed' ? [step.error] : []))[0];
    return this.error ? undefined : this.save();
  }

  /**
   * Signs in by the page of the institute, then goes on: saves a connection there is, checks and saves a new one.
   * @returns as `save`
   */
  async signInBy(way: SignInWay): Promise<ClusterProfile | undefined> {
    const subject = this.#instituteSubject();
    if (!subject || this.missing.length > 0 || !(await this.#signIn(subject, way))) return undefined;
    return this.profile ? this.save() : this.connect();
  }

  /** @returns whether the user is signed in by the page of the institute, or has not to be */
  async #isSignedIn(): Promise<boolean> {
    const subject = this.#instituteSubject();
    const { made, keepsSecret } = this.signIn;
    if (!subject || keepsSecret) return true;
    if (made?.isDone === true && JSON.stringify(made.subject) === JSON.stringify(subject)) return true;
    return this.#signIn(subject, 'browser');
  }

  #instituteSubject(): SignInSubject | undefined {
    const fields = this.signIn.fields();
    if (fields.kind !== 'institute') return undefined;
    return { endpoint: this.#address.trim(), trust: this.trust, institute: fields.institute };
  }

  async #signIn(subject: SignInSubject, way: SignInWay): Promise<boolean> {
    this.signIn.made?.leave();
    const made = new InstituteSignInState(this.#oscar, subject);
    this.signIn.made = made;
    this.error = undefined;
    this.isSaving = true;
    const isSignedIn = await made.begin(returnPage(), way);
    // Another one was begun meanwhile, or the form was closed.
    if (this.signIn.made !== made) return false;
    this.isSaving = false;
    this.error = made.error;
    if (!isSignedIn) this.signIn.made = undefined;
    return isSignedIn;
  }

  /** Saves it without the check, or after a check that failed. @returns as `save` */
  async saveUnchecked(): Promise<ClusterProfile | undefined> {
    this.leave();
    return this.save();
  }

  /** Leaves the check, whose outcome nobody waits for any more. */
  leave(): void {
    if (this.check?.isChecking) this.isSaving = false;
    this.check = undefined;
  }

  /** Leaves the check and the sign-in by the page of an institute, when the form is closed. */
  close(): void {
    this.leave();
    this.signIn.made?.leave();
    this.signIn.made = undefined;
  }

  /** Saves it. @returns the connection, or `undefined` when something is missing or `error` tells why not */
  async save(): Promise<ClusterProfile | undefined> {
    this.#wasTried = true;
    if (this.isSaving || this.missing.length > 0 || !(await this.#isSignedIn())) return undefined;
    this.isSaving = true;
    this.error = undefined;
    const secret = this.signIn.typedSecret();
    const keeping = this.keepsForSession ? 'session' : 'keychain';
    const reply = await this.#send(secret, keeping);
    this.isSaving = false;
    if (reply.ok) {
      this.signIn.made?.leave();
      return reply.value;
    }
    this.error = reply.error;
    if (reply.error.code === 'secret-missing') this.signIn.mayKeepSecret = false;
    return undefined;
  }

  /** The typed fields, for a check; `undefined` while one that the check needs is missing. It doesn't need a name. */
  toCheck(): CheckSubject | undefined {
    this.#wasTried = true;
    if (this.missing.some((field) => field !== 'name')) return undefined;
    return this.#subject();
  }

  #subject(): CheckSubject {
    const fields = this.#fields();
    const name = fields.name || fields.endpoint.slice(0, 100);
    const id = this.profile?.id ?? (this.#takesOldSecret() ? this.source?.id : undefined);
    return { fields: { ...fields, name }, secret: this.signIn.typedSecret(), id };
  }

  #send(secret: string | undefined, keeping: SecretKeeping): Promise<Reply<ClusterProfile>> {
    const fields = this.#fields();
    if (this.profile) return this.#oscar.changeProfile(this.profile.id, fields, secret, keeping);
    if (this.source && this.#takesOldSecret()) return this.#oscar.copyProfile(this.source.id, fields);
    return this.#oscar.addProfile(fields, secret, keeping);
  }

  #takesOldSecret(): boolean {
    return this.offersSecret && this.signIn.keepsSecret && this.signIn.typedSecret() === undefined;
  }

  #fields(): ProfileFields {
    return {
      name: this.name.trim(),
      colour: this.colour,
      endpoint: this.#address.trim(),
      allowsPlainHttp: this.allowsPlainHttp,
      signIn: this.signIn.fields(),
      trust: this.trust,
      ...(this.usesLimits && this.limits && { limits: this.limits }),
    };
  }

  #emptyFields(): DraftField[] {
    const own: DraftField[] = [];
    if (this.name.trim() === '') own.push('name');
    if (this.#address.trim() === '') own.push('address');
    return [...own, ...this.signIn.emptyFields()];
  }
}
