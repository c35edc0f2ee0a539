import { app } from 'electron';
import { createHash } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { FileBatchDefaultsStore } from './adapters/batch/defaults-store';
import { DiskTextFiles } from './adapters/input/text-files';
import { FileSettingsStore } from './adapters/documents/settings-store';
import {
  commandRuns,
  commandSaves,
  composeBatches,
  composeExports,
  composeInvocations,
  composeStorage,
  composeWatches,
  preparedCopies,
  savesIn,
  spreadsheetFormIn,
  type CompositionOptions,
} from './composition';
import type { TokenStore } from './core/connection/ports';
import { defaultTemplate } from './core/batch/names';
import { AppError } from './core/ground/error';
import { exitCodes, type ExitCode } from './core/app/exit-code';
import { runBatch, type BatchCommand, type BatchCommandParts } from './command/batch-command';
import { commandLineHelp } from './command/command-line-help';
import type { Command } from './command/command-line';
import { commandJob, type JobCommand } from './command/job-command';
import { runRecipe, type RecipeCommand } from './command/recipe-command';
import { runSignIn, type SignInCommand } from './command/sign-in-command';
import type { StorageCommand } from './command/storage-arguments';
import { runWatch, type WatchCommand } from './command/watch-command';
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
    case 'watch':
    case 'watch-recipe':
      return withoutTraces((own) => watch(command, own));
    case 'sign-in':
      return withoutTraces((own) => signIn(command, own));
    case 'recipe':
      return withoutTraces((own) => recipe(command, own));
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

async function signIn(command: SignInCommand, own: OwnPlaces): Promise<ExitCode> {
  const news = new EventEmitter();
  const onSignIn: CompositionOptions['onSignIn'] = (...told) => news.emit('sign-in', ...told);
  const services = await compose(command, own, new FileLogger(logPath()), undefined, onSignIn);
  const stop = new AbortController();
  const abort = () => stop.abort();
  process.once('SIGINT', abort).once('SIGTERM', abort);
  try {
    const parts = { ...services, signal: stop.signal, say };
    return await runSignIn(command, { ...parts, onSignIn: (listener) => news.on('sign-in', listener) });
  } finally {
    services.institutes.leaveAll();
    await services.practice.close();
    services.pictures.close();
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
  return withBatches(command, own, (services, parts) =>
    runBatch(command, {
      ...parts,
      profiles: services.profiles,
      exports: composeExports(parts.batches, () => undefined, services),
      spreadsheetForm: spreadsheetFormIn(services.settings),
      readText,
    }),
  );
}

async function recipe(command: RecipeCommand, own: OwnPlaces): Promise<ExitCode> {
  return withBatches(command, own, ({ recipes }, parts) => runRecipe(command, { ...parts, recipes }));
}

/** Does something with lists of one command alone, which are there again when the same command is given again. */
async function withBatches(
  command: BatchCommand | RecipeCommand,
  own: OwnPlaces,
  action: (
    services: Awaited<ReturnType<typeof compose>>,
    parts: Pick<BatchCommandParts, 'batches' | 'onChange' | 'signal' | 'say'>,
  ) => Promise<ExitCode>,
): Promise<ExitCode> {
  const folder = journalFolder(command);
  if (!(await isAlone(folder))) {
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
    return await action(services, { batches, onChange, signal: stop.signal, say });
  } finally {
    // The journal of a batch that can be continued stays.
    if (!batches.overview) await rm(folder, { recursive: true, force: true });
    await services.practice.close();
    services.pictures.close();
    services.sounds.close();
    await services.copies.close();
  }
}

async function watch(command: WatchCommand, own: OwnPlaces): Promise<ExitCode> {
  const folder = watchFolder(command);
  if (!(await isAlone(folder))) {
    say('The same folder is watched already.');
    return exitCodes.misuse;
  }
  const log = new FileLogger(logPath());
  const services = await compose(command, own, log);
  const changes = new EventEmitter();
  const onChange = () => changes.emit('change');
  const defaults = join(folder, 'defaults.json');
  const { existing: collision, atOnceLimit } = command;
  // Each day has a list of its own, which begins with these.
  await new FileBatchDefaultsStore(defaults).replace({
    template: defaultTemplate,
    collision,
    ...(atOnceLimit !== undefined && { atOnceLimit }),
  });
  const firstOutputFolder = resolve(command.output);
  const version = app.getVersion();
  const batches = composeBatches(
    { folder, defaults, firstOutputFolder, version, log, onChange, onRow: () => undefined },
    services,
  );
  const onSetAside = (path: string) => say(`set aside: what was watched, now ${path}`);
  const watches = composeWatches({ folder, batches, log, onChange, onSetAside }, services);
  const stop = new AbortController();
  const abort = () => stop.abort();
  process.once('SIGINT', abort).once('SIGTERM', abort);
  try {
    return await runWatch(command, {
      profiles: services.profiles,
      recipes: services.recipes,
      batches,
      watches,
      onChange: (listener) => changes.on('change', listener),
      signal: stop.signal,
      say,
    });
  } finally {
    await services.practice.close();
    services.pictures.close();
    services.sounds.close();
    await services.copies.close();
  }
}

/** Whether no other program works with a folder of a command, which is made where it is missing. */
async function isAlone(folder: string): Promise<boolean> {
  await mkdir(folder, { recursive: true });
  // The lock is one per folder, so commands for different work run at the same time, and so does the window.
  const userData = app.getPath('userData');
  app.setPath('userData', folder);
  const isFree = app.requestSingleInstanceLock();
  app.setPath('userData', userData);
  return isFree;
}

/** The folder for what a watch of this service or recipe, input and output took, so that the same command finds it again. */
function watchFolder(command: WatchCommand): string {
  const paths = [resolve(command.folder), resolve(command.output)];
  const work = JSON.stringify(
    command.kind === 'watch-recipe'
      ? [command.kind, command.recipe, ...paths]
      : [command.profile, command.owner, command.service, ...paths],
  );
  return join(app.getPath('userData'), 'command-watches', hashOf(work));
}

/** The folder for the journals of this work, with its input and output, so that the same command finds them again. */
function journalFolder(command: BatchCommand | RecipeCommand): string {
  const paths = [resolve(command.folder), resolve(command.output)];
  const { kind } = command;
  const work = JSON.stringify(
    kind === 'recipe'
      ? [kind, command.recipe, ...paths]
      : [command.profile, command.owner, command.service, ...paths, ...(command.table ? [command.table] : [])],
  );
  return join(app.getPath('userData'), 'command-batches', hashOf(work));
}

function hashOf(work: string): string {
  return createHash('sha256').update(work).digest('hex').slice(0, 32);
}

async function compose(
  command: RunCommand | BatchCommand | RecipeCommand | JobCommand | StorageCommand | WatchCommand | SignInCommand,
  { results, unfinished }: OwnPlaces,
  log: FileLogger,
  jobs: CompositionOptions['jobs'] = { folder: join(results, 'jobs'), isFollowed: () => false },
  onSignIn: CompositionOptions['onSignIn'] = () => undefined,
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
    onSignIn,
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
