import type { BatchItems, BatchPlan, BatchResult, OwnListPlan } from '../../core/batch/batch';
import { keyedResultInput } from '../../core/batch/export/result-inputs';
import { isInLine, type BatchPhase } from '../../core/batch/phase';
import type { KeyedFile } from '../../core/batch/scan';
import { AppError } from '../../core/ground/error';
import type { BatchId } from '../../core/ground/ids';
import { InTurn } from '../../core/ground/in-turn';
import type { Logger } from '../../core/ground/ports';
import { nextStep } from '../../core/recipe/place';
import { stepPlan } from '../../core/recipe/step-plan';

/** A list that may run a step of a recipe. */
export interface StepList {
  readonly id: BatchId;
  readonly plan: BatchPlan;
  readonly phase: BatchPhase;
  readonly isGrowing: boolean;
  readonly items: Pick<BatchItems, 'all' | 'counts'>;
  start(isSample: boolean): Promise<void>;
  endGrowth(): Promise<void>;
}

/** What handing on works with. */
export interface HandingOnParts {
  /** An open list. */
  readonly openList: (id: BatchId) => StepList | undefined;
  /** Adds files to a list as `BatchService.append` does. */
  readonly append: (id: BatchId, files: readonly KeyedFile[], plan: OwnListPlan) => Promise<void>;
  readonly log: Logger;
}

/** What is known of a list with results to hand on. */
interface Known {
  readonly turns: InTurn;
  /** What was handed on, by the numbers of the items. An item that is run again has another result. */
  readonly handedOn: Map<number, BatchResult>;
  /** What the list was doing when it was last looked at. */
  seen: string;
  /** Whether a change waits for its turn. That turn takes all that has come by then, so that a long list is not gone through for each result. */
  isWaiting: boolean;
}

/**
 * Hands the results of each step of a recipe on to the list that runs the next one. The journal of that list knows what it got, so
 * that after a restart all results are offered to it again. A list is finished only when all its results are handed on.
 */
export class HandingOn {
  readonly #known = new Map<BatchId, Known>();
  #isClosed = false;

  constructor(private readonly parts: HandingOnParts) {}

  /** To be called with every change of a list: what has come is handed on soon. */
  note(list: StepList): void {
    if (this.#isClosed || !nextStep(list.id, list.plan.recipe)) return;
    const known = this.#of(list);
    const seen = lookOf(list);
    if (seen === known.seen) return;
    known.seen = seen;
    if (known.isWaiting) return;
    known.isWaiting = true;
    const handOn = () => {
      known.isWaiting = false;
      return this.#handOn(list, known.handedOn);
    };
    known.turns.do(handOn).catch((error: unknown) => this.parts.log.warn('results of a recipe', { cause: error }));
  }

  /** Hands on what a list has now. @throws AppError of opening or writing the other list, `cancelled` at the end of the program */
  async handOn(list: StepList): Promise<void> {
    if (!nextStep(list.id, list.plan.recipe)) return;
    const known = this.#of(list);
    await known.turns.do(() => this.#handOn(list, known.handedOn));
  }

  /** Forgets a list that is closed. */
  forget(id: BatchId): void {
    this.#known.delete(id);
  }

  /** Hands nothing on any more, and resolves when all that was begun has ended. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#known.values()].map(({ turns }) => turns.allDone()));
  }

  async #handOn(list: StepList, handedOn: Map<number, BatchResult>): Promise<void> {
    const next = nextStep(list.id, list.plan.recipe);
    if (!next) return;
    if (this.#isClosed) throw new AppError({ code: 'cancelled', clusterMayContinue: false });
    const { serviceName, serviceTitle: service = serviceName } = list.plan;
    const results: [number, BatchResult][] = [];
    const files: KeyedFile[] = [];
    for (const item of list.items.all) {
      if (!('result' in item.state) || handedOn.get(item.index) === item.state.result) continue;
      const file = keyedResultInput(item, { list: list.id, service });
      if (!file) continue;
      files.push(file);
      results.push([item.index, item.state.result]);
    }
    if (files.length > 0) {
      const { step, place } = next;
      await this.parts.append(next.list, files, stepPlan(step, place, place.folder ?? list.plan.outputFolder));
      for (const [index, result] of results) handedOn.set(index, result);
    }
    await this.#goOn(list, this.parts.openList(next.list));
  }

  /** Lets the list of the next step go on with the one before it, and end with it. */
  async #goOn(list: StepList, next: StepList | undefined): Promise<void> {
    if (!next) return;
    if (next.phase.status === 'interrupted' && isInLine(list.phase.status)) {
      // The list says by itself that it is not finished.
      await next.start(false).catch((error: unknown) => this.parts.log.warn('step of a recipe', { cause: error }));
    }
    if (next.phase.status === 'finished' && list.phase.status === 'finished' && !list.isGrowing) await next.endGrowth();
  }

  #of(list: StepList): Known {
    const known = this.#known.get(list.id) ?? newlyKnown(list);
    this.#known.set(list.id, known);
    return known;
  }
}

function newlyKnown({ phase, items }: StepList): Known {
  const handedOn = new Map<number, BatchResult>();
  // A list that is opened from the history was finished, and so were the steps after it: they must not come back with it.
  if (phase.status === 'finished') {
    for (const { index, state } of items.all) if ('result' in state) handedOn.set(index, state.result);
  }
  return { turns: new InTurn(), handedOn, seen: '', isWaiting: false };
}

/** Changes with whatever may be a reason to hand something on. */
function lookOf({ phase, isGrowing, items }: StepList): string {
  const { done, skipped } = items.counts;
  return `${phase.status} ${isGrowing} ${done} ${skipped}`;
}
