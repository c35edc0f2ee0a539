import { expect, it } from 'vitest';
import { commonFolder } from '../../../../../src-main/core/batch/export/megadetector';

it.each([
  [['/data/card'], '/data/card'],
  [['/data/card 1', '/data/card 2'], '/data'],
  [['/data/a/b', '/data/a'], '/data/a'],
  [['/data/a', '/data/ab'], '/data'],
  [['C:/photos/a', 'C:/photos/b'], 'C:/photos'],
  [['C:/photos', 'D:/photos'], ''],
  [[], ''],
])('the folder that holds all of %j is %j', (folders, common) => {
  expect(commonFolder(folders)).toBe(common);
});
