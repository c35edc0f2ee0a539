import { render, screen, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import axe from 'axe-core';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ImportOffer } from '../../../src-main/core/connection/oscar-cli-config';
import App from '../../../src-renderer/App.svelte';
import { createAppState } from '../../../src-renderer/shell/context';
import { clusterProfile, connectionFile } from '../builders';
import { FakeOscar } from '../fake-api';

const user = userEvent.setup({ delay: null });
let oscar: FakeOscar;

beforeEach(() => {
  oscar = new FakeOscar();
});

async function accessibilityProblems(): Promise<string[]> {
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  return violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(' ')}`);
}

const cluster = (name: string, more: Partial<ImportOffer['clusters'][number]> = {}) => ({
  name,
  endpoint: `https://${name}.example`,
  isPlainHttp: false,
  skipsCertificateCheck: false,
  isDefault: false,
  isKnown: false,
  signIn: { kind: 'password', user: 'ana' } as const,
  ...more,
});
const offer: ImportOffer = {
  id: 'import-1',
  fileName: 'config.yaml',
  clusters: [
    cluster('lab', { skipsCertificateCheck: true }),
    cluster('school', { isDefault: true }),
    cluster('known', { isKnown: true }),
    cluster('open', { isPlainHttp: true }),
  ],
  skipped: [{ name: 'egi', obstacle: 'no-secret' }],
};

