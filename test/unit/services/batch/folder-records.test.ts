import { beforeEach, describe, expect, it } from 'vitest';
import { RecordedResults, type RecordedResult } from '../../../../src-main/core/batch/record';
import { FolderRecords, type FolderRecord } from '../../../../src-main/services/batch/folder-records';

const service = { cluster: 'https://oscar.example', name: 'leaf' };
const { signal } = new AbortController();

function result(output: string): RecordedResult {
  return {
    is: 'result',
    version: 1,
    service,
    input: { way: 'Meadow/a.txt', base: '0'.repeat(64), sizeBytes: 1, modifiedMs: 1 },
    output,
    sizeBytes: 1,
    sha256: '0'.repeat(64),
    mediaType: 'text/plain',
    verdict: 'result',
  };
}

let records: FolderRecords;
let north: FolderRecord;
let south: FolderRecord;

beforeEach(async () => {
  records = new FolderRecords({
    async open() {
      const results = new RecordedResults();
      return { results, add: async (added) => results.add(added), close: async () => undefined };
    },
  });
  north = await records.open('/results', 'north');
  south = await records.open('/results', 'south');
});

describe('the records of a folder that two lists use', () => {
  it('tell each list what the other made', async () => {
    await north.add(result('Meadow/a.txt'));
    expect(south.results.of(service, 'Meadow/a.txt')).toHaveLength(1);
    expect(south.isOfOther('meadow/A.txt')).toBe(true);
    expect(north.isOfOther('Meadow/a.txt')).toBe(false);
    expect(south.isOfOther('Meadow/b.txt')).toBe(false);
  });

  it('forget who made what when none of them uses it any more, and keep other folders apart', async () => {
    await north.add(result('Meadow/a.txt'));
    const elsewhere = await records.open('/other', 'west');
    expect(elsewhere.results.of(service, 'Meadow/a.txt')).toEqual([]);
    expect(elsewhere.isOfOther('Meadow/a.txt')).toBe(false);
    await north.close();
    expect(south.isOfOther('Meadow/a.txt')).toBe(true);
    await south.close();
    expect((await records.open('/results', 'south')).isOfOther('Meadow/a.txt')).toBe(false);
  });

  it('let one list wait while the other makes a result from the same input', async () => {
    const steps: string[] = [];
    const first = await north.claim(service, 'Meadow/a.txt', signal);
    const twice = await north.claim(service, 'Meadow/a.txt', signal);
    await south.claim(service, 'Meadow/b.txt', signal);
    await south.claim({ ...service, name: 'root' }, 'Meadow/a.txt', signal);
    const waiting = south.claim(service, 'Meadow/a.txt', signal).then(() => steps.push('its turn'));
    first.release();
    first.release();
    await Promise.resolve();
    steps.push('one is left');
    twice.release();
    await waiting;
    expect(steps).toEqual(['one is left', 'its turn']);
  });

  it('tell a list at once that another has an answer without a place, which is not forgotten with its record', async () => {
    const held = await north.claim(service, 'Meadow/a.txt', signal);
    const waiting = south.claim(service, 'Meadow/a.txt', signal);
    held.keepAnswer();
    await expect(waiting).rejects.toMatchObject({ info: { code: 'answer-held' } });
    await north.close();
    await south.close();
    south = await records.open('/results', 'south');
    await expect(south.claim(service, 'Meadow/a.txt', signal)).rejects.toMatchObject({ info: { code: 'answer-held' } });
    held.release();
    (await south.claim(service, 'Meadow/a.txt', signal)).release();
  });

  it('give up waiting for an input that is not wanted any more', async () => {
    await north.claim(service, 'Meadow/a.txt', signal);
    const stop = new AbortController();
    const waiting = south.claim(service, 'Meadow/a.txt', stop.signal);
    stop.abort();
    await expect(waiting).rejects.toMatchObject({ info: { code: 'cancelled' } });
    await expect(south.claim(service, 'Meadow/a.txt', AbortSignal.abort())).rejects.toThrow();
  });
});
