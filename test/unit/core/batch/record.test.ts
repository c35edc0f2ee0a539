import { describe, expect, it } from 'vitest';
import { parseRecordedResult, RecordedResults, type RecordedResult } from '../../../../src-main/core/batch/record';

const hash = 'a'.repeat(64);
const service = { cluster: 'https://lab.example', name: 'plants' };

function recorded(way: string, output: string): RecordedResult {
  return {
    is: 'result',
    version: 1,
    service,
    input: { way, base: hash, sizeBytes: 4, modifiedMs: 1.5, sha256: hash },
    output,
    sizeBytes: 7,
    sha256: hash,
    mediaType: 'text/plain',
    verdict: 'result',
  };
}

describe('a line of the record in an output folder', () => {
  it('is read as it was written', () => {
    const line = recorded('Meadow/leaf.jpg', 'Meadow/leaf – plants.txt');
    expect(parseRecordedResult(JSON.parse(JSON.stringify(line)))).toEqual(line);
    const prepared = {
      ...line,
      version: 2,
      input: { ...line.input, preparation: { picture: { longestSidePx: 640 } } },
    };
    expect(parseRecordedResult(JSON.parse(JSON.stringify(prepared)))).toEqual(prepared);
  });

  it.each(['../secret.txt', '/etc/passwd', 'a/../../b', 'a//b', 'C:\\x', 'a\\..\\b', '.', '', 'a\0b'])(
    'never leads out of the folder: %j',
    (output) => {
      expect(parseRecordedResult(recorded('leaf.jpg', output))).toBeUndefined();
    },
  );

  it.each([undefined, null, 7, 'text', [], {}, { is: 'result' }, { ...recorded('a', 'b'), version: 3 }])(
    'is passed over where it is something else: %j',
    (value) => {
      expect(parseRecordedResult(value)).toBeUndefined();
    },
  );
});

describe('the results of a record', () => {
  it('belong to one input and one service', () => {
    const results = new RecordedResults();
    results.add(recorded('leaf.jpg', 'leaf.txt'));
    expect(results.of(service, 'leaf.jpg')).toHaveLength(1);
    expect(results.of(service, 'leaf.bmp')).toEqual([]);
    expect(results.of({ ...service, name: 'cows' }, 'leaf.jpg')).toEqual([]);
    expect(results.of({ ...service, cluster: 'https://other.example' }, 'leaf.jpg')).toEqual([]);
    expect(results.of({ ...service, owner: 'ana' }, 'leaf.jpg')).toEqual([]);
  });

  it('count no more where another result has replaced them', () => {
    const results = new RecordedResults();
    results.add(recorded('leaf.jpg', 'Leaf.txt'));
    results.add(recorded('leaf.bmp', 'leaf.txt'));
    expect(results.of(service, 'leaf.jpg')).toEqual([]);
    expect(results.of(service, 'leaf.bmp')).toHaveLength(1);
  });

  it('come with the last one first', () => {
    const results = new RecordedResults();
    for (const output of ['a.txt', 'a (2).txt', 'a.txt']) results.add(recorded('a.jpg', output));
    expect(results.of(service, 'a.jpg').map(({ output }) => output)).toEqual(['a.txt', 'a (2).txt']);
  });
});
