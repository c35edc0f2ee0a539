import type { ReadingMode } from '../../core/answer/answer';
import { AppError, isAppError } from '../../core/ground/error';
import {
  isSettled,
  type Invocation,
  type InvocationRequest,
  type InvocationState,
  type SentFile,
} from '../../core/run/invocation';
import { type InvocationId } from '../../core/ground/ids';
import { AwakeTime } from '../../core/ground/awake-time';
import { durationOf, type HistoryEntry } from '../../core/history/history';
import type { ByteSource, Clock, Logger } from '../../core/ground/ports';
import type { FileSource, InputFiles, InputPreparation, PreparedCopy } from '../../core/input/ports';
import type { Preparation } from '../../core/input/preparation';
import { preparedUrl } from '../../core/result/local-address';
import type { AnswerLimits } from '../../core/run/limits';
import type { OscarClient } from '../../core/run/ports';
import type { ResultStore, StoredAnswer } from '../../core/answer/ports';
import type { SettingsStore } from '../../core/app/ports';
import { resultOf, type Result } from '../../core/result/result';
import { Attempts, type AttemptState } from './attempts';
import { keptInputOf } from '../../core/history/history';
import type { HistoryService } from '../history/history-service';
import type { ClusterServices, OpenService } from '../service/cluster-services';
import { inputSource } from './input-source';

const tellingMs = 5_000;

/** What the invocation service works with. */
export interface InvocationServiceParts {
  readonly client: OscarClient;
  readonly services: Pick<ClusterServices, 'openService' | 'renewService'>;
  readonly inputs: InputFiles;
  readonly preparation: InputPreparation;
  readonly results: ResultStore;
  readonly history: Pick<HistoryService, 'open' | 'find' | 'began' | 'ended'>;
  readonly settings: SettingsStore;
  readonly clock: Clock;
  readonly log: Logger;
  readonly newId: () => InvocationId;
  /** A number in [0, 1), for the jitter of waits. */
  readonly random: () => number;
  /** Called with every change, which can be several thousand a second: the caller throttles what it shows. */
  readonly onChange: (invocation: Invocation) => void;
}

/** What is to be sent, or to be made a copy of that is. */
interface GivenInput {
  readonly source: ByteSource | FileSource;
  readonly preparation: Preparation | undefined;
  readonly limits: AnswerLimits | undefined;
}

/** An invocation with what only the main process knows of it. Moments are those of the time awake. */
interface Entry {
  invocation: Invocation;
  readonly begunAtMs: number;
  stateSinceMs: number;
  readonly stop: AbortController;
  readonly done: Promise<void>;
  /** Counts the readings of its answer. */
  revision: number;
  /** Settles with the last reading that was asked for. */
  reading: Promise<unknown>;
}

/** Runs invocations from input to stored and read answer, each with its own attempts, cancellation and state. */
export class InvocationService {
  readonly #entries = new Map<InvocationId, Entry>();

  readonly #attempts: Attempts;
  readonly #time: AwakeTime;

  constructor(private readonly parts: InvocationServiceParts) {
    this.#attempts = new Attempts(parts);
    this.#time = new AwakeTime(parts.clock);
  }

