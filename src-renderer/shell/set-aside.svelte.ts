import type { SetAsideFile } from '../../src-main/contract/app';
import type { Oscar } from '../api';

/** The documents that could not be understood at the start, and were kept under another name. */
export class SetAsideState {
  files = $state.raw<readonly SetAsideFile[]>([]);

  readonly #oscar: Oscar;

  constructor(oscar: Oscar) {
    this.#oscar = oscar;
  }

  /** Asks for them, once the documents have been read. */
  async load(): Promise<void> {
    const reply = await this.#oscar.listSetAsideFiles();
    if (reply.ok) this.files = reply.value;
  }

  /** Shows one in the system's file manager. */
  async show(file: SetAsideFile): Promise<void> {
    await this.#oscar.showSetAsideFile(file.name);
  }

  /** Takes the notice away; the files stay where they are. */
  dismiss(): void {
    this.files = [];
  }
}
