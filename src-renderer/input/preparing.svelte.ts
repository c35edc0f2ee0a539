import type { ErrorInfo } from '../../src-main/core/ground/error';
import { preparationFor } from '../../src-main/core/input/preparable';
import type { Preparation, ShownCopy } from '../../src-main/core/input/preparation';
import type { InputFile } from '../../src-main/core/run/invocation';
import type { Oscar } from '../api';

/** What is done to the files for a service before they are sent, and what comes of it for the one at hand. */
export class Preparing {
  /** Absent as long as files are sent as they are. */
  preparation = $state.raw<Preparation>();
  /** What would be sent of the file at hand, as soon as it is made. */
  shown = $state.raw<ShownCopy>();
  /** Why it can't be made. */
  error = $state.raw<ErrorInfo>();
  #asked = 0;

  readonly #oscar: Oscar;

  constructor(oscar: Oscar) {
    this.#oscar = oscar;
  }

  /** Makes what would be sent of a file, to be looked at. */
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
