import { app } from 'electron';
import { createHash } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DiskTextFiles } from './adapters/input/text-files';
import { FileSettingsStore } from './adapters/documents/settings-store';
import {
  commandRuns,
  commandSaves,
  composeBatches,
  composeExports,
  composeInvocations,
  composeStorage,
  preparedCopies,
  savesIn,
  spreadsheetFormIn,
  type CompositionOptions,
} from './composition';
import type { TokenStore } from './core/connection/ports';
import { AppError } from './core/ground/error';
import { exitCodes, type ExitCode } from './core/app/exit-code';
import { runBatch, type BatchCommand } from './command/batch-command';
import { commandLineHelp } from './command/command-line-help';
import type { Command } from './command/command-line';
import { commandJob, type JobCommand } from './command/job-command';
import type { StorageCommand } from './command/storage-arguments';
import { commandStorage } from './command/storage-command';
import { progressLines, readSecret, runOnce, type RunCommand } from './command/run-command';
import { FileLogger } from './electron/logger';

const longestTemplateBytes = 1024 * 1024;

/** Carries out a command without a window. @returns the exit code */
export async function runCommand(command: Exclude<Command, { readonly kind: 'window' }>): Promise<ExitCode> {
  // The windows that decode sounds come and go.
  app.on('window-all-closed', () => undefined);
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
      return withoutTraces((own) => run(command, own));
    case 'batch':
      return withoutTraces((own) => batch(command, own));
    case 'storage-list':
    case 'storage-get':
    case 'storage-put':
      return withoutTraces((own) => storage(command, own));
    case 'job-result':
      // What has come stays until its job is removed.
      return withoutTraces((own) => job(command, { ...own, results: join(commandJobs(), command.id) }));
    default:
      return withoutTraces((own) => job(command, own));
  }
}

async function run(command: RunCommand, own: OwnPlaces): Promise<ExitCode> {
  const services = await compose(command, own, new FileLogger(logPath()));
  const stop = () => void services.invocations.cancelAll();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    return await runOnce(command, { ...services, output: process.stdout, say });
  } finally {
    await services.history.close();
    await services.practice.close();
    services.pictures.close();
    services.sounds.close();
    await services.copies.close();
  }
}

async function job(command: JobCommand, own: OwnPlaces): Promise<ExitCode> {
  const follows = command.kind === 'job-result' && command.waits ? command.id : undefined;
  const services = await compose(command, own, new FileLogger(logPath()), {
    folder: commandJobs(),
    isFollowed: (id) => id === follows,
  });
  const stop = new AbortController();
  const abort = () => stop.abort();
  process.once('SIGINT', abort).once('SIGTERM', abort);
  try {
    return await commandJob(command, { ...services, output: process.stdout, signal: stop.signal, say });
  } finally {
    await services.jobs.close();
    await services.practice.close();
    services.pictures.close();
    services.sounds.close();
    await services.copies.close();
  }
}

async function storage(command: StorageCommand, own: OwnPlaces): Promise<ExitCode> {
  const services = await compose(command, own, new FileLogger(logPath()));
  const stop = new AbortController();
  const abort = () => stop.abort();
  process.once('SIGINT', abort).once('SIGTERM', abort);
  try {
    const parts = { ...services, storage: composeStorage(services), output: process.stdout, signal: stop.signal, say };
    return await commandStorage(command, parts);
  } finally {
    await services.practice.close();
    services.pictures.close();
    await services.copies.close();
  }
}

/** A folder for the jobs of the command line, apart from those that the window follows. */
function commandJobs(): string {
  return join(app.getPath('userData'), 'command-jobs');
}

