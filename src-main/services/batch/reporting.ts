import type { BatchId } from '../../core/ground/ids';
import type { BatchItem, BatchItems, BatchPlan } from '../../core/batch/batch';
import { mergedTable, reportDocument, reportName, reportTable } from '../../core/batch/report';
import { isAppError, type ErrorInfo } from '../../core/ground/error';
import type { BatchAnswers, BatchReports } from '../../core/batch/ports';
import type { SpreadsheetForm } from '../../core/batch/spreadsheet';
import type { Logger } from '../../core/ground/ports';
import type { BatchRecording } from './recording';
import type { ProfileService } from '../connection/profile-service';

/** What reporting works with. */
export interface BatchReportingParts {
  readonly id: BatchId;
  readonly startedAt: string;
  readonly items: BatchItems;
  readonly reports: BatchReports;
  readonly answers: Pick<BatchAnswers, 'locate'>;
  /** Name of an item's answer in the store. */
  readonly answerId: (index: number) => string;
  readonly profiles: Pick<ProfileService, 'endpointOf' | 'openService'>;
  readonly recording: BatchRecording;
  readonly log: Logger;
  readonly appVersion: string;
  /** How tables are written now. */
  readonly spreadsheetForm: () => Promise<SpreadsheetForm>;
}

/**
 * Writes what was done into the output folder: a table and a document of all items, and one table of all results that have
 * rows. A later report of the same batch replaces the one before.
 */
export class BatchReporting {
  /** @param number in the names of the files, once there is one */
  constructor(
    private readonly parts: BatchReportingParts,
    private number: number | undefined,
  ) {}

  /** Name of the table, once there is one. */
  get name(): string | undefined {
    return this.number === undefined ? undefined : reportName('report.csv', this.number);
  }

  /** @returns what was in the way, if anything */
  async write(plan: BatchPlan, finishedAt: string): Promise<ErrorInfo | undefined> {
    const { id, startedAt, items, reports, profiles, recording, appVersion, log } = this.parts;
    const { outputFolder } = plan;
    try {
      if (this.number === undefined) {
        this.number = await reports.freeNumber(outputFolder);
        recording.append({ is: 'report', number: this.number });
      }
      const endpoint = await profiles.endpointOf(plan.profileId);
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
      const said = (item: BatchItem) => this.#said(item);
      const nameOf = (name: Parameters<typeof reportName>[0]) => reportName(name, this.number ?? 1);
      await reports.write(outputFolder, nameOf('report.csv'), reportTable(facts, items.all, said, form));
      await reports.write(outputFolder, nameOf('report.json'), reportDocument(facts, items.all, said));
      const table = mergedTable(items.all, (result) => reports.rows(result), form);
      await reports.write(outputFolder, nameOf('results.csv'), table);
      return undefined;
    } catch (error) {
      return isAppError(error) ? error.info : { code: 'internal', reference: log.error('report of a batch', error) };
    }
  }

  /** The end of what a doubtful answer says. A report is written without it where the answer is gone. */
  async #said({ index }: BatchItem): Promise<string | undefined> {
    const { answers, answerId, reports, log } = this.parts;
    try {
      const part = await answers.locate(answerId(index), 'payload');
      return part.mediaType.startsWith('text/') ? await reports.lastWords(part) : undefined;
    } catch (error) {
      log.warn('a report lacks the text of an answer', { index, cause: error });
      return undefined;
    }
  }

  async #serviceTitle({ profileId, serviceName, owner }: BatchPlan): Promise<string | undefined> {
    return this.parts.profiles.openService(profileId, serviceName, owner).then(
      ({ service }) => service.words?.title,
      // A report needs no connection.
      () => undefined,
    );
  }
}
