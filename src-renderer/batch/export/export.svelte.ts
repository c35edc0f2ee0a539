import type { SavedTable } from '../../../src-main/contract/export';
import type { Reply } from '../../../src-main/contract/call';
import type { ExportProgress } from '../../../src-main/core/batch/export/progress';
import type { ExportScope } from '../../../src-main/core/batch/export/scope';
import type { TableFormat, TableRows } from '../../../src-main/core/batch/export/table';
import type { BatchOverview } from '../../../src-main/core/batch/overview';
import type { ReasonKey } from '../../../src-main/core/batch/reasons';
import type { ErrorInfo } from '../../../src-main/core/ground/error';
import type { BatchId } from '../../../src-main/core/ground/ids';
import type { Oscar } from '../../api';
import { reasonWords } from '../batch-words';
import { wholeList, type BatchReview } from '../review/review.svelte';

/** What can be taken away. */
export type ExportKind = 'table';

/** What was taken away. */
export type ExportOutcome = { readonly kind: 'table'; readonly saved: SavedTable };

/** What is taken away from the open batch: what is asked before, how far it is, and what came of it. */
export class BatchExport {
  isMenuOpen = $state(false);
  /** What is asked about before it is taken away. */
  asked = $state.raw<ExportKind>();
  /** Which files are meant, where some are selected. */
  scope = $state<ExportScope['kind']>('shown');
  rows = $state<TableRows>('files');
  format = $state<TableFormat>('xlsx');
  /** How far it is; absent before the first files are done. */
  progress = $state.raw<ExportProgress>();
  isUnderWay = $state(false);
  outcome = $state.raw<ExportOutcome>();
  error = $state.raw<ErrorInfo>();

  readonly #oscar: Oscar;
  readonly #review: BatchReview;
  #id: BatchId | undefined;

  constructor(oscar: Oscar, review: BatchReview) {
    this.#oscar = oscar;
    this.#review = review;
    oscar.on('exportProgress', (progress) => {
      if (progress.batch === this.#id && this.isUnderWay) this.progress = progress;
    });
  }

  /** Follows the open batch, or turns to another. */
  follow(overview: BatchOverview | undefined): void {
    if (overview?.id === this.#id) return;
    this.#id = overview?.id;
    this.asked = undefined;
    this.progress = undefined;
    this.isUnderWay = false;
    this.outcome = undefined;
    this.error = undefined;
  }

  /** Asks what exactly is to be taken away. */
  ask(kind: ExportKind): void {
    this.scope = this.#review.selected.size > 0 ? 'selected' : 'shown';
    this.asked = kind;
  }

  /** Takes away what was asked about. */
  async take(): Promise<void> {
    const { asked, rows, format } = this;
    this.asked = undefined;
    if (asked === undefined) return;
    await this.#work(async (id) => {
      const reasons = await this.#reasons(id);
      const reply = await this.#oscar.saveBatchTable(id, this.#scope, { rows, format, reasons });
      return !reply.ok ? reply : { ok: true, value: reply.value && { kind: 'table', saved: reply.value } };
    });
  }

  stop(): void {
    if (this.#id !== undefined) void this.#oscar.stopExport(this.#id);
  }

  /** Shows what was taken away in the system's file manager. */
  show(): void {
    if (this.#id !== undefined) void this.#oscar.showExport(this.#id);
  }

  get #scope(): ExportScope {
    if (this.scope === 'selected') return { kind: 'selected', items: [...this.#review.selected] };
    return { kind: 'shown', query: this.#review.query };
  }

  /** Why files of the whole list need attention, as the window says it. */
  async #reasons(id: BatchId): Promise<Readonly<Record<ReasonKey, string>>> {
    const counted = await this.#oscar.countBatchFacets(id, wholeList);
    const groups = counted.ok ? counted.value.reasons : [];
    return Object.fromEntries(groups.map(({ key, example }) => [key, reasonWords(example)]));
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
