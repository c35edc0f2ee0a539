import { readdirSync, statfsSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, it } from 'vitest';
import { FileResultStore } from '../../../src-main/adapters/answer/result-store';
import { answer, inOrder, readBody, startOscarServer, type OscarServer } from '../../fixtures/oscar-server';
import { oscarClient } from '../../fixtures/oscar-client';
import { failureOf, runRequest } from '../../fixtures/run-request';
import { canMount, SmallDisk } from '../../fixtures/small-disk';
import { temporaryFolder } from '../../fixtures/temp-dir';

const mebibyte = 1024 ** 2;
const folder = temporaryFolder();
let server: OscarServer | undefined;
let disk: SmallDisk | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
  disk?.unmount();
  disk = undefined;
});

it.skipIf(!canMount)(
  'stops an answer that unpacks to more than there is room for, before the disk is full (needs root on Linux)',
  async () => {
    const bomb = gzipSync(Buffer.alloc(96 * mebibyte, 'a b\n'));
    expect(bomb.length).toBeLessThan(mebibyte);
    const step = inOrder(readBody(), answer(200, bomb, { 'content-encoding': 'gzip' }));
    server = await startOscarServer({ services: { bomb: step } });
    const small = (disk = await SmallDisk.mount(folder(), 70));
    const freeBytes = () => {
      const { bavail, bsize } = statfsSync(small.folder);
      return bavail * bsize;
    };
    const { body } = await oscarClient({ userAgent: 'test' }).run(runRequest(server, 'bomb'));
    let leastFreeBytes = Infinity;
    const type = 'application/octet-stream';
    const context = { host: 'localhost', contentType: type, mirroredContentType: type, writesFiles: false };
    const receiving = new FileResultStore(small.folder, 'OSCAR Desktop').receive('a', body, context, 2 ** 40, () => {
      leastFreeBytes = Math.min(leastFreeBytes, freeBytes());
    });
    expect(await failureOf(receiving)).toEqual({ code: 'disk-full', folder: 'OSCAR Desktop' });
    expect(leastFreeBytes).toBeGreaterThanOrEqual(50 * mebibyte);
    expect(leastFreeBytes).toBeLessThan(60 * mebibyte);
    expect(readdirSync(small.folder)).toEqual([]);
  },
);
