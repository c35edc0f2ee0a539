import { render, screen, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CheckStep } from '../../../src-main/core/connection/connection-check';
import App from '../../../src-renderer/App.svelte';
import { checkReport } from '../../../src-renderer/connection/check-words';
import { certificate, clusterProfile } from '../builders';
import { FakeOscar } from '../fake-api';

const user = userEvent.setup();
const host = 'oscar.example.org';
const steps: readonly CheckStep[] = [
  { id: 'address', outcome: 'passed', finding: { kind: 'address', endpoint: `https://${host}` } },
  { id: 'name', outcome: 'not-checked', reason: 'through-proxy' },
  { id: 'connection', outcome: 'passed', finding: { kind: 'connection', host, proxy: 'proxy.lab:3128' } },
  {
    id: 'certificate',
    outcome: 'passed',
    finding: { kind: 'certificate', certificate: certificate(), hasExpired: false },
  },
  { id: 'oscar', outcome: 'passed', finding: { kind: 'oscar', version: 'v4.1.2' } },
  { id: 'sign-in', outcome: 'failed', error: { code: 'unauthorized', host, text: 'expired' } },
  { id: 'services', outcome: 'not-checked', reason: 'earlier-step' },
  { id: 'runnable', outcome: 'not-checked', reason: 'earlier-step' },
];
let oscar: FakeOscar;

beforeEach(() => {
  oscar = new FakeOscar();
  oscar.profiles = [clusterProfile('lab', { signIn: { kind: 'password', user: 'ana' } })];
  oscar.settings = { ...oscar.settings, lastProfileId: 'profile-lab' };
});

async function accessibilityProblems(): Promise<string[]> {
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  return violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(' ')}`);
}

describe('the report', () => {
  it('tells each step in a line, with what the server said and the fingerprint', () => {
    const report = checkReport(steps, `https://${host}`, '1.2.3', '2024-05-01T10:00:00.000Z');
    expect(report.split('\n')).toEqual([
      `Connection to https://${host}`,
      `[x] Address: https://${host} is a web address.`,
      '[ ] Name: The proxy looks up the name.',
      `[x] Connection: ${host} answers through the proxy proxy.lab:3128.`,
      `[x] Certificate: ${host} is trusted until January 1, 2034.`,
      `  SHA-256 ${Array(32).fill('AB').join(':')}`,
      '[x] OSCAR: OSCAR v4.1.2 answers.',
      expect.stringMatching(/^\[!\] Sign-in: The token or password wasn’t accepted\. /),
      '  expired',
      '[ ] Services: Waits for the step above.',
      '[ ] Running: Waits for the step above.',
      'OSCAR Desktop 1.2.3, 2024-05-01T10:00:00.000Z',
      '',
    ]);
  });
});

