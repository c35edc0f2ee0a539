import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { ProcessFolders } from '../../../../src-main/adapters/files/process-folders';
import { FileUnfinishedOutputs } from '../../../../src-main/adapters/result/unfinished-outputs';
import { temporaryFolder } from '../../../fixtures/temp-dir';

const folder = temporaryFolder();
const folders = () => new ProcessFolders(join(folder(), 'runs'));
const names = () => readdir(join(folder(), 'runs'));

/** A folder with a file in it, as if the process of this number had made it. */
async function madeBy(id: number): Promise<string> {
  const path = await folders().make();
  await writeFile(join(path, 'payload'), 'x');
  const name = basename(path).replace(`-${process.pid}-`, `-${id}-`);
  await rename(path, join(folder(), 'runs', name));
  return name;
}

it('removes folders of a process once it has ended, however it did', async () => {
  const owner = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  await once(owner, 'spawn');
  const name = await madeBy(owner.pid ?? 0);
  await folders().sweep();
  expect(await names()).toEqual([name]);
  owner.kill('SIGKILL');
  await once(owner, 'exit');
  await folders().sweep();
  expect(await names()).toEqual([]);
});

it('removes what an earlier process with the same number left, never its own', async () => {
  const earlier = await madeBy(process.pid);
  const own = folders();
  const path = await own.make();
  expect(await names()).toContain(earlier);
  await own.sweep();
  expect(await names()).toEqual([basename(path)]);
});

it('leaves alone what another system made, or nobody of this program', async () => {
  const elsewhere = (await madeBy(2 ** 22 + 1)).replace(/^[\da-f]{16}/, '0'.repeat(16));
  await mkdir(join(folder(), 'runs', elsewhere));
  await mkdir(join(folder(), 'runs', 'other'));
  await folders().sweep();
  expect((await names()).sort()).toEqual([elsewhere, 'other']);
});

it('needs no folder to sweep', async () => {
  await folders().sweep();
  expect(await readdir(folder())).toEqual([]);
});

it('removes what a process that ended was saving beside files of the user, also on a drive that comes back', async () => {
  const log = { warn: () => undefined };
  const saves = () =>
    new ProcessFolders(join(folder(), 'runs'), (own) =>
      new FileUnfinishedOutputs(join(own, 'saves.json'), log).sweep(),
    );
  const results = join(folder(), 'results');
  await mkdir(results);
  await writeFile(join(results, 'leaf.png'), 'of the user');
  const ended = join(folder(), 'runs', await madeBy(2 ** 22 + 1));
  const part = await new FileUnfinishedOutputs(join(ended, 'saves.json'), log).begin(results);
  await writeFile(part, 'half a result');
  await rename(results, `${results} away`);
  await saves().sweep();
  expect(await names()).toHaveLength(1);
  await rename(`${results} away`, results);
  await saves().sweep();
  expect(await readdir(results)).toEqual(['leaf.png']);
  expect(await names()).toEqual([]);
});
