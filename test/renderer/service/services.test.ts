import { render, screen, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import axe from 'axe-core';
import { beforeEach, describe, expect, it } from 'vitest';
import App from '../../../src-renderer/App.svelte';
import { clusterProfile, service } from '../builders';
import { FakeOscar } from '../fake-api';

const user = userEvent.setup({ delay: null });
let oscar: FakeOscar;

beforeEach(() => {
  oscar = new FakeOscar();
  oscar.profiles = [clusterProfile('Lab', { signIn: { kind: 'password', user: 'ana' } })];
  oscar.settings = { ...oscar.settings, lastProfileId: 'profile-Lab' };
  oscar.services = [
    service('plants', {
      owner: 'ana',
      state: 'failed',
      memory: '1Gi',
      words: { title: 'Plants', purpose: 'Names plants' },
    }),
    service('plants', { owner: 'cluster_admin', state: 'sleeping' }),
    service('cow', { owner: 'ana', acceptedSuffixes: ['json'] }),
  ];
});

async function accessibilityProblems(): Promise<string[]> {
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  return violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(' ')}`);
}

describe('the services of a cluster', () => {
  it('say what they are called and do, what is wrong with them, and whose they are where two share a name', async () => {
    render(App, { oscar });
    const options = await screen.findAllByRole('option');
    expect(options.map((option) => option.textContent.replaceAll(/\s+/g, ' ').trim())).toEqual([
      'cow',
      'plants Owner: the administrator',
      'Plants Failed Names plants Owner: ana',
    ]);
    expect(await accessibilityProblems()).toEqual([]);
  });

  it('are marked as favourites, and called by the user’s own words until these are taken back', async () => {
    render(App, { oscar });
    await user.click(await screen.findByRole('option', { name: /^cow/ }));
    await user.click(screen.getByRole('button', { name: 'Favourite' }));
    expect(oscar.notes.favourites).toEqual(['ana/cow']);
    expect(screen.getAllByRole('option')[0]).toHaveTextContent('cow');
    await user.click(screen.getByText('About this service'));
    await user.click(screen.getByRole('button', { name: 'Edit name and purpose…' }));
    const form = within(screen.getByRole('dialog', { name: 'What to call cow' }));
    await user.clear(form.getByRole('textbox', { name: 'Name' }));
    await user.type(form.getByRole('textbox', { name: 'Name' }), 'Talking cow');
    await user.click(form.getByRole('button', { name: 'Save' }));
    expect(screen.getByRole('heading', { name: 'Talking cow' })).toBeVisible();
    expect(oscar.notes.edited).toMatchObject({ 'ana/cow': { title: 'Talking cow' } });
    await user.click(screen.getByRole('button', { name: 'Edit name and purpose…' }));
    await user.click(screen.getByRole('button', { name: 'Use its own words' }));
    expect(screen.getByRole('heading', { name: 'cow' })).toBeVisible();
    expect(oscar.notes.edited).toEqual({});
  });

  it('bring the sample and the types of their card', async () => {
    oscar.notes = {
      ...oscar.notes,
      given: { cow: { title: 'Cow', accepts: ['txt'], maxBytes: 5_000_000, sample: { kind: 'text', text: 'Moo' } } },
    };
    render(App, { oscar });
    await user.click(await screen.findByRole('option', { name: /^Cow/ }));
    await user.click(screen.getByRole('button', { name: 'Try the sample' }));
    expect(screen.getByRole('textbox', { name: 'Text to send' })).toHaveValue('Moo');
    await user.click(screen.getByText('About this service'));
    expect(screen.getByText('5 MB')).toBeVisible();
  });

  it('are remembered as recent when they run', async () => {
    render(App, { oscar });
    await user.click(await screen.findByRole('option', { name: /^cow/ }));
    // It takes JSON, so that is offered before text.
    await user.click(screen.getByRole('button', { name: 'Type JSON…' }));
    await user.type(screen.getByRole('textbox', { name: 'Text to send' }), '1');
    await user.click(screen.getByRole('button', { name: 'Run' }));
    oscar.tell({ status: 'waiting' }, { profileId: 'profile-Lab' });
    oscar.tell({ status: 'waiting' }, { profileId: 'profile-Lab' });
    expect(oscar.notes.recent).toEqual(['ana/cow']);
  });

  it('are listed as recent where there are many, and change their places only when they are opened again', async () => {
    oscar.services = Array.from({ length: 9 }, (_, index) => service(`plants-${index}`, { owner: 'ana' }));
    oscar.notes = { ...oscar.notes, recent: ['ana/plants-7'] };
    render(App, { oscar });
    expect(await screen.findByText('Recent')).toBeVisible();
    const order = () => screen.getAllByRole('option').map((option) => option.dataset.key);
    const before = order();
    expect(before.slice(0, 2)).toEqual(['ana/plants-7', 'ana/plants-0']);
    oscar.tell({ status: 'waiting' }, { profileId: 'profile-Lab', serviceName: 'plants-5' });
    expect(oscar.notes.recent).toEqual(['ana/plants-5', 'ana/plants-7']);
    expect(order()).toEqual(before);
  });

  it('are all in one list where they are few', async () => {
    oscar.notes = { ...oscar.notes, recent: ['ana/cow'] };
    render(App, { oscar });
    expect(await screen.findAllByRole('option')).toHaveLength(3);
    expect(screen.queryByText('Recent')).not.toBeInTheDocument();
  });

  it('are shown as they were last seen when the cluster can’t be reached, with their age', async () => {
    oscar.seenBefore = { seenAt: new Date(Date.now() - 2 * 3_600_000).toISOString(), services: oscar.services };
    oscar.refuse('listServices', { code: 'host-not-found', host: 'oscar.example.org' });
    render(App, { oscar });
    expect(await screen.findByText('Last seen 2 hours ago')).toBeVisible();
    expect(screen.getByText('Can’t find oscar.example.org')).toBeVisible();
    expect(screen.getAllByRole('option')).toHaveLength(3);
    expect(screen.queryByText('Failed')).not.toBeInTheDocument();
    oscar.allow('listServices');
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(screen.queryByText(/^Last seen/)).not.toBeInTheDocument();
    expect(await screen.findByText('Failed')).toBeVisible();
  });
});
