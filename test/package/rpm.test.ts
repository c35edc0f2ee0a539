import { execFile } from 'node:child_process';
import { access, chmod, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lookAtWindow, OrdinaryUser } from './ordinary-user';

// Installs the rpm into a root of its own, which takes root, and uses it from there as an ordinary user, with the sandbox on
// and no network. The libraries it loads are those of this machine, which its packages know by other names.
const release = join(import.meta.dirname, '../../release');
const execute = promisify(execFile);
let rpm = '';
let root = '';
let user: OrdinaryUser;

beforeAll(async () => {
  rpm = join(release, (await readdir(release)).find((name) => name.endsWith('.rpm')) ?? 'no rpm');
  // Not below /tmp, where some systems allow no setuid programs.
  root = await mkdtemp('/var/lib/oscar-desktop-root-');
  await chmod(root, 0o755);
  await execute('rpm', ['--root', root, '--initdb']);
  await execute('rpm', ['--root', root, '--install', '--nodeps', rpm]);
  user = await OrdinaryUser.add('oscar-desktop-rpm');
}, 180_000);

afterAll(async () => {
  await user.remove();
  await rm(root, { recursive: true, force: true });
}, 60_000);

test('it asks for libraries by the names of their files, which Fedora and openSUSE share', async () => {
  const { stdout } = await execute('rpm', ['-qp', '--requires', rpm]);
  const needed = stdout.trim().split('\n');
  const known = /^(\S+\.so(\.\d+)*\(\S*\)\(64bit\)|rpmlib\(.+|rtld\(GNU_HASH\)|xdg-utils)$/;
  expect(needed.filter((name) => !known.test(name))).toEqual([]);
  expect(needed).toEqual(
    expect.arrayContaining(['libgtk-3.so.0()(64bit)', 'libsecret-1.so.0()(64bit)', 'libnotify.so.4()(64bit)']),
  );
  // What it brings along is not asked of others, nor offered to them.
  expect(stdout).not.toContain('libffmpeg');
  expect((await execute('rpm', ['-qp', '--provides', rpm])).stdout).not.toContain('.so');
});

test('it says of itself what a package says', async () => {
  const format = '%{NAME} %{VERSION} %{LICENSE} %{URL}';
  const { stdout } = await execute('rpm', ['-qp', '--queryformat', format, rpm]);
  expect(stdout).toMatch(/^oscar-desktop [\d.]+(~test)? Apache-2\.0 https:\S+$/);
  // Nothing runs as root when it is installed: both systems refresh their lists of types and icons by themselves.
  expect((await execute('rpm', ['-qp', '--scripts', rpm])).stdout).toBe('');
});

test('its folder has no space, and the sandbox helper in it is setuid root', async () => {
  const { uid, mode } = await stat(join(root, 'usr/lib/oscar-desktop/chrome-sandbox'));
  expect(uid).toBe(0);
  expect(mode & 0o7777).toBe(0o4755);
});

test('the desktop knows the program, its icon and its documents', async () => {
  const entry = await readFile(join(root, 'usr/share/applications/oscar-desktop.desktop'), 'utf8');
  expect(entry).toContain('Exec=oscar-desktop %F');
  expect(entry).toContain('StartupWMClass=oscar-desktop\n');
  for (const path of [
    'usr/share/icons/hicolor/256x256/apps/oscar-desktop.png',
    'usr/share/metainfo/org.oscardesktop.OSCARDesktop.metainfo.xml',
    'usr/share/mime/packages/oscar-desktop.xml',
    'usr/share/man/man1/oscar-desktop.1.gz',
  ]) {
    await access(join(root, path));
  }
});

test('the main job runs as an ordinary user with the sandbox on', { timeout: 60_000 }, async () => {
  await user.run(`${root}/usr/bin/oscar-desktop run grayscale --profile practice --input leaf.jpg --output grey.jpg`);
  const result = await readFile(join(user.home, 'grey.jpg'));
  expect(result.subarray(0, 3).toString('latin1')).toBe('\xff\xd8\xff');
});

test('the window opens, its pages are in the sandbox, and nothing is contacted', { timeout: 60_000 }, async () => {
  const { stdout } = await user.run(lookAtWindow(`${root}/usr/bin/oscar-desktop`));
  expect(stdout).toMatch(/^Seccomp:\s+2$/m);
  expect(stdout).toMatch(/^OutNoRoutes 0$/m);
});

test('removing it leaves nothing', async () => {
  await execute('rpm', ['--root', root, '--erase', 'oscar-desktop']);
  const left = await readdir(join(root, 'usr'), { recursive: true });
  expect(left.filter((path) => path.includes('oscar'))).toEqual([]);
});
