import type { BatchId } from '../../src-main/core/ground/ids';
import type { ErrorInfo } from '../../src-main/core/ground/error';
import type { Recipe, RecipeContent, RecipeStep } from '../../src-main/core/recipe/recipe';
import type { Reply } from '../../src-main/contract/ground/call';
import type { Oscar } from '../api';
import type { AcceptedReply, BatchState } from '../batch/batch.svelte';
import type { ClusterState } from '../connection/cluster.svelte';

/** A recipe that is being made or changed. */
export interface RecipeDraft extends RecipeContent {
  /** The recipe that is changed; absent for a new one. */
  readonly id?: string;
}

/** The recipes, the chosen one, and the one in the open dialog. */
export class RecipesState {
  all = $state.raw<readonly Recipe[]>([]);
  draft = $state.raw<RecipeDraft>();
  /** Why a recipe could not be kept or deleted. */
  error = $state.raw<ErrorInfo>();
  #chosenId = $state<string>();
  /** The recipe that is chosen in place of a service. */
  readonly current = $derived.by(() =>
    this.#cluster.current === undefined ? this.all.find(({ id }) => id === this.#chosenId) : undefined,
  );

  readonly #oscar: Oscar;
  readonly #batch: BatchState;
  readonly #cluster: ClusterState;
  /** The list and the recipe that the main process is asked to bring together just now. */
  #asked = '';

  constructor(oscar: Oscar, { batch, cluster }: { readonly batch: BatchState; readonly cluster: ClusterState }) {
    this.#oscar = oscar;
    this.#batch = batch;
    this.#cluster = cluster;
  }

  /** Reads the recipes, as after a connection file brought some. */
  async load(): Promise<void> {
    this.#take(await this.#oscar.listRecipes());
  }

  /** Chooses a recipe; then no service is chosen. */
  select(id: string): void {
    this.#chosenId = id;
    this.error = undefined;
    this.#cluster.leaveService();
  }

  /** Leaves the chosen recipe. */
  leave(): void {
    this.#chosenId = undefined;
  }

  /** Opens the dialog for a new recipe. @param first step that it begins with */
  begin(first?: RecipeStep): void {
    this.error = undefined;
    this.draft = { name: '', steps: first ? [first] : [] };
  }

  /** Opens the dialog for a recipe. */
  edit(recipe: Recipe): void {
    this.error = undefined;
    this.draft = recipe;
  }

  /** Whether another recipe has a name, whatever its upper and lower case. */
  isNameTaken(name: string, id: string | undefined): boolean {
    const wanted = name.trim().toLowerCase();
    return this.all.some((recipe) => recipe.id !== id && recipe.name.toLowerCase() === wanted);
  }

  /** Keeps what is in the dialog. It stays open if that fails. */
  async save(content: RecipeContent): Promise<void> {
    const { draft } = this;
    if (!draft || !this.#take(await this.#oscar.saveRecipe(content, draft.id))) return;
    this.draft = undefined;
    const id = draft.id ?? this.all.at(-1)?.id;
    if (id !== undefined) this.select(id);
    // A list that waits for Run gets the recipe as it is now.
    const { overview } = this.#batch;
    if (draft.id !== undefined && overview?.recipe?.id === draft.id) await this.follow(overview.id);
  }

  async delete(id: string): Promise<void> {
    this.#take(await this.#oscar.deleteRecipe(id));
  }

  /** Lets a list that is not begun run the chosen recipe. */
  async follow(list: BatchId): Promise<void> {
    const { current } = this;
    const asked = `${list} ${current?.id}`;
    if (!current || asked === this.#asked) return;
    this.#asked = asked;
    const reply = await this.#oscar.useRecipe(list, current.id);
    if (this.#asked === asked) this.#asked = '';
    if (!reply.ok) this.#batch.error = reply.error;
  }

  /** Takes what the user gave while a recipe is chosen: one file becomes a list of its own. */
  async take(reply: AcceptedReply): Promise<void> {
    const { current } = this;
    if (!current) return;
    if (!reply.ok) this.error = reply.error;
    else if (reply.value?.kind === 'file') {
      await this.#batch.note(await this.#oscar.useRecipeForFile(reply.value.file.id, current.id));
    }
  }

  #take(reply: Reply<readonly Recipe[]>): boolean {
    this.error = reply.ok ? undefined : reply.error;
    if (reply.ok) this.all = reply.value;
    return reply.ok;
  }
}
