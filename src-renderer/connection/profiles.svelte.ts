import type { ClusterProfile, ConnectionLimits, ProfileFields } from '../../src-main/core/connection/profile';
import type { SignInWay } from '../../src-main/core/sign-in/progress';
import type { ErrorInfo } from '../../src-main/core/ground/error';
import type { OpenedConnectionFile } from '../../src-main/core/connection/connection-file';
import type { ProfileId } from '../../src-main/core/ground/ids';
import type { Oscar } from '../api';
import type { ClusterState } from './cluster.svelte';
import { CertificateQuestion, type CertificateSubject } from './certificate-question.svelte';
import { ConnectionCheckState, type CheckSubject } from './connection-check.svelte';
import { ProfileDraft, profileColours } from './form/profile-draft.svelte';

/** The connections the user added, and the one being added or changed. */
export class ProfilesState {
  profiles = $state.raw<readonly ClusterProfile[]>([]);
  /** Whether it is known which connections there are. */
  isLoaded = $state(false);
  /** Why the connections can't be read. */
  error = $state.raw<ErrorInfo>();
  /** What is in the open form. */
  draft = $state.raw<ProfileDraft>();
  /** Why the connection in the form could not be deleted. */
  deleteError = $state.raw<ErrorInfo>();

  /** The certificate that is shown, on top of the form where there is one. */
  certificate = $state.raw<CertificateQuestion>();
  /** The check that is shown, on top of the form where there is one. */
  check = $state.raw<ConnectionCheckState>();
  /** Whether a dialog about connections is open. */
  readonly isAsking = $derived.by(() => (this.draft ?? this.certificate ?? this.check) !== undefined);

  readonly #oscar: Oscar;
  readonly #cluster: ClusterState;
  #onsaved: (() => void) | undefined;

  constructor(oscar: Oscar, cluster: ClusterState) {
    this.#oscar = oscar;
    this.#cluster = cluster;
  }

