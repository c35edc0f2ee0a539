import { expect, it } from 'vitest';
import type { HistoryEntry } from '../../../../src-main/core/history/history';
import { formatProvenance, provenanceName, runOf } from '../../../../src-main/core/result/provenance';
import { entryOf } from '../../history-records';

it('tells the run, what went in and what came out, and no path', () => {
  const note = formatProvenance(runOf(entryOf('one')), {
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

it('tells how long the run took as it was measured, and no time that nobody knows', () => {
  const noteOf = (more: Partial<HistoryEntry>): unknown => {
    const note = formatProvenance(runOf(entryOf('one', more)), {
      appVersion: '1.2.3',
      input: undefined,
      output: { sizeBytes: 3 },
    });
    return JSON.parse(note).durationMs;
  };
  expect(noteOf({ durationMs: 1200 })).toBe(1200);
  expect(noteOf({ finishedAt: '2026-01-02T02:04:08.000Z' })).toBeUndefined();
});

it('tells which result the input was', () => {
  const from = { run: 'zero', service: 'detect', input: 'leaf.jpg' };
  const input = { kind: 'file' as const, name: 'leaf – detect.json', sizeBytes: 5, from };
  const note = formatProvenance(runOf(entryOf('one', { input })), {
    appVersion: '1.2.3',
    input: { name: 'leaf – detect.json', sizeBytes: 5 },
    output: { sizeBytes: 3 },
  });
  expect(JSON.parse(note)).toMatchObject({ inputMadeBy: { service: 'detect', input: 'leaf.jpg' } });
  expect(note).not.toContain('zero');
});

it('tells what was sent where that was a copy', () => {
  const prepared = {
    ...{ width: 640, height: 480, format: 'jpeg' as const, sizeBytes: 9, sha256: 'ab'.repeat(32) },
    ...{ original: { width: 4000, height: 3000 }, removed: ['location' as const] },
  };
  const input = { kind: 'file' as const, name: 'leaf.jpg', sizeBytes: 5, prepared };
  const note = formatProvenance(runOf(entryOf('one', { input })), {
    appVersion: '1.2.3',
    input: { name: 'leaf.jpg', sizeBytes: 5 },
    output: { sizeBytes: 3 },
  });
  expect(JSON.parse(note)).toMatchObject({ input: { name: 'leaf.jpg', sizeBytes: 5 }, prepared });
});
