import type { ErrorInfo } from '../../src-main/core/ground/error';
import type { InvocationId } from '../../src-main/core/ground/ids';
import type { ReadingMode } from '../../src-main/core/answer/answer';
import type { Reply } from '../../src-main/contract/ground/call';
import type { Result } from '../../src-main/core/result/result';
import type { RunCommandForm } from '../../src-main/core/run/run-commands';
import type { SavedFile, SaveSubject } from '../../src-main/contract/result';
import type { Oscar } from '../api';
import { ArchiveState } from '../viewers/archive/archive.svelte';
import type { SentInput, ShowAs } from '../viewers/viewer-types';

/** A result as the window shows it, and whether it was saved. */
export class ShownResult {
  /** The result of the reading that is shown. */
  result: Result;
  /** What was sent; absent where that isn't known, or not yet. */
  input: SentInput | undefined;
  /** The way of showing it that was chosen last. */
  showAs = $state<ShowAs>('automatic');
  /** The way in which it is shown: the chosen one, once the answer has been read for it. */
  shownAs = $state<ShowAs>('automatic');
  /** Whether the user accepted the output of a program that seems to have failed. */
  isAccepted = $state(false);
  saved = $state.raw<SavedFile>();
  error = $state.raw<ErrorInfo>();
  isSaving = $state(false);
  /** Name of the folder that results of the same service were last saved to. */
  saveFolder = $state.raw<string>();
  /** What of this result was put on the clipboard. */
  copied = $state.raw<'text' | 'image'>();
  /** Whether this run as a command was put on the clipboard. */
  hasCopiedCommand = $state(false);

  readonly isOfList: boolean;
  readonly #oscar: Oscar;
  readonly #id: InvocationId;
  readonly #automatic: Result;
  /** The latest reading that was asked for. */
  #reading: { readonly mode: ReadingMode; readonly reply: Promise<Reply<Result>> };

  /** @param isOfList whether it came back for a file of a list, where only what was decoded of an answer is kept */
  constructor(oscar: Oscar, id: InvocationId, result: Result, input?: SentInput, isOfList = false) {
    this.input = $state.raw(input);
    this.isOfList = isOfList;
    this.#oscar = oscar;
    this.#id = id;
    this.#automatic = result;
    this.result = $state.raw(result);
    this.#reading = { mode: 'automatic', reply: Promise.resolve({ ok: true, value: result }) };
  }

  /** Whether there is what it takes to show the answer in a way. */
  canShow(as: ShowAs): boolean {
    return !this.isOfList || (as !== 'received' && readingMode(as, this.#automatic) === 'automatic');
  }

  /** Shows the answer in another way, read anew where that needs it. */
  async show(as: ShowAs): Promise<void> {
    const previous = this.#reading;
    this.showAs = as;
    this.error = undefined;
    const mode = readingMode(as, this.#automatic);
    // Kept even if the reading fails: going back to the earlier one needs a reading too.
    if (mode !== previous.mode) this.#reading = { mode, reply: this.#oscar.readAnswer(this.#id, mode) };
    const reply = await this.#reading.reply;
    // Another way may have been chosen meanwhile.
    if (this.showAs !== as) return;
    if (reply.ok) {
      // Both at once, or a viewer would be made for the earlier reading and lose what a user has set in it.
      this.result = reply.value;
      this.shownAs = as;
    } else {
      this.#reading = previous;
      this.showAs = this.shownAs;
      this.error = reply.error;
    }
  }

  /** Accepts the output as a result although the program seems to have failed. */
  accept(): void {
    this.isAccepted = true;
  }

  /** Asks for a place and saves there; nothing changes when the user closes the dialog. */
  async save(subject: SaveSubject): Promise<void> {
    await this.#save(() => this.#oscar.saveResult(this.#id, subject));
    await this.findSaveFolder();
  }

  /** Asks where results of the same service were last saved to. */
  async findSaveFolder(): Promise<void> {
    const reply = await this.#oscar.findSaveFolder(this.#id);
    if (reply.ok) this.saveFolder = reply.value;
  }

  /** Saves there, without asking and without replacing anything. */
  async saveToFolder(): Promise<void> {
    await this.#save(() => this.#oscar.saveResultToFolder(this.#id));
  }

  /** Opens a copy in the system's own program. */
  async openInProgram(): Promise<void> {
    this.error = undefined;
    this.#valueOf(await this.#oscar.openResult(this.#id));
  }

  /** Puts the text or the picture on the clipboard. */
  async copy(): Promise<void> {
    this.error = undefined;
    this.copied = undefined;
    this.copied = this.#valueOf(await this.#oscar.copyResult(this.#id));
  }

  /** Lets the user drag the result out of the window. */
  async drag(): Promise<void> {
    this.error = undefined;
    this.#valueOf(await this.#oscar.dragResult(this.#id));
  }

  /** Puts this run, for a terminal or a script, on the clipboard. */
  async copyCommand(form: RunCommandForm): Promise<void> {
    this.error = undefined;
    this.hasCopiedCommand = false;
    const reply = await this.#oscar.copyRunCommand(this.#id, form);
    this.#valueOf(reply);
    this.hasCopiedCommand = reply.ok;
  }

  /** The archive that the result is. */
  openArchive(): ArchiveState {
    return new ArchiveState(this.#oscar, this.#id);
  }

  /** Shows the saved file in the system's file manager. */
  async showInFolder(): Promise<void> {
    this.#valueOf(await this.#oscar.showSavedFile(this.#id));
  }

  async #save(call: () => ReturnType<Oscar['saveResult']>): Promise<void> {
    if (this.isSaving) return;
    this.isSaving = true;
    this.error = undefined;
    const saved = this.#valueOf(await call());
    if (saved) this.saved = saved;
    this.isSaving = false;
  }

  #valueOf<T>(reply: Reply<T>): T | undefined {
    if (reply.ok) return reply.value;
    this.error = reply.error;
    return undefined;
  }
}

function readingMode(as: ShowAs, automatic: Result): ReadingMode {
  const isText = automatic.kind === 'text' || automatic.kind === 'json' || automatic.kind === 'table';
  // Decoded text is shown as it is; a picture shown as text is the base64 text that was received.
  if (as === 'text' && !isText) return 'text';
  // A picture or a sound that is encoded in what was read as text.
  if ((as === 'image' || as === 'audio') && isText && automatic.reading.encoding === 'none') return 'base64';
  return 'automatic';
}
