import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './run.mjs';

const screen = '1600x1200x24';

/**
 * Runs a program with a screen (Xvfb), a session bus and an unlocked keyring (gnome-keyring) of its own, all of which end
 * with it. Nothing of the machine's own session is touched.
 * @returns {Promise<number>} its exit code
 */
export async function runHeadless(command, args, env = process.env) {
  const home = mkdtempSync(join(tmpdir(), 'oscar-desktop-session-'));
  const display = await startScreen();
  try {
    // The bus talks of what it starts; that goes nowhere, while the program keeps our standard error (3).
    const unlocked =
      'printf secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec "$@" 2>&3';
    return await run('dbus-run-session', ['--', 'sh', '-c', unlocked, 'sh', command, ...args], {
      stdio: ['inherit', 'inherit', 'ignore', 2],
      env: {
        ...env,
        DISPLAY: `:${display.number}`,
        // Keyrings and GTK's notes of recent files belong to this run alone.
        XDG_DATA_HOME: join(home, 'share'),
        XDG_RUNTIME_DIR: home,
        NO_AT_BRIDGE: '1',
      },
    });
  } finally {
    display.process.kill();
    rmSync(home, { recursive: true, force: true });
  }
}

async function startScreen() {
  const process = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const ended = once(process, 'exit').then(([code]) => Promise.reject(new Error(`Xvfb ended at once (${code}).`)));
  ended.catch(() => undefined);
  const [number] = await Promise.race([once(process.stdio[3], 'data'), ended]);
  return { process, number: String(number).trim() };
}
