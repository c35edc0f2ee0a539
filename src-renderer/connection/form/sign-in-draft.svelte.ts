import type { ErrorInfo } from '../../../src-main/core/ground/error';
import type { SignIn } from '../../../src-main/core/connection/profile';
import type { TokenReading } from '../../../src-main/core/connection/json-web-token';
import type { Institute } from '../../../src-main/core/sign-in/institute';
import type { Oscar } from '../../api';
import type { InstituteSignInState } from '../sign-in/institute-sign-in.svelte';

/** Every way to sign in, in the order they are offered. */
export const signInKinds: readonly SignIn['kind'][] = [
  'service-token',
  'password',
  'institute',
  'oidc-access-token',
  'oidc-refresh-token',
  'oidc-agent',
];

/** The ways to sign in for which a secret is typed. */
export type SecretKind = Exclude<SignIn['kind'], 'oidc-agent' | 'institute'>;

/** The fields of a sign-in that are typed. */
export type SignInField = 'serviceName' | 'user' | 'account' | 'issuer' | 'clientId' | 'secret';

/** Public settings of EGI Check-in's token portal, where many users of OSCAR get their tokens. */
const egi = {
  issuer: 'https://aai.egi.eu/auth/realms/egi',
  clientId: 'token-portal',
  scope: 'openid email profile voperson_id eduperson_entitlement',
} as const;

/** How the user signs in, while it is being typed. An old secret is never part of it. */
export class SignInDraft {
  kind = $state<SignIn['kind']>('service-token');
  serviceName = $state('');
  user = $state('');
  account = $state('');
  issuer = $state('');
  clientId = $state('');
  scope = $state('');
  /** Whether oidc-agent is installed; `undefined` until that is known. */
  hasAgent = $state<boolean>();
  /** What is known of the token that is typed. */
  reading = $state.raw<TokenReading>();
  /** Whether the secret that there is may be used. */
  mayKeepSecret = $state(true);
  /** The sign-in at the page of the institute, once it was begun. */
  made = $state.raw<InstituteSignInState>();
  /** Whether the user has ended the sign-in that there was. */
  isSignedOut = $state(false);
  #secret = $state('');
  #wasChosen = false;
  /** What of the institute is not typed here. */
  #institute: Omit<Institute, 'issuer' | 'clientId' | 'scope'> = {};

