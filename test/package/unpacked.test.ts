import { extractFile, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { build, Platform } from 'electron-builder';
import { createHash } from 'node:crypto';
import { lstat, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { temporaryFolder } from '../fixtures/temp-dir';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'release/linux-unpacked');
const archive = join(folder, 'resources/app.asar');
const emptyFolder = temporaryFolder();

test('only the program, package.json, the keychain module of this system and the picture libraries are inside', async () => {
  const allowed = [
    /^\/package\.json$/,
    /^\/dist\/(main|preload|renderer)\//,
    /^\/node_modules\/keytar\/(package\.json|LICENSE\.md|lib\/keytar\.js)$/,
    new RegExp(`^/node_modules/keytar/prebuilds/${process.platform}-${process.arch}/keytar\\.node$`),
    /^\/node_modules\/wasm-vips\/(package\.json|THIRD-PARTY-NOTICES\.md|lib\/vips-node\.js|lib\/vips\.wasm)$/,
    /^\/node_modules\/libheif-js\/(package\.json|wasm-bundle\.js|libheif-wasm\/libheif-bundle\.js)$/,
  ];
  const files = listPackage(archive, { isPack: false }).filter((path) => /\.\w+$/.test(path));
  expect(files).toContain('/dist/main/main.cjs');
  expect(files.filter((path) => path.endsWith('keytar.node'))).toHaveLength(1);
  expect(files.filter((path) => !allowed.some((pattern) => pattern.test(path)))).toEqual([]);

  const resources = (await filesBelow(join(folder, 'resources'))).filter(
    (path) => !path.startsWith('app.asar.unpacked/'),
  );
  expect(resources.filter((path) => !/^(app\.asar|LICENSE|licenses\/[\w-]+\.txt)$/.test(path))).toEqual([]);
});

test('the licence of every package in it is there', async () => {
  const text = await readFile(join(folder, 'resources/licenses/main-process.txt'), 'utf8');
  const packages = [...text.matchAll(/^={80}\n(\S+) \S+, .+$/gm)].map(([, name]) => name);
  expect(packages).toEqual(expect.arrayContaining(['got', 'valibot', 'write-file-atomic']));
  expect(await readFile(join(folder, 'resources/licenses/window.txt'), 'utf8')).toContain('svelte');
  expect(await readFile(join(folder, 'resources/licenses/keychain.txt'), 'utf8')).toContain(
    'Permission is hereby granted',
  );
  const pictures = await readFile(join(folder, 'resources/licenses/pictures.txt'), 'utf8');
  for (const words of ['wasm-vips', 'libvips', 'libheif-js', 'GNU LESSER GENERAL PUBLIC LICENSE']) {
    expect(pictures).toContain(words);
  }
});

test('the licences speak for every module, font and table that is inside', async () => {
  const texts = new Map<string, string>();
  for (const part of ['main-process', 'window', 'window-workers', 'sound-decoder']) {
    const text = await readFile(join(folder, `resources/licenses/${part}.txt`), 'utf8');
    texts.set(part, text);
    const sources = JSON.parse(await readFile(join(root, `dist/third-party/${part}.json`), 'utf8')) as string[];
    const packages = new Set(sources.map((path) => /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? path));
    expect(sources.length, part).toBeGreaterThan(0);
    for (const name of packages) expect(text, part).toMatch(new RegExp(`^={80}\n${name} \\S+, `, 'm'));
  }
  // What is no code is found by its content, whatever the build wrote down of it.
  const inside = listPackage(archive, { isPack: false }).filter((path) => /\.(bcmap|pfb|ttf|woff2?|wasm)$/.test(path));
  expect(inside.length).toBeGreaterThan(180);
  const hashes = new Set(inside.map((path) => sha256(extractFile(archive, path.slice(1)))));
  const originals = (await filesBelow(join(root, 'node_modules'))).filter((path) =>
    /\.(bcmap|pfb|ttf|woff2?|wasm)$/.test(path),
  );
  const found = new Set<string>();
  for (const path of originals) {
    const full = join(root, 'node_modules', path);
    const hash = sha256(await readFile(full));
    if (!hashes.has(hash)) continue;
    found.add(hash);
    const beside = (await readdir(dirname(full))).filter((name) => /^licen[cs]e/i.test(name));
    for (const name of beside) {
      const licence = (await readFile(join(dirname(full), name), 'utf8')).trim();
      expect(
        [...texts.values()].some((text) => text.includes(licence)),
        `${path}: ${name}`,
      ).toBe(true);
    }
  }
  expect(found.size).toBe(hashes.size);
});

test('the fonts and tables of PDF files are inside, so that none has to be fetched', () => {
  const inside = listPackage(archive, { isPack: false });
  for (const name of ['FoxitFixed', 'LiberationSans-Regular', 'UniJIS-UTF16-H', 'Adobe-Japan1-UCS2']) {
    expect(
      inside.filter((path) => path.includes(`/dist/renderer/assets/${name}-`)),
      name,
    ).toHaveLength(1);
  }
});

test('package.json in it names no script and no package for development', () => {
  const facts: unknown = JSON.parse(extractFile(archive, 'package.json').toString('utf8'));
  expect(facts).toMatchObject({ name: 'oscar-desktop', main: 'dist/main/main.cjs' });
  expect(facts).not.toHaveProperty('devDependencies');
});

test('every fuse is set as it is stated', async () => {
  const stated: unknown = parse(await readFile(join(root, 'electron-builder.yml'), 'utf8'));
  const wire = await getCurrentFuseWire(join(folder, 'oscar-desktop'));
  // The runtime for tests is older than the last two.
  const expected = {
    runAsNode: [FuseV1Options.RunAsNode, false],
    enableCookieEncryption: [FuseV1Options.EnableCookieEncryption, true],
    enableNodeOptionsEnvironmentVariable: [FuseV1Options.EnableNodeOptionsEnvironmentVariable, false],
    enableNodeCliInspectArguments: [FuseV1Options.EnableNodeCliInspectArguments, false],
    enableEmbeddedAsarIntegrityValidation: [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, true],
    onlyLoadAppFromAsar: [FuseV1Options.OnlyLoadAppFromAsar, true],
    loadBrowserProcessSpecificV8Snapshot: [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot, false],
    grantFileProtocolExtraPrivileges: [FuseV1Options.GrantFileProtocolExtraPrivileges, false],
  } as const;
  const values = Object.fromEntries(Object.entries(expected).map(([name, [, value]]) => [name, value]));
  expect(stated).toMatchObject({ electronFuses: values });
  for (const [name, [fuse, value]] of Object.entries(expected)) {
    // The wire holds a digit for each fuse.
    if (!(fuse in wire)) {
      expect(name).toBe('grantFileProtocolExtraPrivileges');
      continue;
    }
    expect([name, wire[fuse]]).toEqual([name, (value ? '1' : '0').charCodeAt(0)]);
  }
});

test('it is at most 1.15 of the size of an empty program packaged the same way', { timeout: 120_000 }, async () => {
  const empty = emptyFolder();
  await writeFile(
    join(empty, 'package.json'),
    '{ "name": "empty", "version": "1.0.0", "main": "main.js", "author": "x" }',
  );
  await writeFile(
    join(empty, 'main.js'),
    'require("electron").app.whenReady().then(() => new (require("electron").BrowserWindow)());',
  );
  await mkdir(join(empty, 'node_modules'));
  const { electronDist, electronVersion, electronLanguages, compression } = parse(
    await readFile(join(root, '.cache/electron-builder.yml'), 'utf8'),
  );
  await build({
    projectDir: empty,
    targets: Platform.current().createTarget('dir'),
    config: { electronDist, electronVersion, electronLanguages, compression, npmRebuild: false, publish: null },
  });
  const ours = await sizeOf(folder);
  const emptySize = await sizeOf(join(empty, 'dist/linux-unpacked'));
  expect(ours / emptySize).toBeLessThanOrEqual(1.15);
});

async function filesBelow(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1));
}

async function sizeOf(path: string): Promise<number> {
  const sizes = await Promise.all((await filesBelow(path)).map(async (name) => (await lstat(join(path, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
