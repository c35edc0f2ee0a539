// node scripts/try-installer.mjs FORMAT: installs the file of a format from release/ on this system, opens the window, and
// runs one practice job with it. It changes this computer: it is for the machines of a release.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { giveUp, root, say } from './run.mjs';

const work = mkdtempSync(join(tmpdir(), 'oscar-desktop-try-'));
const name = 'OSCAR Desktop';

/** For each format: installs its file, and tells the program that is to be started. */
const formats = {
  deb: () => {
    must('sudo', 'apt-get', 'install', '-y', fileOf(/\.deb$/));
    return 'oscar-desktop';
  },
  AppImage: () => {
    const file = fileOf(/\.AppImage$/);
    must('chmod', '+x', file);
    return file;
  },
  'tar.gz': () => {
    must('tar', '-xzf', fileOf(/\.tar\.gz$/), '--strip-components=1', '-C', work);
    must('sudo', 'chown', 'root:root', join(work, 'chrome-sandbox'));
    must('sudo', 'chmod', '4755', join(work, 'chrome-sandbox'));
    return join(work, 'oscar-desktop');
  },
  setup: () => {
    must(fileOf(/-setup(-unsigned)?\.exe$/), '/S', '/currentuser');
    return join(process.env.LOCALAPPDATA ?? '', 'Programs', name, `${name}.exe`);
  },
  portable: () => fileOf(/-portable(-unsigned)?\.exe$/),
  dmg: () => {
    const volume = join(work, 'volume');
    must('hdiutil', 'attach', '-mountpoint', volume, fileOf(new RegExp(`-${process.arch}(-unsigned)?\\.dmg$`)));
    must('cp', '-R', join(volume, `${name}.app`), '/Applications');
    must('hdiutil', 'detach', volume);
    return `/Applications/${name}.app/Contents/MacOS/${name}`;
  },
};

const install = formats[process.argv[2]] ?? giveUp(`There is no format ${process.argv[2]}.`);
// Linux machines of a release have no screen.
const screen = process.platform === 'linux' ? ['xvfb-run', '-a'] : [];
const program = install();
say(`Installed ${program}`);

const grey = join(work, 'grey.jpg');
const leaf = join(root, 'assets/samples/leaf.jpg');
must(...screen, program, 'run', 'grayscale', '--profile', 'practice', '--input', leaf, '--output', grey);
if (readFileSync(grey).subarray(0, 3).toString('hex') !== 'ffd8ff') giveUp('The practice job made no picture.');
say('Ran a practice job');

const [command, ...args] = [...screen, program];
const window = spawn(command, args, { stdio: 'inherit' });
let isOver = false;
window.once('error', (error) => giveUp(`The program could not be started: ${error.message}`));
window.once('exit', () => (isOver = true));
// The state of the window is written when it closes; the log of the window's program is there once it has started.
const log = join(userData(), 'logs/main.log');
for (let second = 0; second < 60 && !existsSync(log) && !isOver; second += 1) await wait(1_000);
if (!existsSync(log) || isOver) giveUp('The window did not open.');
say('Opened the window');
process.exit(0);

function fileOf(pattern) {
  const release = join(root, 'release');
  const file = readdirSync(release).find((entry) => pattern.test(entry)) ?? giveUp(`No file is like ${pattern}.`);
  return join(release, file);
}

function must(command, ...args) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', timeout: 300_000 });
  if (status !== 0) giveUp(`${command} ${args.join(' ')} did not succeed (${error?.message ?? status}).`);
}

function userData() {
  if (process.platform === 'win32') return join(process.env.APPDATA ?? '', name);
  if (process.platform === 'darwin') return join(homedir(), 'Library/Application Support', name);
  return join(homedir(), '.config', name);
}
