import { SvelteSet } from 'svelte/reactivity';
import type { ConnectionFile, OpenedConnectionFile } from '../../../src-main/core/connection/connection-file';
import type { HandOut } from '../../../src-main/core/connection/hand-out';
import type { ConnectionLimits } from '../../../src-main/core/connection/profile';
import { readEndpoint } from '../../../src-main/core/connection/endpoint';
import type { ErrorInfo } from '../../../src-main/core/ground/error';
import type { ProfileId } from '../../../src-main/core/ground/ids';
import type { Reply } from '../../../src-main/contract/ground/call';
import type { InputFile } from '../../../src-main/core/run/invocation';
import type { SavedFile } from '../../../src-main/contract/result';
import type { Oscar } from '../../api';
import { CardDraft } from './card-draft.svelte';

const longestWaitMinutes = 24 * 60;
const mostParallelRuns = 64;

/** A connection file that is being made: which services are in it, what is said of them, and its limits. */
export class FileMaker {
  cards = $state.raw<readonly CardDraft[]>([]);
  /** The service that is being described. */
  chosen = $state.raw<CardDraft>();
  waitMinutes = $state('');
  parallelRuns = $state('');
  isBusy = $state(false);
  error = $state.raw<ErrorInfo>();
  /** The file that was written last. */
  saved = $state.raw<SavedFile>();

  readonly wait = $derived(wholeNumber(this.waitMinutes, longestWaitMinutes));
  readonly parallel = $derived(wholeNumber(this.parallelRuns, mostParallelRuns));
  readonly cardsIn = $derived.by(() => this.cards.filter(({ isIn }) => isIn));
  /** The first service that something is wrong with. */
  readonly wrong = $derived.by(() => this.cardsIn.find(({ hasProblem }) => hasProblem));
  readonly hasProblem = $derived.by(
    () => this.wrong !== undefined || this.wait === 'wrong' || this.parallel === 'wrong',
  );
  /** The file as those see it who open it. */
  readonly preview = $derived.by((): OpenedConnectionFile => {
    const { name, address, certificateAuthority, recipes } = this.#file;
    const reading = readEndpoint(address);
    return {
      id: '',
      fileName: '',
      name,
      address,
      services: this.cardsIn.map(({ card }) => card),
      recipes: recipes.filter(({ name: recipe }) => !this.#left.has(recipe)),
      isPlainHttp: reading.ok && reading.isPlainHttp,
      ...(certificateAuthority !== undefined && { certificateAuthority }),
      ...(Object.keys(this.#limits).length > 0 && { limits: this.#limits }),
    };
  });
  readonly #limits = $derived.by((): ConnectionLimits => ({
    ...(typeof this.wait === 'number' && { waitSeconds: this.wait * 60 }),
    ...(typeof this.parallel === 'number' && { parallelRuns: this.parallel }),
  }));

  readonly #oscar: Oscar;
  readonly #profileId: ProfileId;
  /** Names of recipes that are left out. */
  readonly #left = new SvelteSet<string>();
  #file = $state.raw<ConnectionFile>({ name: '', address: '', services: [], recipes: [] });

  constructor(oscar: Oscar, profileId: ProfileId, file: ConnectionFile) {
    this.#oscar = oscar;
    this.#profileId = profileId;
    this.#file = file;
    this.cards = file.services.map((card) => new CardDraft(card));
    this.chosen = this.cards[0];
    this.waitMinutes = file.limits?.waitSeconds === undefined ? '' : String(Math.ceil(file.limits.waitSeconds / 60));
    this.parallelRuns = file.limits?.parallelRuns === undefined ? '' : String(file.limits.parallelRuns);
  }

  /** Takes in what is new since it was begun: services and presets. What was written stays. */
  renew(file: ConnectionFile): void {
    this.#file = file;
    const find = (name: string) => this.cards.find((card) => card.name === name);
    for (const { name, presets = [] } of file.services) {
      const card = find(name);
      if (card) card.presets = presets;
    }
    const added = file.services.filter(({ name }) => !find(name));
    this.cards = [...this.cards, ...added.map((card) => new CardDraft(card))];
    this.chosen ??= this.cards[0];
  }

  get name(): string {
    return this.#file.name;
  }

  /** The names of the recipes that can be in the file. */
  get recipes(): readonly string[] {
    return this.#file.recipes.map(({ name }) => name);
  }

  /** Takes a recipe in, or leaves it out. */
  includeRecipe(name: string, isIn: boolean): void {
    if (isIn) this.#left.delete(name);
    else this.#left.add(name);
  }

  /** Asks for a place and writes the file. Where something is wrong, it is shown instead. */
  async save(): Promise<void> {
    if (this.wrong) this.chosen = this.wrong;
    if (this.hasProblem) return;
    const { services, recipes, limits } = this.preview;
    const choice = { services, recipes: recipes.map(({ name }) => name), ...(limits && { limits }) };
    await this.#write(this.#oscar.saveConnectionFile(this.#profileId, choice));
  }

  /** Asks for a place and prints a page for pupils. */
  async saveHandOut(handOut: HandOut): Promise<void> {
    await this.#write(this.#oscar.saveHandOut(this.#profileId, handOut));
  }

  /** Takes a file that was chosen while the form was tried. */
  async grantFile(file: File): Promise<Reply<InputFile>> {
    return this.#oscar.grantFile(file);
  }

  /** The service whose words are the reason why the file can't be written. */
  get refused(): CardDraft | undefined {
    if (this.error?.code !== 'connection-file-refused') return undefined;
    const index = /^services\.(\d+)/.exec(this.error.field ?? '')?.[1];
    return index === undefined ? undefined : this.cardsIn[Number(index)];
  }

  async #write(writing: Promise<Reply<SavedFile | undefined>>): Promise<void> {
    this.isBusy = true;
    this.error = undefined;
    this.saved = undefined;
    const reply = await writing;
    this.isBusy = false;
    if (reply.ok) this.saved = reply.value;
    else {
      this.error = reply.error;
      this.chosen = this.refused ?? this.chosen;
    }
  }
}

/** A whole number that was typed; `undefined` where none was. */
function wholeNumber(typed: string, most: number): number | 'wrong' | undefined {
  if (typed.trim() === '') return undefined;
  const value = Number(typed);
  return Number.isInteger(value) && value >= 1 && value <= most ? value : 'wrong';
}
