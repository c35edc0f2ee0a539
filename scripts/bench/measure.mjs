import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';

/** Seconds that an action took. */
export async function seconds(action) {
  const start = process.hrtime.bigint();
  await action();
  return Number(process.hrtime.bigint() - start) / 1e9;
}

/** The middle value. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Measures some things in turn, so that whatever else the machine does falls on all of them alike. */
export async function alternately(runs, actions) {
  const values = Object.fromEntries(Object.keys(actions).map((name) => [name, []]));
  for (let run = 0; run < runs; run += 1) {
    for (const [name, action] of Object.entries(actions)) values[name].push(await action());
  }
  return Object.fromEntries(Object.entries(values).map(([name, list]) => [name, median(list)]));
}

/** Runs a shell command that has to succeed. */
export async function shell(command) {
  const child = spawn('bash', ['-c', `set -euo pipefail; ${command}`], { stdio: ['ignore', 'inherit', 'inherit'] });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`This did not succeed: ${command}`);
}

/** Resident memory of a process, in bytes; `peak` is the most since the last `forgetPeak`. Linux only. */
export function memoryOf(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const bytes = (field) => Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) * 1024;
  return { now: bytes('VmRSS'), peak: bytes('VmHWM') };
}

/** A reading of memory, taken while nothing goes on, once two in a row agree within a mebibyte. */
export async function settled(read) {
  let last = read();
  for (let reading = 0; reading < 20; reading += 1) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    const now = read();
    if (Math.abs(now - last) < 1024 ** 2) return now;
    last = now;
  }
  return last;
}

/** Makes the present the peak. @see proc(5), clear_refs */
export function forgetPeak(pid) {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

/** What the figures were measured on. */
export function machine() {
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 1024 ** 3),
    system: readFileSync('/etc/os-release', 'utf8').match(/PRETTY_NAME="(.*)"/)?.[1] ?? process.platform,
    node: process.version,
  };
}

/** A bar that a value must not be above. */
export const atMost = (bar) => (value) => value <= bar;

/** A bar that a value must not be below. */
export const atLeast = (bar) => (value) => value >= bar;
