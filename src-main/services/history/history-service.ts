import { AppError } from '../../core/ground/error';
import {
  expiredEntries,
  finishedOutcome,
  historyInputOf,
  isRunning,
  isSameVersion,
  isWhole,
  workedWithJson,
  type FoundInput,
  type HistoryEntry,
  type HistoryInput,
  type HistoryOutcome,
  type HistoryRecord,
  type InputOrigin,
  type KeptInput,
  type RepeatedInput,
  type Retention,
} from '../../core/history/history';
import { isSettled, type Invocation, type UsedResult } from '../../core/run/invocation';
import { type InvocationId } from '../../core/ground/ids';
import type { ProfileId } from '../../core/ground/ids';
import { expectedWakeUp, type WakeUp } from '../../core/run/wake-up';
import type { Clock, Logger } from '../../core/ground/ports';
import type { HistoryLists, HistoryStore, PreparedText } from '../../core/history/ports';
import { readFormText } from '../../core/input/form/json-object';
import { hasSecret } from '../../core/input/form/secrets';
import { withoutFiles } from '../../core/service/preset';
import type { MovedRun } from '../../core/move/moved';
import type { InputFiles, InputPreparation } from '../../core/input/ports';
import type { Preparation } from '../../core/input/preparation';
import { preparedUrl } from '../../core/result/local-address';
import type { ResultStore } from '../../core/answer/ports';
import type { SettingsStore } from '../../core/app/ports';
import { findSentFile, whyNotFound } from '../input/sent-file';

// Timers don't run while the computer sleeps: a timer of one day could take a week.
const retentionIntervalMs = 3_600_000;
/** How many of the latest runs are looked at for their JSON. */
const mostTried = 10;

/** A change of the history, for the window. */
export interface HistoryEvent {
  readonly kept: readonly HistoryEntry[];
  readonly removed: readonly InvocationId[];
}

/** What the history service works with. */
export interface HistoryServiceParts {
  readonly store: HistoryStore;
  readonly results: Pick<ResultStore, 'stored'>;
  readonly inputs: InputFiles;
  /** Makes the copies of pictures that are shown. */
  readonly shownCopies: InputPreparation;
  readonly settings: SettingsStore;
  readonly clock: Pick<Clock, 'now' | 'wait'>;
  readonly log: Logger;
  readonly onChange: (news: HistoryEvent) => void;
}

/** The facts of an invocation that the history needs at its start. */
export interface InvocationFacts {
  readonly profileName: string;
  /** Base address of the cluster. */
  readonly endpoint: string;
  readonly owner?: string;
  readonly input: KeptInput;
  readonly sizeBytes: number;
  readonly origin?: InputOrigin;
}

/** Keeps every invocation with its result until the user deletes it or the retention rule does. */
export class HistoryService {
  readonly #records = new Map<InvocationId, HistoryRecord>();
  /** The typed text of invocations that are running. */
  readonly #texts = new Map<InvocationId, PreparedText>();
  /** The entries that were removed last and can still be restored. */
  #setAside: readonly HistoryRecord[] = [];
  #listsSetAside: readonly InvocationId[] = [];
  #lists: HistoryLists = noLists;
  /** Entries that the window may be showing, and which are therefore not deleted: the latest one, and the one read last. */
  readonly #inUse: { begun?: InvocationId; found?: InvocationId } = {};
  #opening: Promise<void> | undefined;
  readonly #closing = new AbortController();

  constructor(private readonly parts: HistoryServiceParts) {}

  /** Reads the history, and deletes what the retention rule no longer keeps. Call it once, at the start. */
  async open(): Promise<void> {
    this.#opening ??= this.#open();
    return this.#opening;
  }

  /** Adds lists of files to the history. */
  include(lists: HistoryLists): void {
    this.#lists = lists;
  }

