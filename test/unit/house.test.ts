import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const text = (path: string) => readFileSync(join(root, path), 'utf8');
const foldersOf = (path: string) =>
  readdirSync(join(root, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

/** The first cells of the table under a heading, without their code marks. */
function firstCells(heading: string): readonly string[] {
  const [, table = ''] = text('CONTRIBUTING.md').split(new RegExp(`^\\| ${heading} .*\\n.*\\n`, 'm'));
  return (table.split('\n\n')[0] ?? '').split('\n').map((row) => /^\| `([^`]+)`/.exec(row)?.[1] ?? row);
}

/** Folders below a path, itself included, but those of the texts of the window. */
function foldersBelow(path: string): readonly string[] {
  return [path, ...foldersOf(path).flatMap((name) => foldersBelow(`${path}/${name}`))].filter(
    (folder) => !folder.startsWith('src-renderer/i18n'),
  );
}

it.each([...foldersBelow('src-main'), ...foldersBelow('src-renderer')])('%s has at most 25 files', (folder) => {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  expect(entries.filter((entry) => entry.isFile()).length).toBeLessThanOrEqual(25);
});

describe('what is written for developers', () => {
  it('has every room, and no other', () => {
    const rooms = firstCells('Room');
    expect([...new Set([...foldersOf('src-main/core'), ...foldersOf('src-main/services')])].sort()).toEqual(
      [...rooms].sort(),
    );
    const means = foldersOf('src-main/adapters').filter((folder) => !rooms.includes(folder));
    for (const folder of means) expect(text('CONTRIBUTING.md')).toContain(`\`${folder}\``);
  });

  it('has every layer', () => {
    const layers = foldersOf('src-main').map((folder) => `src-main/${folder}`);
    expect(firstCells('Folder')).toEqual(expect.arrayContaining([...layers, 'src-renderer']));
  });

  it.each([
    'CONTRIBUTING.md',
    ...readdirSync(join(root, 'docs'))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `docs/${name}`),
  ])('%s names files that are there', (path) => {
    const named = [...text(path).matchAll(/`([\w.-]+(?:\/[\w.-]+)+\.(?:ts|mts|mjs|svelte|css|wat|yml))`/g)].map(
      ([, name]) => name ?? '',
    );
    const places = ['', 'src-main', 'src-renderer', 'test'];
    const missing = named.filter((name) => !places.some((place) => existsSync(join(root, place, name))));
    expect(missing).toEqual([]);
  });
});
