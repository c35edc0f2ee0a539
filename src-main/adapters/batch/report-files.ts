import { lstatSync, renameSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BatchResult, FileIdentity } from '../../core/batch/batch';
import { reportNames, type ReportName, type WrittenReport } from '../../core/batch/report';
import type { AnsweredTable, BatchReports, ReportFile } from '../../core/batch/ports';
import type { SpreadsheetForm } from '../../core/batch/spreadsheet';
import { AppError } from '../../core/ground/error';
import type { StoredPart } from '../../core/answer/ports';
import { numberedName } from '../../core/result/output-filename';
import { isUnchanged, measureOf, syncFolder, takeName } from '../files/file-jobs';
import { writeError } from '../ground/errno';
import type { FileThread } from '../files/file-thread';
import { systemPath } from '../files/system-path';
import { tableCopy } from './table-copy';
import type { TableForm } from '../../core/input/table/form';
import type { RowsSource, SomeLines } from './result-rows';

/** Characters of a failed answer's text that a report holds. */
const tailCharacters = 2000;
/** What a cell holds in spreadsheet programs. */
const cellCharacters = 32_767;
const blockCharacters = 256 * 1024;

/** Reports in the output folder, beside the results. */
export class FileBatchReports implements BatchReports {
  /** @param thread makes lines of results */
  constructor(private readonly thread: Pick<FileThread, 'resultColumns' | 'resultLines'>) {}

  async write(
    folder: string,
    key: string,
    files: readonly ReportFile[],
    before?: WrittenReport,
  ): Promise<WrittenReport> {
    const paths: string[] = [];
    try {
      const complete: CompleteFile[] = [];
      for (const { name, lines } of files) {
        const path = join(folder, `.${key}-${name}.part`);
        paths.push(path);
        const identity = await writeLines(path, lines);
        if (identity) complete.push({ name, path, identity });
      }
      const last = before?.folder === folder ? before : undefined;
      for (let number = last?.number ?? 1; ; number += 1) {
        const replaced = last?.number === number ? last.files : {};
        if (!takeNames(folder, number, complete, replaced)) continue;
        syncFolder(folder);
        const written = Object.fromEntries(complete.map(({ name, identity }) => [name, identity]));
        return { folder, number, files: { ...replaced, ...written } };
      }
    } catch (error) {
      for (const path of paths) await rm(path, { force: true }).catch(() => undefined);
      throw writeError(error, folder);
    }
  }

  async readTail({ path, start, end, charset }: StoredPart): Promise<string> {
    const file = await open(path, 'r').catch((error: unknown) => {
      throw new AppError({ code: 'result-gone' }, error);
    });
    try {
      // Four bytes hold any character; half of one at the beginning is cut off with what is too long.
      const sizeBytes = Math.min(end - start, 4 * (tailCharacters + 1));
      const { buffer, bytesRead } = await file.read(Buffer.alloc(sizeBytes), 0, sizeBytes, end - sizeBytes);
      return new TextDecoder(charset).decode(buffer.subarray(0, bytesRead)).slice(-tailCharacters).trim();
    } finally {
      await file.close();
    }
  }

  async text({ folder, output, mediaType, charset = 'utf-8' }: BatchResult): Promise<string | undefined> {
    if (mediaType !== 'text/plain') return undefined;
    try {
      const file = await open(systemPath(folder, output), 'r');
      try {
        // Four bytes hold any character.
        const { buffer, bytesRead } = await file.read(Buffer.alloc(4 * cellCharacters), 0, 4 * cellCharacters, 0);
        const text = new TextDecoder(charset).decode(buffer.subarray(0, bytesRead)).trimEnd();
        return text.length <= cellCharacters ? text : `${text.slice(0, cellCharacters - 1)}…`;
      } finally {
        await file.close();
      }
    } catch {
      // The row tells where the result was.
      return undefined;
    }
  }

  tableCopy(form: TableForm, table: AnsweredTable): AsyncIterable<string | Uint8Array> {
    return tableCopy(form, table);
  }

  columns(result: BatchResult, most: number): Promise<readonly string[]> {
    return this.thread.resultColumns(sourceOf(result), most);
  }

  async *lines(
    result: BatchResult,
    origin: readonly string[],
    columns: readonly string[],
    form: SpreadsheetForm,
  ): AsyncGenerator<string> {
    for (let from: number | undefined = 0; from !== undefined;) {
      const some: SomeLines = await this.thread.resultLines(sourceOf(result), { origin, columns, form }, from);
      yield some.text;
      from = some.next;
    }
  }
}

function sourceOf({ folder, output, mediaType, charset = 'utf-8' }: BatchResult): RowsSource {
  return { path: systemPath(folder, output), mediaType, charset };
}

/** A file of a report that is complete, and does not have its name yet. */
interface CompleteFile {
  readonly name: ReportName;
  readonly path: string;
  readonly identity: FileIdentity;
}

/** Writes a new file, on disk to stay. @returns what tells it from others; `undefined` where there is no line, and so no file */
async function writeLines(path: string, lines: ReportFile['lines']): Promise<FileIdentity | undefined> {
  // Never into a file that is there: it could be the report itself under its other name.
  await rm(path, { force: true });
  const file = await open(path, 'wx');
  try {
    let isEmpty = true;
    let block = '';
    for await (const line of lines) {
      isEmpty = false;
      if (typeof line !== 'string') {
        await file.writeFile(line);
        continue;
      }
      block += line;
      if (block.length < blockCharacters) continue;
      await file.writeFile(block);
      block = '';
    }
    await file.writeFile(block);
    await file.sync();
    const { sizeBytes, modifiedMs, inode } = measureOf(await file.stat());
    if (!isEmpty) return { sizeBytes, modifiedMs, inode };
  } finally {
    await file.close();
  }
  await rm(path);
  return undefined;
}

/**
 * Gives the files of a report their names with one number. A name is taken exclusively, since another program may take it at any time.
 * @param replaced what may have a name already, as long as it is unchanged
 * @returns whether all have their names; otherwise none has
 */
function takeNames(
  folder: string,
  number: number,
  files: readonly CompleteFile[],
  replaced: WrittenReport['files'],
): boolean {
  const pathOf = (name: ReportName) => join(folder, numberedName(name, number));
  const isFree = (name: ReportName) => {
    const there = lstatSync(pathOf(name), { throwIfNoEntry: false });
    const before = replaced[name];
    return !there || (before !== undefined && isUnchanged(before, measureOf(there)));
  };
  // All three belong together, those too that are not written this time.
  if (!reportNames.every(isFree)) return false;
  for (const [index, { name, path }] of files.entries()) {
    if (takeName(path, pathOf(name), replaced[name])) continue;
    for (const { name: taken, path: back } of files.slice(0, index)) renameSync(pathOf(taken), back);
    return false;
  }
  return true;
}
