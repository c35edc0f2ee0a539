import type { BatchItem, BatchItems, BatchItemState, BatchTrouble } from '../../core/batch/batch';
import { AppError } from '../../core/ground/error';
import type { BatchAnswers, BatchInput } from '../../core/batch/ports';
import type { InputPreparation, PreparedCopy } from '../../core/input/ports';
import { sentSha256, type ItemJob } from '../../core/job/item-job';
import { expectSmall, smallBytesOf } from '../job/small-input';
import type { JobPlace, JobRunRequest, JobRuns } from '../job/job-runs';
import type { Attempts, AttemptState } from '../run/attempts';
import { isTaken } from '../../core/batch/scan';
import { nameOf, pathBelow } from '../../core/ground/paths';
import type { StoredAnswer } from '../../core/answer/ports';
import type { EarlierResult } from './earlier-results';
import type { BatchPlacing, KeptAnswer } from './placing';
import type { BatchRecording } from './recording';
import { hashing, hashOf, type NewHash } from '../input/hashing-source';
import type { OpenService } from '../service/cluster-services';
import { isResult } from '../../core/answer/verdict';
import type { AnswerLimits } from '../../core/run/limits';

/** What the work on items needs. */
export interface BatchItemWorkParts {
  readonly attempts: Pick<Attempts, 'run'>;
  readonly jobs: Pick<JobRuns, 'newJob' | 'run'>;
  /** Whether an item is run as a background job. */
  readonly isInBackground: (index: number) => boolean;
  /** The service that an item's job was sent to. */
  readonly jobPlace: (index: number) => JobPlace;
  /** @throws AppError `file-unreadable`, `file-changed`, `list-damaged` */
  readonly openInput: (index: number) => Promise<BatchInput>;
  readonly preparation: InputPreparation;
  readonly answers: Pick<BatchAnswers, 'keep'>;
  /** Time in which the computer was awake, in milliseconds. */
  readonly nowMs: () => number;
  readonly newHash: NewHash;
  readonly items: BatchItems;
  readonly placing: BatchPlacing;
  readonly recording: BatchRecording;
  /** Name of an item's answer in the store. */
  readonly answerId: (index: number) => string;
  readonly openService: () => Promise<OpenService>;
  /** Limits of answers in the place of those in the settings, as they are set now. */
  readonly answerLimits: () => AnswerLimits | undefined;
  /** Moves an item to another state. */
  readonly change: (index: number, state: BatchItemState) => void;
  /** Is told every step of an attempt; attempts count over all tries. */
  readonly onState: (index: number, state: AttemptState, attempts: number) => void;
  /** Resolves when a prepared item may be sent, or has been stopped. */
  readonly waitToSend: (index: number) => Promise<void>;
  /** Is told that the cluster has nothing more to do with an item. */
  readonly leaveCluster: (index: number) => void;
  /** Is told each time that the cluster answered a question about a job. */
  readonly onSeen: () => void;
  /** Is told of an answer, good or not. */
  readonly onAnswer: (tookMs: number, isFirstAttempt: boolean) => void;
}

/** How the work on an item ended. */
export type ItemOutcome =
  | { readonly kind: 'placed'; readonly sizeBytes: number; readonly seconds: number }
  | ({ readonly kind: 'there-already' } & EarlierResult)
  | { readonly kind: 'doubtful'; readonly trouble: BatchTrouble; readonly seconds: number };

/** Takes single items from their file to their place in the output folder. */
export class BatchItemWork {
  /** Answers for which there was no place on the disk yet. */
  readonly #kept = new Map<number, KeptAnswer>();

  constructor(private readonly parts: BatchItemWorkParts) {}

