import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const session = 'printf secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1';

/** A user without any rights, made for a test and removed after it, with a screen, a session bus and an unlocked keyring. */
export class OrdinaryUser {
  private constructor(
    readonly name: string,
    readonly home: string,
  ) {}

  /** Adds the user, with a photo of a leaf at home. */
  static async add(name: string): Promise<OrdinaryUser> {
    const home = await mkdtemp(join(tmpdir(), `${name}-`));
    await copyFile(join(import.meta.dirname, '../../assets/samples/leaf.jpg'), join(home, 'leaf.jpg'));
    await execute('useradd', ['--home-dir', home, '--shell', '/bin/sh', name]);
    await execute('chown', ['-R', name, home]);
    return new OrdinaryUser(name, home);
  }

  /** Runs a shell script at home, in a network of its own that leads nowhere. */
  async run(script: string): Promise<{ readonly stdout: string }> {
    const file = join(this.home, 'script.sh');
    await writeFile(file, `cd "$HOME"\n${session}\n${script}\n`);
    await chmod(file, 0o755);
    const command = `runuser -u ${this.name} -- env HOME=${this.home} xvfb-run -a dbus-run-session -- sh -e ${file}`;
    return execute('unshare', ['--net', 'sh', '-c', `ip link set lo up && ${command}`]);
  }

  /** Removes the user and all that is theirs; a test that failed may have left something running. */
  async remove(): Promise<void> {
    await execute('pkill', ['-KILL', '-u', this.name]).catch(() => undefined);
    await execute('userdel', ['--force', this.name]);
    await rm(this.home, { recursive: true, force: true });
  }
}

/**
 * Lines of a script that open the window, wait for its page, tell of each page whether it is in the sandbox, end the program
 * and tell how many packets would have left this computer.
 */
export function lookAtWindow(program: string): string {
  return [
    `${program} >window.log 2>&1 &`,
    'program=$!',
    'until ls .config/OSCAR\\ Desktop/logs/main.log >/dev/null 2>&1 && pgrep -P $program >/dev/null; do sleep 0.1; done',
    'until pgrep -f "type=renderer" -u $(id -u) >/dev/null; do sleep 0.1; done',
    'for page in $(pgrep -f "type=renderer" -u $(id -u)); do grep ^Seccomp: /proc/$page/status; done',
    'kill $program; wait $program || true',
    'awk \'/^Ip:/ { if (names++) print "OutNoRoutes", $column; else for (i = 1; i <= NF; i++) if ($i == "OutNoRoutes") column = i }\' /proc/net/snmp',
  ].join('\n');
}