  /** Whether there is a secret that stays when none is typed. */
  readonly keepsSecret = $derived.by(() => this.mayKeepSecret && this.#before?.kind === this.kind);
  /** Whether the token that is typed, or the one that is kept, does not tell who issued it. */
  readonly asksIssuer = $derived.by(() => {
    if (this.kind !== 'oidc-refresh-token') return false;
    if (this.#secret.trim() === '') return this.issuer !== '' || this.clientId !== '';
    if (this.reading?.kind === 'web-token') {
      return this.reading.claims.issuer === undefined || this.reading.claims.clientId === undefined;
    }
    return this.reading?.kind === 'opaque';
  });
  /** What is wrong with the token that is typed, as far as can be told without a server. */
  readonly problem = $derived.by((): ErrorInfo | undefined => {
    const { kind, reading } = this;
    if (!reading || this.#secret.trim() === '') return undefined;
    if (kind === 'oidc-access-token' && reading.kind !== 'web-token') {
      return { code: 'token-unsuitable', problem: reading.kind };
    }
    if (kind === 'oidc-refresh-token' && reading.kind === 'service-token') {
      return { code: 'token-unsuitable', problem: 'service-token' };
    }
    return undefined;
  });

  readonly #oscar: Oscar;
  readonly #before: SignIn | undefined;

  constructor(oscar: Oscar, before?: SignIn, mayKeepSecret = true) {
    this.#oscar = oscar;
    this.mayKeepSecret = mayKeepSecret;
    this.#before = before;
    void this.#findAgent();
    if (!before) return;
    this.kind = before.kind;
    switch (before.kind) {
      case 'service-token':
        this.serviceName = before.serviceName;
        break;
      case 'password':
        this.user = before.user;
        break;
      case 'oidc-refresh-token':
        this.issuer = before.issuer ?? '';
        this.clientId = before.clientId ?? '';
        this.scope = before.scope ?? '';
        break;
      case 'institute':
        this.useInstitute(before.institute);
        break;
      case 'oidc-agent':
        this.account = before.account;
        break;
      case 'oidc-access-token':
    }
  }

  get secret(): string {
    return this.#secret;
  }

  set secret(text: string) {
    this.#secret = text;
    void this.#read(text);
  }

  /** Changes the kind of sign-in; what was typed stays. */
  choose(kind: SignIn['kind']): void {
    this.kind = kind;
    this.#wasChosen = true;
    void this.#read(this.#secret);
  }

  /** Fills in the issuer and the client id of EGI Check-in. */
  useEgi(): void {
    this.issuer = egi.issuer;
    this.clientId = egi.clientId;
    this.scope = egi.scope;
  }

  /** Fills in an institute, as a connection or a connection file has it. */
  useInstitute(institute: Institute): void {
    const { issuer, clientId, scope = '', ...others } = institute;
    this.kind = 'institute';
    this.issuer = issuer;
    this.clientId = clientId;
    this.scope = scope;
    this.#institute = others;
  }

  /** What was typed as a secret, or the sign-in that was made; `undefined` where there is none or the old one stays. */
  typedSecret(): string | undefined {
    if (this.kind === 'institute') return this.made?.isDone === true ? this.made.id : undefined;
    return this.kind === 'oidc-agent' || this.#secret === '' ? undefined : this.#secret;
  }

  /** The sign-in as it is to be saved, without its secret. */
  fields(): SignIn {
    const [issuer, clientId, scope] = [this.issuer.trim(), this.clientId.trim(), this.scope.trim()];
    switch (this.kind) {
      case 'service-token':
        return { kind: 'service-token', serviceName: this.serviceName.trim() };
      case 'password':
        return { kind: 'password', user: this.user.trim() };
      case 'oidc-access-token':
        return { kind: 'oidc-access-token' };
      case 'oidc-refresh-token':
        if (!this.asksIssuer) return { kind: 'oidc-refresh-token' };
        return { kind: 'oidc-refresh-token', issuer, clientId, ...(scope !== '' && { scope }) };
      case 'institute':
        return {
          kind: 'institute',
          institute: { ...this.#institute, issuer, clientId, ...(scope !== '' && { scope }) },
        };
      case 'oidc-agent':
        return { kind: 'oidc-agent', account: this.account.trim() };
    }
  }

  /** What is still to be filled in. */
  emptyFields(): SignInField[] {
    const texts: Readonly<Record<SignInField, string>> = {
      serviceName: this.serviceName,
      user: this.user,
      account: this.account,
      issuer: this.issuer,
      clientId: this.clientId,
      secret: this.#secret,
    };
    return this.#neededFields().filter((field) => texts[field].trim() === '');
  }

  #neededFields(): SignInField[] {
    const secret: SignInField[] = this.keepsSecret ? [] : ['secret'];
    switch (this.kind) {
      case 'service-token':
        return ['serviceName', ...secret];
      case 'password':
        return ['user', ...secret];
      case 'oidc-access-token':
        return secret;
      case 'oidc-refresh-token':
        return this.asksIssuer ? [...secret, 'issuer', 'clientId'] : secret;
      case 'institute':
        return ['issuer', 'clientId'];
      case 'oidc-agent':
        return ['account'];
    }
  }

  async #findAgent(): Promise<void> {
    const reply = await this.#oscar.hasLocalAgent();
    if (reply.ok) this.hasAgent = reply.value;
  }

  async #read(text: string): Promise<void> {
    // A password is never sent to be read as a token.
    if (this.kind === 'password') return;
    const reply = await this.#oscar.readToken(text);
    if (this.#secret !== text || !reply.ok) return;
    this.reading = reply.value;
    if (!this.#before && !this.#wasChosen && text.trim() !== '') this.kind = kindOf(reply.value);
  }
}

/** The way to sign in that a token is for. */
function kindOf(reading: TokenReading): SignIn['kind'] {
  if (reading.kind !== 'web-token') return 'service-token';
  return reading.claims.isRefreshToken ? 'oidc-refresh-token' : 'oidc-access-token';
}
