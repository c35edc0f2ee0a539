import { parseArgs } from 'node:util';
import { tableRows, type TableRows } from '../core/batch/export/table';
import { collisionRules, type CollisionRule } from '../core/batch/names';
import { mostAtOnce } from '../core/batch/pace/parallelism';
import { pictureFormats } from '../core/input/picture';
import { longestSideLimitPx } from '../core/input/picture';
import type { TableReadOptions } from '../core/input/table/form';
import type { RowCondition, RowTest } from '../core/input/table/row-filter';
import type { RowUse, TableUse } from '../core/input/table/rows';
import { preparationWith } from '../core/input/preparable';
import { delimiters } from '../core/input/table/separator';
import type { Preparation } from '../core/input/preparation';
import { misuse, serviceOf, serviceOptions, type Misuse, type ServiceOptions } from './service-options';
import { parseStorage, type StorageCommand } from './storage-arguments';

/** What a run sends. */
export type CommandInput =
  | { readonly kind: 'file'; readonly path: string; readonly preparation?: Preparation }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'json'; readonly text: string };

/** What the rows of a table are used for. */
export interface CommandTable {
  readonly readOptions: TableReadOptions;
  readonly use: Omit<TableUse, 'input'> & {
    /** The file that a template is in stands for the template. */
    readonly input:
      Exclude<RowUse, { readonly kind: 'json' }> | { readonly kind: 'json'; readonly templateFile: string };
  };
}

/** What the command line asks for. */
export type Command =
  | { readonly kind: 'window'; readonly paths: readonly string[] }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | Misuse
  | (ServiceOptions & {
      readonly kind: 'run';
      readonly input: CommandInput;
      /** File to write; standard output without it. */
      readonly output?: string;
      /** Whether a file that is there may be replaced. */
      readonly replaces: boolean;
    })
  | (ServiceOptions & { readonly kind: 'job-run'; readonly input: CommandInput })
  | { readonly kind: 'job-list'; readonly readsSecret: false }
  | { readonly kind: 'job-log' | 'job-remove'; readonly id: string; readonly readsSecret: boolean }
  | {
      readonly kind: 'job-result';
      readonly id: string;
      readonly output?: string;
      readonly replaces: boolean;
      /** Whether it waits until the job is over. */
      readonly waits: boolean;
      readonly readsSecret: boolean;
    }
  | StorageCommand
  | { readonly kind: 'sign-in'; readonly profile: string; readonly readsSecret: false }
  | (Omit<ListOptions, 'preparation'> & {
      readonly kind: 'recipe';
      /** Name of the recipe. */
      readonly recipe: string;
      /** A folder or a file. */
      readonly folder: string;
      /** Folder for the folders of the steps. */
      readonly output: string;
      readonly readsSecret: false;
    })
  | (ServiceOptions &
      ListOptions & {
        readonly kind: 'batch';
        readonly folder: string;
        /** What is done with the rows, where a table is given in place of a folder. */
        readonly table?: CommandTable;
        /** Folder for the results. */
        readonly output: string;
        /** Whether items are run as background jobs. */
        readonly inBackground?: true;
        readonly report?: CommandReport;
      })
  | (ServiceOptions & ListOptions & WatchOptions & { readonly kind: 'watch' })
  | (Omit<ListOptions, 'preparation'> &
      WatchOptions & {
        readonly kind: 'watch-recipe';
        /** Name of the recipe. */
        readonly recipe: string;
        readonly readsSecret: false;
      });

/** A folder to watch, as several commands say it. */
interface WatchOptions {
  readonly folder: string;
  /** Folder for the results. */
  readonly output: string;
  /** Whether what is in the folder when it is watched first is left alone. */
  readonly onlyNew: boolean;
}

/** How a list runs, as several commands say it. */
interface ListOptions {
  /** What to do where a result of an earlier run is there. */
  readonly existing: CollisionRule;
  /** The most items that run at the same time; absent where the app finds the number itself. */
  readonly atOnceLimit?: number;
  /** What is done to files before they are sent. */
  readonly preparation?: Preparation;
}

