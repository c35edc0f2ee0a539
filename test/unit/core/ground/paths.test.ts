import { describe, expect, it } from 'vitest';
import {
  fileAndFolder,
  folderName,
  folderOf,
  lastNames,
  nameOf,
  parentOf,
  pathBelow,
} from '../../../../src-main/core/ground/paths';

describe('a relative path', () => {
  it.each([
    ['leaf.jpg', '', 'leaf.jpg'],
    ['plot 1/leaf.jpg', 'plot 1', 'leaf.jpg'],
    ['a/b/leaf.jpg', 'a/b', 'leaf.jpg'],
  ])('%s has folders and a name', (path, folder, name) => {
    expect([folderOf(path), nameOf(path)]).toEqual([folder, name]);
  });

  it.each([
    ['/home/ana/', '/home/ana/a/b'],
    ['/home/ana', '/home/ana/a/b'],
    ['C:\\Ana\\', 'C:\\Ana/a/b'],
  ])('continues %s', (folder, path) => {
    expect(pathBelow(folder, 'a/b')).toBe(path);
  });
});

describe('a path of the system', () => {
  it.each([
    ['/home/ana/leaf.jpg', '/home/ana', 'ana', 'leaf.jpg'],
    ['/leaf.jpg', '/', '/', 'leaf.jpg'],
    ['C:\\Ana\\leaf.jpg', 'C:\\Ana', 'Ana', 'leaf.jpg'],
    ['C:\\leaf.jpg', 'C:\\', 'C:', 'leaf.jpg'],
  ])('%s has a folder and a name', (path, parent, folder, name) => {
    expect(parentOf(path)).toBe(parent);
    expect(fileAndFolder(path)).toEqual({ folder, name });
  });

  it.each([
    ['/home/ana/Plots', 'Plots'],
    ['/home/ana/Plots/', 'Plots'],
    ['C:\\Ana\\Plots', 'Plots'],
    ['/', '/'],
  ])('%s names a folder', (path, name) => {
    expect(folderName(path)).toBe(name);
  });

  it('tells no more than its last names', () => {
    expect(lastNames('/home/ana/Plots/2026/', 2)).toEqual(['Plots', '2026']);
  });
});
