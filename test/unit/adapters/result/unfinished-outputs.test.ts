import { mkdir, readdir, readFile, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { FileUnfinishedOutputs } from '../../../../src-main/adapters/result/unfinished-outputs';
import { temporaryFolder } from '../../../fixtures/temp-dir';

const folder = temporaryFolder();
const warnings: string[] = [];
const document = () => join(folder(), 'user-data', 'unfinished.json');
const start = () => new FileUnfinishedOutputs(document(), { warn: (message) => warnings.push(message) });
const remembered = async () => JSON.parse(await readFile(document(), 'utf8')).content.folders;
let parent: string;

beforeEach(async () => {
  warnings.length = 0;
  parent = join(folder(), 'Results');
  await mkdir(parent);
  await mkdir(join(folder(), 'user-data'));
});

describe('FileUnfinishedOutputs', () => {
  it('removes what an earlier start left, and nothing else', async () => {
    const before = start();
    const left = await before.begin(parent);
    await mkdir(join(left, 'plot 1'), { recursive: true });
    await writeFile(join(left, 'plot 1', 'oak.txt'), 'oak');
    const done = await before.begin(parent);
    await mkdir(done);
    await before.end(done);
    await writeFile(await before.begin(parent), 'half a result');

    const after = start();
    const underWay = await after.begin(parent);
    await mkdir(underWay);
    await after.sweep();
    expect((await readdir(parent)).map((name) => join(parent, name)).sort()).toEqual([done, underWay].sort());
    expect(await remembered()).toEqual([underWay]);
  });

  it('touches nothing that has another name, or is a link, whatever the document says', async () => {
    const precious = join(parent, 'Precious');
    await mkdir(precious);
    await writeFile(join(precious, 'oak.txt'), 'oak');
    const link = await start().begin(parent);
    await symlink(precious, link);
    const file = join(parent, '.oak.part');
    await writeFile(file, 'oak');
    const { version } = JSON.parse(await readFile(document(), 'utf8'));
    await writeFile(document(), JSON.stringify({ version, content: { folders: [precious, link, file, '/', ''] } }));

    await start().sweep();
    expect(await readdir(parent)).toHaveLength(3);
    expect(await readdir(precious)).toEqual(['oak.txt']);
    expect(await remembered()).toEqual([]);
  });

  it('waits for a drive that was taken out', async () => {
    const left = await start().begin(parent);
    await mkdir(left);
    await rename(parent, `${parent} elsewhere`);
    await start().sweep();
    expect(await remembered()).toEqual([left]);
    await rename(`${parent} elsewhere`, parent);
    await start().sweep();
    expect(await readdir(parent)).toEqual([]);
    expect(await remembered()).toEqual([]);
  });

  it('does not stop what can’t be remembered', async () => {
    await mkdir(document());
    expect(await start().begin(parent)).toContain(parent);
    expect(warnings).toEqual(['unfinished folders']);
  });
});
