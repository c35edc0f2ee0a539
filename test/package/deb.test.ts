import { execFile, spawnSync } from 'node:child_process';
import { access, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lookAtWindow, OrdinaryUser } from './ordinary-user';

// Installs the deb on this machine, which takes root, and uses it as an ordinary user, with the sandbox on and no network.
const release = join(import.meta.dirname, '../../release');
const execute = promisify(execFile);
let deb = '';
let user: OrdinaryUser;

beforeAll(async () => {
  deb = join(release, (await readdir(release)).find((name) => name.endsWith('.deb')) ?? 'no deb');
  await execute('apt-get', ['install', '-y', '--no-install-recommends', deb], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  user = await OrdinaryUser.add('oscar-desktop-deb');
}, 180_000);

afterAll(() => user.remove(), 60_000);

test('it says of itself what Debian wants to know', async () => {
  const { stdout } = await execute('dpkg-deb', ['--field', deb]);
  // A test build sorts before the version for users, which then replaces it.
  expect(stdout).toMatch(deb.includes('test-build') ? /^Version: [\d.]+~test$/m : /^Version: [\d.]+$/m);
  expect(stdout).toMatch(/^Maintainer: .+ <\S+@\S+\.\S+>$/m);
  expect(stdout).toMatch(/^Homepage: https:/m);
  expect(stdout).toMatch(/^Depends: libc6 \(>= 2\.\d+\), /m);
  const changelog = gunzipSync(await readFile('/usr/share/doc/oscar-desktop/changelog.gz')).toString('utf8');
  expect(changelog).toContain(`oscar-desktop (${/^Version: (.+)$/m.exec(stdout)?.[1] ?? ''}) `);
  expect(await readFile('/usr/share/doc/oscar-desktop/copyright', 'utf8')).toContain(
    '/usr/share/common-licenses/Apache-2.0',
  );
  expect(gunzipSync(await readFile('/usr/share/man/man1/oscar-desktop.1.gz')).toString('utf8')).toContain('.SH NAME');
});

test.skipIf(spawnSync('lintian', ['--version']).status !== 0)(
  'Debian’s checker has nothing to say of it (where it is installed)',
  { timeout: 120_000 },
  async () => {
    expect((await execute('lintian', ['--allow-root', '--no-tag-display-limit', deb])).stdout).toBe('');
  },
);

test('the sandbox helper belongs to root and is setuid', async () => {
  const { uid, mode } = await stat('/usr/lib/oscar-desktop/chrome-sandbox');
  expect(uid).toBe(0);
  expect(mode & 0o7777).toBe(0o4755);
});

test('the desktop knows the program, its icon and its documents', async () => {
  const entry = await readFile('/usr/share/applications/oscar-desktop.desktop', 'utf8');
  expect(entry).toContain('Exec=oscar-desktop %F');
  // The class that Electron gives its windows is the name of the program, by which they get its icon.
  expect(entry).toContain('StartupWMClass=oscar-desktop\n');
  expect(entry).toContain('Categories=Science;Education;');
  expect(entry).toContain('MimeType=application/vnd.oscar.connection+json;');
  for (const path of [
    '/usr/share/icons/hicolor/256x256/apps/oscar-desktop.png',
    '/usr/share/metainfo/org.oscardesktop.OSCARDesktop.metainfo.xml',
    '/usr/share/mime/packages/oscar-desktop.xml',
  ]) {
    await access(path);
  }
});

test('the main job runs as an ordinary user with the sandbox on', { timeout: 60_000 }, async () => {
  await user.run('oscar-desktop run grayscale --profile practice --input leaf.jpg --output grey.jpg');
  const result = await readFile(join(user.home, 'grey.jpg'));
  expect(result.subarray(0, 3).toString('latin1')).toBe('\xff\xd8\xff');
});

test('a folder runs as a batch from the command line', { timeout: 60_000 }, async () => {
  await user.run(
    [
      'mkdir leaves && cp leaf.jpg leaves/one.jpg && cp leaf.jpg leaves/two.jpg',
      'oscar-desktop batch grayscale leaves --profile practice --output results',
    ].join('\n'),
  );
  expect((await readdir(join(user.home, 'results/leaves'))).sort()).toEqual([
    'one – grayscale.jpg',
    'two – grayscale.jpg',
  ]);
});

test('the window opens, its pages are in the sandbox, and nothing is contacted', { timeout: 60_000 }, async () => {
  const { stdout } = await user.run(lookAtWindow('oscar-desktop'));
  expect(stdout).toMatch(/^Seccomp:\s+2$/m);
  expect(stdout).toMatch(/^OutNoRoutes 0$/m);
});

test('that count does notice an attempt to leave', async () => {
  const { stdout } = await execute('unshare', [
    '--net',
    'sh',
    '-c',
    'ip link set lo up; curl --silent --max-time 5 http://192.0.2.1/; grep ^Ip: /proc/net/snmp | tail -1',
  ]);
  const outNoRoutes = stdout.trim().split(' ')[12];
  expect(Number(outNoRoutes)).toBeGreaterThan(0);
});

test('removing it leaves nothing but the data of its users', { timeout: 120_000 }, async () => {
  await execute('apt-get', ['remove', '-y', 'oscar-desktop'], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  for (const path of [
    '/usr/bin/oscar-desktop',
    '/usr/lib/oscar-desktop',
    '/usr/share/oscar-desktop',
    '/usr/share/man/man1/oscar-desktop.1.gz',
    '/usr/share/applications/oscar-desktop.desktop',
    '/usr/share/mime/packages/oscar-desktop.xml',
    '/etc/apparmor.d/oscar-desktop',
  ]) {
    await expect(access(path), path).rejects.toThrow('ENOENT');
  }
  await access(join(user.home, '.config/OSCAR Desktop'));
});
