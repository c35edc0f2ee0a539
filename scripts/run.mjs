import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The root of the checkout. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** Prints one line of progress. */
export function say(line) {
  console.log(`• ${line}`);
}

/** Ends the program with a sentence instead of a stack. */
export function giveUp(line) {
  console.error(`✗ ${line}`);
  process.exit(1);
}

/**
 * Runs a program to its end with our own input and output.
 * @returns {Promise<number>} its exit code; 1 where a signal ended it
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** Runs a program that has to succeed; without `isLoud` its output is shown only when it does not. */
export async function runOrGiveUp(what, command, args, { isLoud = false, ...options } = {}) {
  if (isLoud) {
    if ((await run(command, args, options)) !== 0) giveUp(`${what} did not succeed.`);
    return;
  }
  const chunks = [];
  const code = await new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options });
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
  if (code !== 0) {
    process.stderr.write(Buffer.concat(chunks));
    giveUp(`${what} did not succeed.`);
  }
}
