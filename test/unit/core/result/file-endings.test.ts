import { describe, expect, it } from 'vitest';
import { withoutEnding } from '../../../../src-main/core/result/file-endings';

describe('withoutEnding', () => {
  it.each([
    ['leaf.jpg', 'leaf'],
    ['LEAF.JPG', 'LEAF'],
    ['scan.dcm', 'scan'],
    ['IMG_0001.CR2', 'IMG_0001'],
    ['archive.tar.gz', 'archive.tar'],
    ['1.2.826.7.13', '1.2.826.7.13'],
    ['1.2.826.7.13.dcm', '1.2.826.7.13'],
    ['plot 4.5 m', 'plot 4.5 m'],
    ['Quercus robur subsp. robur', 'Quercus robur subsp. robur'],
    ['.profile', '.profile'],
    ['.txt', '.txt'],
    ['', ''],
  ])('%s is %s', (name, stem) => {
    expect(withoutEnding(name)).toBe(stem);
  });
});
