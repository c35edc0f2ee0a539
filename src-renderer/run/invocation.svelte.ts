import type { ErrorInfo } from '../../src-main/core/ground/error';
import { isSettled, type InputFile, type Invocation, type InvocationRequest } from '../../src-main/core/run/invocation';
import type { InvocationId, JobId, ProfileId } from '../../src-main/core/ground/ids';
import type { RepeatedInput } from '../../src-main/core/history/history';
import type { Reply } from '../../src-main/contract/ground/call';
import type { Service } from '../../src-main/core/service/service';
import type { InputKind } from '../../src-main/core/service/input-kind';
import type { WakeUp } from '../../src-main/core/run/wake-up';
import type { Oscar } from '../api';
import type { AcceptedInput } from '../../src-main/core/batch/batch';
import type { Draft, DraftObstacle, InputNotice, TextKind } from '../input/input';
import type { SentInput } from '../viewers/viewer-types';
import { initialText, readFormText, withoutSecrets } from '../../src-main/contract/forms';
import {
  answerLimitsOf,
  isOfInput,
  isOutdated,
  isSamePreparation,
  longestPreset,
  withoutFiles,
  type Preset,
} from '../../src-main/contract/presets';
import { areSameLimits, type AnswerLimits } from '../../src-main/contract/limits';
import type { Preparation } from '../../src-main/core/input/preparation';
import { newFill, type FormFill, type OfferedForm } from '../input/form/form-fill';
import { tookTooLong } from '../job/offer';
import { draftObstacle, isPlainTextForJson, practiceSample, sendableInput } from '../input/input';
import { Preparing } from '../input/preparing.svelte';
import type { InvocationFeed } from './invocation-feed';
import { ShownResult } from '../result/result.svelte';
import { elapsedSince } from '../ui/clock.svelte';

const mostCountedOnMs = 10_000;

/** What a preset sets besides its form. */
interface PresetPlace {
  readonly preparation: Preparation | undefined;
  readonly limits: AnswerLimits | undefined;
}

/** Why a service can't be run now. */
export type RunObstacle = 'service-closed' | 'running' | DraftObstacle;

/**
 * One service as the user works with it: the input being prepared, the latest invocation and its result. Each service
 * keeps its own, so that nothing is lost by looking at another.
 */
export class ServiceInvocation {
  readonly service: Service;
  draft = $state.raw<Draft>({ kind: 'none' });
  inputNotice = $state.raw<InputNotice>();
  /** What was just removed and can still come back. */
  removedDraft = $state.raw<Draft>();
  /** What is done to files before they are sent. */
  readonly preparing: Preparing;
  /** The latest invocation, in its latest state. */
  invocation = $state.raw<Invocation>();
  /** When its latest state came, by the page's `performance.now()`. */
  #newsAtMs = 0;
  /** Sends the plain text after all, about which the user is asked since the service takes JSON. */
  textQuestion = $state.raw<() => void>();
  /** Why the latest invocation could not even begin. */
  startError = $state.raw<ErrorInfo>();
  /** The result of the latest invocation. */
  shown = $state.raw<ShownResult>();
  /** Whether the latest invocation found the service asleep, and how long waking it usually takes. */
  wakeUp = $state.raw<WakeUp>({ kind: 'unknown' });
  /** The input of the latest invocation, as it was prepared. */
  #sentDraft = $state.raw<Draft>();
  #isStarting = $state(false);
  #isStopping = $state(false);

