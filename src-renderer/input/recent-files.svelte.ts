import type { InputFile } from '../../src-main/core/run/invocation';
import type { RecentFile } from '../../src-main/core/input/recent-file';
import type { RecentFileId } from '../../src-main/core/ground/ids';
import type { Reply } from '../../src-main/contract/ground/call';
import type { Oscar } from '../api';

/** The input files that were used last. */
export class RecentFilesState {
  files = $state.raw<readonly RecentFile[]>([]);

  readonly #oscar: Oscar;

  constructor(oscar: Oscar) {
    this.#oscar = oscar;
  }

  /** Loads the list. If that fails, no recent files are offered; the user can choose files in other ways. */
  async load(): Promise<void> {
    const reply = await this.#oscar.listRecentFiles();
    this.files = reply.ok ? reply.value : [];
  }

  /** Opens a recent file as an input. */
  async open(id: RecentFileId): Promise<Reply<InputFile>> {
    const reply = await this.#oscar.openRecentFile(id);
    await this.load();
    return reply;
  }

  /** Forgets all recent files. */
  async clear(): Promise<void> {
    await this.#oscar.clearRecentFiles();
    await this.load();
  }
}
