import { SvelteMap } from 'svelte/reactivity';
import type { ErrorInfo } from '../../src-main/core/ground/error';
import type { OpenedConnectionFile } from '../../src-main/core/connection/connection-file';
import type { ProfileId } from '../../src-main/core/ground/ids';
import type { Reply } from '../../src-main/contract/ground/call';
import type { Oscar } from '../api';
import { FileMaker } from './maker/file-maker.svelte';
import type { ProfilesState } from './profiles.svelte';

/** Whether a file's name says that it is a connection file. */
export function isConnectionFile({ name }: File): boolean {
  return name.toLowerCase().endsWith('.oscar-connection');
}

type Opening = Reply<OpenedConnectionFile>;

/** Connection files: opened from a dialog, a drop or the system, and made for others. */
export class ConnectionFilesState {
  /** The file whose content is shown before a connection is made of it. */
  opened = $state.raw<OpenedConnectionFile>();
  /** Why a file can't be opened or written. */
  error = $state.raw<ErrorInfo>();
  /** The file that is being made for others. */
  maker = $state.raw<FileMaker>();
  readonly isOpen = $derived.by(() => (this.opened ?? this.error) !== undefined);

  readonly #oscar: Oscar;
  readonly #profiles: ProfilesState;
  /** Files that were opened while another one was shown. */
  readonly #later: Opening[] = [];
  readonly #begun = new SvelteMap<ProfileId, FileMaker>();

  constructor(oscar: Oscar, profiles: ProfilesState) {
    this.#oscar = oscar;
    this.#profiles = profiles;
    oscar.on('connectionFileWaiting', () => void this.openWaiting());
  }

  /** Lets the user choose a file. */
  async choose(): Promise<void> {
    this.#takeIfAny(await this.#oscar.chooseConnectionFile());
  }

  /** Opens a file that the system asked to open; if another one is open, it is opened after that. */
  async openWaiting(): Promise<void> {
    if (this.isOpen || this.maker || this.#profiles.draft) return;
    this.#takeIfAny(await this.#oscar.nextConnectionFile());
  }

  /** Opens a dropped file. */
  async drop(file: File): Promise<void> {
    const granted = await this.#oscar.grantFile(file);
    this.#take(granted.ok ? await this.#oscar.openConnectionFile(granted.value.id) : granted);
  }

  /** Goes on to the form, where the user adds the secret. */
  accept(): void {
    const { opened } = this;
    if (!opened) return;
    this.opened = undefined;
    this.#profiles.addFrom(opened);
  }

  /** Begins a file for others, or goes on with the one that was begun since the window was opened. */
  async make(profileId: ProfileId): Promise<void> {
    const reply = await this.#oscar.draftConnectionFile(profileId);
    if (!reply.ok) {
      this.#take(reply);
      return;
    }
    const begun = this.#begun.get(profileId);
    begun?.renew(reply.value);
    this.maker = begun ?? new FileMaker(this.#oscar, profileId, reply.value);
    this.#begun.set(profileId, this.maker);
  }

  /** Leaves the file that is being made. What was written into it stays until the window is closed. */
  leaveMaker(): void {
    this.maker = undefined;
    void this.openWaiting();
  }

  /** Closes the open file, then opens the next one that waits. */
  close(): void {
    this.opened = undefined;
    this.error = undefined;
    const next = this.#later.shift();
    if (next) this.#take(next);
    else void this.openWaiting();
  }

  /** Shows the file of a reply. Without one (none was chosen, or none waits) the file that is open stays. */
  #takeIfAny(reply: Reply<OpenedConnectionFile | undefined>): void {
    if (!reply.ok) this.#take(reply);
    else if (reply.value) this.#take({ ok: true, value: reply.value });
  }

  #take(reply: Opening): void {
    if (this.isOpen) this.#later.push(reply);
    else if (reply.ok) this.opened = reply.value;
    else this.error = reply.error;
  }
}
