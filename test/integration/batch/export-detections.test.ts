import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { ExportScope } from '../../../src-main/core/batch/export/scope';
import { exportedList, type ExportedFile } from '../../fixtures/exported-list';
import { temporaryFolder } from '../../fixtures/temp-dir';

const folder = temporaryFolder();
const all: ExportScope = { kind: 'shown', query: { search: '', sortKey: 'added', isDescending: false } };
const words = {
  reasons: { 'failed file-unreadable empty': 'The file is empty' },
  unplaced: 'No places',
  unread: 'Gone',
};
const error = { code: 'file-unreadable', file: '6.jpg', problem: 'empty' } as const;
const box = (category: string, conf: number, ...bbox: number[]) => ({ category, conf, bbox });
const found = (...detections: unknown[]) => JSON.stringify({ detections });

const files: Readonly<Record<string, ExportedFile>> = {
  'card/100/1.jpg': { answer: found(box('fox', 0.93, 0.1, 0.2, 0.25, 0.5), box('human', 1, 0, 0, 1, 1)) },
  'card/100/2.jpg': { answer: found() },
  'card/101/3.jpg': { answer: found(box('fox', 0.1, 0.1, 0.2, 0.25, 0.5)), mark: { label: 'jackal' } },
  'card/101/4.jpg': { answer: found(), mark: { label: 'شغال' } },
  'card/101/5.jpg': { answer: '[{"label":"fox","score":0.9,"box":[10,20,60,70]}]' },
  'card/101/6.jpg': { state: { status: 'needs-attention', seconds: 1, trouble: { kind: 'failed', error } } },
  'card/101/7.jpg': {},
  'card/101/8.mp4': { answer: found(box('fox', 0.9, 0, 0, 1, 1)) },
};

/** The rules of the format, from its description and its checker. */
function brokenRules(text: string): string[] {
  const broken: string[] = [];
  const expectThat = (holds: boolean, rule: string) => void (holds || broken.push(rule));
  // Programs that read the format want a number with decimals, and refuse `1` in place of `1.0`.
  for (const [, number = ''] of text.matchAll(/"conf":([^,}]+)/g)) expectThat(/\.\d|e/.test(number), `conf ${number}`);
  const document = JSON.parse(text) as {
    info: { format_version: unknown };
    detection_categories: Record<string, unknown>;
    images: {
      file: string;
      failure?: unknown;
      detections: { category: string; conf: number; bbox: number[] }[] | null;
    }[];
  };
  expectThat(/^\d+\.\d+$/.test(String(document.info.format_version)), 'version');
  expectThat(typeof document.info.format_version === 'string', 'version is text');
  for (const [number, name] of Object.entries(document.detection_categories)) {
    expectThat(/^[1-9]\d*$/.test(number), `category ${number}`);
    expectThat(typeof name === 'string' && name.trim() !== '', `name of category ${number}`);
  }
  for (const { file, failure, detections } of document.images) {
    expectThat(!/^[/\\]|\\/.test(file), `way ${file}`);
    if (typeof failure === 'string') expectThat(detections === null && failure !== '', `failure of ${file}`);
    else expectThat(Array.isArray(detections), `detections of ${file}`);
    for (const { category, conf, bbox } of detections ?? []) {
      expectThat(category in document.detection_categories, `category of ${file}`);
      expectThat(conf >= 0 && conf <= 1, `conf of ${file}`);
      const [x = NaN, y = NaN, width = NaN, height = NaN] = bbox;
      expectThat(bbox.length === 4 && x >= 0 && y >= 0 && x + width <= 1 && y + height <= 1, `box of ${file}`);
    }
  }
  return broken;
}

it('keeps the rules of the format that Timelapse opens', async () => {
  const { exports } = await exportedList(folder(), files);
  expect(exports.offer('list')).toEqual({ hasDetections: true, hasLabels: true });
  const path = join(folder(), 'detections.json');
  expect(await exports.saveDetections('list', all, words, path)).toEqual({
    folder: `${folder()}/card`,
    unread: 0,
  });
  const text = await readFile(path, 'utf8');
  expect(brokenRules(text)).toEqual([]);
  expect(JSON.parse(text)).toEqual({
    info: { format_version: '1.5', detector: 'animals' },
    detection_categories: { 1: 'fox', 2: 'human', 3: 'jackal', 4: 'شغال' },
    images: [
      {
        file: '100/1.jpg',
        detections: [box('1', 0.93, 0.1, 0.2, 0.25, 0.5), box('2', 1, 0, 0, 1, 1)],
      },
      { file: '100/2.jpg', detections: [] },
      { file: '101/3.jpg', detections: [box('3', 1, 0.1, 0.2, 0.25, 0.5)] },
      { file: '101/4.jpg', detections: [box('4', 1, 0, 0, 1, 1)] },
      { file: '101/5.jpg', failure: 'No places', detections: null },
      { file: '101/6.jpg', failure: 'The file is empty', detections: null },
    ],
  });
});

it('starts from the folder of the whole list, also for a part of it', async () => {
  const { exports } = await exportedList(folder(), files);
  const path = join(folder(), 'detections.json');
  await exports.saveDetections('list', { kind: 'selected', items: [1] }, words, path);
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({
    detection_categories: {},
    images: [{ file: '100/2.jpg' }],
  });
});

it('is not offered without detections of photos', async () => {
  const { exports } = await exportedList(folder(), {
    '1.jpg': { answer: '{"count":3}' },
    '2.mp4': { answer: found(box('fox', 0.9, 0, 0, 1, 1)) },
  });
  expect(exports.offer('list')).toEqual({ hasDetections: false, hasLabels: true });
});
