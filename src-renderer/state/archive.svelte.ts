import type {
  ArchiveEntry,
  ArchiveListing,
  EntryContent,
  ErrorInfo,
  ExtractedArchive,
  InvocationId,
  Reply,
} from '../../src-main/contract/api';
import type { Oscar } from '../api';

/** A file of the archive that is looked at. */
export interface OpenEntry {
  readonly entry: ArchiveEntry;
  readonly content: EntryContent;
}

/** An archive as the window shows it: its list, the file that is open, and what became of extracting. */
export class ArchiveState {
  listing = $state.raw<ArchiveListing>();
  open = $state.raw<OpenEntry>();
  extracted = $state.raw<ExtractedArchive>();
  error = $state.raw<ErrorInfo>();
  isExtracting = $state(false);

  readonly #oscar: Oscar;
  readonly #id: InvocationId;
  #wanted: number | undefined;

  constructor(oscar: Oscar, id: InvocationId) {
    this.#oscar = oscar;
    this.#id = id;
  }

  async load(): Promise<void> {
    this.listing = this.#valueOf(await this.#oscar.listArchive(this.#id));
  }

  /** Opens a file; what was asked for last is what is shown. */
  async openEntry(entry: ArchiveEntry): Promise<void> {
    this.error = undefined;
    this.#wanted = entry.index;
    const reply = await this.#oscar.openArchiveEntry(this.#id, entry.index);
    if (this.#wanted !== entry.index) return;
    const content = this.#valueOf(reply);
    if (content) this.open = { entry, content };
  }

  /** Goes back to the list. */
  closeEntry(): void {
    this.#wanted = undefined;
    this.open = undefined;
  }

  /** Asks for a folder and extracts everything; nothing changes when the user closes the dialog. */
  async extractAll(): Promise<void> {
    if (this.isExtracting) return;
    this.isExtracting = true;
    this.error = undefined;
    const extracted = this.#valueOf(await this.#oscar.extractArchive(this.#id));
    if (extracted) this.extracted = extracted;
    this.isExtracting = false;
  }

  /** Shows the extracted folder in the system's file manager. */
  async showInFolder(): Promise<void> {
    this.#valueOf(await this.#oscar.showExtractedFolder(this.#id));
  }

  #valueOf<T>(reply: Reply<T>): T | undefined {
    if (reply.ok) return reply.value;
    this.error = reply.error;
    return undefined;
  }
}
