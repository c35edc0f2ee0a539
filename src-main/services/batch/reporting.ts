import type { BatchId } from '../../core/ground/ids';
import type { BatchItems, BatchPlan } from '../../core/batch/batch';
import { mergedTable, reportDocument, reportName, reportTable } from '../../core/batch/report';
import { isAppError, type ErrorInfo } from '../../core/ground/error';
import type { BatchReports } from '../../core/batch/ports';
import type { Logger } from '../../core/ground/ports';
import type { BatchRecording } from './recording';
import type { ProfileService } from '../connection/profile-service';

/** What reporting works with. */
export interface BatchReportingParts {
  readonly id: BatchId;
  readonly startedAt: string;
  readonly items: BatchItems;
  readonly reports: BatchReports;
  readonly profiles: Pick<ProfileService, 'endpointOf'>;
  readonly recording: BatchRecording;
  readonly log: Logger;
  readonly appVersion: string;
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
      const facts = { id, plan, startedAt, finishedAt, appVersion, ...(endpoint !== undefined && { endpoint }) };
      const nameOf = (name: Parameters<typeof reportName>[0]) => reportName(name, this.number ?? 1);
      await reports.write(outputFolder, nameOf('report.csv'), reportTable(items.all));
      await reports.write(outputFolder, nameOf('report.json'), reportDocument(facts, items.all));
      const table = mergedTable(items.all, (result) => reports.rows(result));
      await reports.write(outputFolder, nameOf('results.csv'), table);
      return undefined;
    } catch (error) {
      return isAppError(error) ? error.info : { code: 'internal', reference: log.error('report of a batch', error) };
    }
  }
}
