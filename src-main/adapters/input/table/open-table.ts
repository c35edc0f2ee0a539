import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../../core/ground/error';
import type { OpenTable, TableReadOptions } from '../../../core/input/table/form';
import { unreadableFile } from '../../ground/errno';
import { openTextTable } from './text-table';
import { openWorkbookTable, problemOfCompound } from './workbook-table';

/** Opens a table. Its content decides what it is, not its name. @throws AppError `table-unusable`, `file-unreadable` */
export async function openTable(path: string, readOptions: TableReadOptions): Promise<OpenTable> {
  try {
    if (await beginsAsZip(path)) return await openWorkbookTable(path, readOptions);
    const problem = await problemOfCompound(path);
    if (problem) throw new AppError({ code: 'table-unusable', problem });
    return await openTextTable(path, readOptions);
  } catch (error) {
    throw unreadableFile(error, basename(path));
  }
}

async function beginsAsZip(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer.toString('latin1') === 'PK';
  } finally {
    await file.close();
  }
}
