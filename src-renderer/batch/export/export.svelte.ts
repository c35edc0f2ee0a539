import type {
  RemovedCopies,
  SavedArchive,
  SavedCopies,
  SavedDetections,
  SavedTable,
} from '../../../src-main/contract/export';
import type { SavedFile } from '../../../src-main/contract/result';
import type { Reply } from '../../../src-main/contract/ground/call';
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

/** The exports that ask for details before they begin. */
export type ExportKind = 'table' | 'detections' | 'sort' | 'inputs' | 'results' | 'use';

/** The outcome of an export. */
export type ExportOutcome =
  | { readonly kind: 'table'; readonly saved: SavedTable }
  | { readonly kind: 'answers'; readonly saved: SavedFile }
  | { readonly kind: 'detections'; readonly saved: SavedDetections }
  | { readonly kind: 'zip'; readonly saved: SavedArchive }
  | { readonly kind: 'copies'; readonly saved: SavedCopies }
  | { readonly kind: 'undone'; readonly saved: RemovedCopies };

/** Exports from the open batch: the details that are asked for, the progress, and the outcome. */
export class BatchExport {
  /** The export whose details are being asked for. */
  asked = $state.raw<ExportKind>();
  /** The files to export, if the user can't choose them. */
  only = $state.raw<ExportScope>();
  /** Which files to export, if some are selected. */
  scope = $state<ExportScope['kind']>('shown');
  rows = $state<TableRows>('files');
  format = $state<TableFormat>('xlsx');
  /** Whether sorted files are put straight into the folder of their label, without the folders that they came from. */
  isFlat = $state(false);
  /** Which files become the input of another service. */
  source = $state<CopySource>('results');
  /** The service that gets the files. */
  service = $state.raw<BatchPlanChange['service']>();
  /** Whether results are saved in one archive. */
  isZip = $state(false);
  /** What can be exported besides tables; known after the menu was opened. */
  offer = $state.raw<ExportOffer>();
  /** The progress; absent before the first files are done. */
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

  /** Takes changes of the open batch, or another batch. */
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

  /** Asks for the details of an export. @param only exports these files, whatever is selected or shown */
  ask(kind: ExportKind, only?: ExportScope): void {
    this.only = only;
    this.scope = this.#review.selected.size > 0 ? 'selected' : 'shown';
    this.asked = kind;
  }

  /** Starts the export whose details were asked for. */
  async take(): Promise<void> {
    const { asked } = this;
    this.asked = undefined;
    if (asked !== undefined) await this.#work((id) => this.#takers[asked](id, this.#scope));
  }

  /** Copies inputs into a folder that the user chooses. */
  async copyInputs(scope: ExportScope): Promise<void> {
    await this.#work((id) => this.#takers.inputs(id, scope));
  }

  /** Saves a copy of the list's table with the answers. */
  async saveAnswers(): Promise<void> {
    await this.#work(async (id) => outcome('answers', await this.#oscar.saveBatchAnswers(id)));
  }

  /** Removes copies again: those that were made last, or those in a folder that the user chooses. */
  async undo(where: 'last' | 'elsewhere'): Promise<void> {
    await this.#work(async (id) => outcome('undone', await this.#oscar.undoBatchCopies(id, where)));
  }

  stop(): void {
    if (this.#id !== undefined) void this.#oscar.stopExport(this.#id);
  }

  /** Shows the exported files in the system's file manager. */
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

  /** The texts of a table in the window's language, with the reasons why files of the whole list need attention. */
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
