import { join } from 'node:path';
import { expect, it } from 'vitest';
import config from '../../../.dependency-cruiser.mjs';
import { forbiddenTypeImports, typeImportCircles } from '../../../scripts/svelte-imports.mjs';
import { writeFiles } from '../../fixtures/file-tree';
import { temporaryFolder } from '../../fixtures/temp-dir';

const folder = temporaryFolder();

function component(...lines: readonly string[]): string {
  return ['<script lang="ts">', ...lines, '</script>', '', '<p>Leaf</p>', ''].join('\n');
}

async function findIn(path: string, ...lines: readonly string[]) {
  await writeFiles(folder(), {
    [path]: component(...lines),
    'src-renderer/batch/batch.svelte.ts': 'export class BatchState {}\n',
    'src-renderer/batch/BatchView.svelte': component(),
    'src-main/core/run/invocation.ts': '',
    'src-main/adapters/http/oscar-client.ts': '',
  });
  return forbiddenTypeImports(folder(), config.forbidden).map(({ from, to }) => [from, to]);
}

it.each([
  [
    'ui/Button.svelte',
    "import type { BatchState } from '../batch/batch.svelte';",
    'src-renderer/batch/batch.svelte.ts',
  ],
  [
    'ui/Inline.svelte',
    "import { type BatchState } from '../batch/batch.svelte';",
    'src-renderer/batch/batch.svelte.ts',
  ],
  ['run/Bar.svelte', "import type View from '../batch/BatchView.svelte';", 'src-renderer/batch/BatchView.svelte'],
  [
    'run/Client.svelte',
    "import type { HttpOscarClient } from '../../src-main/adapters/http/oscar-client';",
    'src-main/adapters/http/oscar-client.ts',
  ],
])('finds what %s may not import', async (name, line, to) => {
  const path = `src-renderer/${name}`;
  expect(await findIn(path, line)).toEqual([[path, to]]);
});

it.each([
  ['the state of another room', "import type { BatchState } from '../batch/batch.svelte';"],
  ['types of core', "import type { Invocation } from '../../src-main/core/run/invocation';"],
  ['components, which the other check reads', "import View from '../batch/BatchView.svelte';"],
])('takes no offence at %s', async (_what, line) => {
  expect(await findIn('src-renderer/run/Bar.svelte', line)).toEqual([]);
});

it('finds none in this program', () => {
  expect(forbiddenTypeImports(join(import.meta.dirname, '../../..'), config.forbidden)).toEqual([]);
});

it.each([
  ['two components', {}, []],
  [
    'a state that imports the component again',
    { 'src-renderer/run/bar.svelte.ts': "import type Bar from './Bar.svelte';\n" },
    [['src-renderer/run/Bar.svelte', 'src-renderer/run/bar.svelte.ts']],
  ],
  [
    'files between them',
    {
      'src-renderer/run/bar.svelte.ts': "import {\n  open,\n} from './open';\n",
      'src-renderer/run/open.ts': "export const open = () => import('./Dialog.svelte');\n",
      'src-renderer/run/Dialog.svelte': component("import Bar from './Bar.svelte';"),
    },
    [
      [
        'src-renderer/run/Bar.svelte',
        'src-renderer/run/bar.svelte.ts',
        'src-renderer/run/open.ts',
        'src-renderer/run/Dialog.svelte',
      ],
    ],
  ],
])('finds the circles of imports of types through %s', async (_what, files, circles) => {
  await writeFiles(folder(), {
    'src-renderer/run/bar.svelte.ts': 'export class BarState {}\n',
    'src-renderer/run/Bar.svelte': component("import type { BarState } from './bar.svelte';"),
    ...files,
  });
  expect(typeImportCircles(folder())).toEqual(circles);
});

it('finds no circle in this program', () => {
  expect(typeImportCircles(join(import.meta.dirname, '../../..'))).toEqual([]);
});
