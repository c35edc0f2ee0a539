import { spawnSync } from 'node:child_process';
import { cp, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../fixtures/temp-dir';

const project = resolve(__dirname, '../../..');
const folder = temporaryFolder();

it.each(['start', 'test', 'check', 'test-newest', 'kill', 'bench', 'screenshots'])(
  '%s.mjs begins on a machine on which no package is installed yet',
  async (command) => {
    await cp(join(project, 'scripts'), join(folder(), 'scripts'), { recursive: true });
    for (const file of ['package.json', '.dependency-cruiser.mjs']) await cp(join(project, file), join(folder(), file));
    const source = await readFile(join(project, 'scripts', `${command}.mjs`), 'utf8');
    const imports = source.split('\n').filter((line) => /^import .* from '.*';$/.test(line));

    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module'], {
      cwd: join(folder(), 'scripts'),
      input: imports.join('\n'),
      encoding: 'utf8',
    });

    expect(imports.length).toBeGreaterThan(0);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  },
);