async function batch(command: BatchCommand, own: OwnPlaces): Promise<ExitCode> {
  const folder = journalFolder(command);
  await mkdir(folder, { recursive: true });
  // The lock is one per folder, so commands for different work run at the same time, and so does the window.
  const userData = app.getPath('userData');
  app.setPath('userData', folder);
  const isAlone = app.requestSingleInstanceLock();
  app.setPath('userData', userData);
  if (!isAlone) {
    say('The same batch is at work already.');
    return exitCodes.misuse;
  }
  const log = new FileLogger(logPath());
  const services = await compose(command, own, log);
  const changes = new EventEmitter();
  const batches = composeBatches(
    {
      folder,
      defaults: join(folder, 'defaults.json'),
      firstOutputFolder: resolve(command.output),
      version: app.getVersion(),
      log,
      onChange: () => changes.emit('change'),
      onRow: () => undefined,
    },
    services,
  );
  const stop = new AbortController();
  const abort = () => stop.abort();
  process.once('SIGINT', abort).once('SIGTERM', abort);
  try {
    const onChange = (listener: () => void) => changes.on('change', listener);
    return await runBatch(command, {
      profiles: services.profiles,
      batches,
      exports: composeExports(batches, () => undefined, services),
      spreadsheetForm: spreadsheetFormIn(services.settings),
      readText,
      onChange,
      signal: stop.signal,
      say,
    });
  } finally {
    // The journal of a batch that can be continued stays.
    if (!batches.overview) await rm(folder, { recursive: true, force: true });
    await services.practice.close();
    services.pictures.close();
    services.sounds.close();
    await services.copies.close();
  }
}

/** The folder for the journal of this service, input and output, so that the same command finds it again. */
function journalFolder({ service, owner, profile, folder, output, table }: BatchCommand): string {
  const work = JSON.stringify([profile, owner, service, resolve(folder), resolve(output), ...(table ? [table] : [])]);
  const name = createHash('sha256').update(work).digest('hex').slice(0, 32);
  return join(app.getPath('userData'), 'command-batches', name);
}

async function compose(
  command: RunCommand | BatchCommand | JobCommand | StorageCommand,
  { results, unfinished }: OwnPlaces,
  log: FileLogger,
  jobs: CompositionOptions['jobs'] = { folder: join(results, 'jobs'), isFollowed: () => false },
) {
  const userData = app.getPath('userData');
  const onSetAside: CompositionOptions['onSetAside'] = (document, path, reason) =>
    say(`set aside: ${document}, ${reason}, now ${path}`);
  return composeInvocations({
    userData,
    results,
    unfinished,
    version: app.getVersion(),
    settings: new FileSettingsStore(join(userData, 'settings.json'), (...news) => onSetAside('settings', ...news)),
    log,
    ...(command.readsSecret && { tokens: new StdinTokenStore(await readSecret(process.stdin)) }),
    onSetAside,
    onInvocation: progressLines(say),
    onHistory: () => undefined,
    jobs,
    onJobs: () => undefined,
  });
}

function logPath(): string {
  return join(app.getPath('userData'), 'logs', 'command-line.log');
}

/** Where a command keeps what it needs while it runs. */
type OwnPlaces = Pick<CompositionOptions, 'results' | 'unfinished'>;

/** Runs an action with a temporary folder for results: nothing of it appears in the history of the window. */
async function withoutTraces<T>(action: (own: OwnPlaces) => Promise<T>): Promise<T> {
  const userData = app.getPath('userData');
  const log = new FileLogger(logPath());
  const runs = commandRuns(userData);
  const saves = commandSaves(userData, log);
  const [results, notes] = await Promise.all([runs.make(), saves.make()]);
  const swept = Promise.all([runs, saves, preparedCopies(userData)].map((folders) => folders.sweep()));
  try {
    return await action({ results, unfinished: savesIn(notes, log) });
  } finally {
    await Promise.all([results, notes].map((folder) => rm(folder, { recursive: true, force: true })));
    await swept;
  }
}

/** A template for the rows of a table. @throws AppError `file-unreadable` */
async function readText(path: string): Promise<string> {
  const { name, text } = await new DiskTextFiles().read(path, longestTemplateBytes);
  if (text === undefined) throw new AppError({ code: 'file-unreadable', file: name, problem: 'other' });
  return text;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** The secret from standard input, used for every profile; it is never stored. */
class StdinTokenStore implements TokenStore {
  constructor(private readonly secret: string) {}

  async get(): Promise<string> {
    return this.secret;
  }

  async set(): Promise<void> {
    // A renewed token is needed for this run only, which has it in memory.
  }

  async delete(): Promise<void> {
    // There is nothing to remove.
  }
}
