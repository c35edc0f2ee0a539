import { app } from 'electron';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeInvocations } from './composition';
import type { TokenStore } from './core/ports';
import { exitCodes, type ExitCode } from './core/exit-code';
import { commandLineHelp } from './electron/command-line-help';
import type { Command } from './electron/command-line';
import { progressLines, readSecret, runOnce } from './electron/headless';
import { FileLogger } from './electron/logger';

/** Does what the command line asks for without a window. @returns the code to end with */
export async function runCommand(command: Exclude<Command, { readonly kind: 'window' }>): Promise<ExitCode> {
  switch (command.kind) {
    case 'help':
      process.stdout.write(commandLineHelp);
      return exitCodes.done;
    case 'version':
      process.stdout.write(`${app.getVersion()}\n`);
      return exitCodes.done;
    case 'misuse':
      say(`${command.problem} See oscar-desktop --help.`);
      return exitCodes.misuse;
    case 'run':
      return withoutTraces((results) => run(command, results));
  }
}

async function run(command: Extract<Command, { readonly kind: 'run' }>, results: string): Promise<ExitCode> {
  const userData = app.getPath('userData');
  const services = composeInvocations({
    userData,
    results,
    version: app.getVersion(),
    log: new FileLogger(join(userData, 'logs', 'command-line.log')),
    ...(command.readsSecret && { tokens: new GivenSecret(await readSecret(process.stdin)) }),
    onSetAside: (document, path, reason) => say(`set aside: ${document}, ${reason}, now ${path}`),
    onInvocation: progressLines(say),
    onHistory: () => undefined,
  });
  const stop = () => void services.invocations.cancelAll();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    return await runOnce(command, { ...services, output: process.stdout, say });
  } finally {
    await services.history.close();
    await services.practice.close();
  }
}

/** What is written belongs to the caller: nothing of it stays in the history of the window. */
async function withoutTraces<T>(action: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'oscar-desktop-'));
  try {
    return await action(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** One secret for whatever profile is asked for; it is never kept anywhere. */
class GivenSecret implements TokenStore {
  constructor(private readonly secret: string) {}

  async get(): Promise<string> {
    return this.secret;
  }

  async set(): Promise<void> {
    // A token that the issuer renewed serves this one run, which has it in memory.
  }

  async delete(): Promise<void> {
    // There is nothing to remove.
  }
}
