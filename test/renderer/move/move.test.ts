import { render, screen, waitFor, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import axe from 'axe-core';
import { beforeEach, describe, expect, it } from 'vitest';
import type { MovePreview } from '../../../src-main/contract/move';
import App from '../../../src-renderer/App.svelte';
import { FakeOscar } from '../fake-api';

const user = userEvent.setup();
let oscar: FakeOscar;

const preview: MovePreview = {
  file: 'all.oscar-move',
  madeAt: '2026-05-01T10:00:00.000Z',
  left: 2,
  items: [
    {
      key: 'connection:a',
      kind: 'connection',
      name: '<b>Lab</b>',
      detail: 'https://oscar.example.org',
      standing: 'new',
    },
    { key: 'connection:b', kind: 'connection', name: 'Farm', standing: 'different' },
    { key: 'services:practice', kind: 'services', name: '', standing: 'same' },
    { key: 'watch:w', kind: 'watch', name: 'Count', detail: 'photos', standing: 'new', isFolderMissing: true },
    { key: 'history', kind: 'history', name: '', standing: 'new', runs: 1200, resultBytes: 5e6 },
  ],
};

beforeEach(async () => {
  oscar = new FakeOscar();
  render(App, { oscar });
  await user.click(await screen.findByRole('button', { name: 'Settings' }));
  await screen.findByRole('button', { name: 'Save it all to a file…' });
});

const press = async (name: string) => user.click(screen.getByRole('button', { name }));

describe('moving to another computer', () => {
  it('ticks what is new, and nothing that replaces what is here', async () => {
    oscar.movePreview = preview;
    await press('Bring it back from a file…');
    const dialog = await screen.findByRole('dialog', { name: 'What do you want to bring here?' });
    const box = (name: string) => within(dialog).getByRole('checkbox', { name });
    expect(box('<b>Lab</b>')).toBeChecked();
    expect(box('<b>Lab</b>')).toHaveAccessibleDescription('https://oscar.example.org');
    expect(box('Farm')).not.toBeChecked();
    expect(box('Farm')).toHaveAccessibleDescription('replaces what is here');
    expect(box('Count')).toHaveAccessibleDescription(/^photos · this folder isn’t on this computer/);
    expect(box('1,200 runs')).toHaveAccessibleDescription('with results, 5 MB');
    expect(within(dialog).getByText(/^1 more thing is here already/)).toBeInTheDocument();
    expect(within(dialog).getByText(/^2 parts can’t be used/)).toBeInTheDocument();
    expect((await axe.run(dialog, { rules: { 'color-contrast': { enabled: false } } })).violations).toEqual([]);
    await user.click(box('Farm'));
    await user.click(box('Count'));
    await press('Bring what is ticked');
    await screen.findByRole('dialog', { name: 'It is here now' });
    expect(oscar.moves).toEqual([['takeMoved', ['connection:a', 'history', 'connection:b']]]);
  });

  it('takes nothing where nothing is ticked, and leaves the file', async () => {
    oscar.movePreview = { ...preview, items: preview.items.slice(2, 3), left: 0 };
    await press('Bring it back from a file…');
    const dialog = await screen.findByRole('dialog', { name: 'What do you want to bring here?' });
    expect(within(dialog).getByText('Everything in this file is here already.')).toBeInTheDocument();
    await press('Bring what is ticked');
    await press('Cancel');
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    expect(oscar.moves).toEqual([['leaveMoveFile']]);
  });

  it('says what is wrong with a file, and keeps the settings open', async () => {
    oscar.refuse('openMoveFile', { code: 'move-file-refused', file: 'all.oscar-move', problem: 'newer' });
    await press('Bring it back from a file…');
    expect(await screen.findByText(/^all\.oscar-move was made by a newer version/)).toBeInTheDocument();
    expect(screen.getByRole('dialog', { name: 'Settings' })).toBeInTheDocument();
  });

  it('saves with the results if they are wanted, and says where', async () => {
    oscar.movedTo = { name: 'all.oscar-move', folder: 'USB' };
    await press('Save it all to a file…');
    await user.click(await screen.findByRole('checkbox', { name: 'Take the results along' }));
    await press('Save the file…');
    await screen.findByRole('dialog', { name: 'all.oscar-move is in USB' });
    expect(oscar.moves).toEqual([['saveMoveFile', true]]);
  });
});
