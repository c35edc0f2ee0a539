import { beforeEach, describe, expect, it } from 'vitest';
import type { EntryContent } from '../../../../src-main/core/result/result';
import type { Reply } from '../../../../src-main/contract/ground/call';
import { ArchiveState } from '../../../../src-renderer/viewers/archive/archive.svelte';
import { FakeOscar } from '../../fake-api';

const leaf = { index: 0, name: 'leaf.png', sizeBytes: 75 };
const table = { index: 1, name: 'table.csv', sizeBytes: 20 };
let oscar: FakeOscar;
let archive: ArchiveState;

beforeEach(() => {
  oscar = new FakeOscar();
  oscar.archive = { entries: [leaf, table], sizeBytes: 95 };
  archive = new ArchiveState(oscar, 'one');
});

describe('ArchiveState', () => {
  it('lists, opens and goes back', async () => {
    await archive.load();
    expect(archive.listing?.entries).toEqual([leaf, table]);
    await archive.openEntry(leaf);
    expect(archive.open?.entry).toBe(leaf);
    archive.closeEntry();
    expect(archive.open).toBeUndefined();
  });

  it('shows the file that was asked for last, whichever is there first', async () => {
    const waiting: ((reply: Reply<EntryContent>) => void)[] = [];
    oscar.openArchiveEntry = () => new Promise((resolve) => waiting.push(resolve));
    const first = archive.openEntry(leaf);
    const second = archive.openEntry(table);
    waiting[1]?.({ ok: true, value: oscar.entryContent });
    await second;
    waiting[0]?.({ ok: false, error: { code: 'result-gone' } });
    await first;
    expect(archive.open?.entry).toBe(table);
    expect(archive.error).toBeUndefined();
  });

  it('keeps the list when a file can’t be opened', async () => {
    await archive.load();
    oscar.refuse('openArchiveEntry', { code: 'archive-entry-refused', entry: 'leaf.png', problem: 'encrypted' });
    await archive.openEntry(leaf);
    expect(archive.open).toBeUndefined();
    expect(archive.error?.code).toBe('archive-entry-refused');
    expect(archive.listing).toBeDefined();
  });

  it('extracts where the user says, or not at all', async () => {
    await archive.extractAll();
    expect(archive.extracted?.fileCount).toBe(3);
    oscar.extracted = undefined;
    await archive.extractAll();
    expect(archive.extracted?.fileCount).toBe(3);
    oscar.refuse('extractArchive', { code: 'disk-full', folder: 'Pictures' });
    await archive.extractAll();
    expect(archive.error?.code).toBe('disk-full');
    expect(archive.isExtracting).toBe(false);
  });

  it('tells how far extracting is, and stops it', async () => {
    let end: (reply: Reply<undefined>) => void = () => undefined;
    oscar.extractArchive = () => new Promise((resolve) => (end = resolve));
    const extracting = archive.extractAll();
    oscar.tellExtraction({ id: 'another', doneBytes: 1, totalBytes: 2 });
    expect(archive.progress).toBeUndefined();
    oscar.tellExtraction({ id: 'one', doneBytes: 30, totalBytes: 95 });
    expect(archive.progress?.doneBytes).toBe(30);
    await archive.stopExtracting();
    expect(oscar.cancelledExtractions).toEqual(['one']);
    end({ ok: true, value: undefined });
    await extracting;
    expect(archive).toMatchObject({ wasStopped: true, isExtracting: false });
    expect([archive.progress, archive.extracted]).toEqual([undefined, undefined]);
  });

  it('counts as extracted what was complete before it could be stopped', async () => {
    const extracting = archive.extractAll();
    await Promise.all([archive.stopExtracting(), extracting]);
    expect(archive.wasStopped).toBe(false);
    expect(archive.extracted).toBeDefined();
  });

  it('tells why the folder can’t be shown', async () => {
    oscar.refuse('showExtractedFolder', { code: 'result-gone' });
    await archive.showInFolder();
    expect(archive.error?.code).toBe('result-gone');
  });
});
