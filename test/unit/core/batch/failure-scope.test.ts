import { describe, expect, it } from 'vitest';
import { holdMs, scopeOf } from '../../../../src-main/core/batch/failure-scope';
import type { ErrorInfo } from '../../../../src-main/core/ground/error';

describe('whom a failure concerns', () => {
  it.each<[ErrorInfo, string, string]>([
    [{ code: 'file-unreadable', file: 'a.jpg', problem: 'gone' }, 'item', 'item'],
    [{ code: 'service-failed', status: 500, text: '' }, 'item', 'item'],
    [{ code: 'timed-out', phase: 'waiting', seconds: 300 }, 'item', 'item'],
    [{ code: 'host-not-found', host: 'h' }, 'cluster', 'cluster'],
    [{ code: 'connection-refused', host: 'h' }, 'cluster', 'cluster'],
    [{ code: 'timed-out', phase: 'connecting', seconds: 10 }, 'cluster', 'cluster'],
    [{ code: 'connection-lost', phase: 'sending', receivedBytes: 0 }, 'cluster', 'item'],
    [{ code: 'connection-lost', phase: 'receiving', receivedBytes: 9 }, 'item', 'item'],
    [{ code: 'service-busy', host: 'h' }, 'cluster', 'item'],
    [{ code: 'service-not-ready', status: 503, text: '' }, 'cluster', 'item'],
    [{ code: 'proxy-refused', proxy: 'p', host: 'h', status: 403 }, 'person', 'person'],
    [{ code: 'proxy-refused', proxy: 'p', host: 'h', status: 504 }, 'cluster', 'cluster'],
    [{ code: 'unauthorized', host: 'h' }, 'person', 'person'],
    [{ code: 'disk-full', folder: 'out' }, 'person', 'person'],
    [{ code: 'disk-failed', folder: 'out', problem: 'EIO' }, 'person', 'person'],
    [{ code: 'folder-gone', folder: 'out' }, 'person', 'person'],
  ])('%j', (error, alone, whileOthersWork) => {
    expect(scopeOf(error, false)).toBe(alone);
    expect(scopeOf(error, true)).toBe(whileOthersWork);
  });

  it('is tried again after longer and longer waits', () => {
    expect([0, 1, 2, 3, 4, 9].map(holdMs)).toEqual([5000, 10_000, 20_000, 40_000, 60_000, 60_000]);
  });
});