describe('a check', () => {
  it('is opened from the menu, for the saved connection', async () => {
    oscar.checkSteps = steps;
    render(App, { oscar });
    await user.click(await screen.findByRole('button', { name: 'Connection: lab, connected' }));
    await user.click(screen.getByRole('menuitem', { name: 'Check lab…' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Check connection' }));
    expect(await dialog.findByText('Something is in the way.')).toBeVisible();
    expect(dialog.getAllByRole('listitem')).toHaveLength(8);
    expect(await accessibilityProblems()).toEqual([]);
    expect(oscar.checked).toMatchObject([{ id: 'profile-lab', secret: undefined, fields: { name: 'lab' } }]);
  });

  it('shows each step as soon as it is behind it, and begins anew', async () => {
    let end: () => void = () => undefined;
    oscar.endOfCheck = new Promise((resolve) => (end = resolve));
    oscar.checkSteps = steps;
    render(App, { oscar });
    await user.click(await screen.findByRole('button', { name: 'Connection: lab, connected' }));
    await user.click(screen.getByRole('menuitem', { name: 'Check lab…' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Check connection' }));
    oscar.advanceCheck(steps.slice(0, 2));
    await vi.waitFor(() => expect(dialog.getAllByRole('listitem')).toHaveLength(2));
    expect(dialog.getByText('Checking…')).toBeVisible();
    expect(dialog.queryByRole('button', { name: 'Copy report' })).not.toBeInTheDocument();
    end();
    expect(await dialog.findByText('Something is in the way.')).toBeVisible();
    oscar.advanceCheck([]);
    expect(dialog.getAllByRole('listitem')).toHaveLength(8);

    oscar.endOfCheck = new Promise(() => undefined);
    await user.click(dialog.getByRole('button', { name: 'Check again' }));
    expect(dialog.queryByRole('listitem')).not.toBeInTheDocument();
  });
});

describe('a certificate that is not trusted', () => {
  const refused = { code: 'tls-untrusted', host, problem: 'self-signed' } as const;

  async function openCertificate() {
    oscar.refuse('listServices', refused);
    render(App, { oscar });
    await user.click(await screen.findByRole('button', { name: 'Show the certificate…' }));
    const dialog = within(await screen.findByRole('dialog', { name: `Certificate of ${host}` }));
    await dialog.findByText('Not trusted: it vouches for itself.');
    expect(await accessibilityProblems()).toEqual([]);
    oscar.allow('listServices');
    return dialog;
  }

  it('leads to the institute’s own, and back to the services', async () => {
    const dialog = await openCertificate();
    await user.click(dialog.getByRole('button', { name: 'Add your institute’s certificate…' }));
    expect(await screen.findByRole('option', { name: /grayscale/ })).toBeVisible();
    const trust = { kind: 'certificate-authority', subject: 'Institute', certificates: 'PEM' };
    expect(oscar.savedProfiles).toMatchObject([{ id: 'profile-lab', fields: { trust }, secret: undefined }]);
  });

  it('is trusted only together with a secret that is typed for it', async () => {
    oscar.refuse('changeProfile', { code: 'secret-missing', profile: 'lab', cause: 'connection-changed' });
    const dialog = await openCertificate();
    await user.click(dialog.getByRole('button', { name: 'Trust only this certificate', hidden: true }));
    const form = within(await screen.findByRole('dialog', { name: 'Edit lab' }));
    expect(form.getByText('The token or password of lab is needed once more')).toBeVisible();
    oscar.allow('changeProfile');
    await user.click(form.getByRole('button', { name: 'Save' }));
    expect(oscar.savedProfiles).toEqual([]);
    await user.type(form.getByLabelText('Password'), 'secret');
    await user.click(form.getByRole('button', { name: 'Save' }));
    await screen.findByRole('option', { name: /grayscale/ });
    const trust = { kind: 'pinned', sha256: 'ab'.repeat(32) };
    expect(oscar.savedProfiles).toMatchObject([{ fields: { trust }, secret: 'secret' }]);
  });

  it('stays in sight when the chosen file holds none', async () => {
    oscar.refuse('chooseCertificateFile', { code: 'no-certificate', file: 'notes.txt' });
    const dialog = await openCertificate();
    await user.click(dialog.getByRole('button', { name: 'Add your institute’s certificate…' }));
    expect(await dialog.findByText('There is no certificate in notes.txt')).toBeVisible();
    expect(oscar.savedProfiles).toEqual([]);
  });

  it('can be the only one that is trusted, and that can be taken back in the form', async () => {
    const dialog = await openCertificate();
    await user.click(dialog.getByRole('button', { name: 'Trust only this certificate', hidden: true }));
    await screen.findByRole('option', { name: /grayscale/ });
    expect(oscar.savedProfiles).toMatchObject([{ fields: { trust: { kind: 'pinned', sha256: 'ab'.repeat(32) } } }]);
    await user.click(screen.getByRole('button', { name: 'Connection: lab, connected' }));
    await user.click(screen.getByRole('menuitem', { name: 'Edit lab…' }));
    const form = within(await screen.findByRole('dialog', { name: 'Edit lab' }));
    await user.click(form.getByRole('button', { name: 'Use those your computer trusts' }));
    await user.click(form.getByRole('button', { name: 'Save' }));
    expect(oscar.savedProfiles.at(-1)).toMatchObject({ fields: { trust: { kind: 'system' } } });
  });
});
