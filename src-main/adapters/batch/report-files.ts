import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import Papa from 'papaparse';
import type { BatchResult } from '../../core/batch/batch';
import { reportName, type MergedAnswer } from '../../core/batch/report';
import type { BatchReports } from '../../core/batch/ports';
import { rowsOfJson } from '../../core/batch/spreadsheet';
import { AppError } from '../../core/ground/error';
import type { StoredPart } from '../../core/answer/ports';
import { writeError } from '../ground/errno';

/** Characters of a failed answer's text that a report holds. */
const mostWords = 2000;
const blockCharacters = 256 * 1024;
/** Tables and lists of results are small; something larger is a result of its own and not a row of a table. */
const largestTableBytes = 8 * 1024 ** 2;

/** Reports in the output folder, beside the results. */
export class FileBatchReports implements BatchReports {
  async freeNumber(folder: string): Promise<number> {
    const names = new Set(await readdir(folder).catch(() => []));
    const files = ['report.csv', 'report.json', 'results.csv'] as const;
    for (let number = 1; ; number += 1) if (!files.some((name) => names.has(reportName(name, number)))) return number;
  }

  async write(folder: string, name: string, lines: AsyncIterable<string> | Iterable<string>): Promise<void> {
    const part = join(folder, `.${name}.part`);
    try {
      const file = await open(part, 'w');
      let isEmpty = true;
      try {
        let block = '';
        for await (const line of lines) {
          isEmpty = false;
          block += line;
          if (block.length < blockCharacters) continue;
          await file.writeFile(block);
          block = '';
        }
        await file.writeFile(block);
        await file.sync();
      } finally {
        await file.close();
      }
      if (isEmpty) await rm(part);
      else await rename(part, join(folder, name));
    } catch (error) {
      await rm(part, { force: true }).catch(() => undefined);
      throw writeError(error, folder);
    }
  }

  async lastWords({ path, start, end, charset }: StoredPart): Promise<string> {
    const file = await open(path, 'r').catch((error: unknown) => {
      throw new AppError({ code: 'result-gone' }, error);
    });
    try {
      // Four bytes hold any character; half of one at the beginning is cut off with what is too long.
      const sizeBytes = Math.min(end - start, 4 * (mostWords + 1));
      const { buffer, bytesRead } = await file.read(Buffer.alloc(sizeBytes), 0, sizeBytes, end - sizeBytes);
      return new TextDecoder(charset).decode(buffer.subarray(0, bytesRead)).slice(-mostWords).trim();
    } finally {
      await file.close();
    }
  }

  async rows({ folder, output, mediaType, charset }: BatchResult): Promise<MergedAnswer> {
    const path = join(folder, ...output.split('/'));
    try {
      if ((await stat(path)).size > largestTableBytes) return [];
      const text = new TextDecoder(charset).decode(await readFile(path));
      return mediaType === 'application/json' ? rowsOfJson(JSON.parse(text)) : rowsOfTable(text);
    } catch {
      // Gone, or not what its first bytes promised: the result stays what it is, without a row.
      return [];
    }
  }
}

function rowsOfTable(text: string): MergedAnswer {
  const { data, meta } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  const names = meta.fields ?? [];
  return data.map((record) => new Map(names.map((name) => [name, record[name] ?? ''])));
}
