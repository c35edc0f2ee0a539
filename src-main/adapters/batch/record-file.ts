import { basename, join } from 'node:path';
import type { ResultRecord, ResultRecords } from '../../core/batch/ports';
import { parseRecordedResult, RecordedResults, recordName, type RecordedResult } from '../../core/batch/record';
import { CheckedLineFile } from '../files/checked-line-file';
import { readCheckedLines } from '../files/checked-lines';
import type { FileThread } from '../files/file-thread';
import { diskError } from '../ground/errno';

/** Records of results, one file of checked lines in each output folder. */
export class FileResultRecords implements ResultRecords {
  constructor(private readonly thread: Pick<FileThread, 'append'>) {}

  async open(folder: string): Promise<ResultRecord> {
    const path = join(folder, recordName);
    const shownAs = basename(folder) || folder;
    try {
      const file = await CheckedLineFile.open(path, this.thread, shownAs);
      const results = new RecordedResults();
      for await (const value of readCheckedLines(path)) {
        const result = parseRecordedResult(value);
        if (result) results.add(result);
      }
      return {
        results,
        add: async (result: RecordedResult) => {
          results.add(result);
          file.append(result);
          await file.synced();
        },
        close: () => file.close(),
      };
    } catch (error) {
      throw diskError(error, shownAs);
    }
  }
}
