import { execFile } from 'node:child_process';
import { access, chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

// Installs the deb on this machine, which takes root, and uses it as an ordinary user, with the sandbox on.
const release = join(import.meta.dirname, '../../release');
const user = 'oscar-desktop-test';
const execute = promisify(execFile);
let home = '';

beforeAll(async () => {
  const deb = (await readdir(release)).find((name) => name.endsWith('.deb'));
  expect(deb).toBeDefined();
  await execute('apt-get', ['install', '-y', '--no-install-recommends', join(release, deb ?? '')], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  home = await mkdtemp(join(tmpdir(), 'oscar-desktop-home-'));
  await execute('useradd', ['--home-dir', home, '--shell', '/bin/sh', user]);
  await execute('chown', ['-R', user, home]);
}, 180_000);

afterAll(async () => {
  // A test that failed may have left something running.
  await execute('pkill', ['-KILL', '-u', user]).catch(() => undefined);
  await execute('userdel', ['--force', user]);
  await rm(home, { recursive: true, force: true });
}, 60_000);

test('the sandbox helper belongs to root and is setuid', async () => {
  const { uid, mode } = await stat('/usr/lib/oscar-desktop/chrome-sandbox');
  expect(uid).toBe(0);
  expect(mode & 0o7777).toBe(0o4755);
});

test('the desktop knows the program, its icon and its documents', async () => {
  const entry = await readFile('/usr/share/applications/oscar-desktop.desktop', 'utf8');
  expect(entry).toContain('Exec=oscar-desktop %U');
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
  const leaf = join(home, 'leaf.jpg');
  await writeFile(leaf, await readFile(join(import.meta.dirname, '../../assets/samples/leaf.jpg')));
  await chmod(leaf, 0o644);
  await asUser('oscar-desktop run grayscale --profile practice --input leaf.jpg --output grey.jpg');
  const result = await readFile(join(home, 'grey.jpg'));
  expect(result.subarray(0, 3).toString('latin1')).toBe('\xff\xd8\xff');
});

test('a folder runs as a batch from the command line', { timeout: 60_000 }, async () => {
  await asUser(
    [
      'mkdir leaves && cp leaf.jpg leaves/one.jpg && cp leaf.jpg leaves/two.jpg',
      'oscar-desktop batch grayscale leaves --profile practice --output results',
    ].join('\n'),
  );
  expect((await readdir(join(home, 'results/leaves'))).sort()).toEqual(['one – grayscale.jpg', 'two – grayscale.jpg']);
});

test('the window opens, its pages are in the sandbox, and nothing is contacted', { timeout: 60_000 }, async () => {
  // A network of its own that leads nowhere counts every packet and connection that would have left this computer.
  const { stdout } = await asUser(
    [
      'oscar-desktop >window.log 2>&1 &',
      'program=$!',
      'until ls .config/OSCAR\\ Desktop/logs/main.log >/dev/null 2>&1 && pgrep -P $program >/dev/null; do sleep 0.1; done',
      'until pgrep -f "type=renderer" -u $(id -u) >/dev/null; do sleep 0.1; done',
      'for page in $(pgrep -f "type=renderer" -u $(id -u)); do grep ^Seccomp: /proc/$page/status; done',
      'kill $program; wait $program || true',
      'awk \'/^Ip:/ { if (names++) print "OutNoRoutes", $column; else for (i = 1; i <= NF; i++) if ($i == "OutNoRoutes") column = i }\' /proc/net/snmp',
    ].join('\n'),
    { isOffline: true },
  );
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
    '/usr/share/applications/oscar-desktop.desktop',
    '/usr/share/mime/packages/oscar-desktop.xml',
    '/etc/apparmor.d/oscar-desktop',
  ]) {
    await expect(access(path), path).rejects.toThrow('ENOENT');
  }
  await access(join(home, '.config/OSCAR Desktop'));
});

/** Runs a shell script as the ordinary user, with a screen, a session bus and an unlocked keyring. */
async function asUser(script: string, { isOffline = false } = {}): Promise<{ stdout: string }> {
  const session = 'printf secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1';
  const file = join(home, 'script.sh');
  await writeFile(file, `cd "$HOME"\n${session}\n${script}\n`);
  await chmod(file, 0o755);
  const command = `runuser -u ${user} -- env HOME=${home} xvfb-run -a dbus-run-session -- sh -e ${file}`;
  const args = isOffline ? ['--net', 'sh', '-c', `ip link set lo up && ${command}`] : [];
  return isOffline ? execute('unshare', args) : execute('sh', ['-c', command]);
}
