import { render, screen, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import App from '../../../src-renderer/App.svelte';
import { clusterProfile } from '../builders';
import { FakeOscar } from '../fake-api';

const user = userEvent.setup();
let oscar: FakeOscar;

beforeEach(() => {
  oscar = new FakeOscar();
});

const connection = () => screen.findByRole('button', { name: /^Connection: |^Choose a connection$/ });
const form = async () => within(await screen.findByRole('dialog', { name: /^(Add connection|Edit )/ }));

/** Opens the menu of connections and chooses a line of it. */
async function choose(name: string | RegExp): Promise<void> {
  await user.click(await connection());
  await user.click(screen.getByRole(/^(Add|Edit)/.test(String(name)) ? 'menuitem' : 'menuitemradio', { name }));
}

/** Opens the form for a new connection and fills it in. */
async function fillIn(address = 'oscar.example.org'): Promise<void> {
  render(App, { oscar });
  await user.click(await screen.findByRole('button', { name: 'Add connection' }));
  const { getByRole, getByLabelText } = await form();
  await user.type(getByRole('textbox', { name: 'Name' }), 'Field lab');
  await user.type(getByRole('textbox', { name: 'Address' }), address);
  await user.type(getByRole('textbox', { name: 'Service name' }), ' plants ');
  await user.type(getByLabelText('Token'), ' s3cret ');
}

const save = async () => user.click((await form()).getByRole('button', { name: /^(Save|Connect)$/ }));

/** What axe finds wrong, by rule. */
async function accessibilityProblems(): Promise<string[]> {
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  return violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(' ')}`);
}

describe('adding a connection', () => {
  it('saves what was typed, then lists the services', async () => {
    await fillIn();
    expect(await accessibilityProblems()).toEqual([]);
    await user.click((await form()).getByText('More'));
    await user.click((await form()).getByRole('radio', { name: 'Violet' }));
    await save();
    expect(await screen.findByRole('button', { name: /^Connection: Field lab, not tried/ })).toBeVisible();
    expect(oscar.savedProfiles).toEqual([
      {
        id: 'profile-Field lab',
        fields: {
          name: 'Field lab',
          colour: 'violet',
          endpoint: 'oscar.example.org',
          allowsPlainHttp: false,
          signIn: { kind: 'service-token', serviceName: 'plants' },
          trust: { kind: 'system' },
        },
        secret: ' s3cret ',
        keeping: 'keychain',
      },
    ]);
    expect(oscar.listedProfiles).toEqual(['profile-Field lab']);
    expect(await screen.findByRole('option', { name: /grayscale/ })).toBeVisible();
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('takes a user and a password, white space and all', async () => {
    await fillIn();
    const { getByRole, getByLabelText } = await form();
    await user.click(getByRole('radio', { name: 'User and password' }));
    await user.type(getByRole('textbox', { name: 'User' }), 'anna');
    await user.clear(getByLabelText('Password'));
    await user.type(getByLabelText('Password'), ' two words ');
    await save();
    expect(await screen.findByRole('button', { name: 'Connection: Field lab, connected' })).toBeVisible();
    expect(oscar.savedProfiles[0]).toMatchObject({ fields: { signIn: { user: 'anna' } }, secret: ' two words ' });
  });

  it('tells beside each field what is missing, once the user tried', async () => {
    render(App, { oscar });
    await user.click(await screen.findByRole('button', { name: 'Add connection' }));
    const { getByRole, getByLabelText } = await form();
    expect(getByRole('textbox', { name: 'Name' })).toBeValid();
    await save();
    expect(getByRole('textbox', { name: 'Name' })).toHaveAccessibleDescription(/Give it a name\./);
    expect(getByRole('textbox', { name: 'Address' })).toHaveAccessibleDescription(/Type the address/);
    expect(getByRole('textbox', { name: 'Address' })).toHaveFocus();
    expect(getByRole('textbox', { name: 'Service name' })).toHaveAccessibleDescription(/Type the name of the service/);
    expect(getByLabelText('Token')).toHaveAccessibleDescription(/Paste the token here/);
    expect(oscar.savedProfiles).toEqual([]);
    await user.type(getByRole('textbox', { name: 'Name' }), 'x');
    expect(getByRole('textbox', { name: 'Name' })).toBeValid();
  });

  it('shows a token only while asked to', async () => {
    await fillIn();
    const { getByRole, getByLabelText } = await form();
    expect(getByLabelText('Token')).toHaveAttribute('type', 'password');
    await user.click(getByRole('button', { name: 'Show token' }));
    expect(getByLabelText('Token')).toHaveAttribute('type', 'text');
    await user.click(getByRole('button', { name: 'Show token' }));
    expect(getByLabelText('Token')).toHaveAttribute('type', 'password');
  });

  it('loses nothing that was typed when the address is not one', async () => {
    await fillIn('no address');
    oscar.refuse('addProfile', { code: 'endpoint-invalid', address: 'no address' });
    await save();
    const { getByRole, getByLabelText } = await form();
    const address = getByRole('textbox', { name: 'Address' });
    expect(address).toHaveAccessibleDescription(/“no address” isn’t a web address/);
    expect(address).toHaveFocus();
    expect(getByLabelText('Token')).toHaveValue(' s3cret ');
    await user.type(address, 'x');
    expect(address).toBeValid();
  });

  it('goes unprotected only by an explicit choice, and for that address alone', async () => {
    await fillIn('http://lab.example.org');
    oscar.refuse('addProfile', { code: 'plain-http-refused', host: 'lab.example.org' });
    await save();
    const { getByRole, queryByRole } = await form();
    const address = getByRole('textbox', { name: 'Address' });
    expect(address).toHaveAccessibleDescription(/The way to lab.example.org isn’t encrypted/);
    await user.click(getByRole('checkbox', { name: /^Use this address although/ }));
    await user.type(address, '/x');
    expect(queryByRole('checkbox')).not.toBeInTheDocument();
    await save();
    await user.click(getByRole('checkbox', { name: /^Use this address although/ }));
    oscar.allow('addProfile');
    await save();
    expect(oscar.savedProfiles[0]?.fields).toMatchObject({ allowsPlainHttp: true });
  });

  it('offers this session only where there is no keychain', async () => {
    await fillIn();
    oscar.refuse('addProfile', { code: 'keychain-unavailable' });
    await save();
    const { getByRole, getByLabelText } = await form();
    expect(getByLabelText('Token')).toHaveAccessibleDescription(/no safe place for tokens/);
    await user.click(getByRole('checkbox', { name: 'Keep for this session only' }));
    oscar.allow('addProfile');
    await save();
    expect(oscar.savedProfiles[0]?.keeping).toBe('session');
  });

  it('proposes the name of the host, and takes apart the pasted address of a service', async () => {
    render(App, { oscar });
    await user.click(await screen.findByRole('button', { name: 'Add connection' }));
    const { getByRole, getByLabelText } = await form();
    const address = getByRole('textbox', { name: 'Address' });
    await user.click(address);
    await user.paste('https://oscar.example.org/lab/run/plants%20two?owner=ana');
    await vi.waitFor(() => expect(address).toHaveValue('https://oscar.example.org/lab'));
    expect(getByRole('textbox', { name: 'Service name' })).toHaveValue('plants two');
    await user.click(getByLabelText('Token'));
    expect(getByRole('textbox', { name: 'Name' })).toHaveValue('oscar.example.org');
    await user.clear(address);
    await user.type(address, 'other.example.org:8443');
    await user.tab();
    expect(getByRole('textbox', { name: 'Name' })).toHaveValue('other.example.org');
    await user.clear(getByRole('textbox', { name: 'Name' }));
    await user.type(getByRole('textbox', { name: 'Name' }), 'Mine');
    await user.clear(address);
    await user.type(address, 'no address');
    await user.tab();
    expect(address).toHaveAccessibleDescription(/“no address” isn’t a web address/);
    expect(getByRole('textbox', { name: 'Name' })).toHaveValue('Mine');
  });

  it('sees what a token is, until the user says it', async () => {
    await fillIn();
    const { getByRole, getByLabelText } = await form();
    oscar.reading = { kind: 'web-token', claims: { life: {} } };
    await user.type(getByLabelText('Token'), 'x');
    await vi.waitFor(() => expect(getByRole('radio', { name: 'Access token' })).toBeChecked());
    oscar.reading = { kind: 'web-token', claims: { life: {}, isRefreshToken: true } };
    await user.type(getByLabelText('Access token', { selector: '[name=secret]' }), 'x');
    await vi.waitFor(() => expect(getByRole('radio', { name: /^Long-lived/ })).toBeChecked());
    await user.click(getByRole('radio', { name: 'Service token' }));
    await user.type(getByLabelText('Token'), 'x');
    expect(getByRole('radio', { name: 'Service token' })).toBeChecked();
    expect(getByLabelText('Token')).toHaveValue(' s3cret xxx');
  });

  it('checks before it saves, tells what is wrong, and can be saved all the same', async () => {
    await fillIn();
    oscar.checkSteps = [
      { id: 'address', outcome: 'passed', finding: { kind: 'address', endpoint: 'https://oscar.example.org' } },
      { id: 'sign-in', outcome: 'failed', error: { code: 'unauthorized', host: 'oscar.example.org' } },
      { id: 'services', outcome: 'not-checked', reason: 'earlier-step' },
    ];
    await save();
    const { getByRole, getByLabelText } = await form();
    await vi.waitFor(() =>
      expect(getByLabelText('Token')).toHaveAccessibleDescription(/The token or password wasn’t accepted/),
    );
    expect(getByLabelText('Token')).toHaveFocus();
    expect(within(getByRole('list', { name: 'Check connection' })).getAllByRole('listitem')).toHaveLength(2);
    expect(oscar.checked).toMatchObject([{ fields: { name: 'Field lab' }, secret: ' s3cret ', id: undefined }]);
    expect(await accessibilityProblems()).toEqual([]);
    expect(oscar.savedProfiles).toEqual([]);
    await user.click(getByRole('button', { name: 'Save all the same' }));
    expect(await screen.findByRole('button', { name: /^Connection: Field lab, not tried/ })).toBeVisible();
    expect(oscar.checked).toHaveLength(1);
  });

  it('says what a password in the place of a service token is', async () => {
    await fillIn();
    oscar.reading = { kind: 'opaque' };
    const { getByLabelText } = await form();
    await user.type(getByLabelText('Token'), 'x');
    oscar.checkSteps = [
      { id: 'sign-in', outcome: 'failed', error: { code: 'sign-in-unsupported', host: 'oscar.example.org' } },
    ];
    await save();
    await vi.waitFor(() => expect(getByLabelText('Token')).toBeInvalid());
    expect(getByLabelText('Token')).toHaveAccessibleDescription(/A password\? Choose User and password/);
    expect(screen.queryByText(/doesn’t take access tokens/)).not.toBeInTheDocument();
  });

  it('can be saved without waiting for the check', async () => {
    await fillIn();
    let end: () => void = () => undefined;
    oscar.endOfCheck = new Promise((resolve) => (end = resolve));
    await save();
    await user.click(await (await form()).findByRole('button', { name: 'Save all the same' }));
    expect(await screen.findByRole('button', { name: /^Connection: Field lab, not tried/ })).toBeVisible();
    end();
    await Promise.resolve();
    expect(oscar.savedProfiles).toHaveLength(1);
  });

  it('saves nothing that was changed since it was checked, and nothing once it was closed', async () => {
    await fillIn();
    let end: () => void = () => undefined;
    oscar.endOfCheck = new Promise((resolve) => (end = resolve));
    await save();
    const { getByRole } = await form();
    await user.type(getByRole('textbox', { name: 'Service name' }), '2');
    end();
    expect(await screen.findByRole('button', { name: /^Connection: Field lab, not tried/ })).toBeVisible();
    expect(oscar.checked.map(({ fields }) => fields.signIn)).toMatchObject([
      { serviceName: 'plants' },
      { serviceName: 'plants 2' },
    ]);
    oscar.endOfCheck = new Promise((resolve) => (end = resolve));
    await choose('Add connection…');
    await user.type((await form()).getByRole('textbox', { name: 'Address' }), 'second.example.org');
    await user.type((await form()).getByRole('textbox', { name: 'Service name' }), 'plants');
    await user.type((await form()).getByLabelText('Token'), 'abc');
    await save();
    await user.click((await form()).getByRole('button', { name: 'Cancel' }));
    end();
    await Promise.resolve();
    expect(oscar.savedProfiles).toHaveLength(1);
  });

  it('tells every other failure in the form', async () => {
    await fillIn();
    oscar.refuse('addProfile', { code: 'disk-full', folder: 'OSCAR Desktop' });
    await save();
    expect(await screen.findByText('Can’t save to OSCAR Desktop: the disk is full, or nearly so')).toBeVisible();
    expect((await form()).getByRole('textbox', { name: 'Name' })).toHaveValue('Field lab');
  });
});

describe('the menu of connections', () => {
  beforeEach(() => {
    oscar.profiles = [clusterProfile('Field lab'), clusterProfile('School', { colour: 'red' })];
  });

  it('is there at the start once there is a connection, and switches with two clicks', async () => {
    render(App, { oscar });
    await choose('School');
    expect(await screen.findByRole('button', { name: /^Connection: School, not tried/ })).toHaveFocus();
    await choose('Practice');
    expect(await screen.findByRole('button', { name: 'Connection: Practice, connected' })).toBeVisible();
    await user.click(await connection());
    for (const name of ['Field lab', 'School'])
      expect(screen.getByRole('menuitemradio', { name })).toHaveAccessibleDescription('not tried');
    expect(screen.getByRole('menuitemradio', { name: 'Practice' })).not.toHaveAccessibleDescription();
    expect(screen.getByRole('menuitemradio', { name: 'Practice' })).toBeChecked();
    expect(screen.queryByRole('menuitem', { name: /^Edit/ })).not.toBeInTheDocument();
    expect(await accessibilityProblems()).toEqual([]);
  });

  it('obeys the keyboard', async () => {
    render(App, { oscar });
    await screen.findByRole('button', { name: 'Choose a connection' });
    await user.keyboard('{Control>}l{/Control}');
    expect(screen.getByRole('menuitemradio', { name: 'Field lab' })).toHaveFocus();
    await user.keyboard('{ArrowDown}');
    expect(screen.getByRole('menuitemradio', { name: 'School' })).toHaveFocus();
    await user.keyboard('{End}{ArrowDown}{ArrowUp}');
    expect(screen.getByRole('menuitem', { name: 'Import from oscar-cli…' })).toHaveFocus();
    await user.keyboard('p');
    expect(screen.getByRole('menuitemradio', { name: 'Practice' })).toHaveFocus();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('menu')).not.toBeInTheDocument();
    expect(await connection()).toHaveFocus();
    await user.keyboard('{ArrowDown}{Home}{Enter}');
    expect(await screen.findByRole('button', { name: /^Connection: Field lab, not tried/ })).toBeVisible();
  });

  it('closes when the focus leaves it', async () => {
    render(App, { oscar });
    await user.click(await connection());
    await user.click(screen.getByRole('heading', { name: 'Run a service on your own file' }));
    expect(screen.queryByRole('menu')).not.toBeInTheDocument();
  });

  it('offers a colour that no other connection has', async () => {
    oscar.profiles = [clusterProfile('Field lab', { colour: 'green' })];
    render(App, { oscar });
    await choose('Add connection…');
    expect((await form()).getByRole('radio', { name: 'Blue' })).toBeChecked();
  });

  it('opens the connection that was used last', async () => {
    oscar.settings = { ...oscar.settings, lastProfileId: 'profile-School' };
    render(App, { oscar });
    expect(await screen.findByRole('button', { name: /^Connection: School, not tried/ })).toBeVisible();
    expect(oscar.listedProfiles).toEqual(['profile-School']);
  });

  it('remembers the one in use', async () => {
    render(App, { oscar });
    await choose('Field lab');
    expect(oscar.settings.lastProfileId).toBe('profile-Field lab');
  });
});

describe('changing a connection', () => {
  beforeEach(async () => {
    oscar.profiles = [clusterProfile('Field lab')];
    render(App, { oscar });
    await choose('Field lab');
    await choose('Edit Field lab…');
  });

  it('begins with what is known, without the old token', async () => {
    const { getByRole, getByLabelText } = await form();
    expect(getByRole('textbox', { name: 'Address' })).toHaveValue('https://oscar.example.org');
    expect(getByRole('radio', { name: 'Blue' })).toBeChecked();
    expect(getByLabelText('Token')).toHaveValue('');
    expect(getByLabelText('Token')).toHaveAccessibleDescription('Leave empty to keep the one you have');
    await save();
    expect(oscar.savedProfiles).toMatchObject([{ id: 'profile-Field lab', secret: undefined }]);
  });

  it('wants a new secret for another way to sign in', async () => {
    const { getByRole, getByLabelText } = await form();
    await user.click(getByRole('radio', { name: 'User and password' }));
    await user.type(getByRole('textbox', { name: 'User' }), 'anna');
    await save();
    expect(getByLabelText('Password')).toHaveAccessibleDescription(/Type your password/);
    expect(oscar.savedProfiles).toEqual([]);
  });

  it('deletes it after a question', async () => {
    await user.click((await form()).getByRole('button', { name: 'Delete…' }));
    const question = within(await screen.findByRole('dialog', { name: 'Delete Field lab?' }));
    oscar.refuse('deleteProfile', { code: 'keychain-unavailable' });
    await user.click(question.getByRole('button', { name: 'Delete' }));
    expect(await question.findByText('This computer has no safe place for tokens')).toBeVisible();
    oscar.allow('deleteProfile');
    await user.click(question.getByRole('button', { name: 'Delete' }));
    expect(await screen.findByRole('button', { name: 'Practise without a cluster' })).toBeVisible();
    expect(oscar.profiles).toEqual([]);
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('does not run, open files or leave for the menu while the form is open', async () => {
    await user.keyboard('{Control>}l{/Control}{Control>}o{/Control}');
    expect(screen.queryByRole('menu')).not.toBeInTheDocument();
    expect(screen.queryByRole('img', { name: /^Preview/ })).not.toBeInTheDocument();
  });

  it('gives the focus back', async () => {
    await user.click((await form()).getByRole('button', { name: 'Cancel' }));
    expect(await connection()).toHaveFocus();
  });
});

describe('a cluster that can’t be listed', () => {
  it('can be asked again, or its connection changed', async () => {
    oscar.profiles = [clusterProfile('Field lab')];
    oscar.refuse('listServices', { code: 'unauthorized', host: 'oscar.example.org' });
    render(App, { oscar });
    await choose('Field lab');
    expect(await screen.findByRole('alert')).toHaveTextContent('The token or password wasn’t accepted');
    expect(screen.getByRole('button', { name: 'Connection: Field lab, not connected' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Edit connection' }));
    expect((await form()).getByRole('textbox', { name: 'Name' })).toHaveValue('Field lab');
    await user.click((await form()).getByRole('button', { name: 'Cancel' }));
    oscar.allow('listServices');
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('option', { name: /grayscale/ })).toBeVisible();
  });
});
