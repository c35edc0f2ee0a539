import type { AnswerPart } from '../../core/answer/answer';
import type { StoredPart } from '../../core/answer/ports';
import type { BatchItem, ItemOrigin } from '../../core/batch/batch';
import { inOrderOfCount } from '../../core/batch/kinds';
import { facetsOf, isWholeList, itemsFor, type BatchFacets, type BatchListQuery } from '../../core/batch/list';
import {
  rowOf,
  viewedResult,
  type BatchOverview,
  type BatchRows,
  type BatchSummary,
  type OpenedBatchItem,
} from '../../core/batch/overview';
import type { BatchAnswers, BatchTables } from '../../core/batch/ports';
import type { LeftOut } from '../../core/batch/scan';
import type { RecipePlace } from '../../core/recipe/place';
import type { TableSource } from '../../core/batch/table';
import { AppError } from '../../core/ground/error';
import type { Clock } from '../../core/ground/ports';
import type { FoundFile, SentVersion } from '../../core/history/history';
import { copyTypeOf, type Prepared } from '../../core/input/preparation';
import type { InputFiles } from '../../core/input/ports';
import { shownPieces } from '../../core/input/table/template';
import { preparedUrl, resultUrl } from '../../core/result/local-address';
import { resultOf, type Result } from '../../core/result/result';
import type { BatchDraft } from './batch-draft';
import type { BatchRun } from './batch-run';
import { rowContent } from './item-input';
import { findSentFile } from '../input/sent-file';
import { folderName, lastNames, nameOf, pathBelow, withSlashes } from '../../core/ground/paths';

/** What questions about a batch are answered with. */
export interface BatchViewParts {
  readonly files: InputFiles;
  readonly answers: BatchAnswers;
  readonly tables: Pick<BatchTables, 'cells'>;
  readonly clock: Pick<Clock, 'monotonicMs'>;
}

/** What a row of a table was sent as. */
export interface SentText {
  readonly kind: 'text' | 'json';
  /** With a mark in the place of each file. */
  readonly text: string;
  readonly hasFiles: boolean;
}

/** Where an item's file is. */
export interface ItemInput {
  readonly path: string;
  /** What it was when it was sent, once it was. */
  readonly sent?: SentVersion;
}

/** A list longer than this is not put in order again for each of the results that come. */
const mostOrderedAtOnce = 10_000;
const longestOrderAgeMs = 1000;

/** Answers questions about one batch; it changes nothing of it. */
export class BatchView {
  #revision = 0;
  #order:
    | {
        readonly key: string;
        readonly revision: number;
        readonly atMs: number;
        readonly indices: readonly number[];
      }
    | undefined;

  constructor(
    private readonly parts: BatchViewParts,
    private readonly draft: BatchDraft,
  ) {}

  /** To be called with every change. @param revision another one each time */
  noteChange(revision: number): void {
    this.#revision = revision;
  }

  /** To be called when what a person said of items has changed, which has to be seen at once. */
  noteMarks(): void {
    this.#order = undefined;
  }

  /** The batch as a whole. */
  get overview(): BatchOverview {
    const { isScanning, leftOut, only } = this.draft;
    const { id, phase, plan, plannedFolder, items, counts, atOnce, estimate, missing, lostItems, isGrowing, runsJobs } =
      this.#run;
    return {
      id,
      phase,
      profileId: plan.profileId,
      serviceName: plan.serviceName,
      ...(plan.owner !== undefined && { owner: plan.owner }),
      ...(plan.serviceTitle !== undefined && { serviceTitle: plan.serviceTitle }),
      ...(plan.recipe && { recipe: recipeFacts(plan.recipe) }),
      outputFolder: lastNames(plannedFolder, 2),
      inDatedFolder: plan.inDatedFolder ?? false,
      template: plan.template,
      collision: plan.collision,
      ...(plan.atOnceLimit !== undefined && { atOnceLimit: plan.atOnceLimit }),
      ...(plan.answerLimits && { answerLimits: plan.answerLimits }),
      inBackground: plan.inBackground ?? false,
      ...(runsJobs && { runsJobs }),
      ...(plan.preparation && { preparation: plan.preparation }),
      atOnce,
      isScanning,
      ...(isGrowing && { isGrowing }),
      total: items.length,
      counts,
      sizeBytes: items.sizeBytes,
      leftOut: leftOut.length,
      ...(plan.table && { table: tableFacts(plan.table) }),
      ...(phase.status === 'ready' && { kinds: inOrderOfCount(items.kinds), ...(only.length > 0 && { only }) }),
      ...(missing && { missing }),
      ...(lostItems > 0 && { lostItems }),
      pictures: items.pictureCount,
      ...(estimate && { estimate }),
      revision: this.#revision,
    };
  }

