import { appendFile, link, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FileBatchReports } from '../../../../src-main/adapters/batch/report-files';
import type { WrittenReport } from '../../../../src-main/core/batch/report';
import { filesBelow } from '../../../fixtures/file-tree';
import { temporaryFolder } from '../../../fixtures/temp-dir';

const folder = temporaryFolder();
const reports = new FileBatchReports();

/** Writes a report that says who wrote it; `rows` only where some are wanted. */
function write(key: string, before?: WrittenReport, rows: readonly string[] = []): Promise<WrittenReport> {
  const files = [
    { name: 'report.csv', lines: [key] },
    { name: 'report.json', lines: [key] },
    { name: 'results.csv', lines: rows },
  ] as const;
  return reports.write(folder(), key, files, before);
}

describe('a report', () => {
  it('takes its names exclusively, however many are written at once', async () => {
    const keys = Array.from({ length: 20 }, (_, at) => `list ${at}`);
    const numbers = (await Promise.all(keys.map((key) => write(key)))).map(({ number }) => number);
    expect(numbers.sort((one, other) => one - other)).toEqual(keys.map((_, at) => at + 1));
    const found = await filesBelow(folder());
    expect(Object.keys(found)).toHaveLength(2 * keys.length);
    expect(new Set(Object.values(found)).size).toBe(keys.length);
  });

  it('leaves a result alone that is called like one of its files, also one that came after it', async () => {
    const first = await write('list');
    expect(await readdir(folder())).toEqual(['report.csv', 'report.json']);
    await writeFile(join(folder(), 'results.csv'), 'a result');
    const second = await write('list', first, ['rows']);
    expect(second.number).toBe(2);
    expect(await filesBelow(folder())).toMatchObject({ 'results.csv': 'a result', 'results (2).csv': 'rows' });
  });

  it('replaces the one before it, unless somebody changed that', async () => {
    const first = await write('list', undefined, ['rows']);
    const second = await write('list', first, ['more rows']);
    expect(second.number).toBe(1);
    expect((await filesBelow(folder()))['results.csv']).toBe('more rows');
    // Rows that can't be read any more are no reason to lose the old ones.
    const third = await write('list', second);
    expect((await filesBelow(folder()))['results.csv']).toBe('more rows');
    await appendFile(join(folder(), 'report.csv'), ', with a remark');
    expect((await write('list', third)).number).toBe(2);
    expect((await filesBelow(folder()))['report.csv']).toBe('list, with a remark');
  });

  it('begins with a name of its own in another folder', async () => {
    await write('other');
    const { number } = await write('list', { folder: join(folder(), 'before'), number: 7, files: {} });
    expect(number).toBe(2);
  });

  it('is not written into a file that the program was about to name when it ended', async () => {
    await writeFile(join(folder(), '.list-report.csv.part'), 'of before');
    await link(join(folder(), '.list-report.csv.part'), join(folder(), 'report.csv'));
    expect((await write('list')).number).toBe(2);
    expect((await filesBelow(folder()))['report.csv']).toBe('of before');
    expect((await readdir(folder())).filter((name) => name.startsWith('.'))).toEqual([]);
  });
});
