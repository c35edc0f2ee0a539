import { describe, expect, it } from 'vitest';
import type { BatchItem } from '../../../../src-main/core/batch/batch';
import { reservedBytes } from '../../../../src-main/core/ground/disk-space';
import { AppError } from '../../../../src-main/core/ground/error';
import { expectRoom, explainedFailure, givenFolder } from '../../../../src-main/services/batch/folder-check';

describe('the folder through which a file came into a list', () => {
  it.each<readonly [Pick<BatchItem, 'base' | 'relativePath'>, string, string]>([
    [{ base: '/media/card', relativePath: 'DCIM/100/a.jpg' }, '/media/card/DCIM', 'DCIM'],
    [{ base: '/media/card', relativePath: 'a.jpg' }, '/media/card', 'card'],
  ])('of %j is %s', (item, path, name) => {
    expect(givenFolder(item)).toEqual({ path, name });
  });
});

describe('the failure of a file', () => {
  const item = { base: '/media/card', relativePath: 'DCIM/100/a.jpg' };
  const asked: string[] = [];
  const folders = (isThere: boolean) => ({
    isThere: async (path: string) => {
      asked.push(path);
      return isThere;
    },
  });
  const unreadable = new AppError({ code: 'file-unreadable', file: 'a.jpg', problem: 'gone' });
  const changed = new AppError({ code: 'file-changed', file: 'a.jpg' });

  it.each([unreadable, changed])('concerns all files of its folder if that is gone: %s', async (error) => {
    const explained = await explainedFailure(error, item, folders(false));
    expect(explained).toMatchObject({ info: { code: 'input-folder-gone', folder: 'DCIM' }, cause: error });
    expect(asked.at(-1)).toBe('/media/card/DCIM');
  });

  it.each([unreadable, changed])('stays as it is if the folder is there: %s', async (error) => {
    expect(await explainedFailure(error, item, folders(true))).toBe(error);
  });

  it('stays as it is if it is not about the file', async () => {
    const refused = new AppError({ code: 'cancelled', clusterMayContinue: false });
    const unknown = new TypeError('not a function');
    expect(await explainedFailure(refused, item, folders(false))).toBe(refused);
    expect(await explainedFailure(unknown, item, folders(false))).toBe(unknown);
  });
});

describe('the room for results', () => {
  const disk = (freeBytes: number) => ({ freeBytes: async () => freeBytes });

  it('is enough with what results are expected to take, but at least with the reserve', async () => {
    await expectRoom('/results', undefined, disk(reservedBytes));
    await expectRoom('/results', 1, disk(reservedBytes));
    await expectRoom('/results', 2 * reservedBytes, disk(2 * reservedBytes));
  });

  it.each([
    [undefined, reservedBytes],
    [2 * reservedBytes, 2 * reservedBytes],
  ])('is short with one byte less than needed for %s', async (resultBytes, neededBytes) => {
    await expect(expectRoom('/home/ana/results', resultBytes, disk(neededBytes - 1))).rejects.toMatchObject({
      info: { code: 'space-short', folder: 'results', neededBytes, freeBytes: neededBytes - 1 },
    });
  });
});
