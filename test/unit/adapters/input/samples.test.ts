import { readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { DiskSamples } from '../../../../src-main/adapters/input/samples';
import { temporaryFolder } from '../../../fixtures/temp-dir';

const leafFile = {
  id: 'leaf',
  name: 'leaf.jpg',
  sizeBytes: 9,
  mediaType: 'image/jpeg',
  url: 'oscar-input://leaf',
};

describe('the sample inputs', () => {
  const folder = temporaryFolder();
  const copy = () => join(folder(), 'samples', 'leaf.jpg');
  let granted: string[];
  let samples: DiskSamples;

  beforeEach(async () => {
    granted = [];
    const paths = {
      leaf: join(folder(), 'packed-leaf.jpg'),
      message: join(folder(), 'message.json'),
      sentence: join(folder(), 'sentence.txt'),
    };
    await writeFile(paths.leaf, 'a picture');
    await writeFile(paths.message, '{"message": "Moo ñ"}\n');
    await writeFile(paths.sentence, 'The oak is old.\n');
    const grant = async (path: string) => {
      granted.push(path);
      return leafFile;
    };
    samples = new DiskSamples(paths, join(folder(), 'samples'), { grant });
  });

  it('are text for the editor: a sentence without its line end, a message as it is', async () => {
    expect(await samples.open('sentence')).toEqual({ kind: 'text', text: 'The oak is old.' });
    expect(await samples.open('message')).toEqual({ kind: 'json', text: '{"message": "Moo ñ"}\n' });
  });

  it('are a file like any other, granted', async () => {
    expect(await samples.open('leaf')).toEqual({ kind: 'file', file: leafFile });
    expect(granted).toEqual([copy()]);
    expect(await readFile(copy(), 'utf8')).toBe('a picture');
  });

  it('are not written again while they are the same, so that they count as the file that was sent', async () => {
    await samples.open('leaf');
    const then = new Date('2020-01-01T00:00:00Z');
    await utimes(copy(), then, then);
    await samples.open('leaf');
    expect((await stat(copy())).mtime).toEqual(then);
    await writeFile(copy(), 'spoilt');
    await samples.open('leaf');
    expect(await readFile(copy(), 'utf8')).toBe('a picture');
  });
});
