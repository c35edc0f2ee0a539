import type {
  RemovedCopies,
  SavedArchive,
  SavedCopies,
  SavedDetections,
  SavedTable,
} from '../../../src-main/contract/export';
import type { SavedFile } from '../../../src-main/contract/result';
import type { Reply } from '../../../src-main/contract/call';
import type { BatchPlanChange } from '../../../src-main/core/batch/batch';
import type { CopySource } from '../../../src-main/core/batch/export/copies';
import type { ExportOffer } from '../../../src-main/core/batch/export/outcome';
import type { ExportProgress } from '../../../src-main/core/batch/export/progress';
import type { ExportScope } from '../../../src-main/core/batch/export/scope';
import type { TableFormat, TableRows, TableWords } from '../../../src-main/core/batch/export/table';
import type { BatchOverview } from '../../../src-main/core/batch/overview';
import type { ErrorInfo } from '../../../src-main/core/ground/error';
import type { BatchId } from '../../../src-main/core/ground/ids';
import type { Oscar } from '../../api';
import { m } from '../../i18n/locale.svelte';
import { reasonWords } from '../batch-words';
import { wholeList, type BatchReview } from '../review/review.svelte';

/** What can be taken away after a question about it. */
export type ExportKind = 'table' | 'detections' | 'sort' | 'inputs' | 'results' | 'use';

/** What came of taking something away. */
export type ExportOutcome =
  | { readonly kind: 'table'; readonly saved: SavedTable }
  | { readonly kind: 'answers'; readonly saved: SavedFile }
  | { readonly kind: 'detections'; readonly saved: SavedDetections }
  | { readonly kind: 'zip'; readonly saved: SavedArchive }
  | { readonly kind: 'copies'; readonly saved: SavedCopies }
  | { readonly kind: 'undone'; readonly saved: RemovedCopies };

/** What is taken away from the open batch: what is asked before, how far it is, and what came of it. */
export class BatchExport {
  /** What is asked about before it is taken away. */
  asked = $state.raw<ExportKind>();
  /** The files that it is about, where there is nothing to choose. */
  only = $state.raw<ExportScope>();
  /** Which files are meant, where some are selected. */
  scope = $state<ExportScope['kind']>('shown');
  rows = $state<TableRows>('files');
  format = $state<TableFormat>('xlsx');
  /** Whether sorted files lie in their label's folder without the folders they came from. */
  isFlat = $state(false);
  /** What becomes the input of another service. */
  source = $state<CopySource>('results');
  /** The service that gets it. */
  service = $state.raw<BatchPlanChange['service']>();
  /** Whether results are saved in one archive. */
  isZip = $state(false);
  /** What there is besides tables; known once the menu was opened. */
  offer = $state.raw<ExportOffer>();
  /** How far it is; absent before the first files are done. */
  progress = $state.raw<ExportProgress>();
  isUnderWay = $state(false);
  outcome = $state.raw<ExportOutcome>();
  error = $state.raw<ErrorInfo>();

  readonly #oscar: Oscar;
  readonly #review: BatchReview;
  #isMenuOpen = $state(false);
  #id: BatchId | undefined;

