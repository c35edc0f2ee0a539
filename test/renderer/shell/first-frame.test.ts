import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Oscar } from '../../../src-renderer/api';
import { afterFirstFrame } from '../../../src-renderer/first-frame';
import { FakeOscar } from '../fake-api';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** The fake as the page is given the real one: a plain object of functions. */
function bridge(): { oscar: Oscar; listProfiles: ReturnType<typeof vi.fn> } {
  const fake = new FakeOscar();
  const listProfiles = vi.fn(() => fake.listProfiles());
  return { oscar: Object.assign(Object.create(null), { listProfiles, on: fake.on.bind(fake) }), listProfiles };
}

it('holds calls back until the page was drawn, and passes them on as they are', async () => {
  const { oscar, listProfiles } = bridge();
  const asked = afterFirstFrame(oscar).listProfiles();
  await vi.advanceTimersByTimeAsync(0);
  expect(listProfiles).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(40);
  expect(listProfiles).toHaveBeenCalledOnce();
  expect(await asked).toEqual(await oscar.listProfiles());
});

it('does not wait for ever where nothing is drawn', async () => {
  vi.stubGlobal('requestAnimationFrame', () => 0);
  const { oscar, listProfiles } = bridge();
  const asked = afterFirstFrame(oscar).listProfiles();
  await vi.advanceTimersByTimeAsync(299);
  expect(listProfiles).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(await asked).toEqual(await oscar.listProfiles());
});