describe('import from oscar-cli', () => {
  const open = async () => {
    render(App, { oscar });
    await user.click(await screen.findByRole('button', { name: 'Import from oscar-cli…' }));
    return within(await screen.findByRole('dialog', { name: 'Import from oscar-cli' }));
  };

  it('shows what would be added and what is left out, then adds the chosen ones and opens the default', async () => {
    oscar.usualConfig = offer;
    const dialog = await open();
    expect(dialog.getByText(/^config.yaml holds 4 clusters/)).toBeVisible();
    expect(dialog.getByRole('checkbox', { name: 'lab' })).toBeChecked();
    expect(dialog.getByRole('checkbox', { name: 'lab' })).toHaveAccessibleDescription(/didn’t check its certificate/);
    expect(dialog.getByRole('checkbox', { name: 'known' })).not.toBeChecked();
    expect(dialog.getByRole('checkbox', { name: 'open' })).not.toBeChecked();
    expect(dialog.getByRole('checkbox', { name: 'open' })).toHaveAccessibleDescription(/isn’t encrypted/);
    expect(dialog.getByText('It has a user but no password')).toBeVisible();
    expect(await accessibilityProblems()).toEqual([]);
    await user.click(dialog.getByRole('checkbox', { name: 'lab' }));
    await user.click(dialog.getByRole('checkbox', { name: 'open' }));
    await user.click(dialog.getByRole('button', { name: 'Add 2 connections' }));
    expect(await screen.findByRole('button', { name: /^Connection: school/ })).toBeVisible();
    expect(oscar.profiles.map(({ name }) => name)).toEqual(['school', 'open']);
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('says when there is nothing in the usual place, and takes another file', async () => {
    oscar.chosenConfig = { ...offer, fileName: 'mine.json', clusters: [cluster('lab')] };
    const dialog = await open();
    expect(dialog.getByText(/There is no configuration of oscar-cli/)).toBeVisible();
    await user.click(dialog.getByRole('button', { name: 'Choose a file…' }));
    expect(await dialog.findByText(/^mine.json holds one cluster/)).toBeVisible();
    await user.click(dialog.getByRole('checkbox', { name: 'lab' }));
    expect(dialog.getByRole('button', { name: 'Add connections' })).toHaveAccessibleDescription(
      'Choose at least one cluster.',
    );
  });

  it('tells where a file is broken', async () => {
    const place = { line: 7, column: 3 };
    oscar.refuse('openOscarCliConfig', { code: 'config-unreadable', file: 'config.yaml', problem: 'syntax', place });
    const dialog = await open();
    expect(dialog.getByRole('alert')).toHaveTextContent('Something is wrong at line 7, column 3.');
  });

  it('offers to keep the secrets for this session where there is no keychain', async () => {
    oscar.usualConfig = { ...offer, clusters: [cluster('lab')] };
    oscar.refuse('importClusters', { code: 'keychain-unavailable' });
    const dialog = await open();
    await user.click(dialog.getByRole('button', { name: 'Add one connection' }));
    await user.click(await dialog.findByRole('checkbox', { name: 'Keep for this session only' }));
    oscar.allow('importClusters');
    await user.click(dialog.getByRole('button', { name: 'Add one connection' }));
    await screen.findByRole('button', { name: /^Connection: lab/ });
    expect(oscar.profiles).toMatchObject([{ name: 'lab', keeping: 'session' }]);
  });
});

describe('connection files', () => {
  const lab = connectionFile({
    services: [
      { name: 'plants', title: 'Which plant is it?', purpose: 'Names the plant in a photo' },
      ...Array.from({ length: 6 }, (_, index) => ({ name: `more-${index}` })),
    ],
    limits: { waitSeconds: 600, parallelRuns: 4 },
  });
  const limitsName = 'Wait up to 10 min for an answer Run at most 4 files of a list at the same time';

  it('are shown before they are used; the secret is for the user to add', async () => {
    oscar.waitingFile = lab;
    render(App, { oscar });
    const dialog = within(await screen.findByRole('dialog', { name: 'Connect to Plant lab?' }));
    expect(dialog.getByText('Names the plant in a photo')).toBeVisible();
    expect(dialog.getByText('and 2 more')).toBeVisible();
    expect(await accessibilityProblems()).toEqual([]);
    expect(dialog.getByText('Wait up to 10 min for an answer')).toBeVisible();
    expect(dialog.getByText('Run at most 4 files of a list at the same time')).toBeVisible();
    await user.click(dialog.getByRole('button', { name: 'Next' }));
    const form = within(await screen.findByRole('dialog', { name: 'Add connection' }));
    expect(form.getByText('https://oscar.example.org')).toBeVisible();
    expect(form.getByLabelText('Token')).toHaveFocus();
    expect(form.queryByRole('textbox', { name: 'Address' })).not.toBeInTheDocument();
    expect(await accessibilityProblems()).toEqual([]);
    expect(form.getByRole('checkbox', { name: limitsName })).toBeChecked();
    expect(form.getByRole('combobox', { name: 'Service' })).toHaveValue(lab.services[0]?.name);
    await user.type(form.getByLabelText('Token'), 'abc');
    await user.click(form.getByRole('button', { name: 'Connect' }));
    await screen.findByRole('button', { name: /^Connection: Plant lab, not tried/ });
    expect(oscar.attached).toEqual([{ id: 'file-1', profileId: 'profile-Plant lab' }]);
    expect(oscar.profiles).toMatchObject([{ limits: { waitSeconds: 600, parallelRuns: 4 } }]);
    expect(oscar.settings.waitLimitSeconds).toBe(300);
  });

  it('change nothing when they are only looked at', async () => {
    const settingsBefore = { ...oscar.settings };
    oscar.waitingFile = lab;
    render(App, { oscar });
    const dialog = within(await screen.findByRole('dialog', { name: 'Connect to Plant lab?' }));
    await user.click(dialog.getByRole('button', { name: 'Next' }));
    const form = within(await screen.findByRole('dialog', { name: 'Add connection' }));
    await user.click(form.getByRole('button', { name: 'Cancel' }));
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(oscar.settings).toEqual(settingsBefore);
    expect(oscar.batchCalls).toEqual([]);
    expect(oscar.savedProfiles).toEqual([]);
  });

  it('give a connection no limits where these are not wanted', async () => {
    oscar.waitingFile = lab;
    render(App, { oscar });
    const dialog = within(await screen.findByRole('dialog', { name: 'Connect to Plant lab?' }));
    await user.click(dialog.getByRole('button', { name: 'Next' }));
    const form = within(await screen.findByRole('dialog', { name: 'Add connection' }));
    await user.click(form.getByRole('checkbox', { name: limitsName }));
    await user.click(form.getByRole('button', { name: /^Change the address/ }));
    expect(form.getByRole('textbox', { name: 'Address' })).toHaveFocus();
    expect(form.getByRole('textbox', { name: 'Address' })).toHaveValue('https://oscar.example.org');
    expect(form.getByRole('radio', { name: 'Service token' })).toBeChecked();
    await user.type(form.getByLabelText('Token'), 'abc');
    await user.click(form.getByRole('button', { name: 'Connect' }));
    await screen.findByRole('button', { name: /^Connection: Plant lab, not tried/ });
    expect(oscar.profiles[0]).not.toHaveProperty('limits');
  });

  it('give limits that stay with their connection when it is changed', async () => {
    const limits = { waitSeconds: 600 };
    oscar.profiles = [clusterProfile('Field lab', { limits })];
    oscar.settings = { ...oscar.settings, lastProfileId: 'profile-Field lab' };
    render(App, { oscar });
    await user.click(await screen.findByRole('button', { name: /^Connection: Field lab, not tried/ }));
    await user.click(screen.getByRole('menuitem', { name: /^Edit/ }));
    const form = within(await screen.findByRole('dialog'));
    expect(form.getByRole('checkbox', { name: 'Wait up to 10 min for an answer' })).toBeChecked();
    await user.click(form.getByRole('button', { name: 'Save' }));
    expect(oscar.savedProfiles).toMatchObject([{ fields: { limits } }]);
  });

  it('wait while another one is open', async () => {
    oscar.waitingFile = lab;
    render(App, { oscar });
    const dialog = within(await screen.findByRole('dialog', { name: 'Connect to Plant lab?' }));
    oscar.announce(connectionFile({ name: 'School' }));
    await user.click(dialog.getByRole('button', { name: 'Cancel' }));
    expect(await screen.findByRole('dialog', { name: 'Connect to School?' })).toBeVisible();
    expect(oscar.savedProfiles).toEqual([]);
  });

  it('stay open when none turns out to wait, and wait when another one comes first', async () => {
    const app = createAppState(oscar);
    const { connectionFiles } = app;
    const looking = connectionFiles.openWaiting();
    await connectionFiles.drop(new File([''], 'lab.oscar-connection'));
    await looking;
    expect(connectionFiles.opened?.name).toBe('Plant lab');

    oscar.connectionFile = connectionFile({ name: 'School' });
    await connectionFiles.drop(new File([''], 'school.oscar-connection'));
    expect(connectionFiles.opened?.name).toBe('Plant lab');
    connectionFiles.close();
    expect(connectionFiles.opened?.name).toBe('School');
  });

  it('are refused with a sentence', async () => {
    const refusal = { code: 'connection-file-refused', file: 'a.oscar-connection', problem: 'secret' } as const;
    oscar.refuse('chooseConnectionFile', { ...refusal, field: 'token' });
    render(App, { oscar });
    await user.click(await screen.findByRole('button', { name: 'Open a connection file…' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Can’t use this connection file' }));
    expect(dialog.getByRole('alert')).toHaveTextContent('a.oscar-connection holds a password or token');
    await user.click(dialog.getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });
});

describe('duplicating a connection', () => {
  it('asks for the secret, unless the user chooses to use the same', async () => {
    oscar.profiles = [clusterProfile('Field lab')];
    oscar.settings = { ...oscar.settings, lastProfileId: 'profile-Field lab' };
    render(App, { oscar });
    await user.click(await screen.findByRole('button', { name: /^Connection: Field lab, not tried/ }));
    await user.click(screen.getByRole('menuitem', { name: 'Duplicate Field lab…' }));
    const form = within(await screen.findByRole('dialog', { name: 'Add connection' }));
    expect(form.getByRole('textbox', { name: 'Name' })).toHaveValue('Field lab (copy)');
    await user.click(form.getByRole('button', { name: 'Connect' }));
    expect(form.getByLabelText('Token')).toBeInvalid();
    await user.click(form.getByRole('checkbox', { name: 'Use the token or password of Field lab here too' }));
    await user.click(form.getByRole('button', { name: 'Connect' }));
    expect(await screen.findByRole('button', { name: /^Connection: Field lab \(copy\), not tried/ })).toBeVisible();
    expect(oscar.savedProfiles).toMatchObject([{ id: 'copy of profile-Field lab', fields: { colour: 'green' } }]);
  });
});

describe('documents that were set aside', () => {
  it('are told, with the name they have now', async () => {
    oscar.setAside = [{ name: 'profiles.json.set-aside-17', reason: 'newer', document: 'profiles' }];
    render(App, { oscar });
    const notice = await screen.findByText(/they are kept as profiles.json.set-aside-17/);
    expect(notice).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Close' }));
    expect(notice).not.toBeInTheDocument();
  });
});