  /** Reads the connections, and opens the one that was used last. */
  async load(): Promise<void> {
    const [, settings] = await Promise.all([this.#list(), this.#oscar.getSettings()]);
    this.isLoaded = true;
    const last = settings.ok ? this.#find(settings.value.lastProfileId) : undefined;
    if (last) await this.#cluster.open(last);
  }

  /** Reads the connections anew, and contacts nobody. */
  async refresh(): Promise<void> {
    await this.#list();
  }

  /** The limits of a connection's own. */
  limitsOf(id: ProfileId | undefined): ConnectionLimits | undefined {
    return this.#find(id)?.limits;
  }

  /** Opens the form for a new connection, in a colour that no other has if there is one left. */
  add(): void {
    const draft = new ProfileDraft(this.#oscar);
    const taken = this.profiles.map(({ colour }) => colour);
    draft.colour = profileColours.find((colour) => !taken.includes(colour)) ?? draft.colour;
    this.draft = draft;
  }

  /** Opens the form for a new connection as a connection file describes it; the secret is for the user to add. */
  addFrom(file: OpenedConnectionFile): void {
    this.add();
    this.draft?.fillFrom(file);
  }

  /** Opens the form for a new connection that is like another. */
  duplicate(profile: ClusterProfile, name: string): void {
    this.add();
    this.draft?.fillLike(profile, name);
  }

  /**
   * Opens the form for a connection there is.
   * @param startsAt where the user wants to go on
   * @param onsaved what goes on once the connection was saved
   */
  edit(profile: ClusterProfile, startsAt?: 'secret', onsaved?: () => void): void {
    this.draft = new ProfileDraft(this.#oscar, profile, startsAt);
    this.#onsaved = onsaved;
  }

  /** Closes the form; what was not saved is forgotten. */
  close(): void {
    this.draft?.close();
    this.draft = undefined;
    this.#onsaved = undefined;
    this.deleteError = undefined;
  }

  /** Saves what is in the form as it is, then works with that connection. The form stays while something is wrong with it. */
  async save(): Promise<void> {
    const { draft } = this;
    await this.#workWith(await draft?.save(), draft);
  }

  /** Checks what is in the form and saves it, then works with that connection. The form stays while something is wrong with it. */
  async connect(): Promise<void> {
    const { draft } = this;
    await this.#workWith(await draft?.connect(), draft);
  }

  /** Signs in by the page of the institute that the form names, then goes on as `connect`, or `save` for a connection there is. */
  async signInBy(way: SignInWay): Promise<void> {
    const { draft } = this;
    await this.#workWith(await draft?.signInBy(way), draft);
  }

  /** Ends the sign-in of the connection in the form at its institute. */
  async signOut(): Promise<void> {
    const { draft } = this;
    if (!draft?.profile) return;
    const reply = await this.#oscar.signOut(draft.profile.id);
    draft.signIn.isSignedOut = true;
    draft.signIn.mayKeepSecret = false;
    draft.error = reply.ok ? undefined : reply.error;
    this.#cluster.states.forget(draft.profile.id);
  }

  /** Saves what is in the form although it was not checked, then works with that connection. */
  async saveUnchecked(): Promise<void> {
    const { draft } = this;
    await this.#workWith(await draft?.saveUnchecked(), draft);
  }

  async #workWith(profile: ClusterProfile | undefined, draft: ProfileDraft | undefined): Promise<void> {
    if (!profile) return;
    if (draft?.fileId !== undefined) await this.#oscar.attachConnectionFile(draft.fileId, profile.id);
    this.#cluster.states.forget(profile.id);
    if (draft?.check) this.#cluster.states.checked(profile.id, draft.check.steps);
    const onsaved = this.#onsaved;
    this.close();
    await this.#list();
    await this.#cluster.open(profile);
    onsaved?.();
  }

  /** Shows connections that were added elsewhere, and works with one of them. */
  async adopt(profile: ClusterProfile | undefined): Promise<void> {
    await this.#list();
    if (profile) await this.#cluster.open(profile);
  }

  /** Deletes the connection in the form together with its secret. */
  async delete(): Promise<void> {
    const profile = this.draft?.profile;
    if (!profile) return;
    const reply = await this.#oscar.deleteProfile(profile.id);
    if (!reply.ok) {
      this.deleteError = reply.error;
      return;
    }
    this.close();
    if (this.#cluster.profile?.id === profile.id) this.#cluster.close();
    await this.#list();
  }

  /** Checks a connection there is. */
  checkProfile(profile: ClusterProfile): void {
    const check = this.#check({ fields: fieldsOf(profile), id: profile.id });
    void check.then(({ steps }) => this.#cluster.states.checked(profile.id, steps));
  }

  /** Checks what is typed in the form. */
  checkDraft(): void {
    const subject = this.draft?.toCheck();
    if (subject) void this.#check(subject);
  }

  closeCheck(): void {
    this.check = undefined;
  }

  /**
   * Shows the certificate of a connection there is. A choice to trust it is saved at once, or with the secret where that
   * was given under another trust.
   */
  showCertificate(profile: ClusterProfile): void {
    this.#show({
      address: profile.endpoint,
      trust: profile.trust,
      ontrust: async (trust) => {
        const fields = { ...fieldsOf(profile), trust };
        const reply = await this.#oscar.changeProfile(profile.id, fields, undefined, profile.keeping);
        if (!reply.ok && reply.error.code !== 'secret-missing') return reply.error;
        this.closeCertificate();
        if (!reply.ok) {
          this.edit(profile, 'secret');
          this.draft?.askForSecret(trust, reply.error);
          return undefined;
        }
        await this.#list();
        await this.#cluster.open(reply.value);
        return undefined;
      },
    });
  }

  /** Shows the certificate of the address in the form; a choice to trust it is saved with the form. */
  showCertificateOfDraft(): void {
    const { draft } = this;
    if (!draft || draft.address.trim() === '') return;
    this.#show({
      address: draft.address.trim(),
      trust: draft.trust,
      ontrust: async (trust) => {
        draft.trust = trust;
        this.closeCertificate();
        return undefined;
      },
    });
  }

  closeCertificate(): void {
    this.certificate = undefined;
  }

  async #check(subject: CheckSubject): Promise<ConnectionCheckState> {
    const check = new ConnectionCheckState(this.#oscar, subject);
    this.check = check;
    await check.start();
    return check;
  }

  #show(subject: CertificateSubject): void {
    this.certificate = new CertificateQuestion(this.#oscar, subject);
    void this.certificate.load();
  }

  async #list(): Promise<void> {
    const reply = await this.#oscar.listProfiles();
    if (reply.ok) this.profiles = reply.value;
    this.error = reply.ok ? undefined : reply.error;
  }

  #find(id: ProfileId | undefined): ClusterProfile | undefined {
    return this.profiles.find((profile) => profile.id === id);
  }
}

function fieldsOf({ name, colour, endpoint, allowsPlainHttp, signIn, trust, limits }: ClusterProfile): ProfileFields {
  return { name, colour, endpoint, allowsPlainHttp, signIn, trust, ...(limits && { limits }) };
}
