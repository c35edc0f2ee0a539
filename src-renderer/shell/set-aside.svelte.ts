import type { SetAsideFile } from '../../src-main/contract/app';
import type { Oscar } from '../api';

/** Documents that could not be read at the start; each was kept under another name. */
export class SetAsideState {
  files = $state.raw<readonly SetAsideFile[]>([]);

  readonly #oscar: Oscar;

  constructor(oscar: Oscar) {
    this.#oscar = oscar;
  }

  /** Loads the list of them. */
  async load(): Promise<void> {
    const reply = await this.#oscar.listSetAsideFiles();
    if (reply.ok) this.files = reply.value;
  }

  /** Shows one in the system's file manager. */
  async show(file: SetAsideFile): Promise<void> {
    await this.#oscar.showSetAsideFile(file.name);
  }

  /** Hides the notice; the files stay where they are. */
  dismiss(): void {
    this.files = [];
  }
}
