import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Invocation, InvocationState } from '../../../../src-main/core/run/invocation';
import { throttleLatest, throttleProgress } from '../../../../src-main/electron/ipc/event-throttle';

const at = '2026-01-02T03:04:05.000Z';
const sending = (sentBytes: number): InvocationState => ({ status: 'sending', sentBytes, totalBytes: 1000 });

function invocation(id: string, state: InvocationState): Invocation {
  return { id, profileId: 'p', serviceName: 's', startedAt: at, elapsedMs: 3_000, stateMs: 0, attempt: 1, state };
}

describe('throttleProgress', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('tells a new state at once and progress at most ten times a second, the latest at the end', () => {
    const told: InvocationState[] = [];
    const tell = throttleProgress(({ state }) => told.push(state));
    tell(invocation('a', { status: 'waiting' }));
    for (let ms = 0; ms < 1000; ms += 1) {
      tell(invocation('a', sending(ms)));
      vi.advanceTimersByTime(1);
    }
    vi.advanceTimersByTime(100);
    expect(told.length).toBeLessThanOrEqual(13);
    expect(told[1]).toEqual(sending(0));
    expect(told.at(-1)).toEqual(sending(999));
  });

  it('tells a small run as its beginning and its end', () => {
    const told: string[] = [];
    const tell = throttleProgress(({ state }) => told.push(state.status));
    tell(invocation('a', { status: 'connecting' }));
    tell(invocation('a', sending(1)));
    tell(invocation('a', { status: 'waiting' }));
    tell(invocation('a', { status: 'failed', error: { code: 'disk-full', folder: '' }, finishedAt: at }));
    vi.runAllTimers();
    expect(told).toEqual(['connecting', 'failed']);
  });

  it('tells the state that a run has come to a tenth of a second after its beginning', () => {
    const told: string[] = [];
    const tell = throttleProgress(({ state }) => told.push(state.status));
    tell(invocation('a', { status: 'connecting' }));
    tell(invocation('a', sending(1)));
    tell(invocation('a', { status: 'waiting' }));
    vi.advanceTimersByTime(100);
    expect(told).toEqual(['connecting', 'waiting']);
    tell(invocation('a', { status: 'receiving', receivedBytes: 1 }));
    expect(told).toEqual(['connecting', 'waiting', 'receiving']);
  });

  it('tells the end at once, and no old progress after it', () => {
    const told: string[] = [];
    const tell = throttleProgress(({ state }) => told.push(state.status));
    tell(invocation('a', sending(1)));
    tell(invocation('a', sending(2)));
    tell(invocation('a', { status: 'cancelled', clusterMayContinue: false, finishedAt: at }));
    vi.runAllTimers();
    expect(told).toEqual(['sending', 'cancelled']);
  });

  it('keeps invocations apart', () => {
    const told: string[] = [];
    const tell = throttleProgress(({ id }) => told.push(id));
    tell(invocation('a', sending(1)));
    tell(invocation('b', sending(1)));
    expect(told).toEqual(['a', 'b']);
  });
});

describe('throttleLatest', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('passes on the first value at once, and later the last one', () => {
    const told: number[] = [];
    const tell = throttleLatest((value: number) => told.push(value));
    for (const value of [1, 2, 3]) tell(value);
    expect(told).toEqual([1]);
    vi.runAllTimers();
    expect(told).toEqual([1, 3]);
  });
});
