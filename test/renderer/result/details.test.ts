import { render, screen } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { expect, it } from 'vitest';
import ReadingDetails from '../../../src-renderer/result/ReadingDetails.svelte';
import { ShownResult } from '../../../src-renderer/result/result.svelte';
import type { Result } from '../../../src-main/core/result/result';
import { keptResult, result } from '../builders';
import { FakeOscar } from '../fake-api';

const user = userEvent.setup();
/** A result whose parts can be taken away. */
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const run = { serviceName: 'grayscale', attempt: 1 };

/** Opens the details of a result. */
async function details(of: Result, isOfList: boolean): Promise<FakeOscar> {
  const oscar = new FakeOscar();
  render(ReadingDetails, { run, shown: new ShownResult(oscar, 'one', of, undefined, isOfList) });
  await user.click(screen.getByText('Details'));
  return oscar;
}

it.each([
  ['a single run', result(), false],
  ['an item of a list', keptResult(), true],
])('says of %s in what form it came, and copies it as a command', async (_, of, isOfList) => {
  const oscar = await details(of, isOfList);
  expect(screen.getByText('base64 text')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'curl' }));
  expect(await screen.findByText(/^Copied/)).toBeVisible();
  expect(oscar.copiedCommands).toEqual(['curl']);
  const hasBody = screen.queryByRole('button', { name: 'Save what was received…' }) !== null;
  expect(hasBody).toBe(!isOfList);
});

it('says nothing of a form that an older list never noted', async () => {
  const older: Mutable<Result> = keptResult();
  delete older.receivedBytes;
  await details(older, true);
  expect(screen.getByText('image/png')).toBeVisible();
  expect(screen.queryByText('Came as')).toBeNull();
  expect(screen.queryByRole('button', { name: 'curl' })).toBeNull();
});
