import { join } from 'node:path';
import { expect, it } from 'vitest';
import { FileLogger } from '../../../src-main/electron/logger';
import { SetAsideFiles } from '../../../src-main/electron/set-aside-files';
import { temporaryFolder } from '../../fixtures/temp-dir';

const folder = temporaryFolder();

it('tells the page of a document that was set aside, by its name alone', () => {
  const files = new SetAsideFiles(new FileLogger(join(folder(), 'main.log')));
  const path = join(folder(), 'settings.json.set-aside-1');
  files.note('settings', path, 'damaged');
  expect(files.list()).toEqual([{ document: 'settings', reason: 'damaged', name: 'settings.json.set-aside-1' }]);
  expect(files.pathOf('settings.json.set-aside-1')).toBe(path);
  expect(files.pathOf('profiles.json')).toBeUndefined();
});
