import { join } from 'node:path';
import cruiser from '../.dependency-cruiser.mjs';
import { root, run, say } from './run.mjs';

const bin = (path) => join(root, 'node_modules', path);
const steps = [
  ['Types of the main process', bin('typescript/bin/tsc'), '-p', 'tsconfig.main.json'],
  ['Types of the tests', bin('typescript/bin/tsc'), '-p', 'tsconfig.test.json'],
  [
    'Types of the window',
    bin('svelte-check/bin/svelte-check'),
    '--tsconfig',
    'tsconfig.renderer.json',
    '--fail-on-warnings',
  ],
  [
    'Import directions',
    bin('dependency-cruiser/bin/dependency-cruise.mjs'),
    '--config',
    '.dependency-cruiser.mjs',
    'src-main',
    'src-renderer',
    'test',
  ],
  ['Lint', bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0'],
  ['Format', bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'],
];

/** Checks types, import directions, lint rules and format. @returns {Promise<boolean>} whether all of it is in order */
export async function checkSources() {
  let isInOrder = true;
  for (const [what, ...args] of steps) {
    say(`${what} …`);
    if ((await run(process.execPath, args)) === 0) continue;
    console.error(`✗ ${what}: not in order.`);
    isInOrder = false;
  }
  say('Import directions of types in components …');
  // It reads components with a package, and on a fresh machine this file is loaded before the packages are installed.
  const { forbiddenTypeImports, typeImportCircles } = await import('./svelte-imports.mjs');
  for (const { from, to, comment } of forbiddenTypeImports(root, cruiser.forbidden)) {
    console.error(`✗ ${from} imports types from ${to}: ${comment}`);
    isInOrder = false;
  }
  for (const circle of typeImportCircles(root)) {
    console.error(`✗ ${[...circle, circle[0]].join(' → ')}: a circle, closed by an import of types.`);
    isInOrder = false;
  }
  return isInOrder;
}
