import type { BatchId } from '../../core/ground/ids';
import type { BatchItem, BatchItems, BatchPlan } from '../../core/batch/batch';
import { mergedTable, reportDocument, reportTable, type WrittenReport } from '../../core/batch/report';
import { isAppError, type ErrorInfo } from '../../core/ground/error';
import type { BatchAnswers, BatchReports, BatchTables, ReportFile } from '../../core/batch/ports';
import type { SpreadsheetForm } from '../../core/batch/spreadsheet';
import type { Logger } from '../../core/ground/ports';
import { numberedName } from '../../core/result/output-filename';
import { InTurn } from '../../core/ground/in-turn';
import { answersFile } from './table-answers';
import type { BatchRecording } from './recording';
import type { ClusterServices } from '../service/cluster-services';

/** What reporting works with. */
export interface BatchReportingParts {
  readonly id: BatchId;
  readonly startedAt: string;
  readonly items: BatchItems;
  readonly reports: BatchReports;
  readonly tables: BatchTables;
  readonly answers: Pick<BatchAnswers, 'locate'>;
  /** Name of an item's answer in the store. */
  readonly answerId: (index: number) => string;
  readonly services: Pick<ClusterServices, 'endpointOf' | 'openService'>;
  readonly recording: BatchRecording;
  readonly log: Logger;
  readonly appVersion: string;
  /** How tables are written now. */
  readonly spreadsheetForm: () => Promise<SpreadsheetForm>;
}

/**
 * Writes what was done into the output folder: a table and a document of all items, and one table of all results that have
 * rows. A later report of the same batch replaces the one before, unless somebody changed that.
 */
export class BatchReporting {
  readonly #turns = new InTurn();

  /** @param last report of this batch, once there is one */
  constructor(
    private readonly parts: BatchReportingParts,
    private last: WrittenReport | undefined,
  ) {}

  /** Name of the table, once there is one. */
  get name(): string | undefined {
    return this.last && numberedName('report.csv', this.last.number);
  }

  /** Reports are written one after the other. @returns what was in the way, if anything */
  write(plan: BatchPlan, finishedAt: string): Promise<ErrorInfo | undefined> {
    return this.#turns.do(() => this.#write(plan, finishedAt));
  }

  async #write(plan: BatchPlan, finishedAt: string): Promise<ErrorInfo | undefined> {
    const { id, startedAt, items, reports, services, recording, appVersion, log } = this.parts;
    try {
      const endpoint = await services.endpointOf(plan.profileId);
      const serviceTitle = await this.#serviceTitle(plan);
      const facts = {
        id,
        plan,
        startedAt,
        finishedAt,
        appVersion,
        ...(serviceTitle !== undefined && { serviceTitle }),
        ...(endpoint !== undefined && { endpoint }),
      };
      const form = await this.parts.spreadsheetForm();
      const readErrorText = (item: BatchItem) => this.#readErrorText(item);
      const files = [
        { name: 'report.csv', lines: reportTable(facts, items.all, readErrorText, form) },
        { name: 'report.json', lines: reportDocument(facts, items.all, readErrorText) },
        { name: 'results.csv', lines: mergedTable(items.all, reports, form) },
        ...this.#answers(plan),
      ] as const;
      this.last = await reports.write(plan.outputFolder, id, files, this.last);
      await recording.write(plan, [{ is: 'report', ...this.last }]);
      return undefined;
    } catch (error) {
      return isAppError(error) ? error.info : { code: 'internal', reference: log.error('report of a batch', error) };
    }
  }

  /** A copy of the table with the answers, where the list was made of one. */
  #answers({ table }: BatchPlan): readonly ReportFile[] {
    if (!table) return [];
    const { id, items, reports, tables } = this.parts;
    const { ending, content } = answersFile({ id, table, items }, { tables, reports });
    return [{ name: `answers.${ending}`, lines: content }];
  }

  /** The end of what a doubtful answer says. A report is written without it where the answer is gone. */
  async #readErrorText({ index }: BatchItem): Promise<string | undefined> {
    const { answers, answerId, reports, log } = this.parts;
    try {
      const part = await answers.locate(answerId(index), 'payload');
      return part.mediaType.startsWith('text/') ? await reports.readTail(part) : undefined;
    } catch (error) {
      log.warn('a report lacks the text of an answer', { index, cause: error });
      return undefined;
    }
  }

  async #serviceTitle({ profileId, serviceName, owner }: BatchPlan): Promise<string | undefined> {
    return this.parts.services.openService(profileId, serviceName, owner).then(
      ({ service }) => service.words?.title,
      // A report needs no connection.
      () => undefined,
    );
  }
}
