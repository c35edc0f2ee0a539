import { appendFile, link, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { FileBatchReports } from '../../../../src-main/adapters/batch/report-files';
import { SameThreadFiles } from '../../../../src-main/adapters/files/file-thread';
import type { WrittenReport } from '../../../../src-main/core/batch/report';
import { filesBelow } from '../../../fixtures/file-tree';
import { temporaryFolder } from '../../../fixtures/temp-dir';

const folder = temporaryFolder();
const reports = new FileBatchReports(new SameThreadFiles());

/** Writes a report with its author's name, and with rows only if `rows` is given. */
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
    // If the rows can't be read any more, the old report has to stay.
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

describe('rows of a result', () => {
  const resultOf = async (output: string, content: string, mediaType: string) => {
    await writeFile(join(folder(), output), content);
    return { folder: folder(), output, sizeBytes: content.length, sha256: '', mediaType, verdict: 'result' } as const;
  };
  const portionsOf = async (...asked: Parameters<typeof reports.lines>) => {
    const portions: string[] = [];
    for await (const portion of reports.lines(...asked)) portions.push(portion);
    return portions;
  };

  it('become lines of the table, in portions that are taken over unnoticed', async () => {
    const count = 100_000;
    const lines = Array.from({ length: count }, (_, at) => `oak ${at},3.5,"x, y"`);
    const result = await resultOf('trees.csv', `name,size,note\n${lines.join('\n')}`, 'text/csv');
    const columns = await reports.columns(result, 1000);
    expect(columns).toEqual(['name', 'size', 'note']);
    const portions = await portionsOf(result, ['1.jpg'], columns, 'comma');
    for (const portion of portions) expect(portion.length).toBeLessThan(300_000);
    const rows = Papa.parse<string[]>(portions.join('').trim()).data;
    expect(rows).toHaveLength(count);
    expect(rows.at(-1)).toEqual(['1.jpg', 'oak 99999', '3.5', 'x, y', '']);
  });

  it('keep fields of one name and of any name, and what has no column', async () => {
    const table = await resultOf('odd.csv', 'a,a,__proto__\n1,2,3', 'text/csv');
    expect(await reports.columns(table, 1000)).toEqual(['a', 'a (2)', '__proto__']);
    expect(await portionsOf(table, [], ['a', '__proto__'], 'comma')).toEqual(['1,3,"{""a (2)"":""2""}"\r\n']);
    const json = await resultOf('odd.json', '{"__proto__":{"polluted":1},"score":NaN}', 'application/json');
    expect(await portionsOf(json, [], await reports.columns(json, 1), 'comma')).toEqual(['1,"{""score"":""""}"\r\n']);
  });

  it('are none where a result is gone, too large or not what its type says', async () => {
    const results = [
      { ...(await resultOf('gone.csv', 'a\n1', 'text/csv')), output: 'elsewhere.csv' },
      await resultOf('large.json', `["${'x'.repeat(9 * 1024 ** 2)}"]`, 'application/json'),
      await resultOf('broken.json', '{"a":', 'application/json'),
    ];
    for (const result of results) {
      expect(await reports.columns(result, 1000)).toEqual([]);
      expect(await portionsOf(result, [], [], 'comma')).toEqual(['']);
    }
  });
});