  /** Every invocation and every list, in no order. */
  async list(): Promise<readonly HistoryEntry[]> {
    await this.open();
    return [...this.#runs, ...this.#lists.list()];
  }

  /** Paths of the files that invocations were given, where they are known. */
  async inputPaths(): Promise<readonly string[]> {
    await this.open();
    return [...this.#records.values()].flatMap(({ origin }) => origin?.path ?? []);
  }

  /** One invocation; `undefined` where it is not known any more. */
  async find(id: InvocationId): Promise<HistoryRecord | undefined> {
    await this.open();
    this.#inUse.found = id;
    return this.#records.get(id);
  }

  /** Records the start of an invocation. */
  began(invocation: Invocation, facts: InvocationFacts): void {
    const { id, profileId, serviceName, startedAt, attempt } = invocation;
    const { profileName, endpoint, owner, origin } = facts;
    this.#inUse.begun = id;
    const { input } = facts.input;
    if (input.kind !== 'file') this.#texts.set(id, input);
    const entry: HistoryEntry = {
      id,
      profileId,
      profileName,
      endpoint,
      serviceName,
      input: historyInputOf(facts.input, invocation.inputName ?? '', facts.sizeBytes, invocation.from),
      startedAt,
      attempt,
      outcome: { kind: 'running' },
      isPinned: false,
      diskBytes: 0,
      ...(owner !== undefined && { owner }),
    };
    this.#keep({ entry, ...(origin && { origin }) });
  }

  /** Records the outcome of an invocation; it is on disk when this returns. */
  ended({ id, attempt, state, prepared, elapsedMs: durationMs }: Invocation): void {
    const record = this.#records.get(id);
    if (!record || !isSettled(state) || !('finishedAt' in state)) return;
    const { finishedAt } = state;
    const entry = { ...record.entry, attempt, finishedAt, durationMs, outcome: outcomeOf(state) };
    const { input } = entry;
    const sent = prepared && input?.kind === 'file' ? { ...entry, input: { ...input, prepared } } : entry;
    const ended = { ...record, entry: sent };
    const diskBytes = this.parts.store.writeFacts(ended, this.#texts.get(id));
    this.#texts.delete(id);
    this.#keep({ ...ended, entry: { ...ended.entry, diskBytes } });
    void this.#applyRetentionMeanwhile();
  }

  /** Records a background job that has ended; it is on disk when this returns. */
  async jobEnded(record: HistoryRecord, text: PreparedText | undefined): Promise<void> {
    await this.open();
    const diskBytes = this.parts.store.writeFacts(record, text);
    this.#keep({ ...record, entry: { ...record.entry, diskBytes } });
    void this.#applyRetentionMeanwhile();
  }

  /** The runs that are over, each with the text that was sent, for another computer. */
  async *movable(): AsyncGenerator<MovedRun> {
    await this.open();
    for (const id of [...this.#records.keys()]) {
      const record = this.#records.get(id);
      if (!record || record.entry.outcome.kind === 'running') continue;
      const text = await this.parts.store.typedText(id);
      yield { record, ...(text && { text }) };
    }
  }

  /** Whether a run is in the history. */
  async has(id: InvocationId): Promise<boolean> {
    await this.open();
    return this.#records.has(id);
  }

  /** Keeps a run of another computer under its id, and what its files take here. It is on disk when this returns. @throws AppError of writing */
  async take({ record, text }: MovedRun): Promise<void> {
    await this.open();
    const { id } = record.entry;
    const here = this.#records.get(id) ?? record;
    const diskBytes = this.parts.store.takeFacts(here, (await this.parts.store.typedText(id)) ?? text);
    this.#keep({ ...here, entry: { ...here.entry, diskBytes } });
  }

  /** Deletes at intervals what the retention rule no longer keeps, until the history is closed. */
  async keepToRetention(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      await this.parts.clock.wait(retentionIntervalMs, signal).catch(() => undefined);
      if (!signal.aborted) await this.#applyRetentionMeanwhile();
    }
  }

  /** Pins an invocation, which exempts it from the retention rule, or unpins it. @throws AppError `result-gone` */
  async pin(id: InvocationId, isPinned: boolean): Promise<void> {
    if (this.#isList(id)) return this.#lists.pin(id, isPinned);
    const { entry, ...rest } = await this.#record(id);
    this.#keep({ ...rest, entry: { ...entry, isPinned } });
  }

  /** Removes invocations with their files, and lists without their results. What was removed last can be restored until `purge`. */
  async remove(ids: readonly InvocationId[]): Promise<void> {
    await this.open();
    const records = ids.flatMap((id) => {
      const record = this.#records.get(id);
      return record && record.entry.outcome.kind !== 'running' ? [record] : [];
    });
    const lists = this.#lists.list().filter((entry) => ids.includes(entry.id) && !isRunning(entry));
    await this.purge();
    this.#setAside = records;
    const removed = records.map(({ entry }) => entry.id);
    this.#forget(removed);
    await this.parts.store.setAside(removed);
    if (lists.length === 0) return;
    this.#listsSetAside = lists.map(({ id }) => id);
    await this.#lists.setAside(this.#listsSetAside);
    this.parts.onChange({ kept: [], removed: this.#listsSetAside });
  }

  /** Restores the entries that were removed last. */
  async restore(): Promise<void> {
    const records = this.#setAside;
    this.#setAside = [];
    await this.parts.store.putBack(records.map(({ entry }) => entry.id));
    for (const record of records) this.#keep(record);
    const lists = this.#listsSetAside;
    this.#listsSetAside = [];
    if (lists.length > 0) await this.#lists.putBack(lists);
  }

  /** Deletes the entries that could still be restored. */
  async purge(): Promise<void> {
    this.#setAside = [];
    this.#listsSetAside = [];
    await this.parts.store.purge();
    await this.#lists.purge();
  }

  /** Deletes what is not kept beyond the end of the program, and what was set aside. */
  async close(): Promise<void> {
    this.#closing.abort();
    if ((await this.parts.settings.get()).keepDays === 0)
      await this.#deleteExpired({ days: 0, bytes: 'any' }, this.#lists.inUse);
    await this.purge();
  }

  /** The input of an invocation, to be sent once more. @throws AppError `result-gone`, `file-unreadable` */
  async repeatInput(id: InvocationId): Promise<RepeatedInput> {
    const { entry, origin } = await this.#record(id);
    if (origin) {
      const file = await this.parts.inputs.grant(origin.path, usedResultOf(entry));
      const { origin: now } = await this.parts.inputs.source(file.id);
      const preparation = preparationOf(entry);
      const input = { kind: 'file' as const, file, ...(preparation && { preparation }) };
      return { input, hasChanged: !isSameVersion(origin, now) };
    }
    const text = await this.parts.store.typedText(id);
    if (text) return { input: text, hasChanged: false, ...(!isWhole(entry) && { isPartial: true }) };
    throw new AppError({ code: 'file-unreadable', file: inputName(entry.input), problem: 'gone' });
  }

  /**
   * The JSON with which a service worked last, as long as the history has it; never one with a password or a key in it.
   * `undefined` where there is none that a form can be made of.
   */
  async lastJson(profileId: ProfileId, serviceName: string, owner?: string): Promise<string | undefined> {
    await this.open();
    const service = { profileId, serviceName, ...(owner !== undefined && { owner }) };
    for (const { id } of workedWithJson(this.#runs, service).slice(0, mostTried)) {
      const text = (await this.parts.store.typedText(id))?.text;
      if (text !== undefined && readFormText(text) && !hasSecret(text)) return withoutFiles(text);
    }
    return undefined;
  }

  /** The input of an invocation as long as it is what was sent. @throws AppError `result-gone` */
  async findInput(id: InvocationId): Promise<FoundInput> {
    const { entry, origin } = await this.#record(id);
    if (!origin) {
      const typed = await this.parts.store.typedText(id);
      return typed && isWhole(entry) ? { kind: 'text', text: typed.text } : { kind: 'unknown' };
    }
    const found = await findSentFile(this.parts.inputs, origin.path, origin);
    const preparation = preparationOf(entry);
    if (found.kind !== 'file' || !preparation) return found;
    return this.#findCopy(entry, origin, preparation, found.file.url).catch(whyNotFound);
  }

  /** The copy that was sent in place of a file, if exactly the same one can be made again. */
  async #findCopy(
    { input }: HistoryEntry,
    original: InputOrigin,
    preparation: Preparation,
    url: string,
  ): Promise<FoundInput> {
    const sent = input?.kind === 'file' ? input.prepared : undefined;
    if (!sent) return { kind: 'unknown' };
    const { mediaType, sizeBytes, prepared } = await this.parts.shownCopies.prepare(original, preparation);
    // Another version of the program may encode the same picture differently, and that was not what was sent.
    if (prepared.sha256 !== sent.sha256) return { kind: 'unknown' };
    return { kind: 'file', file: { mediaType, sizeBytes, url: preparedUrl(url, preparation) } };
  }

  /** Whether a service probably has to wake up, and for how long that takes, as estimated from earlier runs. */
  async expectWakeUp(profileId: ProfileId, serviceName: string, owner?: string): Promise<WakeUp> {
    await this.open();
    const runs = this.#runs.filter(
      (entry) => entry.profileId === profileId && entry.serviceName === serviceName && entry.owner === owner,
    );
    return expectedWakeUp(runs, this.parts.clock.now());
  }

  async #open(): Promise<void> {
    try {
      const { records, unlisted } = await this.parts.store.load();
      for (const record of records) if (!this.#records.has(record.entry.id)) await this.#takeFound(record);
      for (const answer of unlisted) if (!this.#records.has(answer.id)) await this.#takeUnlisted(answer);
      const { keepDays, keepBytes } = await this.parts.settings.get();
      await this.#deleteExpired({ days: keepDays, bytes: keepBytes }, this.#lists.inUse);
    } catch (error) {
      // The program goes on without earlier entries; new ones are still recorded.
      this.parts.log.error('history', error);
    }
  }

  /** Adds an entry from the journal. If it was running when the program ended, its answer on disk decides about its outcome. */
  async #takeFound(record: HistoryRecord): Promise<void> {
    const { entry } = record;
    if (entry.outcome.kind !== 'running') {
      this.#records.set(entry.id, record);
      return;
    }
    const outcome = await this.#outcomeOnDisk(entry.id);
    const ended = { ...record, entry: { ...entry, outcome } };
    this.#keep({ ...ended, entry: { ...ended.entry, diskBytes: this.parts.store.writeFacts(ended) } });
  }

  /** Adds an answer on disk of which the journal knows nothing. */
  async #takeUnlisted({ id, finishedAt }: { readonly id: InvocationId; readonly finishedAt: string }): Promise<void> {
    const outcome = await this.#outcomeOnDisk(id);
    if (outcome.kind !== 'finished') return;
    const nowhere = { profileId: '', profileName: '', endpoint: '', serviceName: '' };
    const times = { startedAt: finishedAt, finishedAt, attempt: 1 };
    const record = { entry: { id, ...nowhere, ...times, outcome, isPinned: false, diskBytes: 0 } };
    this.#keep({ entry: { ...record.entry, diskBytes: this.parts.store.writeFacts(record) } });
  }

  async #outcomeOnDisk(id: InvocationId): Promise<HistoryOutcome> {
    try {
      return finishedOutcome(await this.parts.results.stored(id));
    } catch {
      return { kind: 'interrupted' };
    }
  }

  /** Applies the rule while the program runs: what the window may show stays, and so does what is kept until the program ends. */
  async #applyRetentionMeanwhile(): Promise<void> {
    try {
      const { keepDays, keepBytes } = await this.parts.settings.get();
      const { begun, found } = this.#inUse;
      const inUse = [begun, found, ...this.#lists.inUse];
      await this.#deleteExpired({ days: keepDays === 0 ? 'any' : keepDays, bytes: keepBytes }, inUse);
    } catch (error) {
      this.parts.log.error('retention', error);
    }
  }

  async #deleteExpired(retention: Retention, inUse: readonly (InvocationId | undefined)[] = []): Promise<void> {
    const entries = [...this.#runs, ...this.#lists.list()];
    const expired = expiredEntries(entries, retention, this.parts.clock.now(), inUse);
    const lists = expired.filter((id) => this.#isList(id));
    const runs = expired.filter((id) => !lists.includes(id));
    if (runs.length > 0) {
      this.#forget(runs);
      await this.parts.store.delete(runs);
    }
    if (lists.length > 0) {
      await this.#lists.delete(lists);
      this.parts.onChange({ kept: [], removed: lists });
    }
  }

  get #runs(): readonly HistoryEntry[] {
    return [...this.#records.values()].map(({ entry }) => entry);
  }

  #isList(id: InvocationId): boolean {
    return this.#lists.list().some((entry) => entry.id === id);
  }

  #keep(record: HistoryRecord): void {
    this.#records.set(record.entry.id, record);
    this.parts.store.write({ kept: record });
    this.parts.onChange({ kept: [record.entry], removed: [] });
  }

  #forget(removed: readonly InvocationId[]): void {
    for (const id of removed) this.#records.delete(id);
    this.parts.store.write({ removed });
    this.parts.onChange({ kept: [], removed });
  }

  async #record(id: InvocationId): Promise<HistoryRecord> {
    const record = await this.find(id);
    if (!record) throw new AppError({ code: 'result-gone' });
    return record;
  }
}

/** Used where there are no lists, as on the command line. */
const noLists: HistoryLists = {
  list: () => [],
  inUse: [],
  pin: async () => undefined,
  setAside: async () => undefined,
  putBack: async () => undefined,
  purge: async () => undefined,
  delete: async () => undefined,
};

function preparationOf({ input }: HistoryEntry): Preparation | undefined {
  return input?.kind === 'file' ? input.preparation : undefined;
}

function usedResultOf({ input }: HistoryEntry): UsedResult | undefined {
  return input?.kind === 'file' ? input.from : undefined;
}

function inputName(input: HistoryInput | undefined): string {
  if (!input) return '';
  if (input.kind === 'list') return '';
  return input.kind === 'file' ? input.name : input.excerpt;
}

function outcomeOf(state: Invocation['state']): HistoryOutcome {
  switch (state.status) {
    case 'finished':
      return finishedOutcome(state.result);
    case 'failed':
      return { kind: 'failed', error: state.error };
    case 'cancelled':
      return { kind: 'cancelled', clusterMayContinue: state.clusterMayContinue };
    default:
      return { kind: 'running' };
  }
}
