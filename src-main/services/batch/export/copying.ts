import type { CopyRequest } from '../../../core/batch/export/copies';
import type { CopyFolder } from '../../../core/batch/export/ports';
import type { CopyOutcome, CopyProblem } from '../../../core/batch/export/outcome';
import { isAppError, type ErrorInfo } from '../../../core/ground/error';
import { nameOf } from '../../../core/ground/paths';
import type { ExportTask } from './export-task';

/** How many files are copied at the same time: while one is put on disk to stay, the next is read. */
const atOnce = 4;
const mostNamed = 20;
/** What is wrong with one file says nothing about the others. */
const ofOneFile: ReadonlySet<ErrorInfo['code']> = new Set(['file-unreadable', 'file-changed']);

/**
 * Copies files into a folder, a few at a time, until they are all there or something stands in the way of all of them. What is there
 * by then stays, and going on later copies the rest.
 */
export async function copyAll(
  folder: CopyFolder,
  requests: readonly CopyRequest[],
  task: ExportTask,
): Promise<Omit<CopyOutcome, 'already' | 'unlabelled'>> {
  const problems: CopyProblem[] = [];
  let failed = 0;
  let copied = 0;
  let next = 0;
  let stopped: ErrorInfo | undefined;
  const work = async () => {
    for (let request = requests[next]; request && stopped === undefined; request = requests[next]) {
      next += 1;
      try {
        task.signal.throwIfAborted();
        await folder.copy(request, task.signal);
        copied += 1;
      } catch (error) {
        if (!isAppError(error)) throw error;
        if (!ofOneFile.has(error.info.code)) {
          stopped ??= error.info;
          return;
        }
        failed += 1;
        if (problems.length < mostNamed) problems.push({ file: nameOf(request.from), error: error.info });
      }
      task.advance(1);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return { copied, failed, problems, left: requests.length - copied - failed, ...(stopped && { stopped }) };
}
