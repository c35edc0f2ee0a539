import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly run?: string;
}
interface Job {
  readonly 'timeout-minutes'?: number;
  readonly steps: readonly Step[];
  readonly needs?: string;
  readonly if?: string;
  readonly strategy?: { readonly matrix: { readonly os?: readonly string[]; readonly include?: readonly Tried[] } };
}
interface Tried {
  readonly os: string;
  readonly format: string;
  readonly image?: string;
}
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const root = join(import.meta.dirname, '../../..');
const folder = join(root, '.github/workflows');
const names = readdirSync(folder);
const textOf = (name: string) => readFileSync(join(folder, name), 'utf8');
const workflow = (name: string) => parse(textOf(name)) as Workflow;
const action = readFileSync(join(root, '.github/actions/set-up/action.yml'), 'utf8');

test.each(names)('%s: every action of others is named by its commit, with its version beside it', (name) => {
  const used = [...`${textOf(name)}\n${action}`.matchAll(/uses: (.+)$/gm)].map(([, what]) => what ?? '');
  const others = used.filter((what) => !what.startsWith('./'));
  expect(others.length).toBeGreaterThan(0);
  for (const what of others) expect(what).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

/** The inputs that these versions of the actions have, of those that matter here. @see the action.yml of each */
const inputs: Readonly<Record<string, readonly string[]>> = {
  'actions/checkout': ['ref', 'fetch-depth', 'persist-credentials'],
  'actions/setup-node': ['node-version', 'cache'],
  'actions/upload-artifact': ['name', 'path', 'if-no-files-found', 'retention-days'],
  'actions/download-artifact': ['name', 'path', 'pattern', 'merge-multiple'],
  'actions/attest-build-provenance': ['subject-path', 'subject-digest', 'subject-checksums'],
};

test.each(names)('%s gives each action only inputs that it has', (name) => {
  const ofAction = (parse(action) as { readonly runs: Pick<Job, 'steps'> }).runs;
  for (const { steps } of [...Object.values(workflow(name).jobs), ofAction]) {
    for (const { uses = './', with: given = {} } of steps) {
      if (uses.startsWith('./')) expect(given).toEqual({});
      else expect(inputs[uses.split('@')[0] ?? ''], uses).toEqual(expect.arrayContaining(Object.keys(given)));
    }
  }
});

test.each(names)('%s: every job has a limit of time, and the workflow may only read', (name) => {
  const { jobs, permissions } = workflow(name);
  expect(permissions).toEqual({ contents: 'read' });
  for (const [job, { 'timeout-minutes': minutes }] of Object.entries(jobs))
    expect(minutes, job).toBeLessThanOrEqual(120);
});

test.each(names)('%s calls only scripts that are there', (name) => {
  const scripts = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object }).scripts;
  const text = `${textOf(name)}\n${action}`;
  for (const [, script = ''] of text.matchAll(/npm run ([\w:]+)/g)) expect(scripts).toHaveProperty([script]);
  for (const [path] of text.matchAll(/scripts\/[\w-]+\.(mjs|sh)/g))
    expect(existsSync(join(root, path)), path).toBe(true);
});

test('a release is made only where the tag is the version', () => {
  const { jobs } = workflow('release.yml');
  expect(jobs['package']?.steps.some(({ run }) => run?.includes('"$GITHUB_REF_NAME" = "v$(node -p'))).toBe(true);
  expect(jobs['release']?.if).toBe("github.ref_type == 'tag'");
});

test('every format is tried on a system it is for before a release is drafted', () => {
  const { jobs } = workflow('release.yml');
  expect([jobs['try']?.needs, jobs['release']?.needs]).toEqual(['package', 'try']);
  const tried = jobs['try']?.strategy?.matrix.include ?? [];
  expect(tried.map(({ os, format, image }) => [format, image ?? os])).toEqual([
    ['deb', 'ubuntu-24.04'],
    ['rpm', 'fedora:42'],
    ['rpm', 'opensuse/leap:15.6'],
    ['AppImage', 'ubuntu-22.04'],
    ['tar.gz', 'ubuntu-22.04'],
    ['setup', 'windows-2025'],
    ['portable', 'windows-2025'],
    ['dmg', 'macos-15'],
    ['dmg', 'macos-15-intel'],
  ]);
});

test('every push is tested on three systems', () => {
  const { on, jobs } = workflow('check.yml');
  expect(on).toMatchObject({ push: { branches: ['**'] } });
  expect(jobs['test']?.strategy?.matrix.os).toEqual(['ubuntu-24.04', 'windows-2025', 'macos-15']);
  expect(jobs['test']?.steps.at(-1)?.run).toBe('npm test');
});

test('Ubuntu gets the system packages, and Electron its sandbox', () => {
  expect(action).toContain('scripts/install-system-packages.mjs');
  expect(action).toContain('chmod 4755 node_modules/electron/dist/chrome-sandbox');
});

test('no map of blocks gets into a release', () => {
  expect(textOf('release.yml')).toContain('!release/*.blockmap');
});

test.skipIf(spawnSync('actionlint', ['--version']).status !== 0)(
  'actionlint finds nothing (where it is installed)',
  () => {
    const { stdout, stderr } = spawnSync('actionlint', ['-no-color'], { cwd: root, encoding: 'utf8' });
    expect(stdout + stderr).toBe('');
  },
);
