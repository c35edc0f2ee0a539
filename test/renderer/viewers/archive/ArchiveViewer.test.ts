import { render, screen } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { tick } from 'svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import { ArchiveState } from '../../../../src-renderer/viewers/archive/archive.svelte';
import ArchiveViewer from '../../../../src-renderer/viewers/archive/ArchiveViewer.svelte';
import { FakeOscar } from '../../fake-api';

const user = userEvent.setup();
let oscar: FakeOscar;

beforeEach(() => {
  oscar = new FakeOscar();
  oscar.archive = {
    entries: [
      { index: 0, name: 'sizes/small.png', sizeBytes: 75 },
      { index: 2, name: '../large.png', sizeBytes: 20, problem: 'outside' },
    ],
    sizeBytes: 95,
  };
});

const show = () => render(ArchiveViewer, { archive: new ArchiveState(oscar, 'one') });

describe('an archive', () => {
  it('lists its files, shows one in its viewer, and goes back to where it was', async () => {
    show();
    expect(await screen.findByText('2 files, 95 bytes')).toBeVisible();
    expect(screen.getByText('can’t be extracted')).toBeVisible();
    await user.click(screen.getByRole('button', { name: /small\.png PNG 75 bytes/ }));
    expect(await screen.findByRole('img', { name: /^Result image/ })).toBeVisible();
    expect(oscar.openedEntries).toEqual([0]);
    const back = screen.getByRole('button', { name: 'All files' });
    expect(back).toHaveFocus();
    await user.click(back);
    expect(screen.getByRole('button', { name: /small\.png/ })).toHaveFocus();
  });

  it('is extracted, or tells why not', async () => {
    show();
    await user.click(await screen.findByRole('button', { name: 'Extract all…' }));
    expect(await screen.findByText('Extracted 3 files to leaf – picture-sizes in Pictures')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Show in folder' })).toBeVisible();
    oscar.refuse('extractArchive', { code: 'archive-entry-refused', entry: '../large.png', problem: 'outside' });
    await user.click(screen.getByRole('button', { name: 'Extract all…' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('“../large.png” would land outside');
  });

  it('that can’t be opened says so', async () => {
    oscar.refuse('listArchive', { code: 'archive-refused', limit: 'ratio', entryCount: 1, sizeBytes: 5e12 });
    show();
    expect(await screen.findByRole('alert')).toHaveTextContent('would grow to 5 TB or more');
    expect(screen.queryByRole('button', { name: 'Extract all…' })).not.toBeInTheDocument();
  });

  it('shows many files in parts', async () => {
    const entries = Array.from({ length: 205 }, (_, index) => ({ index, name: `${index}.png`, sizeBytes: 1 }));
    oscar.archive = { entries, sizeBytes: 205 };
    const { container } = show();
    // By text: roles of so many buttons take long to compute.
    const more = await screen.findByText('Show 5 more');
    expect(container.querySelectorAll('li')).toHaveLength(200);
    more.click();
    await tick();
    expect(container.querySelectorAll('li')).toHaveLength(205);
  });
});