/** A table of a whole batch, besides the report among its results. */
export interface CommandReport {
  readonly path: string;
  /** A workbook, or text as spreadsheet programs of the computer's region read it. */
  readonly format: (typeof reportFormats)[number];
  readonly rows: TableRows;
}

const reportFormats = ['xlsx', 'csv'] as const;

const preparationOptions = {
  'longest-side': { type: 'string' },
  format: { type: 'string' },
  quality: { type: 'string' },
  anonymous: { type: 'boolean' },
  sound: { type: 'string' },
} as const;

const runOptions = {
  ...serviceOptions,
  input: { type: 'string' },
  text: { type: 'string' },
  json: { type: 'string' },
  ...preparationOptions,
  output: { type: 'string' },
  replace: { type: 'boolean' },
} as const;

const jobOptions = { 'token-stdin': { type: 'boolean' } } as const;

const jobResultOptions = {
  ...jobOptions,
  output: { type: 'string' },
  replace: { type: 'boolean' },
  wait: { type: 'boolean' },
} as const;

const listOptions = {
  ...serviceOptions,
  ...preparationOptions,
  output: { type: 'string' },
  existing: { type: 'string' },
  parallel: { type: 'string' },
} as const;

const watchOptions = { ...listOptions, recipe: { type: 'string' }, 'only-new': { type: 'boolean' } } as const;

const batchOptions = {
  ...listOptions,
  recipe: { type: 'string' },
  background: { type: 'boolean' },
  report: { type: 'string' },
  'report-rows': { type: 'string' },
  'text-column': { type: 'string' },
  'json-template': { type: 'string' },
  'file-column': { type: 'string' },
  'name-column': { type: 'string' },
  where: { type: 'string', multiple: true },
  separator: { type: 'string' },
  encoding: { type: 'string' },
  sheet: { type: 'string' },
  'no-names': { type: 'boolean' },
} as const;

/** The arguments without the folder of the program, which is the first argument in the development runtime. */
export function ownArguments(args: readonly string[], isPackaged: boolean): readonly string[] {
  const folder = isPackaged ? -1 : args.findIndex((argument) => !argument.startsWith('-'));
  return folder === -1 ? args : args.filter((_argument, index) => index !== folder);
}

/**
 * Reads the arguments behind the program's name. Chromium's own switches, which Electron leaves in place, are skipped where
 * they come before the command; without a command the window is opened.
 */
export function parseCommandLine(args: readonly string[]): Command {
  const at = args.findIndex((argument) => !argument.startsWith('-'));
  const name = at === -1 ? undefined : args[at];
  const parse = parsers.get(name ?? '');
  const rest = parse ? args.slice(at + 1) : args;
  if (rest.includes('--help') || rest.includes('-h')) return { kind: 'help' };
  if (!parse) {
    if (rest.includes('--version')) return { kind: 'version' };
    return { kind: 'window', paths: rest.filter((argument) => !argument.startsWith('-')) };
  }
  try {
    return parse(rest);
  } catch (error) {
    // `parseArgs` says in its message which argument it does not know.
    return misuse(error instanceof Error ? error.message : String(error));
  }
}

const parsers: ReadonlyMap<string, (args: readonly string[]) => Command> = new Map([
  ['run', parseRun],
  ['batch', parseBatch],
  ['watch', parseWatch],
  ['job', parseJob],
  ['storage', parseStorage],
  ['sign-in', parseSignIn],
]);

function parseSignIn(args: readonly string[]): Command {
  const { positionals } = parseArgs({ args: [...args], options: {}, allowPositionals: true });
  const [profile, ...others] = positionals;
  if (profile === undefined) return misuse('The name of a connection is missing.');
  if (others.length > 0) return misuse(`Nothing is known of “${others.join(' ')}”.`);
  return { kind: 'sign-in', profile, readsSecret: false };
}

