import type { BatchItem } from '../core/batch';
import { mergedTable, reportDocument, reportName, reportTable, type ReportFacts } from '../core/batch-report';
import type { BatchReports } from '../core/ports';

/**
 * Writes what was done into the output folder: a table and a document of all items, and one table of all results that have rows.
 * @param number in the names of the files
 * @throws AppError `disk-full`, `permission-denied`, `folder-gone`
 */
export async function writeReport(
  reports: BatchReports,
  number: number,
  facts: ReportFacts,
  items: readonly BatchItem[],
): Promise<void> {
  const { outputFolder } = facts.plan;
  await reports.write(outputFolder, reportName('report.csv', number), reportTable(items));
  await reports.write(outputFolder, reportName('report.json', number), reportDocument(facts, items));
  await reports.write(
    outputFolder,
    reportName('results.csv', number),
    mergedTable(items, (result) => reports.rows(result)),
  );
}
