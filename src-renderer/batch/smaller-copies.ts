import type { ReasonKey } from '../../src-main/core/batch/reasons';
import type { Preparation } from '../../src-main/core/input/preparation';
import { serviceKey } from '../../src-main/core/service/service-key';
import type { ClusterState } from '../connection/cluster.svelte';
import { smallerThan } from '../input/offers';
import type { ServiceNotesState } from '../service/service-notes.svelte';
import type { BatchState } from './batch.svelte';

/** What the smaller copies of a batch are offered by. */
interface SmallerCopiesParts {
  readonly batch: BatchState;
  readonly cluster: ClusterState;
  readonly serviceNotes: ServiceNotesState;
}

/** Smaller copies for the open batch, where its service refuses files because of their size. */
export class SmallerCopies {
  constructor(private readonly parts: SmallerCopiesParts) {}

  /** What to send instead of what was too large; `undefined` where it can hardly be smaller. */
  get preparation(): Preparation | undefined {
    return smallerThan(this.parts.batch.overview?.preparation);
  }

  /** What helped with the same service before, while nothing is chosen for this batch. */
  get remembered(): Preparation | undefined {
    const key = this.#key;
    if (key === undefined || this.parts.batch.overview?.preparation) return undefined;
    return this.parts.serviceNotes.refusedSizeOf(key)?.preparation;
  }

  /** Sends smaller copies of what was too large and of all that follows, and asks before the next list. */
  async send(reason: ReasonKey, sizeBytes: number, preparation: Preparation): Promise<void> {
    if (this.#key !== undefined) void this.parts.serviceNotes.noteRefusedSize(this.#key, { sizeBytes, preparation });
    await this.parts.batch.change({ preparation });
    await this.parts.batch.retryReason(reason);
  }

  /** Offers no longer what helped before. */
  forget(): void {
    if (this.#key !== undefined) void this.parts.serviceNotes.noteRefusedSize(this.#key, undefined);
  }

  /** Names the service of the batch, where it is known. */
  get #key(): string | undefined {
    const { batch, cluster } = this.parts;
    const service = batch.overview && cluster.find(batch.overview.serviceName, batch.overview.owner);
    return service && serviceKey(service);
  }
}