  /**
   * Checks the input and the service, then runs in the background.
   * @throws AppError `input-empty`, `json-malformed`, `file-field-gone`, `file-unreadable`, `service-not-found`, `token-missing`, or of
   * the connection where the services have to be listed first
   */
  async start(request: InvocationRequest): Promise<InvocationId> {
    const { input, limits } = request;
    const source = await inputSource(input, this.parts.inputs);
    const preparation = input.kind === 'file' ? input.preparation : undefined;
    // Before anything new is written: reading the history also removes what the last start left half done.
    await this.parts.history.open();
    const { profileId, serviceName, owner } = request;
    const open = await this.parts.services.openService(profileId, serviceName, owner);
    const id = this.parts.newId();
    const nowMs = this.#time.nowMs();
    const stop = new AbortController();
    const invocation: Invocation = {
      id,
      profileId,
      serviceName,
      startedAt: this.parts.clock.now(),
      elapsedMs: 0,
      stateMs: 0,
      attempt: 1,
      state: { status: preparation ? 'preparing' : 'connecting' },
      ...('name' in source && {
        inputName: source.name,
        ...(!preparation && { sentFile: sentFile(source) }),
        ...(source.from && { from: source.from }),
      }),
    };
    // The first step waits a turn, so that the caller has the id before the first change of state.
    const done = Promise.resolve().then(() => this.#run(id, open, { source, preparation, limits }, stop.signal));
    const times = { begunAtMs: nowMs, stateSinceMs: nowMs };
    this.#entries.set(id, { invocation, ...times, stop, done, revision: 0, reading: Promise.resolve() });
    this.parts.history.began(invocation, {
      profileName: open.profileName,
      endpoint: open.access.endpoint,
      input: keptInputOf(input, open.form),
      sizeBytes: source.sizeBytes,
      ...(owner !== undefined && { owner }),
      ...('origin' in source && { origin: source.origin }),
    });
    return id;
  }

  /**
   * An invocation with its outcome, also of an earlier start of the program; the answer is read from the disk again.
   * @throws AppError `result-gone`
   */
  async reopen(id: InvocationId): Promise<Invocation> {
    const known = this.#entries.get(id);
    if (known) return known.invocation;
    const record = await this.parts.history.find(id);
    if (!record) throw new AppError({ code: 'result-gone' });
    const { entry } = record;
    const invocation = pastInvocation(entry);
    const nowMs = this.#time.nowMs();
    const reopened: Entry = {
      invocation,
      begunAtMs: nowMs,
      stateSinceMs: nowMs,
      stop: new AbortController(),
      done: Promise.resolve(),
      revision: 0,
      reading: Promise.resolve(),
    };
    if (entry.outcome.kind === 'finished') {
      const result = this.#result(reopened, await this.#storedAutomatic(id));
      reopened.invocation = {
        ...invocation,
        state: { status: 'finished', result, finishedAt: entry.finishedAt ?? entry.startedAt },
      };
    }
    this.#entries.set(id, reopened);
    return reopened.invocation;
  }

  /** Remembers an invocation no longer; its files are the history's. */
  forget(id: InvocationId): void {
    this.#entries.delete(id);
  }

  /** Stops an invocation that is under way, and resolves when it has settled and its partial files are gone. */
  async cancel(id: InvocationId): Promise<void> {
    const entry = this.#entries.get(id);
    if (!entry) return;
    entry.stop.abort();
    await entry.done;
  }

  /** Stops everything, for the end of the program. */
  async cancelAll(): Promise<void> {
    await Promise.all([...this.#entries.keys()].map((id) => this.cancel(id)));
  }

  /** An invocation as it is now. */
  get(id: InvocationId): Invocation | undefined {
    return this.#entries.get(id)?.invocation;
  }

  /** Resolves when an invocation has settled. */
  async settled(id: InvocationId): Promise<Invocation> {
    const entry = this.#entry(id);
    await entry.done;
    return entry.invocation;
  }

  /** Reads a received answer in the way the user asks for. @throws AppError `result-gone`, `response-malformed` */
  async readAnswer(id: InvocationId, mode: ReadingMode): Promise<Result> {
    const entry = this.#entry(id);
    // One after the other: what was asked for last is what is shown, saved and kept.
    const reading = entry.reading.then(() => this.#readAgain(entry, mode));
    entry.reading = reading.catch(() => undefined);
    return reading;
  }

  async #readAgain(entry: Entry, mode: ReadingMode): Promise<Result> {
    const { state } = entry.invocation;
    if (state.status !== 'finished') throw new AppError({ code: 'result-gone' });
    const stored = await this.parts.results.read(entry.invocation.id, mode);
    entry.revision += 1;
    const result = this.#result(entry, stored);
    entry.invocation = { ...entry.invocation, state: { ...state, result } };
    this.parts.onChange(entry.invocation);
    return result;
  }

  /** What the window opens a result with: the reading that needs no choice. */
  async #storedAutomatic(id: InvocationId): Promise<StoredAnswer> {
    const stored = await this.parts.results.stored(id);
    return stored.reading.notes.includes('chosen-by-user') ? this.parts.results.read(id, 'automatic') : stored;
  }

  async #run(id: InvocationId, open: OpenService, given: GivenInput, signal: AbortSignal): Promise<void> {
    const onState = (state: AttemptState, attempt: number) => this.#change(id, state, attempt);
    const stopWatching = this.#time.watch();
    // The window counts on between two events, but can't tell whether the computer slept between them.
    const stopTelling = this.parts.clock.every(tellingMs, () => this.#tell(id));
    let copy: PreparedCopy | undefined;
    try {
      copy = await this.#prepare(id, given, signal);
      const stored = await this.#attempts.run({
        id,
        open,
        input: copy ?? given.source,
        limits: given.limits,
        signal,
        onState,
      });
      const result = this.#result(this.#entry(id), stored);
      this.#change(id, { status: 'finished', result, finishedAt: this.parts.clock.now() });
    } catch (error) {
      this.#change(id, this.#failure(error));
    } finally {
      await copy?.release();
      stopTelling();
      stopWatching();
    }
  }

