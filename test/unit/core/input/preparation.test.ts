import { expect, test } from 'vitest';
import { preparedName } from '../../../../src-main/core/input/preparation';

test.each([
  ['photo.heic', 'jpeg', 'photo.jpg'],
  ['photo.JPG', 'jpeg', 'photo.JPG'],
  ['photo.jpeg', 'jpeg', 'photo.jpeg'],
  ['photo.jpg', 'png', 'photo.png'],
  ['a.b.tif', 'webp', 'a.b.webp'],
  ['photo', 'png', 'photo.png'],
  ['.photo', 'png', '.photo.png'],
] as const)('%s as %s is called %s', (name, format, prepared) => expect(preparedName(name, format)).toBe(prepared));
