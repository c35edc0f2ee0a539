import type { BatchPlan } from '../../core/batch/batch';
import {
  afterAnswer,
  afterOutage,
  afterRefusal,
  startParallelism,
  takenOver,
  withLimit,
  type Parallelism,
} from '../../core/batch/pace/parallelism';
import { jobsAtOnce } from '../../core/job/item-job';
import type { Service } from '../../core/service/service';
import type { OpenService } from '../service/cluster-services';
import type { SharedLine } from './line';

/** What the parallelism of a batch works with. */
export interface LearnedParallelismParts {
  readonly line: Pick<SharedLine, 'learned'>;
  /** Names the service of the cluster that the batch runs. */
  readonly serviceKey: () => string;
  readonly isWorking: () => boolean;
}

/** What the service and the connection allow. */
type RunLimits = Pick<OpenService, 'limits'> & { readonly service: Pick<Service, 'maxScale'> };

/**
 * How many items of a batch run at the same time, as its answers teach it. What is learned belongs to the service of the
 * cluster, so that the next list begins with it.
 */
export class LearnedParallelism {
  #now = startParallelism(0, undefined);
  /** Set where items are background jobs: nothing is to be learned of how fast a cluster takes them. */
  #jobLimit: number | undefined;

  constructor(private readonly parts: LearnedParallelismParts) {}

  get atOnce(): number {
    return this.#jobLimit ?? this.#now.atOnce;
  }

  /** Whether it is the number of background jobs. */
  get isOfJobs(): boolean {
    return this.#jobLimit !== undefined;
  }

  /**
   * Begins with what the service, the connection and the user allow.
   * @param inBackground whether all items are background jobs
   */
  begin(plan: Pick<BatchPlan, 'atOnceLimit'>, open: RunLimits, inBackground = false): void {
    this.#jobLimit = inBackground ? (limitOf(plan, open) ?? jobsAtOnce) : undefined;
    this.#now = startParallelism(open.service.maxScale, limitOf(plan, open));
  }

  /** Goes on with jobs that the cluster has already, before the service is known. */
  goOnWithJobs(): void {
    this.#jobLimit ??= jobsAtOnce;
  }

  /** Goes on with what another list learned of the same service. */
  takeOver(): void {
    const learned = this.parts.line.learned.get(this.parts.serviceKey());
    if (learned) this.#now = takenOver(learned, this.#now);
  }

  /** Keeps to another limit of the user. */
  limit(plan: Pick<BatchPlan, 'atOnceLimit'>, open: RunLimits): void {
    if (this.#jobLimit !== undefined) this.#jobLimit = limitOf(plan, open) ?? jobsAtOnce;
    this.#learn(withLimit(this.#now, open.service.maxScale, limitOf(plan, open)));
  }

  /** The cluster answered. @param tookMs from sending to the end of the answer */
  answered(tookMs: number): void {
    this.#learn(afterAnswer(this.#now, tookMs));
  }

  /** The cluster had no room for an item. */
  refused(): void {
    this.#learn(afterRefusal(this.#now));
  }

  /** The cluster could not be reached. */
  unreachable(): void {
    this.#learn(afterOutage(this.#now));
  }

  #learn(parallelism: Parallelism): void {
    if (this.#jobLimit !== undefined) return;
    this.#now = parallelism;
    // What is still under way of a list that does not run says nothing of what the cluster can take now.
    if (this.parts.isWorking()) this.parts.line.learned.set(this.parts.serviceKey(), parallelism);
  }
}

/** Most items at the same time: what was chosen for the batch, and never more than the connection allows. */
function limitOf({ atOnceLimit }: Pick<BatchPlan, 'atOnceLimit'>, { limits }: RunLimits): number | undefined {
  const known = [atOnceLimit, limits?.parallelRuns].filter((limit) => limit !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}
