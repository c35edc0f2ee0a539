import type { BatchPlanChange } from '../../src-main/core/batch/batch';
import type { BatchOverview } from '../../src-main/core/batch/overview';
import type { BatchId } from '../../src-main/core/ground/ids';
import type { Service } from '../../src-main/core/service/service';
import { answerLimitsOf, isOfList, isSamePreparation, type Preset } from '../../src-main/contract/presets';
import { areSameLimits } from '../../src-main/contract/limits';
import { defaultTemplate } from '../../src-main/contract/result-names';
import type { ClusterState } from '../connection/cluster.svelte';
import type { ServiceNotesState, TakenPreset } from '../service/service-notes.svelte';
import type { BatchState } from './batch.svelte';

/** What presets of lists need. */
interface ListPresetsParts {
  readonly batch: BatchState;
  readonly cluster: ClusterState;
  readonly serviceNotes: ServiceNotesState;
}

/** Why a preset changed nothing of the shown list. */
export type ListPresetRefusal = Exclude<TakenPreset['kind'], 'taken'> | 'presetNotForList';

/** The presets of the service that the shown list runs: what they set of a list, until it is begun. */
export class ListPresets {
  #used = $state.raw<{ readonly id: BatchId; readonly preset: Preset; readonly before: BatchPlanChange }>();
  #refused = $state.raw<{ readonly id: BatchId; readonly why: ListPresetRefusal }>();

  readonly #parts: ListPresetsParts;

  constructor(parts: ListPresetsParts) {
    this.#parts = parts;
  }

  /** The service of the list. A recipe has several, each with its own preparation, so it has none here. */
  get service(): Service | undefined {
    const { batch, cluster } = this.#parts;
    const { overview } = batch;
    if (!overview || overview.recipe || overview.profileId !== cluster.profile?.id) return undefined;
    return cluster.find(overview.serviceName, overview.owner);
  }

  /** The presets that can be used now. */
  get offered(): readonly Preset[] {
    const { service } = this;
    return service && this.#ready ? this.#parts.serviceNotes.presetsOf(service).filter(isOfList) : [];
  }

  /** The preset that was used, as long as all that it set is still so. */
  get used(): Preset | undefined {
    const used = this.#used;
    const list = this.#ready;
    return used && list?.id === used.id && isSet(used.preset, list) ? used.preset : undefined;
  }

  /** Why the last preset changed nothing. */
  get refused(): ListPresetRefusal | undefined {
    const refused = this.#refused;
    return refused && this.#parts.batch.overview?.id === refused.id ? refused.why : undefined;
  }

  /** Makes a preset of what is not as usual; `undefined` where all is. */
  get kept(): ((name: string) => Preset) | undefined {
    const { overview } = this.#parts.batch;
    if (!overview) return undefined;
    const { template, atOnceLimit, answerLimits, preparation } = overview;
    const limits = { ...(atOnceLimit !== undefined && { parallelRuns: atOnceLimit }), ...answerLimits };
    const parts = {
      ...(template !== defaultTemplate && { names: template }),
      ...(Object.keys(limits).length > 0 && { limits }),
      ...(preparation && { preparation }),
    };
    return isOfList(parts) ? (name) => ({ name, ...parts }) : undefined;
  }

  /** Takes over what a preset sets of a list. A list that is begun stays as it is. */
  async use(preset: Preset): Promise<void> {
    const list = this.#ready;
    this.#used = undefined;
    if (!list || !isOfList(preset)) return this.#refuse('presetNotForList');
    this.#refused = undefined;
    const change = changeOf(preset);
    this.#used = { id: list.id, preset, before: earlierOf(change, list) };
    await this.#parts.batch.change(change);
  }

  /** Uses a preset that came as a text, or tells why not. */
  async take(taken: TakenPreset): Promise<void> {
    if (taken.kind === 'taken') await this.use(taken.preset);
    else this.#refuse(taken.kind);
  }

  /** Restores what was set before. */
  async undo(): Promise<void> {
    const before = this.used && this.#used?.before;
    this.#used = undefined;
    if (before) await this.#parts.batch.change(before);
  }

  /** Stops telling why the last preset changed nothing. */
  leaveRefusal(): void {
    this.#refused = undefined;
  }

  /** The shown list, if it is not begun. */
  get #ready(): BatchOverview | undefined {
    const { overview } = this.#parts.batch;
    return overview?.phase.status === 'ready' ? overview : undefined;
  }

  #refuse(why: ListPresetRefusal): void {
    const { overview } = this.#parts.batch;
    if (overview) this.#refused = { id: overview.id, why };
  }
}

function changeOf(preset: Preset): BatchPlanChange {
  const { names, limits, preparation } = preset;
  const answerLimits = answerLimitsOf(preset);
  return {
    ...(names !== undefined && { template: names }),
    ...(limits?.parallelRuns !== undefined && { atOnceLimit: limits.parallelRuns }),
    ...(answerLimits && { answerLimits }),
    ...(preparation && { preparation }),
  };
}

/** What a list has where a change will be. */
function earlierOf(change: BatchPlanChange, list: BatchOverview): BatchPlanChange {
  return {
    ...(change.template !== undefined && { template: list.template }),
    ...(change.atOnceLimit !== undefined && { atOnceLimit: list.atOnceLimit ?? 0 }),
    ...(change.answerLimits && { answerLimits: list.answerLimits ?? 'none' }),
    ...(change.preparation && { preparation: list.preparation ?? 'none' }),
  };
}

function isSet(preset: Preset, list: BatchOverview): boolean {
  const { names, limits, preparation } = preset;
  const answerLimits = answerLimitsOf(preset);
  if (names !== undefined && names !== list.template) return false;
  if (limits?.parallelRuns !== undefined && limits.parallelRuns !== list.atOnceLimit) return false;
  if (answerLimits && !areSameLimits(answerLimits, list.answerLimits)) return false;
  return !preparation || isSamePreparation(preparation, list.preparation);
}
