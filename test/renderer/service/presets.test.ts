import { render, screen, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import axe from 'axe-core';
import { beforeEach, expect, it, vi } from 'vitest';
import { writePreset } from '../../../src-main/contract/presets';
import { serviceKey } from '../../../src-main/core/service/service-key';
import type { ServiceCard } from '../../../src-main/core/service/card';
import App from '../../../src-renderer/App.svelte';
import { service } from '../builders';
import { FakeOscar } from '../fake-api';

const user = userEvent.setup();
let oscar: FakeOscar;
const inputSchema = {
  type: 'object',
  properties: {
    text: { type: 'string', title: 'Sentence', maxLength: 100 },
    speed: { type: 'number', title: 'Speed', maximum: 5 },
  },
  required: ['text'],
  additionalProperties: false,
};

async function open(card: ServiceCard = { inputSchema }): Promise<void> {
  oscar.notes = { ...oscar.notes, given: { speak: card } };
  render(App, { oscar });
  await user.click(await screen.findByRole('button', { name: 'Practise without a cluster' }));
  await user.click(await screen.findByRole('option', { name: /speak/ }));
}

const speed = () => screen.getByRole('textbox', { name: /^Speed/ });

async function menu(line: string): Promise<void> {
  await user.click(screen.getByRole('button', { name: 'Presets' }));
  await user.click(screen.getByRole('menuitem', { name: line }));
}

beforeEach(() => {
  oscar = new FakeOscar();
  oscar.services = [service('grayscale'), service('speak')];
});

it('is kept of what is filled in, without asking for one before', async () => {
  await open();
  expect(screen.queryByRole('button', { name: 'Presets' })).not.toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Fill in the form' }));
  await user.type(speed(), '1.50');
  await menu('Keep this as a preset…');
  const dialog = screen.getByRole('dialog');
  await user.type(within(dialog).getByRole('textbox', { name: 'Name' }), ' Slow ');
  expect(await accessibilityProblems(dialog)).toEqual([]);
  await user.click(within(dialog).getByRole('button', { name: 'Keep' }));
  const [[key = '', kept = []] = []] = Object.entries(oscar.notes.presets);
  expect(key).toContain('speak');
  expect(kept).toEqual([{ name: 'Slow', text: expect.stringMatching(/"speed": 1\.50/) }]);
});

it('is what the form begins with where that was chosen, until it is deleted', async () => {
  oscar.notes = {
    ...oscar.notes,
    presets: { [serviceKey(service('speak'))]: [{ name: 'Slow', text: '{"speed": 1.50}' }] },
  };
  await open();
  await menu('All presets…');
  const dialog = screen.getByRole('dialog');
  await user.click(within(dialog).getByRole('checkbox', { name: 'Begin with it' }));
  expect(await accessibilityProblems(dialog)).toEqual([]);
  await user.click(within(dialog).getByRole('button', { name: 'Close' }));
  await user.click(screen.getByRole('button', { name: 'Fill in the form' }));
  expect(speed()).toHaveValue('1.50');
  await menu('All presets…');
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Delete Slow' }));
  expect(oscar.notes.presets).toEqual({});
});

it('of a connection file is there from the start, and brings back what it replaced', async () => {
  await open({ inputSchema, presets: [{ name: 'Loud', text: '{"speed": 2.0}' }] });
  await user.click(screen.getByRole('button', { name: 'Fill in the form' }));
  await user.type(screen.getByRole('textbox', { name: 'Sentence' }), 'Hello');
  await menu('Loud');
  expect(speed()).toHaveValue('2.0');
  expect(screen.getByRole('textbox', { name: 'Sentence' })).toHaveValue('');
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  expect(screen.getByRole('textbox', { name: 'Sentence' })).toHaveValue('Hello');
  await menu('All presets…');
  expect(within(screen.getByRole('dialog')).queryByRole('button', { name: 'Delete Loud' })).not.toBeInTheDocument();
});

it('for a service that changed is filled in as it was, and says so', async () => {
  await open({ inputSchema, presets: [{ name: 'Old', text: '{"text": "Hi", "speed": 9, "pitch": 1}' }] });
  await menu('Old');
  expect(screen.getByText(/made for other settings than the service has now/)).toBeVisible();
  expect(speed()).toHaveValue('9');
  expect(screen.getByText(/doesn’t know “pitch”/)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Run' })).toHaveAttribute('aria-disabled', 'true');
});

it('is pasted as text, under a name of its own, and refused by another service', async () => {
  await open({ inputSchema, presets: [{ name: 'Loud', text: '{"speed": 2.0}' }] });
  const paste = (text: string) => {
    document.body.focus();
    return user.paste(text);
  };
  await paste(writePreset('other', { name: 'Loud', text: '{"speed": 1}' }));
  expect(await screen.findByText(/This preset is for another service/)).toBeVisible();
  expect(oscar.notes.presets).toEqual({});
  await paste(writePreset('speak', { name: 'Loud', text: '{"speed": 1.25}' }));
  await vi.waitFor(() => expect(speed()).toHaveValue('1.25'));
  expect(Object.values(oscar.notes.presets)).toEqual([[{ name: 'Loud (2)', text: '{"speed": 1.25}' }]]);
  const unknown = writePreset('speak', { name: 'Far', text: '{"speed": 1}', limits: { parallelRuns: 65 } });
  await paste(unknown);
  expect(await screen.findByText(/This preset can’t be used/)).toBeVisible();
  expect(speed()).toHaveValue('1.25');
  expect(Object.values(oscar.notes.presets)).toHaveLength(1);
});

it('is kept and copied without the value of a password field, and says so', async () => {
  let copied = '';
  document.execCommand = () => {
    const clipboardData = { setData: (_: string, text: string) => (copied = text) };
    return document.dispatchEvent(Object.assign(new Event('copy'), { clipboardData }));
  };
  const withPassword = {
    type: 'object',
    properties: {
      text: { type: 'string', title: 'Sentence', maxLength: 100 },
      account: { type: 'object', properties: { pin: { type: 'string', title: 'PIN', format: 'password' } } },
    },
  };
  // A preset of before the service had a password field.
  const old = { name: 'Old', text: '{"text": "Hi", "account": {"pin": "4711"}}' };
  await open({ inputSchema: withPassword, presets: [old] });
  await user.click(screen.getByRole('button', { name: 'Fill in the form' }));
  const pin = screen.getByLabelText(/^PIN/);
  expect(pin).toHaveAttribute('type', 'password');
  await user.type(screen.getByRole('textbox', { name: /^Sentence/ }), 'Hello');
  await user.type(pin, '1234');
  await menu('Keep this as a preset…');
  await user.type(screen.getByRole('textbox', { name: 'Name' }), 'Mine{Enter}');
  const kept = JSON.stringify(oscar.notes.presets);
  expect(kept).toContain('Hello');
  expect(kept).not.toContain('1234');
  await menu('All presets…');
  await user.click(screen.getByRole('button', { name: 'Copy Old as text' }));
  expect(screen.getByText('Old was copied without PIN: a password stays with you.')).toBeVisible();
  expect(copied).toContain('Hi');
  expect(copied).not.toContain('4711');
});

it('whose preparation is begun with is applied where the service is chosen, and undone with one click', async () => {
  const small = { name: 'Small', preparation: { picture: { longestSidePx: 640 } }, isDefault: true as const };
  await open({ presets: [small] });
  const used = '“Small” is used here: before sending: 640 pixels.';
  expect(screen.getByText(used)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  expect(screen.queryByText(used)).not.toBeInTheDocument();
  await menu('Small (used at first)');
  expect(screen.getByText(used)).toHaveRole('status');
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  expect(screen.queryByText(used)).not.toBeInTheDocument();
});

it('sets the limits of answers for its service alone, says so, and one click undoes it', async () => {
  const presets = [{ name: 'Patient', limits: { waitSeconds: 900, parallelRuns: 2 } }];
  await open({ presets, sample: { kind: 'text', text: 'Hello' } });
  await menu('Patient');
  expect(screen.getByText('“Patient” is used here: waits 15 min at most.')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Options' }));
  const wait = screen.getByRole('spinbutton', { name: 'Wait for an answer at most' });
  expect(wait).toHaveValue(900);
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  expect(wait).toHaveValue(300);
  await menu('Patient');
  await user.click(screen.getByRole('button', { name: 'Try the sample' }));
  await user.click(screen.getByRole('button', { name: 'Run' }));
  await vi.waitFor(() => expect(oscar.requests.at(-1)).toMatchObject({ limits: { waitSeconds: 900 } }));
});

it('keeps the limits that were set for a service, and the settings stay', async () => {
  await open();
  await user.click(screen.getByRole('button', { name: 'Options' }));
  const isOwn = screen.getByRole('checkbox', { name: /These limits are for this service only/ });
  await user.click(isOwn);
  const wait = screen.getByRole('spinbutton', { name: 'Wait for an answer at most' });
  await user.clear(wait);
  await user.type(wait, '600{Tab}');
  expect(oscar.settings.waitLimitSeconds).toBe(300);
  await menu('Keep this as a preset…');
  await user.type(screen.getByRole('textbox', { name: 'Name' }), 'Patient{Enter}');
  const limits = { waitSeconds: 600, receiveSeconds: 3600, answerBytes: 1e9 };
  expect(Object.values(oscar.notes.presets)).toEqual([[{ name: 'Patient', limits }]]);
  await user.click(isOwn);
  expect(wait).toHaveValue(300);
});

it('that only sets lists says so at an input, and is not one to begin with', async () => {
  await open({ inputSchema, presets: [{ name: 'Field day', names: '{date} {name}', limits: { parallelRuns: 2 } }] });
  await menu('Field day');
  expect(screen.getByText(/only sets how lists of files run/)).toBeVisible();
  await menu('All presets…');
  const dialog = screen.getByRole('dialog');
  expect(within(dialog).getByText('Results called “{date} {name}” · at most 2 at the same time')).toBeVisible();
  expect(within(dialog).queryByRole('checkbox')).not.toBeInTheDocument();
});

it('keeps what it sets of lists where its form is kept again', async () => {
  const speak = serviceKey(service('speak'));
  oscar.notes = { ...oscar.notes, presets: { [speak]: [{ name: 'Slow', text: '{"speed": 1}', names: '{number}' }] } };
  await open();
  await menu('Slow');
  await user.type(screen.getByRole('textbox', { name: 'Sentence' }), 'Hi');
  await menu('Keep this as a preset…');
  await user.type(screen.getByRole('textbox', { name: 'Name' }), 'Slow');
  expect(screen.getByText(/What it sets of lists stays/)).toBeVisible();
  await user.keyboard('{Enter}');
  expect(oscar.notes.presets[speak]).toEqual([
    { name: 'Slow', names: '{number}', text: expect.stringContaining('"Hi"') },
  ]);
});

it('that holds no form is begun with, and the form opens all the same', async () => {
  const small = { name: 'Small', preparation: { picture: { longestSidePx: 640 } }, isDefault: true as const };
  await open({ inputSchema, presets: [small] });
  await user.click(screen.getByRole('button', { name: 'Fill in the form' }));
  expect(speed()).toHaveValue('');
});

async function accessibilityProblems(part: HTMLElement): Promise<string[]> {
  const { violations } = await axe.run(part, { rules: { 'color-contrast': { enabled: false } } });
  return violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(' ')}`);
}
