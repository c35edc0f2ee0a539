import { render, screen } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { expect, it } from 'vitest';
import BatchOptions from '../../../src-renderer/batch/BatchOptions.svelte';
import RunOptions from '../../../src-renderer/run/RunOptions.svelte';
import { batchOverview } from '../builders';
import { FakeOscar } from '../fake-api';

const nothing = () => undefined;
const children = createRawSnippet(() => ({ render: () => '<span></span>' }));

it('says where a limit is set that the connection has one of its own', () => {
  const limits = { waitSeconds: 90, parallelRuns: 4 };
  render(RunOptions, { settings: new FakeOscar().settings, limits, onchange: nothing, children });
  const wait = screen.getByRole('spinbutton', { name: 'Wait for an answer at most' });
  expect(wait).toHaveAccessibleDescription(/This connection waits 1 min 30 sec at most/);
  render(BatchOptions, {
    overview: batchOverview(),
    exampleFile: 'leaf.jpg',
    limits,
    onchange: nothing,
    onwatch: undefined,
    presets: children,
  });
  expect(screen.getByText('This connection runs at most 4 files at the same time.')).toBeVisible();
});

it('says nothing of limits where the connection has none', () => {
  render(RunOptions, { settings: new FakeOscar().settings, limits: undefined, onchange: nothing, children });
  render(BatchOptions, {
    overview: batchOverview(),
    exampleFile: 'leaf.jpg',
    limits: { waitSeconds: 90 },
    onchange: nothing,
    onwatch: undefined,
    presets: children,
  });
  expect(screen.queryByText(/This connection/)).not.toBeInTheDocument();
});