  /** Makes what is sent in the place of a file, and tells of it; nothing where the file itself is sent. */
  async #prepare(id: InvocationId, given: GivenInput, signal: AbortSignal): Promise<PreparedCopy | undefined> {
    const { source, preparation } = given;
    if (!preparation || !('origin' in source)) return undefined;
    this.#change(id, { status: 'preparing' });
    const copy = await this.parts.preparation.prepare(source.origin, preparation, signal);
    const { mediaType, sizeBytes, prepared } = copy;
    const entry = this.#entry(id);
    const file = { mediaType, sizeBytes, url: preparedUrl(source.url, preparation) };
    entry.invocation = { ...entry.invocation, sentFile: file, prepared };
    return copy;
  }

  #failure(error: unknown): InvocationState {
    const finishedAt = this.parts.clock.now();
    if (!isAppError(error)) {
      const reference = this.parts.log.error('invocation ended in an unforeseen way', error);
      return { status: 'failed', error: { code: 'internal', reference }, finishedAt };
    }
    if (error.info.code === 'cancelled') {
      return { status: 'cancelled', clusterMayContinue: error.info.clusterMayContinue, finishedAt };
    }
    this.parts.log.warn('invocation failed', { error: error.info, cause: error.cause });
    return { status: 'failed', error: error.info, finishedAt };
  }

  #result({ invocation, revision }: Entry, stored: StoredAnswer): Result {
    const { id, inputName, serviceName } = invocation;
    return resultOf(id, stored, { inputName, serviceName }, revision);
  }

  #change(id: InvocationId, state: InvocationState, attempt?: number): void {
    const entry = this.#entries.get(id);
    if (!entry || isSettled(entry.invocation.state)) return;
    const nowMs = this.#time.nowMs();
    if (entry.invocation.state.status !== state.status) entry.stateSinceMs = nowMs;
    entry.invocation = {
      ...entry.invocation,
      state,
      ...(attempt !== undefined && { attempt }),
      elapsedMs: nowMs - entry.begunAtMs,
      stateMs: nowMs - entry.stateSinceMs,
    };
    // On disk before anyone sees it.
    if (isSettled(state)) this.parts.history.ended(entry.invocation);
    this.parts.onChange(entry.invocation);
  }

  /** Tells how long it has been under way. */
  #tell(id: InvocationId): void {
    const { state } = this.#entry(id).invocation;
    this.#change(id, state);
  }

  #entry(id: InvocationId): Entry {
    const entry = this.#entries.get(id);
    if (!entry) throw new AppError({ code: 'result-gone' });
    return entry;
  }
}

/** An invocation of an earlier start, as far as the history knows it. */
function pastInvocation(entry: HistoryEntry): Invocation {
  const { id, profileId, serviceName, startedAt, attempt, outcome, input } = entry;
  const finishedAt = entry.finishedAt ?? startedAt;
  const elapsedMs = durationOf(entry) ?? 0;
  const state: InvocationState =
    outcome.kind === 'failed'
      ? { status: 'failed', error: outcome.error, finishedAt }
      : {
          status: 'cancelled',
          clusterMayContinue: outcome.kind !== 'cancelled' || outcome.clusterMayContinue,
          finishedAt,
        };
  return {
    id,
    profileId,
    serviceName,
    startedAt,
    elapsedMs,
    stateMs: 0,
    attempt,
    state,
    ...(input?.kind === 'file' && {
      inputName: input.name,
      ...(input.prepared && { prepared: input.prepared }),
      ...(input.from && { from: input.from }),
    }),
  };
}

/** What the page may know of a source: how to look at it, and no way to read the disk. */
function sentFile({ mediaType, sizeBytes, url }: FileSource): SentFile {
  return { mediaType, sizeBytes, url };
}
