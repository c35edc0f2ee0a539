import { render, screen, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import axe from 'axe-core';
import { beforeEach, expect, it, vi } from 'vitest';
import { writePreset, type Preset } from '../../../src-main/contract/presets';
import type { BatchOverview } from '../../../src-main/core/batch/overview';
import { serviceKey } from '../../../src-main/core/service/service-key';
import App from '../../../src-renderer/App.svelte';
import { batchOverview, batchRow, service } from '../builders';
import { FakeOscar } from '../fake-api';

const user = userEvent.setup();
let oscar: FakeOscar;
const fieldDay: Preset = {
  name: 'Field day',
  names: '{date} {name}',
  limits: { parallelRuns: 2 },
  preparation: { picture: { longestSidePx: 640 } },
};
const grayscale = serviceKey(service('grayscale'));

beforeEach(() => {
  oscar = new FakeOscar();
  oscar.batchRows = [batchRow('oak.jpg')];
});

async function open(presets: readonly Preset[], list: Partial<BatchOverview> = {}): Promise<void> {
  oscar.notes = { ...oscar.notes, presets: { [grayscale]: presets } };
  oscar.batch = batchOverview(list);
  render(App, { oscar });
  await user.click(await screen.findByRole('button', { name: 'Practise without a cluster' }));
  await user.click(await screen.findByRole('option', { name: /grey|gray/i }));
  await user.click(await screen.findByRole('button', { name: 'Show' }));
  await user.click(await screen.findByRole('button', { name: 'Options' }));
}

/** What was asked of the list, services left out. */
const changes = () =>
  oscar.batchCalls.flatMap(([call, change]) =>
    call === 'changeBatch' && !Object.hasOwn(change as object, 'service') ? [change] : [],
  );

async function menu(line: string): Promise<void> {
  await user.click(screen.getByRole('button', { name: 'Presets' }));
  await user.click(screen.getByRole('menuitem', { name: line }));
}

const used =
  '“Field day” was used for this list: results called “{date} {name}”, at most 2 at the same time, before sending: 640 pixels.';

it('sets names, limits and preparation, says so, and one click undoes it', async () => {
  await open([fieldDay]);
  await menu('Field day');
  const set = { template: '{date} {name}', atOnceLimit: 2, preparation: { picture: { longestSidePx: 640 } } };
  expect(changes()).toEqual([set]);
  expect(screen.queryByText(used)).not.toBeInTheDocument();
  oscar.tellBatch(batchOverview({ ...set, revision: 2 }));
  expect(await screen.findByText(used)).toBeVisible();
  expect(screen.getByRole('textbox', { name: 'Name of each result' })).toHaveValue('{date} {name}');
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  expect(changes().at(-1)).toEqual({ template: '{name} – {service}', atOnceLimit: 0, preparation: 'none' });
  oscar.tellBatch(batchOverview({ revision: 3 }));
  await vi.waitFor(() =>
    expect(screen.getByRole('textbox', { name: 'Name of each result' })).toHaveValue('{name} – {service}'),
  );
  expect(screen.queryByText(used)).not.toBeInTheDocument();
});

it('changes nothing else, and is not told any more once something is set by hand', async () => {
  await open([{ name: 'Two', limits: { parallelRuns: 2 } }], { template: '{number}', atOnceLimit: 8 });
  await menu('Two');
  oscar.tellBatch(batchOverview({ template: '{number}', atOnceLimit: 2, revision: 2 }));
  expect(await screen.findByText('“Two” was used for this list: at most 2 at the same time.')).toBeVisible();
  oscar.tellBatch(batchOverview({ template: '{number}', atOnceLimit: 4, revision: 3 }));
  await vi.waitFor(() => expect(screen.queryByText(/was used for this list/)).not.toBeInTheDocument());
  expect(changes()).toEqual([{ atOnceLimit: 2 }]);
});

it('sets the limits of answers of the list alone, and takes them back', async () => {
  await open([{ name: 'Patient', limits: { waitSeconds: 900 } }]);
  await menu('Patient');
  expect(changes()).toEqual([{ answerLimits: { waitSeconds: 900 } }]);
  oscar.tellBatch(batchOverview({ answerLimits: { waitSeconds: 900 }, revision: 2 }));
  expect(await screen.findByText('“Patient” was used for this list: waits 15 min at most.')).toBeVisible();
  const isOwn = screen.getByRole('checkbox', { name: 'Limits of answers for this list only' });
  expect(isOwn).toBeChecked();
  expect(screen.getByRole('spinbutton', { name: 'Wait for an answer at most' })).toHaveValue(900);
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  expect(changes().at(-1)).toEqual({ answerLimits: 'none' });
});

it('leaves what is being typed where the list changes otherwise', async () => {
  await open([fieldDay]);
  const name = screen.getByRole('textbox', { name: 'Name of each result' });
  await user.type(name, ' x');
  oscar.tellBatch(batchOverview({ total: 9, revision: 2 }));
  await screen.findByText(/\b9 files/);
  expect(name).toHaveValue('{name} – {service} x');
});

it.each([
  ['is begun', { phase: { status: 'sampled', items: [0] } }],
  ['runs', { phase: { status: 'running', isSample: false } }],
] as const)("can't be used where the list %s, but kept", async (_, list) => {
  await open([fieldDay], { ...list, atOnceLimit: 3 });
  await user.click(screen.getByRole('button', { name: 'Presets' }));
  expect(screen.getAllByRole('menuitem').map((item) => item.textContent.trim())).toEqual([
    'Keep this as a preset…',
    'All presets…',
  ]);
  await user.keyboard('{Escape}');
  document.body.focus();
  await user.paste(writePreset('grayscale', fieldDay));
  expect(await screen.findByText(/Nothing of this list was changed/)).toBeVisible();
  expect(changes()).toEqual([]);
  expect(oscar.notes.presets[grayscale]).toHaveLength(2);
});

it('is not offered to a recipe, whose steps have settings of their own', async () => {
  await open([fieldDay], {
    recipe: { id: 'r', name: 'Two steps', step: 1, steps: 2 },
    phase: { status: 'running', isSample: false },
  });
  expect(screen.queryByRole('button', { name: 'Presets' })).not.toBeInTheDocument();
});

it('is kept of what is not as usual, with the form that it had', async () => {
  await open([{ name: 'Mine', text: '{"a": 1}', names: '{number}' }], { atOnceLimit: 4, template: '{date} {name}' });
  await menu('Keep this as a preset…');
  const dialog = screen.getByRole('dialog');
  await user.type(within(dialog).getByRole('textbox', { name: 'Name' }), 'Mine');
  expect(within(dialog).getByText(/Its form stays/)).toBeVisible();
  await user.click(within(dialog).getByRole('button', { name: 'Keep' }));
  const kept = { name: 'Mine', text: '{"a": 1}', names: '{date} {name}', limits: { parallelRuns: 4 } };
  expect(oscar.notes.presets[grayscale]).toEqual([kept]);
  await menu('All presets…');
  const { violations } = await axe.run(screen.getByRole('dialog'), { rules: { 'color-contrast': { enabled: false } } });
  expect(violations).toEqual([]);
  expect(
    screen.getByText('Fills in the form · results called “{date} {name}” · at most 4 at the same time'),
  ).toBeVisible();
});

it('is pasted into the shown list, and refused in words', async () => {
  await open([]);
  expect(screen.queryByRole('button', { name: 'Presets' })).not.toBeInTheDocument();
  document.body.focus();
  await user.paste(writePreset('grayscale', { name: 'Wide', limits: { parallelRuns: 65 } }));
  expect(await screen.findByText(/This preset can’t be used/)).toBeVisible();
  await user.paste(writePreset('other', { name: 'Two', limits: { parallelRuns: 2 } }));
  expect(await screen.findByText(/This preset is for another service/)).toBeVisible();
  expect(changes()).toEqual([]);
  await user.paste(writePreset('grayscale', { name: 'Two', limits: { parallelRuns: 2 } }));
  await vi.waitFor(() => expect(changes()).toEqual([{ atOnceLimit: 2 }]));
  expect(screen.queryByText(/another service/)).not.toBeInTheDocument();
  await user.paste('oscar-preset');
  await user.paste(writePreset('other', { name: 'Two', limits: { parallelRuns: 2 } }));
  const refusal = await screen.findByText(/another service/);
  await user.click(screen.getByRole('button', { name: 'Close' }));
  expect(refusal).not.toBeInTheDocument();
});
