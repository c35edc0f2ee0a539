import type { ReasonKey } from '../../src-main/core/batch/reasons';
import type { Preparation } from '../../src-main/core/input/preparation';
import { serviceKey } from '../../src-main/core/service/service-key';
import type { ClusterState } from '../connection/cluster.svelte';
import { smallerThan } from '../input/offers';
import type { ServiceNotesState } from '../service/service-notes.svelte';
import type { BatchState } from './batch.svelte';

/** What the offer of smaller copies needs. */
interface SmallerCopiesParts {
  readonly batch: BatchState;
  readonly cluster: ClusterState;
  readonly serviceNotes: ServiceNotesState;
}

/** Offers to send smaller copies if the service of the open batch refuses files because of their size. */
export class SmallerCopies {
  constructor(private readonly parts: SmallerCopiesParts) {}

  /** What to send in place of files that were too large; `undefined` if it can hardly be smaller. */
  get preparation(): Preparation | undefined {
    return smallerThan(this.parts.batch.overview?.preparation);
  }

  /** What helped with the same service before; `undefined` if this batch has a choice of its own. */
  get remembered(): Preparation | undefined {
    const key = this.#key;
    if (key === undefined || this.parts.batch.overview?.preparation) return undefined;
    return this.parts.serviceNotes.refusedSizeOf(key)?.preparation;
  }

  /** Sends smaller copies of files that were too large and of all that follow. The next list gets this as an offer. */
  async send(reason: ReasonKey, sizeBytes: number, preparation: Preparation): Promise<void> {
    if (this.#key !== undefined) void this.parts.serviceNotes.noteRefusedSize(this.#key, { sizeBytes, preparation });
    await this.parts.batch.change({ preparation });
    await this.parts.batch.retryReason(reason);
  }

  /** Forgets what helped before, so that it isn't offered any more. */
  forget(): void {
    if (this.#key !== undefined) void this.parts.serviceNotes.noteRefusedSize(this.#key, undefined);
  }

  /** The key of the batch's service, if the service is known. */
  get #key(): string | undefined {
    const { batch, cluster } = this.parts;
    const service = batch.overview && cluster.find(batch.overview.serviceName, batch.overview.owner);
    return service && serviceKey(service);
  }
}
