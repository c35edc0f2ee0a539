import { describe, expect, it } from 'vitest';
import { formatBytes, formatClock, formatDuration, formatMediaType } from '../../src-renderer/format';

describe('formatBytes', () => {
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1000, '1 kB'],
    [1234, '1.2 kB'],
    [999_960, '1 MB'],
    [48_213, '48.2 kB'],
    [1_500_000, '1.5 MB'],
    [16 * 1024 ** 3, '17.2 GB'],
    [5e15, '5,000 TB'],
  ])('writes %i as %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

describe('formatDuration', () => {
  it.each([
    [0, '0 sec'],
    [20, '< 0.1 sec'],
    [60, '0.1 sec'],
    [3_240, '3.2 sec'],
    [9_960, '10 sec'],
    [59_400, '59 sec'],
    [59_600, '1 min'],
    [65_000, '1 min 5 sec'],
    [300_000, '5 min'],
    [3_600_000, '1 hr'],
    [4_200_000, '1 hr 10 min'],
    [86_400_000, '24 hr'],
  ])('writes %i ms as %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});

describe('formatClock', () => {
  it.each([
    [-500, '0:00'],
    [42_900, '0:42'],
    [605_000, '10:05'],
    [3_727_000, '1:02:07'],
  ])('writes %i ms as %s', (ms, text) => {
    expect(formatClock(ms)).toBe(text);
  });
});

describe('formatMediaType', () => {
  it.each([
    ['image/png', 'PNG'],
    ['image/svg+xml', 'SVG'],
    ['audio/mpeg', 'MP3'],
    ['application/x-tar', 'TAR'],
    ['application/octet-stream', ''],
    ['text/plain', ''],
  ])('writes %s as %s', (mediaType, text) => {
    expect(formatMediaType(mediaType)).toBe(text);
  });
});
