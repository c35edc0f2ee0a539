import type { ArchiveEntry, ArchiveListing, ExtractionProgress } from '../../../src-main/core/result/archive';
import type { EntryContent } from '../../../src-main/core/result/result';
import type { ErrorInfo } from '../../../src-main/core/ground/error';
import type { ExtractedArchive } from '../../../src-main/contract/result';
import type { InvocationId } from '../../../src-main/core/ground/ids';
import type { Reply } from '../../../src-main/contract/ground/call';
import type { Oscar } from '../../api';
import type { ShowAs } from '../viewer-types';

/** The file of an archive that is open. */
export interface OpenEntry {
  readonly entry: ArchiveEntry;
  readonly content: EntryContent;
}

/** An archive as the window shows it: its list, the open file, and the outcome of extracting. */
export class ArchiveState {
  listing = $state.raw<ArchiveListing>();
  open = $state.raw<OpenEntry>();
  extracted = $state.raw<ExtractedArchive>();
  error = $state.raw<ErrorInfo>();
  isExtracting = $state(false);
  /** The progress of extracting, once the user has chosen a folder. */
  progress = $state.raw<ExtractionProgress>();
  /** Whether the user stopped it the last time. */
  wasStopped = $state(false);
  /** How the open file is shown. */
  showAs = $state<ShowAs>('automatic');

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

  /** Opens a file; of several requests the last one counts. */
  async openEntry(entry: ArchiveEntry): Promise<void> {
    this.error = undefined;
    this.#wanted = entry.index;
    const reply = await this.#oscar.openArchiveEntry(this.#id, entry.index);
    if (this.#wanted !== entry.index) return;
    const content = this.#valueOf(reply);
    if (!content) return;
    this.open = { entry, content };
    this.showAs = 'automatic';
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
    this.wasStopped = false;
    const unwatch = this.#oscar.on('extractionProgress', (progress) => {
      if (progress.id === this.#id) this.progress = progress;
    });
    const extracted = this.#valueOf(await this.#oscar.extractArchive(this.#id));
    unwatch();
    if (extracted) this.extracted = extracted;
    // It may have been complete, or failed, before it could be stopped.
    if (extracted || this.error) this.wasStopped = false;
    this.progress = undefined;
    this.isExtracting = false;
  }

  /** Stops extracting; nothing of it stays. */
  async stopExtracting(): Promise<void> {
    this.wasStopped = true;
    this.#valueOf(await this.#oscar.cancelExtraction(this.#id));
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
