import { fireEvent, render, screen, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { beforeEach, expect, it } from 'vitest';
import { tick } from 'svelte';
import App from '../../../src-renderer/App.svelte';
import { ClusterState } from '../../../src-renderer/connection/cluster.svelte';
import FilesView from '../../../src-renderer/storage/FilesView.svelte';
import { FilesState } from '../../../src-renderer/storage/files.svelte';
import type { StorageFolder } from '../../../src-main/core/storage/folder';
import { inputFile, service } from '../builders';
import { FakeOscar } from '../fake-api';

const input: StorageFolder = { role: 'input', bucket: 'plants', prefix: 'in/' };
const output: StorageFolder = { role: 'output', bucket: 'plants', prefix: 'out/' };
const object = (key: string, sizeBytes: number, modifiedAt: string) => ({ key, sizeBytes, modifiedAt });

let oscar: FakeOscar;
beforeEach(() => {
  oscar = new FakeOscar();
  oscar.services = [service('plants', { folders: [input, output] })];
  oscar.storedObjects = [
    object('out/2025/old.txt', 5, '2025-01-01T00:00:00.000Z'),
    object('out/new leaf.png', 2000, new Date().toISOString()),
  ];
});

/** Opens the files of the service. Where nothing is laid out, a list of any length draws no line: they are selected by key. */
async function openFiles(): Promise<FilesState> {
  const cluster = new ClusterState(oscar);
  await cluster.openPractice();
  const files = new FilesState(oscar, cluster);
  await files.open({ profileId: 'practice', title: 'Plants', folders: [input, output] });
  render(FilesView, { files });
  return files;
}

/** Selects a file, as a click on its line does. */
async function select(files: FilesState, key: string): Promise<void> {
  files.select(key);
  await tick();
}

const details = () => within(screen.getByRole('region', { name: 'File' }));

it('has nothing that axe finds wrong', async () => {
  await select(await openFiles(), 'out/new leaf.png');
  // Colours are not computed here.
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
});

it('lists what the service wrote, the latest first, and finds by name and age', async () => {
  const files = await openFiles();
  expect(oscar.storageRequests).toEqual([['list', output]]);
  expect(screen.getByText('2 files, 2 kB')).toBeVisible();
  files.move(1);
  await tick();
  expect(details().getByRole('heading', { name: 'new leaf.png' })).toBeVisible();
  files.move(1);
  await tick();
  expect(details().getByRole('heading', { name: '2025/old.txt' })).toBeVisible();
  await fireEvent.input(screen.getByRole('searchbox', { name: 'Find a file' }), { target: { value: '2025/OLD' } });
  expect(await screen.findByText('1 file, 5 bytes')).toBeVisible();
  await fireEvent.change(screen.getByLabelText('Written'), { target: { value: 'week' } });
  expect(await screen.findByText('Nothing found')).toBeVisible();
});

it('saves one or all that are listed, and tells which were left out and why', async () => {
  const files = await openFiles();
  oscar.savedObjects = {
    kind: 'save',
    done: 1,
    failed: [{ name: 'old.txt', error: { code: 'object-damaged', name: 'old.txt' } }],
    folder: 'Results',
  };
  await fireEvent.click(screen.getByRole('button', { name: 'Download 2 files…' }));
  expect(await screen.findByText('1 file downloaded to Results.')).toBeVisible();
  expect(screen.getByText('1 file was left out')).toBeVisible();
  expect(screen.getByText(/old\.txt didn’t arrive as it was sent/)).toBeInTheDocument();
  expect(oscar.storageRequests.at(-1)).toEqual(['save', output, 'out/new leaf.png', 'out/2025/old.txt']);
  await select(files, 'out/new leaf.png');
  await fireEvent.click(details().getByRole('button', { name: 'Download…' }));
  await expect.poll(() => oscar.storageRequests.at(-1)).toEqual(['save', output, 'out/new leaf.png']);
});

it('deletes a file once it was asked', async () => {
  await select(await openFiles(), 'out/2025/old.txt');
  await fireEvent.click(screen.getByRole('button', { name: 'Delete…' }));
  const question = screen.getByRole('dialog', { name: 'Delete 2025/old.txt from the cluster?' });
  expect(oscar.storageRequests).toHaveLength(1);
  await fireEvent.click(within(question).getByRole('button', { name: 'Delete' }));
  expect(await screen.findByText('1 file, 2 kB')).toBeVisible();
  expect(oscar.storageRequests.at(-1)).toEqual(['remove', output, 'out/2025/old.txt']);
});

it('uploads to the input folder what was chosen, once it was asked, and shows it there', async () => {
  await openFiles();
  oscar.chosenUploads = [inputFile('a.png'), inputFile('b.png')];
  await fireEvent.click(screen.getByRole('button', { name: 'Upload files…' }));
  const question = await screen.findByRole('dialog', { name: 'Upload 2 files to plants/in?' });
  oscar.transferReport = { kind: 'upload', done: 2, failed: [] };
  await fireEvent.click(within(question).getByRole('button', { name: 'Upload' }));
  expect(await screen.findByText('2 files uploaded.')).toBeVisible();
  const ids = oscar.chosenUploads.map(({ id }) => id);
  expect(oscar.storageRequests.slice(1)).toEqual([
    ['upload', input, ...ids],
    ['list', input],
  ]);
  expect(screen.getByLabelText('Folder')).toHaveDisplayValue('Inputs · plants/in');
});

it('says what is wrong, and keeps what was listed', async () => {
  await openFiles();
  oscar.refuse('listStorage', { code: 'storage-unreachable', host: 'minio:9000' });
  await fireEvent.click(screen.getByRole('button', { name: 'Look again' }));
  expect(await screen.findByText('Can’t reach the cluster’s storage, minio:9000')).toBeVisible();
  expect(screen.getByText('2 files, 2 kB')).toBeVisible();
});

it('tells how far something is, and stops it', async () => {
  const files = await openFiles();
  let end: () => void = () => undefined;
  oscar.savingHeld = new Promise((resolve) => (end = resolve));
  void files.save(files.rows);
  oscar.tellTransfer({ kind: 'save', name: 'new leaf.png', done: 0, total: 2, doneBytes: 500, totalBytes: 2005 });
  expect(await screen.findByText('new leaf.png · 1 of 2 · 500 bytes of 2 kB')).toBeVisible();
  expect(screen.getByRole('progressbar', { name: 'Downloading' })).toHaveAttribute('aria-valuenow', '25');
  expect(screen.getByRole('button', { name: 'Download 2 files…' })).toHaveAttribute('aria-disabled', 'true');
  await fireEvent.click(screen.getByRole('button', { name: 'Stop' }));
  expect(oscar.storageStops).toBe(1);
  oscar.savedObjects = {
    kind: 'save',
    done: 1,
    failed: [],
    endedBy: { code: 'cancelled', clusterMayContinue: false },
    folder: 'Results',
  };
  end();
  expect(await screen.findByText('Stopped. 1 file downloaded to Results.')).toBeVisible();
});

it('leaves what is on its way alone where the place is left, and shows it again', async () => {
  const files = await openFiles();
  let end: () => void = () => undefined;
  oscar.savingHeld = new Promise((resolve) => (end = resolve));
  oscar.savedObjects = { kind: 'save', done: 2, failed: [], folder: 'Results' };
  const saving = files.save(files.rows);
  files.close();
  expect([files.isOpen, oscar.storageStops]).toEqual([false, 0]);
  await files.open({ profileId: 'practice', title: 'Another', folders: [input] });
  expect([files.isOpen, files.service?.title, files.work]).toEqual([true, 'Plants', 'save']);
  end();
  await saving;
  expect(await screen.findByText('2 files downloaded to Results.')).toBeVisible();
});

it('is reached from what is told about a service, and left with Escape', async () => {
  render(App, { oscar });
  await fireEvent.click(await screen.findByRole('button', { name: 'Practise without a cluster' }));
  await fireEvent.click(await screen.findByRole('option', { name: /plants/ }));
  await fireEvent.click(await screen.findByText('About this service'));
  await fireEvent.click(await screen.findByRole('button', { name: 'Files of the service' }));
  expect(await screen.findByRole('heading', { name: 'Files of plants' })).toBeVisible();
  await fireEvent.keyDown(document.body, { key: 'Escape' });
  expect(await screen.findByRole('heading', { name: 'plants' })).toBeVisible();
});