function parseRun(args: readonly string[]): Command {
  const { values, positionals } = parseArgs({ args: [...args], options: runOptions, allowPositionals: true });
  const [service, ...others] = positionals;
  if (service === undefined) return misuse('The name of a service is missing.');
  if (others.length > 0) return misuse(`Nothing is known of “${others.join(' ')}”.`);
  if (values.profile === undefined) return misuse('--profile is missing.');
  const inputs: CommandInput[] = [];
  if (values.input !== undefined) inputs.push({ kind: 'file', path: values.input });
  if (values.text !== undefined) inputs.push({ kind: 'text', text: values.text });
  if (values.json !== undefined) inputs.push({ kind: 'json', text: values.json });
  const [input] = inputs;
  if (input === undefined || inputs.length > 1) return misuse('Give one of --input, --text and --json.');
  const preparation = preparationOf(values);
  if (typeof preparation === 'string') return misuse(preparation);
  if (preparation && input.kind !== 'file') return misuse('Only a file of --input can be changed before it is sent.');
  return {
    kind: 'run',
    ...serviceOf(service, values.profile, values),
    input: input.kind === 'file' && preparation ? { ...input, preparation } : input,
    ...(values.output !== undefined && { output: values.output }),
    replaces: values.replace === true,
  };
}

/** How files are changed before they are sent, if at all; or a sentence about wrong arguments. */
function preparationOf(values: {
  readonly 'longest-side'?: string | undefined;
  readonly format?: string | undefined;
  readonly quality?: string | undefined;
  readonly anonymous?: boolean | undefined;
  readonly sound?: string | undefined;
}): Preparation | string | undefined {
  const { format, anonymous = false } = values;
  const longestSidePx = wholeNumber(values['longest-side'], longestSideLimitPx);
  if (longestSidePx === 'wrong') return `--longest-side is a number of pixels from 1 to ${longestSideLimitPx}.`;
  const quality = wholeNumber(values.quality, 100);
  if (quality === 'wrong') return '--quality is a number from 1 to 100.';
  const known = pictureFormats.find((name) => name === format);
  if (format !== undefined && !known) return `--format is one of ${pictureFormats.join(', ')}.`;
  if (values.sound !== undefined && values.sound !== 'wav') return '--sound is wav: of 16,000 samples a second, mono.';
  const picture = {
    ...(longestSidePx !== undefined && { longestSidePx }),
    ...(known && { format: known }),
    ...(quality !== undefined && { quality }),
    ...(anonymous && { isAnonymous: true }),
  };
  return preparationWith(undefined, {
    picture: Object.keys(picture).length === 0 ? undefined : picture,
    sound: values.sound === undefined ? undefined : 'wav-16k-mono',
  });
}

function wholeNumber(text: string | undefined, most: number): number | 'wrong' | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  return Number.isInteger(number) && number >= 1 && number <= most ? number : 'wrong';
}

function parseBatch(args: readonly string[]): Command {
  const { values, positionals } = parseArgs({ args: [...args], options: batchOptions, allowPositionals: true });
  const { recipe, ...rest } = values;
  if (recipe !== undefined) {
    const run = recipeRunOf(positionals, rest, 'The folder or the file for the recipe is missing.');
    return typeof run === 'string' ? misuse(run) : { kind: 'recipe', recipe, ...run };
  }
  const [service, folder, ...others] = positionals;
  if (service === undefined) return misuse('The name of a service is missing.');
  if (folder === undefined) return misuse('The folder or the table of inputs is missing.');
  if (others.length > 0) return misuse(`Nothing is known of “${others.join(' ')}”. Give one folder or table.`);
  if (values.profile === undefined) return misuse('--profile is missing.');
  if (values.output === undefined) return misuse('--output is missing: the folder for the results.');
  const list = listOf(values);
  if (typeof list === 'string') return misuse(list);
  const report = reportOf(values.report, values['report-rows']);
  if (typeof report === 'string') return misuse(report);
  const table = tableOf(values);
  if (typeof table === 'string') return misuse(table);
  if (table && list.preparation && table.use.input.kind !== 'file')
    return misuse('Only files can be changed before they are sent: name them by --file-column.');
  return {
    kind: 'batch',
    ...serviceOf(service, values.profile, values),
    folder,
    ...(table && { table }),
    output: values.output,
    ...list,
    ...(values.background && { inBackground: true as const }),
    ...(report && { report }),
  };
}

