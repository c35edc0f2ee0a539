import { describe, expect, it } from 'vitest';
import { canEnter, canStop, isWorking, type BatchPhaseStatus } from '../../../../src-main/core/batch/phase';

const all: readonly BatchPhaseStatus[] = [
  'ready',
  'queued',
  'running',
  'holding',
  'paused',
  'sampled',
  'interrupted',
  'finished',
];

describe('the phases of a batch', () => {
  it('are never ready again once something ran', () => {
    for (const from of all) expect(canEnter(from, 'ready')).toBe(false);
  });

  it('all lead to running, and only what runs is held or sampled; what waits, or gets files, is paused too', () => {
    for (const from of all) expect(canEnter(from, 'running')).toBe(true);
    for (const to of ['holding', 'paused', 'sampled'] as const) {
      const others = to === 'paused' ? ['ready', 'queued', 'finished'] : [];
      expect(all.filter((from) => canEnter(from, to) && !isWorking(from))).toEqual(others);
    }
  });

  it('have nothing to stop before the first run and after the end', () => {
    expect(all.filter((status) => !canStop(status))).toEqual(['ready', 'finished']);
  });
});