  /** @throws AppError of the input, the connection, the journal or the output folder */
  async run(index: number, signal: AbortSignal): Promise<ItemOutcome> {
    if (this.#kept.has(index)) this.parts.change(index, { status: 'receiving' });
    else {
      const outcome = await this.#obtainAnswer(index, signal);
      if (outcome) return outcome;
    }
    this.parts.leaveCluster(index);
    return this.#placeAnswer(index);
  }

  /** Whether an item has an answer that only has to be put in its place. */
  hasAnswer(index: number): boolean {
    return this.#kept.has(index);
  }

  /** Runs the service for an item, unless there is a result already. @returns nothing where an answer is to be placed */
  async #obtainAnswer(index: number, signal: AbortSignal): Promise<ItemOutcome | undefined> {
    const { items, placing, recording } = this.parts;
    const { job } = items.get(index);
    if (job) return this.#goOnWithJob(index, job, signal);
    const open = await this.parts.openService();
    const service = {
      cluster: open.access.endpoint,
      name: open.service.name,
      ...(open.owner !== undefined && { owner: open.owner }),
    };
    expectTaken(items.get(index), open);
    const opening = this.parts.openInput(index);
    // Whoever waits for it hears of a failure, and may begin to wait only after it.
    opening.catch(() => undefined);
    const decision = await placing.decide(index, opening, service, signal);
    if (decision.kind === 'there-already') return decision;
    const { origin } = items.get(index);
    recording.append({ is: 'begun', item: index, stem: decision.stem, ...(origin && { origin }) });
    const [source] = await Promise.all([opening, recording.synced()]);
    const copy = await this.#prepare(index, source, signal);
    try {
      if (this.parts.isInBackground(index)) expectSmall(copy ?? source);
      await this.#turn(index, signal);
      if (this.parts.isInBackground(index)) return await this.#sendJob(index, { source, copy }, signal);
      return await this.#send(index, open, { source, copy }, signal);
    } finally {
      if (copy) items.note(index, { prepared: copy.prepared });
      await copy?.release();
    }
  }

