import { afterEach, describe, expect, it } from 'vitest';
import { TableRows } from '../../../../src-renderer/viewers/table/table-rows.svelte';
import { TableSorting } from '../../../../src-renderer/viewers/table/table-sorting.svelte';
import type { Delimiter } from '../../../../src-main/contract/table';
import { serveBytes, type ByteServer } from '../../../fixtures/byte-server';

let server: ByteServer | undefined;
afterEach(() => server?.close());

async function load(bytes: Buffer | string, charset = 'utf-8', delimiter?: Delimiter): Promise<TableRows> {
  server = await serveBytes(Buffer.from(bytes));
  const table = new TableRows(server.url, Buffer.from(bytes).length, charset, delimiter);
  await table.loadMore();
  return table;
}

describe('TableRows', () => {
  it('reads quoted cells with separators, quotation marks and line feeds', async () => {
    const table = await load('name,note\r\n"Oak, old","a ""b""\r\nc"\r\n\r\nleaf,\r\n');
    expect(table.rows).toEqual([
      ['name', 'note'],
      ['Oak, old', 'a "b"\r\nc'],
      ['leaf', ''],
    ]);
    expect(table.hasHeader).toBe(true);
    expect(table.columnCount).toBe(2);
    expect(table.isComplete).toBe(true);
  });

  it('reads rows, and cells, that lie across the edges of what is fetched', async () => {
    const rows = Array.from({ length: 40_000 }, (_, index) => `${index},"line one\nñ ${index}"`);
    const table = await load(rows.join('\n'));
    expect(table.count).toBe(40_000);
    expect(table.rows.every((row, index) => row[0] === String(index) && row[1] === `line one\nñ ${index}`)).toBe(true);
    expect(table.hasHeader).toBe(false);
  });

  it('stops after a part and goes on from there', async () => {
    const table = await load('1234567,1234567\n'.repeat(300_000));
    expect(table.isComplete).toBe(false);
    expect(table.loadedBytes).toBe(4 * 1024 ** 2);
    const before = table.count;
    await table.loadMore();
    expect(table.isComplete).toBe(true);
    expect(before).toBeLessThan(table.count);
    expect(table.count).toBe(300_000);
  });

  it('reads other character sets and other separators', async () => {
    expect((await load(Buffer.from('\ufeffa\tñ\n1\t2', 'utf16le'), 'utf-16le')).rows).toEqual([
      ['a', 'ñ'],
      ['1', '2'],
    ]);
    server?.close();
    expect((await load(Buffer.from('a|ñ\n1|2', 'latin1'), 'windows-1252')).rows[0]).toEqual(['a', 'ñ']);
    server?.close();
    expect((await load('a,b;c\n1,2;3', 'utf-8', ';')).rows[0]).toEqual(['a,b', 'c']);
  });

  it('gives up where a quotation mark is never closed, and keeps what came before', async () => {
    const table = await load(`a,b\n1,"${'x\n'.repeat(900_000)}`);
    expect(table.isStuck).toBe(true);
    expect(table.rows).toEqual([['a', 'b']]);
  });

  it('tells when the table can’t be had', async () => {
    server = await serveBytes(Buffer.from('a'));
    const table = new TableRows(`${server.url}gone`, 10, 'utf-8');
    await table.loadMore();
    expect(table.hasFailed).toBe(true);
    expect(table.isLoading).toBe(false);
  });
});

describe('TableSorting', () => {
  it('goes from ascending to descending to the order of the file', async () => {
    const sorting = new TableSorting();
    const rows = [['b'], ['a'], ['c']];
    await sorting.toggle(0, rows, ',');
    expect([...(sorting.order ?? [])]).toEqual([1, 0, 2]);
    await sorting.toggle(0, rows, ',');
    expect([...(sorting.order ?? [])]).toEqual([2, 0, 1]);
    await sorting.toggle(0, rows, ',');
    expect(sorting.order).toBeUndefined();
  });
});
