import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { connectionFilesOf } from '../../../src-main/command/connection-arguments';

const folder = resolve('/home/ana');

test.each([
  ['an absolute path', resolve('/mnt/lab.oscar-connection')],
  ['a path with a percent sign that encodes nothing', resolve('/mnt/50%.oscar-connection')],
  ['a path with an encoded space in its name', resolve('/mnt/a%20b.oscar-connection')],
])('%s stays as it is', (_what, path) => {
  expect(connectionFilesOf([path], folder)).toEqual([path]);
});

test('a relative path belongs to the folder of the call', () => {
  expect(connectionFilesOf(['lab.oscar-connection'], folder)).toEqual([resolve(folder, 'lab.oscar-connection')]);
});

test.each([
  ['plain', '/mnt/x.oscar-connection'],
  ['spaces', '/mnt/field lab 2.oscar-connection'],
  ['letters beyond ASCII', '/mnt/Ñandú – 実験.oscar-connection'],
  ['characters that addresses reserve', '/mnt/a#b?c%20d.oscar-connection'],
])('a file: address is the path it encodes (%s)', (_what, path) => {
  const full = resolve(path);
  expect(connectionFilesOf([pathToFileURL(full).href], folder)).toEqual([full]);
});

test.runIf(process.platform !== 'win32').each([
  ['file:///mnt/field lab.oscar-connection', '/mnt/field lab.oscar-connection'],
  ['file:///mnt/Ñandú.oscar-connection', '/mnt/Ñandú.oscar-connection'],
  ['file://localhost/mnt/x.oscar-connection', '/mnt/x.oscar-connection'],
  ['file:/mnt/x.oscar-connection', '/mnt/x.oscar-connection'],
  ['FILE:///mnt/x.oscar-connection', '/mnt/x.oscar-connection'],
  ['file:///mnt/x.oscar%2Dconnection', '/mnt/x.oscar-connection'],
])('on Linux and macOS, %s is %s', (address, path) => {
  expect(connectionFilesOf([address], folder)).toEqual([path]);
});

test.runIf(process.platform !== 'win32').each([
  ['of another computer', 'file://server/x.oscar-connection'],
  ['not UTF-8', 'file:///mnt/%FF.oscar-connection'],
  ['with an encoded separator', 'file:///mnt/a%2Fb.oscar-connection'],
])('on Linux and macOS, an address that names no file here (%s) is kept, to be told as missing', (_what, address) => {
  expect(connectionFilesOf([address], folder)).toEqual([resolve(folder, address)]);
});

test('switches and other files are left alone', () => {
  expect(connectionFilesOf(['--no-sandbox', '/mnt/leaf.jpg', 'file:///mnt/leaf.jpg'], folder)).toEqual([]);
});
