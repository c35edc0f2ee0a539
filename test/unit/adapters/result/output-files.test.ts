import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DiskOutputFiles } from '../../../../src-main/adapters/result/output-files';
import { FileUnfinishedOutputs } from '../../../../src-main/adapters/result/unfinished-outputs';
import { temporaryFolder } from '../../../fixtures/temp-dir';

const folder = temporaryFolder();

/** Outputs that are noted as they are begun and ended; the program ends by force before the first of them has its name. */
class NotedOutputs extends FileUnfinishedOutputs {
  readonly begun: string[] = [];
  readonly ended: string[] = [];

  override async begin(parent: string): Promise<string> {
    const path = await super.begin(parent);
    this.begun.push(path);
    return path;
  }

  override async end(path: string): Promise<void> {
    this.ended.push(path);
    await super.end(path);
  }
}

const outputs = () => new NotedOutputs(join(folder(), 'unfinished.json'), { warn: () => undefined });

it('remembers what it saves until that has its name, or could not be saved', async () => {
  const noted = outputs();
  const files = new DiskOutputFiles(join(folder(), 'copies'), noted);
  const results = join(folder(), 'Results');
  await mkdir(results);
  await writeFile(join(folder(), 'answer'), 'three oaks');
  const part = { path: join(folder(), 'answer'), start: 0, end: 10, mediaType: 'text/plain', charset: 'utf-8' };
  await files.save(part, join(results, 'oaks.txt'), 'number');
  await files.writeText(join(results, 'oaks.json'), '{}', 'number');
  await expect(
    files.save({ ...part, path: join(folder(), 'gone') }, join(results, 'b.txt'), 'number'),
  ).rejects.toThrow();
  expect(await readdir(results)).toEqual(['oaks.json', 'oaks.txt']);
  expect(await readFile(join(results, 'oaks.txt'), 'utf8')).toBe('three oaks');
  expect(noted.begun).toHaveLength(3);
  expect(noted.ended).toEqual(noted.begun);
});

it('leaves what was half saved when the program was ended by force to the next start, and nothing else', async () => {
  const results = join(folder(), 'Results');
  await mkdir(results);
  const left = await outputs().begin(results);
  await writeFile(left, 'three o');
  const foreign = join(results, '.0b0f3c9e-2f0f-4a86-9d6c-111111111111.part');
  await writeFile(foreign, 'of somebody else');
  await outputs().sweep();
  expect((await readdir(results)).map((name) => join(results, name))).toEqual([foreign]);
});
