import type { AcceptedInput } from '../../core/batch/batch';
import type { Reply } from './call';
import type { OscarApi } from './calls';
import type { OscarEvents } from './events';
import type { BatchId } from '../../core/ground/ids';
import type { InputFile } from '../../core/run/invocation';

/**
 * What the preload puts on `window.oscar`. `DroppedFile` is the page's `File`, whose type exists only there.
 */
export interface OscarBridge<DroppedFile> extends OscarApi {
  /** Grants a file that the user dropped, pasted or picked in the page. */
  grantFile(file: DroppedFile): Promise<Reply<InputFile>>;
  /** Takes what was dropped together, files and folders, into a list, or else: one file stays one, everything else becomes a list. */
  takeFiles(files: readonly DroppedFile[], into?: BatchId): Promise<Reply<AcceptedInput>>;
  /** Listens to an event until the returned function is called. */
  on<E extends keyof OscarEvents>(event: E, listener: (payload: OscarEvents[E]) => void): () => void;
}
