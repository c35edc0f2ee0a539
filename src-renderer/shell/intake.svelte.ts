import type { Oscar } from '../api';
import type { BatchState, AcceptedReply } from '../batch/batch.svelte';
import type { ListPresets } from '../batch/list-presets.svelte';
import type { ClusterState } from '../connection/cluster.svelte';
import { isConnectionFile, type ConnectionFilesState } from '../connection/connection-files.svelte';
import type { FilesState } from '../storage/files.svelte';
import type { HistoryState } from '../history/history.svelte';
import type { RecipesState } from '../recipe/recipes.svelte';
import type { ServiceNotesState } from '../service/service-notes.svelte';

/** An input that came while there was no connection or no service for it. */
export type Waiting =
  | { readonly kind: 'files'; readonly files: readonly File[]; readonly names: readonly string[] }
  | { readonly kind: 'input'; readonly reply: AcceptedReply; readonly names: readonly string[] }
  | { readonly kind: 'text'; readonly text: string };

/** What the intake works with. */
interface IntakeParts {
  readonly batch: BatchState;
  readonly cluster: ClusterState;
  readonly connectionFiles: ConnectionFilesState;
  readonly files: FilesState;
  readonly history: HistoryState;
  readonly listPresets: ListPresets;
  readonly recipes: RecipesState;
  readonly serviceNotes: ServiceNotesState;
}

/** Takes what is dropped or pasted anywhere in the window, and keeps it until there is a connection and a service for it. */
export class Intake {
  waiting = $state.raw<Waiting>();
  /** Whether the window asks how to go on with the waiting input, because there is no connection. */
  isAsking = $state(false);

  readonly #oscar: Oscar;
  readonly #parts: IntakeParts;

  constructor(oscar: Oscar, parts: IntakeParts) {
    this.#oscar = oscar;
    this.#parts = parts;
  }

  /** Takes what was dropped. */
  async takeFiles(files: readonly File[]): Promise<void> {
    const { batch, cluster, connectionFiles, files: ofService } = this.#parts;
    const connectionFile = files.find(isConnectionFile);
    if (connectionFile) return connectionFiles.drop(connectionFile);
    if (ofService.isOpen && ofService.inputFolder) return ofService.offer(files);
    const names = files.map(({ name }) => name);
    if (!cluster.profile) return this.#keep({ kind: 'files', files, names });
    this.#goToWork();
    this.#take(await batch.drop(files), names);
  }

  /** Takes a text that was dropped or pasted. */
  takeText(text: string): void {
    const { current } = this.#parts.cluster;
    this.#goToWork();
    if (this.takePreset(text)) return;
    if (current) current.editText(text);
    else this.#keep({ kind: 'text', text });
  }

  /** Takes a text that is a preset, and uses it where the user is: for the shown list, else for the input. @returns whether it is one */
  takePreset(text: string): boolean {
    const { batch, cluster, listPresets, serviceNotes } = this.#parts;
    const preset = serviceNotes.takePreset(text);
    if (!preset) return false;
    if (batch.isShown) void listPresets.take(preset);
    else if (preset.kind === 'taken') serviceNotes.usePreset(preset.preset);
    else cluster.current?.notice({ kind: preset.kind });
    return true;
  }

  /** Takes files from the clipboard. A picture copied out of a program has no file: it becomes one of the app's own. */
  async pasteFiles(files: readonly File[]): Promise<void> {
    const [file] = files;
    if (files.length === 1 && file?.type.startsWith('image/') && (await this.#isWithoutFile(file))) {
      this.#goToWork();
      this.#take(await this.#parts.batch.pastePicture(), [file.name]);
    } else {
      await this.takeFiles(files);
    }
  }

  /** Pastes what is on the clipboard, as the keys do: the page may not read it by itself. */
  async paste(): Promise<void> {
    await this.#oscar.paste();
  }

  /** Passes the waiting input to a connection or a service, once there is one. */
  settle(): void {
    const { waiting } = this;
    const { current, profile } = this.#parts.cluster;
    if (!waiting || !profile) return;
    this.isAsking = false;
    if (waiting.kind === 'files') {
      this.waiting = undefined;
      void this.takeFiles(waiting.files);
    } else if (current) {
      this.waiting = undefined;
      if (waiting.kind === 'text') current.editText(waiting.text);
      else current.takeInput(waiting.reply);
    }
  }

  /** Forgets the waiting input. */
  discard(): void {
    this.waiting = undefined;
    this.isAsking = false;
  }

  #take(reply: AcceptedReply, names: readonly string[]): void {
    const { current } = this.#parts.cluster;
    const { recipes } = this.#parts;
    if (current) current.takeInput(reply);
    else if (recipes.current) void recipes.take(reply);
    else if (!reply.ok || reply.value?.kind === 'file') this.#keep({ kind: 'input', reply, names });
  }

  #keep(waiting: Waiting): void {
    this.waiting = waiting;
    this.isAsking = this.#parts.cluster.profile === undefined;
  }

  /** Leaves the places that have no room for an input. */
  #goToWork(): void {
    const { cluster, files, history } = this.#parts;
    if (files.isOpen) files.close();
    if (cluster.profile && history.isOpen) history.close();
  }

  async #isWithoutFile(file: File): Promise<boolean> {
    const reply = await this.#oscar.grantFile(file);
    return !reply.ok && reply.error.code === 'file-unreadable' && reply.error.problem === 'not-a-file';
  }
}
