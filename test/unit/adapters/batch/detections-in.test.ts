import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { detectionsIn } from '../../../../src-main/adapters/batch/export/detections-in';
import { temporaryFolder } from '../../../fixtures/temp-dir';
import { TestPicture } from '../../../fixtures/test-picture';

const folder = temporaryFolder();

it('takes places for those in what was sent, which a copy has in its own pixels', async () => {
  const photo = join(folder(), 'photo.jpg');
  const result = join(folder(), 'photo.json');
  await writeFile(photo, await new TestPicture({ width: 400, height: 200 }).getBuffer('image/jpeg'));
  await writeFile(result, '[{"label":"fox","score":0.9,"box":{"xmin":10,"ymin":10,"xmax":60,"ymax":35}}]');
  const boxIn = (picture: string | { width: number; height: number }) => {
    const read = detectionsIn({ result, charset: 'utf-8', picture });
    return typeof read === 'string' ? read : read?.[0]?.box;
  };
  expect(boxIn({ width: 100, height: 50 })).toEqual({ left: 0.1, top: 0.2, width: 0.5, height: 0.5 });
  expect(boxIn(photo)).toEqual({ left: 0.025, top: 0.05, width: 0.125, height: 0.125 });
}, 60_000);
