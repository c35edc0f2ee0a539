import { render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import BatchAnnouncer from '../../../src-renderer/batch/BatchAnnouncer.svelte';
import { applyAppearance } from '../../../src-renderer/shell/appearance';
import { batchOverview } from '../builders';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  applyAppearance({ language: 'system', theme: 'system' });
});

it('tells of a batch when it begins, every ten seconds, and when it ends', async () => {
  const said = () => screen.getAllByRole('status')[0]?.textContent;
  const running = { status: 'running', isSample: false } as const;
  const { rerender } = render(BatchAnnouncer, {
    overview: batchOverview({ phase: { status: 'ready' }, total: 40 }),
    finishedCount: 0,
    news: [],
  });
  expect(said()).toBe('');

  await rerender({ overview: batchOverview({ phase: running, total: 40 }), finishedCount: 0 });
  expect(said()).toMatch(/^Running: 0 of 40/);
  for (const finishedCount of [3, 7, 12]) {
    await rerender({ overview: batchOverview({ phase: running, total: 40 }), finishedCount });
    expect(said()).toMatch(/^Running: 0 of 40/);
  }
  vi.advanceTimersByTime(10_000);
  await tick();
  expect(said()).toMatch(/^Running: 12 of 40/);

  await rerender({ overview: batchOverview({ phase: { status: 'paused' }, total: 40 }), finishedCount: 20 });
  expect(said()).toMatch(/^Paused: 20 of 40/);

  // The last announcement is still there, in the other language.
  applyAppearance({ language: 'es', theme: 'system' });
  await tick();
  expect(said()).toMatch(/^En pausa: 20 de 40/);
});

it('tells what happened to other lists, each sentence by itself and beside the others', async () => {
  const own = () => screen.getAllByRole('status')[0]?.textContent;
  const others = () => screen.getAllByRole('status')[1]?.textContent;
  const running = { status: 'running', isSample: false } as const;
  const overview = batchOverview({ phase: running, total: 40 });
  const { rerender } = render(BatchAnnouncer, { overview, finishedCount: 0, news: [] });
  const done = { number: 1, sentence: 'South: Done' };
  await rerender({ overview, finishedCount: 4, news: [done] });
  expect(others()).toBe('South: Done');
  vi.advanceTimersByTime(10_000);
  await tick();
  expect(own()).toMatch(/^Running: 4 of 40/);
  await rerender({ news: [done, { number: 2, sentence: 'South: Done' }] });
  expect(others()).toBe('South: DoneSouth: Done');
  // The new list is now the one that is shown, and has no progress yet.
  await rerender({ overview: batchOverview({ phase: { status: 'ready' } }), finishedCount: 0 });
  expect(own()).toBe('');
});
