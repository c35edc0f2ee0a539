import { expect, it } from 'vitest';
import { AppError, type ErrorInfo } from '../../../../src-main/core/ground/error';
import type { TransferProgress } from '../../../../src-main/core/storage/transfer';
import { carryOutAll, type Transfer } from '../../../../src-main/services/storage/transfer-queue';

const transfer = (name: string, error?: ErrorInfo): Transfer => ({
  name,
  sizeBytes: 10,
  carryOut: async (onProgress) => {
    onProgress(4);
    if (error) throw new AppError(error);
  },
});
const damaged: ErrorInfo = { code: 'object-damaged', name: 'b' };
const cancelled: ErrorInfo = { code: 'cancelled', clusterMayContinue: false };
const unreachable: ErrorInfo = { code: 'storage-unreachable', host: 'minio' };

it('goes on behind a file with a problem of its own, and tells how far it is', async () => {
  const told: TransferProgress[] = [];
  const all = [transfer('a'), transfer('b', damaged), transfer('c')];
  expect(await carryOutAll('save', all, (progress) => told.push(progress))).toEqual({
    kind: 'save',
    done: 2,
    failed: [{ name: 'b', error: damaged }],
  });
  expect(told.map(({ name, done, doneBytes }) => [name, done, doneBytes])).toEqual([
    ['a', 0, 0],
    ['a', 0, 4],
    ['b', 1, 10],
    ['b', 1, 14],
    ['c', 2, 20],
    ['c', 2, 24],
  ]);
});

it.each([cancelled, unreachable])('ends where nothing that comes next could succeed: %o', async (endedBy) => {
  const all = [transfer('a'), transfer('b', damaged), transfer('c', endedBy), transfer('d')];
  expect(await carryOutAll('upload', all)).toEqual({
    kind: 'upload',
    done: 1,
    failed: [{ name: 'b', error: damaged }],
    endedBy,
  });
});

it('hides no error of the program itself', async () => {
  const broken = { ...transfer('a'), carryOut: () => Promise.reject(new TypeError('broken')) };
  await expect(carryOutAll('remove', [broken])).rejects.toThrow(TypeError);
});