  /** Makes what is sent in the place of an item's file; nothing where the file itself is sent. */
  async #prepare(index: number, source: BatchInput, signal: AbortSignal): Promise<PreparedCopy | undefined> {
    const { items, preparation, newHash } = this.parts;
    const { base, origin, relativePath } = items.get(index);
    const wanted = origin?.preparation;
    // What a row of a table was made into is no file.
    if (!wanted || source.hasNoTime) return undefined;
    // The file is known again by its own bytes, of which a copy tells nothing.
    items.note(index, { inputSha256: await hashOf(source, newHash, signal) });
    const { sizeBytes, modifiedMs } = source;
    return preparation.prepare({ path: pathBelow(base, relativePath), sizeBytes, modifiedMs }, wanted, signal);
  }

  /** @returns nothing where the answer is to be placed */
  async #send(
    index: number,
    open: OpenService,
    { source, copy }: { readonly source: BatchInput; readonly copy: PreparedCopy | undefined },
    signal: AbortSignal,
  ): Promise<ItemOutcome | undefined> {
    const { items, attempts, change } = this.parts;
    const attemptsBefore = items.get(index).attempts;
    change(index, { status: 'sending' });
    const input = hashing(copy ?? source, this.parts.newHash);
    const sentAtMs = this.parts.nowMs();
    const stored = await attempts.run({
      id: this.parts.answerId(index),
      open,
      input,
      limits: this.parts.answerLimits(),
      signal,
      onState: (state, attempt) => this.parts.onState(index, state, attemptsBefore + attempt),
    });
    const tookMs = this.parts.nowMs() - sentAtMs;
    const inputSha256 = input.sha256();
    if (inputSha256 !== undefined && !copy) items.note(index, { inputSha256 });
    this.parts.onAnswer(tookMs, items.get(index).attempts === attemptsBefore + 1);
    return this.#judge(index, stored, secondsOf(tookMs));
  }

  /** Writes a job down and sends it. @returns nothing where the answer is to be placed */
  async #sendJob(
    index: number,
    { source, copy }: { readonly source: BatchInput; readonly copy: PreparedCopy | undefined },
    signal: AbortSignal,
  ): Promise<ItemOutcome | undefined> {
    const { items, jobs, recording, newHash } = this.parts;
    const bytes = await smallBytesOf(copy ?? source, signal);
    const inputSha256 = (copy && items.get(index).inputSha256) ?? sha256Of(bytes, newHash);
    const job = jobs.newJob({ inputSha256, ...(copy && { prepared: copy.prepared }) });
    items.note(index, { job, inputSha256, attempts: items.get(index).attempts + 1 });
    recording.append({ is: 'job', item: index, job });
    await recording.synced();
    return this.#followJob(index, job, { isNew: true, input: async () => bytes }, signal);
  }

  /** Goes on with a job that was written down before, in this start of the program or an earlier one. */
  async #goOnWithJob(index: number, job: ItemJob, signal: AbortSignal): Promise<ItemOutcome | undefined> {
    const { items, placing, newHash } = this.parts;
    const { stem, origin } = items.get(index);
    if (stem === undefined || !origin) throw new Error('An item without a name has a job.');
    await placing.goOn(index, stem, origin.service, signal);
    await this.#turn(index, signal);
    const input = async () => {
      const source = await this.parts.openInput(index);
      const copy = await this.#prepare(index, source, signal);
      try {
        const bytes = await smallBytesOf(copy ?? source, signal);
        if (sha256Of(bytes, newHash) === sentSha256(job)) return bytes;
        throw new AppError({ code: 'file-changed', file: nameOf(items.get(index).relativePath) });
      } finally {
        await copy?.release();
      }
    };
    const { inputSha256, prepared } = job;
    items.note(index, { inputSha256, ...(prepared && { prepared }) });
    return this.#followJob(index, job, { isNew: false, input }, signal);
  }

  /** @returns nothing where the answer is to be placed */
  async #followJob(
    index: number,
    job: ItemJob,
    how: Pick<JobRunRequest, 'isNew' | 'input'>,
    signal: AbortSignal,
  ): Promise<ItemOutcome | undefined> {
    const { items, jobs, recording, change, answerId, onState, onSeen } = this.parts;
    const { service } = await this.parts.openService();
    const tell = (state: AttemptState) => onState(index, state, Math.max(1, items.get(index).attempts));
    change(index, { status: 'sending' });
    if (job.follows) tell({ status: 'waiting' });
    const { stored, ranMs } = await jobs.run({
      ...this.parts.jobPlace(index),
      ...how,
      answerId: answerId(index),
      job,
      service,
      signal,
      onArrived: (follows) => {
        items.note(index, { job: { ...job, follows } });
        recording.append({ is: 'job', item: index, job: { ...job, follows } });
        tell({ status: 'waiting' });
      },
      onSeen,
      onReceiving: () => tell({ status: 'receiving', receivedBytes: 0 }),
    });
    this.parts.onAnswer(ranMs ?? 0, false);
    return this.#judge(index, stored, secondsOf(ranMs ?? 0));
  }

  /** Waits until the item may be sent. @throws AppError `cancelled` */
  async #turn(index: number, signal: AbortSignal): Promise<void> {
    await this.parts.waitToSend(index);
    if (signal.aborted) throw new AppError({ code: 'cancelled', clusterMayContinue: false });
  }

  /** Keeps an answer to be placed, or to be looked at. @returns nothing where it is to be placed */
  async #judge(index: number, stored: StoredAnswer, seconds: number): Promise<ItemOutcome | undefined> {
    const { verdict, problem } = stored.reading;
    if (!isResult(verdict)) {
      await this.parts.answers.keep(this.parts.answerId(index));
      return { kind: 'doubtful', trouble: { kind: 'doubtful', verdict, ...(problem && { error: problem }) }, seconds };
    }
    this.#kept.set(index, { stored, seconds });
    return undefined;
  }

  async #placeAnswer(index: number): Promise<ItemOutcome> {
    const answer = this.#kept.get(index);
    if (!answer) throw new Error('An item without an answer is to be placed.');
    await this.parts.placing.place(index, answer);
    this.#kept.delete(index);
    return { kind: 'placed', sizeBytes: answer.stored.sizeBytes, seconds: answer.seconds };
  }
}

/** Makes sure that a service takes a file that no person gave it. @throws AppError `type-not-taken` */
function expectTaken(
  { key, relativePath }: Pick<BatchItem, 'key' | 'relativePath'>,
  { service: { name, words }, accepts: taken }: Pick<OpenService, 'service' | 'accepts'>,
): void {
  if (key === undefined || isTaken(relativePath, taken)) return;
  throw new AppError({ code: 'type-not-taken', file: nameOf(relativePath), service: words?.title ?? name, taken });
}

function sha256Of(bytes: Uint8Array, newHash: NewHash): string {
  const hash = newHash();
  hash.update(bytes);
  return hash.digest('hex');
}

/** Seconds, to the millisecond. */
export function secondsOf(ms: number): number {
  return Math.round(ms) / 1000;
}