function parseWatch(args: readonly string[]): Command {
  const { values, positionals } = parseArgs({ args: [...args], options: watchOptions, allowPositionals: true });
  const { recipe, 'only-new': onlyNew = false, ...rest } = values;
  if (recipe !== undefined) {
    const run = recipeRunOf(positionals, rest, 'The folder to watch is missing.');
    return typeof run === 'string' ? misuse(run) : { kind: 'watch-recipe', recipe, ...run, onlyNew };
  }
  const [service, folder, ...others] = positionals;
  if (service === undefined) return misuse('The name of a service is missing.');
  if (folder === undefined) return misuse('The folder to watch is missing.');
  if (others.length > 0) return misuse(`Nothing is known of “${others.join(' ')}”. Give one folder.`);
  if (values.profile === undefined) return misuse('--profile is missing.');
  if (values.output === undefined) return misuse('--output is missing: the folder for the results.');
  const list = listOf(values);
  if (typeof list === 'string') return misuse(list);
  return {
    kind: 'watch',
    ...serviceOf(service, values.profile, values),
    folder,
    output: values.output,
    ...list,
    onlyNew,
  };
}

/** What a recipe is run on and how; what is wrong with the arguments as a sentence. */
function recipeRunOf(
  [folder, ...others]: readonly string[],
  {
    output,
    existing,
    parallel,
    ...rest
  }: Readonly<Record<string, unknown>> & {
    readonly output?: string | undefined;
    readonly existing?: string | undefined;
    readonly parallel?: string | undefined;
  },
  folderMissing: string,
) {
  if (folder === undefined) return folderMissing;
  if (others.length > 0) return `Nothing is known of “${others.join(' ')}”. A recipe names its services itself.`;
  const [other] = Object.keys(rest);
  if (other !== undefined) return `--${other} does not go with --recipe.`;
  if (output === undefined) return '--output is missing: the folder for the results.';
  const list = listOf({ existing, parallel });
  return typeof list === 'string' ? list : { folder, output, ...list, readsSecret: false as const };
}

/** How a list runs; what is wrong with the arguments as a sentence. */
function listOf(
  values: Parameters<typeof preparationOf>[0] & {
    readonly existing?: string | undefined;
    readonly parallel?: string | undefined;
  },
): ListOptions | string {
  const { existing: wanted = 'skip', parallel } = values;
  const existing = collisionRules.find((rule) => rule === wanted);
  if (existing === undefined) return `--existing is one of ${collisionRules.join(', ')}.`;
  const atOnceLimit = wholeNumber(parallel, mostAtOnce);
  if (atOnceLimit === 'wrong') return `--parallel is a number from 1 to ${mostAtOnce}.`;
  const preparation = preparationOf(values);
  if (typeof preparation === 'string') return preparation;
  return { existing, ...(atOnceLimit !== undefined && { atOnceLimit }), ...(preparation && { preparation }) };
}

/** The table that is asked for, if any; what is wrong with the arguments as a sentence. */
function reportOf(path: string | undefined, wantedRows: string | undefined): CommandReport | string | undefined {
  if (path === undefined) return wantedRows === undefined ? undefined : '--report-rows is for the table of --report.';
  const format = reportFormats.find((ending) => path.toLowerCase().endsWith(`.${ending}`));
  if (format === undefined) return '--report is a file that ends with .xlsx or .csv.';
  const rows = tableRows.find((kind) => kind === (wantedRows ?? 'files'));
  return rows === undefined ? `--report-rows is one of ${tableRows.join(', ')}.` : { path, format, rows };
}

const tableOptions = ['name-column', 'where', 'separator', 'encoding', 'sheet', 'no-names'] as const;