  constructor(oscar: Oscar, review: BatchReview) {
    this.#oscar = oscar;
    this.#review = review;
    oscar.on('exportProgress', (progress) => {
      if (progress.batch === this.#id && this.isUnderWay) this.progress = progress;
    });
  }

  get isMenuOpen(): boolean {
    return this.#isMenuOpen;
  }

  set isMenuOpen(isOpen: boolean) {
    this.#isMenuOpen = isOpen;
    if (isOpen) void this.#learnOffer();
  }

  /** Follows the open batch, or turns to another. */
  follow(overview: BatchOverview | undefined): void {
    if (overview?.id === this.#id) return;
    this.#id = overview?.id;
    this.asked = undefined;
    this.offer = undefined;
    this.source = 'results';
    this.progress = undefined;
    this.isUnderWay = false;
    this.outcome = undefined;
    this.error = undefined;
  }

  /** Asks what exactly is to be taken away. @param only of these files, whatever is selected or shown */
  ask(kind: ExportKind, only?: ExportScope): void {
    this.only = only;
    this.scope = this.#review.selected.size > 0 ? 'selected' : 'shown';
    this.asked = kind;
  }

  /** Takes away what was asked about. */
  async take(): Promise<void> {
    const { asked } = this;
    this.asked = undefined;
    if (asked !== undefined) await this.#work((id) => this.#takers[asked](id, this.#scope));
  }

  /** Copies inputs into a folder that is asked for. */
  async copyInputs(scope: ExportScope): Promise<void> {
    await this.#work((id) => this.#takers.inputs(id, scope));
  }

  /** Saves a copy of the list's table with the answers. */
  async saveAnswers(): Promise<void> {
    await this.#work(async (id) => outcome('answers', await this.#oscar.saveBatchAnswers(id)));
  }

  /** Takes copies away again: those that were made last, or those in a folder that is asked for. */
  async undo(where: 'last' | 'elsewhere'): Promise<void> {
    await this.#work(async (id) => outcome('undone', await this.#oscar.undoBatchCopies(id, where)));
  }

  stop(): void {
    if (this.#id !== undefined) void this.#oscar.stopExport(this.#id);
  }

  /** Shows what was taken away in the system's file manager. */
  show(): void {
    if (this.#id !== undefined) void this.#oscar.showExport(this.#id);
  }

  readonly #takers: Readonly<
    Record<ExportKind, (id: BatchId, scope: ExportScope) => Promise<Reply<ExportOutcome | undefined>>>
  > = {
    table: async (id, scope) => {
      const { rows, format } = this;
      const words = await this.#tableWords(id);
      return outcome('table', await this.#oscar.saveBatchTable(id, scope, { rows, format, words }));
    },
    detections: async (id, scope) => {
      const words = { ...(await this.#tableWords(id)), unplaced: m().export.unplaced };
      return outcome('detections', await this.#oscar.saveBatchDetections(id, scope, words));
    },
    sort: async (id, scope) => {
      const options = { leastScore: this.#review.query.leastScore ?? 0, isFlat: this.isFlat };
      return outcome('copies', await this.#oscar.sortBatchFiles(id, scope, options));
    },
    inputs: async (id, scope) => outcome('copies', await this.#oscar.copyBatchFiles(id, scope, 'inputs')),
    use: async (id, scope) => {
      const { service, source } = this;
      if (!service) return { ok: true, value: undefined };
      const reply = await this.#oscar.useBatchAsInput(id, scope, source, service);
      return reply.ok ? { ok: true, value: undefined } : reply;
    },
    results: async (id, scope) =>
      this.isZip
        ? outcome('zip', await this.#oscar.zipBatchResults(id, scope))
        : outcome('copies', await this.#oscar.copyBatchFiles(id, scope, 'results')),
  };

  get #scope(): ExportScope {
    if (this.only) return this.only;
    if (this.scope === 'selected') return { kind: 'selected', items: [...this.#review.selected] };
    return { kind: 'shown', query: this.#review.query };
  }

  async #learnOffer(): Promise<void> {
    const id = this.#id;
    const reply = id === undefined ? undefined : await this.#oscar.getExportOffer(id);
    if (reply?.ok && this.#id === id) this.offer = reply.value;
  }

  /** Why files of the whole list need attention, and what else a table says, in the words of the window. */
  async #tableWords(id: BatchId): Promise<TableWords> {
    const counted = await this.#oscar.countBatchFacets(id, wholeList);
    const groups = counted.ok ? counted.value.reasons : [];
    const reasons = Object.fromEntries(groups.map(({ key, example }) => [key, reasonWords(example)]));
    return { reasons, unread: m().export.unread };
  }

  async #work(work: (id: BatchId) => Promise<Reply<ExportOutcome | undefined>>): Promise<void> {
    const id = this.#id;
    if (id === undefined || this.isUnderWay) return;
    this.isUnderWay = true;
    this.progress = undefined;
    this.outcome = undefined;
    this.error = undefined;
    const reply = await work(id);
    if (this.#id !== id) return;
    this.isUnderWay = false;
    if (reply.ok) this.outcome = reply.value;
    else if (reply.error.code !== 'cancelled') this.error = reply.error;
  }
}

function outcome<Kind extends ExportOutcome['kind']>(
  kind: Kind,
  reply: Reply<Extract<ExportOutcome, { readonly kind: Kind }>['saved'] | undefined>,
): Reply<ExportOutcome | undefined> {
  if (!reply.ok) return reply;
  return { ok: true, value: reply.value && ({ kind, saved: reply.value } as ExportOutcome) };
}
