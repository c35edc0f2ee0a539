import { render, screen, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import axe from 'axe-core';
import { beforeEach, expect, it } from 'vitest';
import App from '../../../../src-renderer/App.svelte';
import { clusterProfile } from '../../builders';
import { FakeOscar } from '../../fake-api';

const user = userEvent.setup();
let oscar: FakeOscar;

beforeEach(() => {
  oscar = new FakeOscar();
  oscar.profiles = [clusterProfile('Field lab')];
  oscar.settings = { ...oscar.settings, lastProfileId: 'profile-Field lab' };
  oscar.savedFile = { name: 'Field lab.oscar-connection', folder: 'Documents' };
  const inputSchema = { type: 'object', properties: { text: { type: 'string', title: 'Sentence', maxLength: 90 } } };
  oscar.draftedFile = {
    name: 'Field lab',
    address: 'https://oscar.example.org',
    services: [
      { name: 'speak', title: 'Text to speech', inputSchema },
      {
        name: 'plants',
        presets: [{ name: 'Small', preparation: { picture: { longestSidePx: 640 } }, names: '{number}' }],
      },
    ],
    recipes: [
      { name: 'Evening', steps: [{ service: 'speak' }, { service: 'plants' }] },
      { name: 'Morning', steps: [{ service: 'plants' }, { service: 'speak' }] },
    ],
    limits: { waitSeconds: 90 },
  };
});

async function open() {
  await user.click(await screen.findByRole('button', { name: /^Connection: Field lab/ }));
  await user.click(screen.getByRole('menuitem', { name: 'Make a connection file…' }));
  return within(await screen.findByRole('dialog', { name: 'Connection file for Field lab' }));
}

it('writes what is chosen and typed, and shows it as pupils see it', async () => {
  render(App, { oscar });
  const maker = await open();
  const pupil = within(maker.getByRole('region', { name: 'As pupils see it' }));
  expect(pupil.getByRole('textbox', { name: /^Sentence/ })).toBeVisible();
  await user.click(maker.getByRole('checkbox', { name: 'Include plants' }));
  await user.click(maker.getByRole('checkbox', { name: 'Evening' }));
  const title = maker.getByRole('textbox', { name: 'Title' });
  await user.clear(title);
  await user.type(title, 'Read aloud');
  expect(pupil.getByRole('heading', { name: 'Read aloud' })).toBeVisible();
  expect(pupil.queryByText('plants')).not.toBeInTheDocument();
  expect(await accessibilityProblems()).toEqual([]);
  await user.click(maker.getByRole('button', { name: 'Save the file…' }));
  expect(await maker.findByText(/^Field lab.oscar-connection is in Documents/)).toBeVisible();
  expect(oscar.choices).toMatchObject([
    { services: [{ name: 'speak', title: 'Read aloud' }], recipes: ['Morning'], limits: { waitSeconds: 120 } },
  ]);
  expect(oscar.choices[0]?.services).toHaveLength(1);
  await user.click(maker.getByRole('button', { name: 'Close' }));
  // A preset that was kept meanwhile, and a service that is new.
  const [speak] = oscar.draftedFile.services;
  const presets = [{ name: 'Slow', text: '{"text": "Hi"}' }];
  oscar.draftedFile = { ...oscar.draftedFile, services: [{ name: 'speak', ...speak, presets }, { name: 'birds' }] };
  const again = await open();
  expect(again.getByRole('textbox', { name: 'Title' })).toHaveValue('Read aloud');
  expect(again.getByRole('checkbox', { name: 'Include birds' })).toBeChecked();
  await user.click(again.getByRole('button', { name: 'Save the file…' }));
  expect(oscar.choices.at(-1)?.services).toMatchObject([{ title: 'Read aloud', presets }, { name: 'birds' }]);
});

it('does not write what could not be opened, and shows where', async () => {
  render(App, { oscar });
  const maker = await open();
  await user.click(maker.getByRole('button', { name: 'plants' }));
  await user.click(maker.getByRole('textbox', { name: /^Form for its JSON/ }));
  await user.paste('{"type": "object", "properties": {"a": {"type": "string", "pattern": "^(a+)+$"}}}');
  expect(maker.getByText(/^Forms don’t know “properties.a.pattern”/)).toBeVisible();
  await user.click(maker.getByRole('button', { name: 'Text to speech' }));
  await user.click(maker.getByRole('button', { name: 'Save the file…' }));
  expect(oscar.choices).toEqual([]);
  expect(maker.getByText(/^Forms don’t know “properties.a.pattern”/)).toBeVisible();
  expect(maker.getByRole('button', { name: /^plants/ })).toHaveTextContent('Something is to be changed');
  oscar.refuse('saveConnectionFile', {
    code: 'connection-file-refused',
    file: 'Field lab',
    problem: 'markup',
    field: 'services.0.title',
  });
  await user.clear(maker.getByRole('textbox', { name: /^Form for its JSON/ }));
  await user.click(maker.getByRole('button', { name: 'Save the file…' }));
  expect(await maker.findByText('This file can’t be saved: look at Text to speech')).toBeVisible();
  expect(maker.getByText(/looks like a part of a web page/)).toBeVisible();
  expect(maker.getByRole('button', { name: 'Text to speech' })).toHaveAttribute('aria-pressed', 'true');
});

it('prints a page without any token, in the language of the window', async () => {
  oscar.savedFile = { name: 'Field lab.pdf', folder: 'Documents' };
  render(App, { oscar });
  const maker = await open();
  await user.click(maker.getByRole('button', { name: 'Save a page to print…' }));
  expect(await maker.findByText(/^Field lab.pdf is in Documents/)).toBeVisible();
  expect(oscar.handOuts).toMatchObject([
    { language: 'en', title: 'Connect to Field lab', services: [{ title: 'Text to speech' }, { title: 'plants' }] },
  ]);
});

async function accessibilityProblems(): Promise<string[]> {
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  return violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(' ')}`);
}