/** What is done with the rows of a table, if one is given; what is wrong with the arguments as a sentence. */
function tableOf(
  values: {
    readonly [
      Option in
        Exclude<(typeof tableOptions)[number], 'where' | 'no-names'> | 'text-column' | 'json-template' | 'file-column'
    ]?: string | undefined;
  } & { readonly where?: readonly string[] | undefined; readonly 'no-names'?: boolean | undefined },
): CommandTable | string | undefined {
  const inputs: CommandTable['use']['input'][] = [];
  const { 'text-column': text, 'json-template': templateFile, 'file-column': file, encoding, sheet } = values;
  if (text !== undefined) inputs.push({ kind: 'text', column: text });
  if (templateFile !== undefined) inputs.push({ kind: 'json', templateFile });
  if (file !== undefined) inputs.push({ kind: 'file', column: file });
  const [input] = inputs;
  if (inputs.length > 1) return 'Give one of --text-column, --json-template and --file-column.';
  if (!input) {
    const other = tableOptions.find((option) => values[option] !== undefined);
    return (
      other && `--${other} is for a table: say what of it is sent, by --text-column, --json-template or --file-column.`
    );
  }
  const { 'name-column': nameColumn, where = [], separator: wanted } = values;
  const only = where.map(conditionOf);
  if (!only.every((condition) => condition !== undefined))
    return '--where is a column, one of = != ~= >= <= and a text, such as --where "checked=yes".';
  const separator = delimiters.find((one) => one === (wanted === 'tab' ? '\t' : wanted));
  if (wanted !== undefined && !separator) return '--separator is one of , ; | and tab.';
  return {
    readOptions: {
      ...(separator && { separator }),
      ...(encoding !== undefined && { encoding }),
      ...(sheet !== undefined && { sheet }),
      ...(values['no-names'] && { hasNoNames: true }),
    },
    use: {
      input,
      ...(nameColumn !== undefined && { nameColumn }),
      ...(only.length > 0 && { only }),
    },
  };
}

const testSigns: Readonly<Record<string, RowTest>> = {
  '!=': 'is-not',
  '~=': 'contains',
  '>=': 'at-least',
  '<=': 'at-most',
};

/** A condition such as `height>=12`; `undefined` if it has no sign. */
function conditionOf(where: string): RowCondition | undefined {
  const equals = where.indexOf('=');
  if (equals === -1) return undefined;
  const test = testSigns[where.slice(equals - 1, equals + 1)];
  return { column: where.slice(0, test ? equals - 1 : equals), test: test ?? 'is', text: where.slice(equals + 1) };
}

function parseJob(args: readonly string[]): Command {
  const [action, ...rest] = args;
  switch (action) {
    case 'run':
      return parseJobRun(rest);
    case 'list':
      return rest.length === 0 ? { kind: 'job-list', readsSecret: false } : misuse('job list takes nothing more.');
    case 'result':
      return parseJobResult(rest);
    case 'log':
    case 'remove': {
      const { values, positionals } = parseArgs({ args: rest, options: jobOptions, allowPositionals: true });
      const id = jobId(positionals);
      return 'problem' in id ? id : { kind: `job-${action}`, ...id, readsSecret: values['token-stdin'] === true };
    }
    default:
      return misuse('job is followed by run, list, log, result or remove.');
  }
}

function parseJobResult(args: readonly string[]): Command {
  const { values, positionals } = parseArgs({ args: [...args], options: jobResultOptions, allowPositionals: true });
  const id = jobId(positionals);
  if ('problem' in id) return id;
  return {
    kind: 'job-result',
    ...id,
    ...(values.output !== undefined && { output: values.output }),
    replaces: values.replace === true,
    waits: values.wait === true,
    readsSecret: values['token-stdin'] === true,
  };
}

function jobId([id, ...others]: readonly string[]): { readonly id: string } | Misuse {
  if (id === undefined) return misuse('The id of a job is missing.');
  if (others.length > 0) return misuse(`Nothing is known of “${others.join(' ')}”.`);
  // It names a folder.
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? { id } : misuse(`“${id}” is no id of a job.`);
}

/** What a job is given is what a run is given; its result is taken later. */
function parseJobRun(args: readonly string[]): Command {
  const run = parseRun(args);
  if (run.kind !== 'run') return run;
  const { output, replaces, ...given } = run;
  if (output !== undefined || replaces) return misuse('--output and --replace belong to job result.');
  return { ...given, kind: 'job-run' };
}
