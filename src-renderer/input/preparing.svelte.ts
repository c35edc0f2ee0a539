import type { ErrorInfo } from '../../src-main/core/ground/error';
import { preparationFor } from '../../src-main/core/input/preparable';
import type { Preparation, ShownCopy } from '../../src-main/core/input/preparation';
import type { InputFile } from '../../src-main/core/run/invocation';
import type { Oscar } from '../api';

/** How files for a service are changed before they are sent, and the copy of the current file. */
export class Preparing {
  /** Absent while files are sent as they are. */
  preparation = $state.raw<Preparation>();
  /** The copy of the current file that would be sent; absent until it is made. */
  shown = $state.raw<ShownCopy>();
  /** Why the copy can't be made. */
  error = $state.raw<ErrorInfo>();
  #asked = 0;

  readonly #oscar: Oscar;

  constructor(oscar: Oscar) {
    this.#oscar = oscar;
  }

  /** Makes the copy of a file that would be sent, to show it. */
  async show(file: InputFile): Promise<void> {
    const preparation = preparationFor(file.mediaType, this.preparation);
    this.#asked += 1;
    const asked = this.#asked;
    this.shown = undefined;
    this.error = undefined;
    if (!preparation) return;
    const reply = await this.#oscar.showPrepared(file.id, preparation);
    if (asked !== this.#asked) return;
    if (reply.ok) this.shown = reply.value;
    else this.error = reply.error;
  }
}
