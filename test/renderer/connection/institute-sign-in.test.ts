import { render, screen } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import App from '../../../src-renderer/App.svelte';
import { InstituteSignInState } from '../../../src-renderer/connection/sign-in/institute-sign-in.svelte';
import { connectionFile } from '../builders';
import { FakeOscar } from '../fake-api';

const user = userEvent.setup();
const institute = { issuer: 'https://login.example.org', clientId: 'desk' };
const page = { language: 'en', done: 'Done', failed: 'Failed', next: 'Go back' } as const;
let oscar: FakeOscar;

beforeEach(() => {
  oscar = new FakeOscar();
});

const subject = { endpoint: 'https://oscar.example.org', trust: { kind: 'system' }, institute } as const;

describe('a sign-in by the page of an institute', () => {
  it('misses nothing that comes before the reply of its beginning', async () => {
    const signIn = new InstituteSignInState(oscar, subject);
    const begun = signIn.begin(page, 'browser');
    oscar.advanceSignIn({ kind: 'browser', isOpen: true });
    oscar.advanceSignIn({ kind: 'done' });
    expect(await begun).toBe(true);
    expect(signIn.isDone).toBe(true);
  });

  it('ends without tokens when it is left', async () => {
    const signIn = new InstituteSignInState(oscar, subject);
    const begun = signIn.begin(page, 'code');
    await expect.poll(() => signIn.id).toBe('sign-in 1');
    signIn.leave();
    expect(await begun).toBe(false);
    expect(oscar.left).toEqual(['sign-in 1']);
  });
});

describe('the form of a connection', () => {
  async function open(): Promise<void> {
    oscar.connectionFile = connectionFile({ signIn: institute });
    render(App, { oscar });
    await user.click(await screen.findByRole('button', { name: 'Open a connection file…' }));
    expect(await screen.findByText('https://login.example.org')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Next' }));
    expect(screen.queryByLabelText('Token')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Connect' }));
  }

  it('asks only for the sign-in where a connection file names the page, and saves it', async () => {
    await open();
    oscar.advanceSignIn({ kind: 'browser', isOpen: true });
    expect(await screen.findByText(/^Sign in on the page/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Open it again' }));
    await user.click(screen.getByRole('button', { name: 'Copy the link' }));
    expect(oscar.pages).toEqual(['opened sign-in 1', 'copied sign-in 1']);
    oscar.advanceSignIn({ kind: 'done' });
    await expect.poll(() => oscar.savedProfiles.length).toBe(1);
    expect(oscar.savedProfiles[0]).toMatchObject({
      secret: 'sign-in 1',
      fields: { signIn: { kind: 'institute', institute } },
    });
    expect(oscar.left).toEqual(['sign-in 1']);
  });

  it('shows a code, large and as QR, where the user wants one', async () => {
    await open();
    oscar.advanceSignIn({ kind: 'browser', isOpen: true });
    await user.click(await screen.findByRole('button', { name: 'Use a code instead' }));
    await expect.poll(() => oscar.begun.map(({ way }) => way)).toEqual(['browser', 'code']);
    const endsAt = '2026-05-01T10:00:00.000Z';
    const qr = [
      [true, false],
      [false, true],
    ];
    oscar.advanceSignIn({ kind: 'code', code: 'ABCD-EFGH', address: 'https://login.example.org/device', qr, endsAt });
    expect(await screen.findByText('ABCD-EFGH')).toBeVisible();
    expect(screen.getByRole('img', { name: 'QR code of the address' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Cancel sign-in' }));
    await expect.poll(() => screen.queryByText('ABCD-EFGH')).toBeNull();
    expect(oscar.savedProfiles).toEqual([]);
  });

  it('is kept for this session where there is no keychain, without signing in twice', async () => {
    await open();
    oscar.refuse('addProfile', { code: 'keychain-unavailable' });
    oscar.advanceSignIn({ kind: 'done' });
    await user.click(await screen.findByRole('checkbox', { name: 'Keep for this session only' }));
    oscar.allow('addProfile');
    await user.click(screen.getByRole('button', { name: 'Connect' }));
    await expect.poll(() => oscar.savedProfiles.at(-1)?.keeping).toBe('session');
    expect(oscar.savedProfiles.at(-1)?.secret).toBe('sign-in 1');
    expect(oscar.begun).toHaveLength(1);
  });

  it('tells why there is no sign-in, and keeps nothing', async () => {
    await open();
    oscar.advanceSignIn({
      kind: 'failed',
      error: { code: 'sign-in-refused', issuer: institute.issuer, reason: 'denied', text: '' },
    });
    expect(await screen.findByText(/^You were not signed in at/)).toBeVisible();
    expect(oscar.savedProfiles).toEqual([]);
    expect(screen.getByRole('button', { name: 'Connect' })).toHaveAttribute('aria-disabled', 'false');
  });
});
