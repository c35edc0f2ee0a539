import { expect, it } from 'vitest';
import { formatProvenance, provenanceName } from '../../../../src-main/core/result/provenance';
import { entryOf } from '../../history-records';

it('tells the run, what went in and what came out, and no path', () => {
  const note = formatProvenance(entryOf('one'), {
    appVersion: '1.2.3',
    input: { name: 'leaf.jpg', sizeBytes: 5 },
    output: { name: 'leaf – grayscale.png', sizeBytes: 3, sha256: 'ab' },
  });
  expect(JSON.parse(note)).toEqual({
    service: 'grayscale',
    cluster: 'https://oscar.example.org',
    startedAt: '2026-01-02T03:04:05.000Z',
    finishedAt: '2026-01-02T03:04:08.000Z',
    durationMs: 3000,
    app: 'OSCAR Desktop 1.2.3',
    input: { name: 'leaf.jpg', sizeBytes: 5 },
    output: { name: 'leaf – grayscale.png', sizeBytes: 3, sha256: 'ab' },
  });
  expect(provenanceName('leaf.png')).toBe('leaf.png.provenance.json');
});