  /** The batch in few words. */
  get summary(): BatchSummary {
    const { id, phase, plan, items, counts, isGrowing } = this.#run;
    const { profileId, serviceName, serviceTitle, table } = plan;
    const source = table ? tableFacts(table).name : givenName(items.all[0]);
    return {
      id,
      phase,
      profileId,
      serviceName,
      ...(serviceTitle !== undefined && { serviceTitle }),
      ...(plan.recipe && { recipe: recipeFacts(plan.recipe) }),
      ...(source !== undefined && { source }),
      ...(isGrowing && { isGrowing }),
      total: items.length,
      counts,
    };
  }

  /** A part of the list. */
  rows(query: BatchListQuery, start: number, count: number): BatchRows {
    const run = this.#run;
    const { items } = run;
    const row = (index: number) => rowOf(items.get(index), run.answerId(index));
    if (isWholeList(query)) {
      const inSight = items.all.slice(start, start + count);
      return { total: items.length, rows: inSight.map(({ index }) => row(index)) };
    }
    const indices = this.#ordered(query);
    return { total: indices.length, rows: indices.slice(start, start + count).map(row) };
  }

  /** The numbers of all items that a query asks for. */
  indices(query: BatchListQuery): readonly number[] {
    return itemsFor(this.#run.items.all, query);
  }

  /** Counts of what the filters of the list would show. */
  facets(query: BatchListQuery): BatchFacets {
    return facetsOf(this.#run.items.all, query);
  }

  /** A part of what is not in the list, and why. */
  leftOut(start: number, count: number): readonly Omit<LeftOut, 'base'>[] {
    const inSight = this.draft.leftOut.slice(start, start + count);
    return inSight.map(({ relativePath, reason }) => ({ relativePath, reason }));
  }

  /** An item with its input and its result. @throws AppError `batch-gone` where there is no such item */
  async openItem(index: number): Promise<OpenedBatchItem> {
    const { path, sent } = this.inputOf(index);
    const input = await findSentFile(this.parts.files, path, sent);
    const result = await this.resultOf(index);
    const item = this.item(index);
    const { attempts, from, origin, prepared } = item;
    const answerId = this.#run.answerId(index);
    // Rows that are gone must not hide what came back.
    const sentText = await this.textOf(index).catch(() => undefined);
    return {
      row: rowOf(item, answerId),
      answerId,
      input,
      sent: prepared ? copyOf(input, prepared, origin) : input,
      attempts,
      ...(prepared && { prepared }),
      ...(from && { from: { service: from.service, list: from.list, input: nameOf(withSlashes(from.input)) } }),
      ...(sentText && { rowText: sentText.text }),
      ...(result && { result }),
    };
  }

  /** Path of an item's result, or of its input where it has none. @throws AppError `batch-gone` where there is no such item */
  pathOf(index: number): string {
    const { state, base, relativePath, row } = this.item(index);
    if ('result' in state) return pathBelow(state.result.folder, state.result.output);
    const { table } = this.#run.plan;
    return row && table && table.use.input.kind !== 'file' ? table.path : pathBelow(base, relativePath);
  }

  /** Where an item's input is. @throws AppError `batch-gone` where there is no such item */
  inputOf(index: number): ItemInput {
    const { base, relativePath, origin } = this.item(index);
    return { path: pathBelow(base, relativePath), ...(origin && { sent: origin }) };
  }

  /** What came back for an item, for looking at it. @throws AppError `batch-gone` where there is no such item */
  async resultOf(index: number): Promise<Result | undefined> {
    const { state, relativePath } = this.item(index);
    const id = this.#run.answerId(index);
    if ('result' in state) return viewedResult(state.result, resultUrl(id, 'payload', 0));
    if (state.status !== 'needs-attention' || state.trouble.kind !== 'doubtful') return undefined;
    const stored = await this.parts.answers.read(id, 'automatic').catch(() => undefined);
    return stored && resultOf(id, stored, { inputName: nameOf(relativePath), serviceName: this.serviceName });
  }

  /** Where the bytes of an item's answer are. @throws AppError `result-gone`, `batch-gone` */
  async locate(index: number, part: AnswerPart): Promise<StoredPart> {
    const { state } = this.item(index);
    if (!('result' in state)) return this.parts.answers.locate(this.#run.answerId(index), part);
    // Only what the answer was decoded to is kept of it.
    if (part === 'received') throw new AppError({ code: 'result-gone' });
    const { folder, output, sizeBytes, mediaType, charset, sha256 } = state.result;
    const path = pathBelow(folder, output);
    return { path, start: 0, end: sizeBytes, mediaType, charset: charset ?? 'utf-8', sha256 };
  }

  /** What a row of a table was made into for an item; `undefined` for a file. @throws AppError `list-damaged`, `batch-gone` */
  async textOf(index: number): Promise<SentText | undefined> {
    const { row } = this.item(index);
    const { id, plan } = this.#run;
    const content = row && plan.table && (await rowContent(id, row, plan.table, this.parts.tables));
    if (!content) return undefined;
    const { kind, pieces } = content;
    return { kind, text: shownPieces(pieces), hasFiles: pieces.some((piece) => 'path' in piece) };
  }

  get serviceName(): string {
    return this.#run.plan.serviceName;
  }

  /** @throws AppError `batch-gone` where there is no such item */
  item(index: number): BatchItem {
    const item = this.#run.items.all[index];
    if (!item) throw new AppError({ code: 'batch-gone' });
    return item;
  }

  get #run(): BatchRun {
    return this.draft.run;
  }

  /**
   * An order is kept until something changes. Of a long list at work it is kept for a moment longer: it would otherwise be sorted
   * again for every part that is shown, and the next change comes soon enough.
   */
  #ordered(query: BatchListQuery): readonly number[] {
    const { items, phase } = this.#run;
    const key = JSON.stringify([query, items.length]);
    const atMs = this.parts.clock.monotonicMs();
    const isLongAtWork = items.length > mostOrderedAtOnce && phase.status === 'running';
    const isCurrent =
      this.#order?.revision === this.#revision ||
      (isLongAtWork && this.#order !== undefined && atMs - this.#order.atMs <= longestOrderAgeMs);
    if (this.#order?.key !== key || !isCurrent) {
      this.#order = { key, revision: this.#revision, atMs, indices: this.indices(query) };
    }
    return this.#order.indices;
  }
}

function recipeFacts({ id, name, step, rest }: RecipePlace): NonNullable<BatchOverview['recipe']> {
  return { id, name, step, steps: step + rest.length };
}

function tableFacts({ path, use, brokenLine }: TableSource): NonNullable<BatchOverview['table']> {
  const name = nameOf(withSlashes(path));
  return { name, hasFiles: use.input.kind === 'file', ...(brokenLine !== undefined && { brokenLine }) };
}

/** The copy that was sent in the place of a file, as long as it can be made of the file once more. */
function copyOf(input: FoundFile, { format, sizeBytes }: Prepared, origin: ItemOrigin | undefined): FoundFile {
  if (input.kind !== 'file') return input;
  // Only a journal that is damaged tells of a copy and not of what was done.
  if (!origin?.preparation) return { kind: 'changed' };
  const url = preparedUrl(input.file.url, origin.preparation);
  return { kind: 'file', file: { mediaType: copyTypeOf(format), sizeBytes, url } };
}

/** Name of the folder that was given, where an item is in one. The paths of what a watch adds start from its folder. */
function givenName(item: BatchItem | undefined): string | undefined {
  if (!item) return undefined;
  const { base, from, key, relativePath } = item;
  if (key !== undefined && !from) return folderName(base);
  const [folder, ...below] = relativePath.split('/');
  return below.length > 0 ? folder : undefined;
}