  readonly isRunning = $derived(
    this.#isStarting || (this.invocation !== undefined && !isSettled(this.invocation.state)),
  );
  /** Whether another input has been prepared, or is being, since the latest invocation began. */
  readonly hasNewInput = $derived(this.draft !== this.#sentDraft);
  readonly isStopping = $derived(this.#isStopping && this.isRunning);
  readonly obstacle = $derived.by((): RunObstacle | undefined => {
    if (this.service.obstacle) return 'service-closed';
    if (this.isRunning) return 'running';
    return draftObstacle(this.draft);
  });

  /** The JSON that the service took last, where it worked: now, or as the history has it. */
  readonly workedText = $derived.by(() => {
    const sent = this.#sentDraft;
    return this.shown && sent?.kind === 'json' ? sent.text : this.#earlierText;
  });
  #earlierText = $state<string>();

  /** Limits of answers that count for this service alone, in the place of those in the settings. */
  limits = $state.raw<AnswerLimits>();
  #used = $state.raw<{ readonly preset: Preset; readonly before: PresetPlace }>();
  /** What was used of a preset besides its form, as long as all of it is still so. */
  readonly usedPreset = $derived.by((): Preset | undefined => {
    const preset = this.#used?.preset;
    if (!preset) return undefined;
    const { preparation } = preset;
    const limits = answerLimitsOf(preset);
    const isSet =
      (!preparation || isSamePreparation(preparation, this.preparing.preparation)) &&
      (!limits || areSameLimits(limits, this.limits));
    return isSet ? preset : undefined;
  });
  #hasBegun = false;

  /** How long the latest invocation has taken so far, in milliseconds. */
  get elapsedMs(): number {
    return (this.invocation?.elapsedMs ?? 0) + this.#countedOnMs();
  }

  /** How long it has been in its present state, in milliseconds. */
  get stateMs(): number {
    return (this.invocation?.stateMs ?? 0) + this.#countedOnMs();
  }

  // The draft can be edited while the service works on what was sent.
  #sentText: SentInput | undefined;
  /** The background job that the input was sent as, until it is run again. */
  jobId = $state<JobId>();
  /** Whether a run of this service took too long to wait for, since the window opened. */
  wasTooSlow = $state(false);

  readonly #oscar: Oscar;
  readonly #feed: InvocationFeed;
  readonly #profileId: ProfileId;

  constructor(oscar: Oscar, feed: InvocationFeed, profileId: ProfileId, service: Service) {
    this.service = service;
    this.preparing = new Preparing(oscar);
    this.#oscar = oscar;
    this.#feed = feed;
    this.#profileId = profileId;
  }

  /** Takes a file that the user gave by a drop or a dialog; what became a batch is not its affair. */
  takeInput(reply: Reply<AcceptedInput | undefined>): void {
    if (!reply.ok) this.inputNotice = { kind: 'error', error: reply.error };
    else if (reply.value?.kind === 'file') this.#setDraft({ kind: 'file', file: reply.value.file });
  }

  /** Puts text into the editor, as the kind given. */
  editText(text: string, kind: TextKind = 'text'): void {
    this.#setDraft({ kind, text });
  }

  /** Puts JSON into the form for the service; without a text, the form as it begins. */
  openForm(offered: OfferedForm, text = offered.earlier ?? initialText(offered.form)): void {
    this.fillForm(text, newFill(offered));
  }

  /** Takes what was filled into a form. */
  fillForm(text: string, fill: FormFill): void {
    this.#setDraft({ kind: 'json', text, fill });
  }

  /**
   * Begins with what was learned before, and with the preset that the service is to begin with, the first time that the service is
   * chosen. Only what is done to files and the limits begin by themselves: a form begins with its preset once it is opened.
   */
  beginWith(preset: Preset | undefined): void {
    if (this.#hasBegun) return;
    this.#hasBegun = true;
    void this.recall();
    if (preset && !this.preparing.preparation && !this.limits) this.#apply(preset);
  }

  /** Learns from the history which JSON the service took last. */
  async recall(): Promise<void> {
    const { name, owner } = this.service;
    const reply = await this.#oscar.lastJson(this.#profileId, name, owner);
    this.#earlierText = reply.ok ? reply.value : undefined;
  }

  /** Restores what was done to files, and the limits, before a preset was used. */
  undoPreset(): void {
    const before = this.usedPreset && this.#used?.before;
    this.#used = undefined;
    if (!before) return;
    this.preparing.preparation = before.preparation;
    this.limits = before.limits;
  }

  /** Takes over what a preset sets besides its form. */
  #apply({ name, preparation, limits: all }: Preset): void {
    const limits = answerLimitsOf({ ...(all && { limits: all }) });
    const before = { preparation: this.preparing.preparation, limits: this.limits };
    this.#used = undefined;
    if (!preparation && !limits) return;
    if (preparation) this.preparing.preparation = preparation;
    if (limits) this.limits = limits;
    this.#used = { preset: { name, ...(preparation && { preparation }), ...(limits && { limits }) }, before };
  }

  /** Begins with a preset. What was written before can come back. @param offered the form that the service has now */
  usePreset(preset: Preset, offered: OfferedForm | undefined): void {
    const { text } = preset;
    const { draft } = this;
    if (!isOfInput(preset)) {
      this.inputNotice = { kind: 'presetForLists' };
      return;
    }
    this.#apply(preset);
    if (text === undefined) return;
    if (offered) this.openForm(offered, text);
    else this.editText(text, 'json');
    const isLoss = draft.kind === 'file' || (draft.kind !== 'none' && draft.text.trim() !== '' && draft.text !== text);
    if (isLoss) this.removedDraft = draft;
    if (offered?.source === 'card' && isOutdated({ text }, offered.form)) this.inputNotice = { kind: 'presetOutdated' };
  }

  /** What is filled in now, as a preset; `undefined` where there is nothing to keep, or too much. */
  presetOf(name: string): Preset | undefined {
    const { draft, limits, preparing } = this;
    const isShort = draft.kind === 'json' && draft.text.length <= 2 * longestPreset;
    const json = isShort ? withoutSecrets(withoutFiles(draft.text), draft.fill?.form).text : undefined;
    const text = json !== undefined && json.length <= longestPreset && readFormText(json) ? json : undefined;
    const preparation = draft.kind === 'file' ? preparing.preparation : undefined;
    const parts = {
      ...(text !== undefined && text.trim() !== '' && { text }),
      ...(preparation && { preparation }),
      ...(limits && { limits }),
    };
    return isOfInput(parts) ? { name, ...parts } : undefined;
  }

  /** Takes a file that was chosen within a form. */
  async grantFile(file: File): Promise<Reply<InputFile>> {
    return this.#oscar.grantFile(file);
  }

  /** Prepares the sample that fits the service. */
  async openSample(): Promise<void> {
    const sample = practiceSample(this.service.name);
    if (!sample) return;
    const reply = await this.#oscar.openSample(sample);
    if (reply.ok) this.#setDraft(reply.value);
    else this.inputNotice = { kind: 'error', error: reply.error };
  }

  /** Prepares the input of an earlier run; shows a notice if its file has changed since. */
  repeat({ input, hasChanged, isPartial }: RepeatedInput): void {
    this.#setDraft(input.kind === 'file' ? { kind: 'file', file: input.file } : input);
    if (input.kind === 'file') this.preparing.preparation = input.preparation;
    if (hasChanged) this.inputNotice = { kind: 'changedSince' };
    if (isPartial) this.inputNotice = { kind: 'withoutPasswords' };
  }

  /** Removes the input; files on disk are untouched. */
  removeInput(): void {
    const { draft } = this;
    this.#setDraft({ kind: 'none' });
    if (draft.kind === 'file' || (draft.kind !== 'none' && draft.text.trim() !== '')) this.removedDraft = draft;
  }

  /** Brings back the input that was just removed. */
  restoreInput(): void {
    if (this.removedDraft) this.#setDraft(this.removedDraft);
  }

  /** Shows why an input was not accepted. */
  notice(notice: InputNotice): void {
    this.inputNotice = notice;
  }

  /**
   * Sends the input, or asks first where it is a plain text and the service takes JSON: such a service may answer with
   * nothing, and not tell why.
   */
  sendOrAsk(takes: InputKind | undefined, send: () => void): void {
    if (!this.obstacle && isPlainTextForJson(this.draft, takes)) this.textQuestion = send;
    else send();
  }

  /** Runs the service on the input, unless something is in the way. */
  async run(): Promise<void> {
    const input = sendableInput(this.draft, this.preparing.preparation);
    if (this.obstacle || !input) return;
    this.#isStarting = true;
    this.#isStopping = false;
    this.#sentDraft = this.draft;
    this.#sentText = input.kind === 'file' ? undefined : { kind: 'text', text: input.text };
    this.#leaveOutcome();
    void this.#expectWakeUp();
    const { name, owner } = this.service;
    const reply = await this.#oscar.startInvocation({
      profileId: this.#profileId,
      serviceName: name,
      input,
      ...(owner !== undefined && { owner }),
      ...(this.limits && { limits: this.limits }),
    });
    if (reply.ok) this.#feed.follow(reply.value, (invocation) => this.#follow(invocation));
    else this.#failToStart(reply.error);
    if (reply.ok && this.#isStopping) await this.#cancel(reply.value);
  }

  /**
   * Sends the input as a background job, unless something is in the way.
   * @param send answers nothing where it is not to be sent after all
   */
  async runInBackground(send: (request: InvocationRequest) => Promise<Reply<JobId> | undefined>): Promise<void> {
    const input = sendableInput(this.draft, this.preparing.preparation);
    if (this.obstacle || !input) return;
    this.#isStarting = true;
    const { name, owner } = this.service;
    const request = { profileId: this.#profileId, serviceName: name, input };
    const reply = await send({ ...request, ...(owner !== undefined && { owner }) });
    this.#isStarting = false;
    if (!reply) return;
    this.#sentDraft = this.draft;
    this.#leaveOutcome();
    if (reply.ok) this.jobId = reply.value;
    else this.startError = reply.error;
  }

  /** Stops showing the latest invocation if it is one of those that were removed. */
  forget(removed: readonly InvocationId[]): void {
    if (this.#earlierText !== undefined) void this.recall();
    if (!this.invocation || !removed.includes(this.invocation.id)) return;
    this.#feed.unfollow(this.invocation.id);
    this.invocation = undefined;
    this.shown = undefined;
  }

  /** Stops waiting for the answer. */
  async stop(): Promise<void> {
    if (!this.isRunning) return;
    this.#isStopping = true;
    if (this.invocation) await this.#cancel(this.invocation.id);
  }

  async #cancel(id: InvocationId): Promise<void> {
    const reply = await this.#oscar.cancelInvocation(id);
    if (!reply.ok) this.#isStopping = false;
  }

  async #expectWakeUp(): Promise<void> {
    this.wakeUp = { kind: 'unknown' };
    const { name, owner, minScale } = this.service;
    if (minScale > 0) {
      this.wakeUp = { kind: 'awake' };
      return;
    }
    const reply = await this.#oscar.expectWakeUp(this.#profileId, name, owner);
    if (reply.ok) this.wakeUp = reply.value;
  }

  /**
   * Time since the last event, in milliseconds. While an invocation runs, events come every few seconds; a longer gap means
   * that the computer slept, and doesn't count.
   */
  #countedOnMs(): number {
    return this.invocation && !isSettled(this.invocation.state)
      ? Math.min(elapsedSince(this.#newsAtMs), mostCountedOnMs)
      : 0;
  }

  #follow(invocation: Invocation): void {
    this.#isStarting = false;
    this.#newsAtMs = performance.now();
    this.invocation = invocation;
    const { id, state } = invocation;
    if (state.status === 'failed' && tookTooLong(state.error)) this.wasTooSlow = true;
    if (state.status !== 'finished' || this.shown) return;
    const input: SentInput | undefined = invocation.sentFile && { kind: 'file', file: invocation.sentFile };
    this.shown = new ShownResult(this.#oscar, id, state.result, input ?? this.#sentText);
  }

  #leaveOutcome(): void {
    this.startError = undefined;
    this.shown = undefined;
    this.jobId = undefined;
    if (this.invocation) this.#feed.unfollow(this.invocation.id);
    this.invocation = undefined;
  }

  #failToStart(error: ErrorInfo): void {
    this.#isStarting = false;
    this.startError = error;
  }

  #setDraft(draft: Draft): void {
    this.draft = draft;
    this.removedDraft = undefined;
    this.inputNotice = undefined;
  }
}
