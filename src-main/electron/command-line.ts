import { parseArgs } from 'node:util';

/** What a run sends. */
export type CommandInput =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'json'; readonly text: string };

/** What the command line asks for. */
export type Command =
  | { readonly kind: 'window'; readonly paths: readonly string[] }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'misuse'; readonly problem: string }
  | {
      readonly kind: 'run';
      readonly service: string;
      /** Name or id of a connection, or `practice`. */
      readonly profile: string;
      /** The owner, where two services have the same name. */
      readonly owner?: string;
      /** Whether the token or password comes on standard input instead of from the keychain. */
      readonly readsSecret: boolean;
      readonly input: CommandInput;
      /** File to write; standard output without it. */
      readonly output?: string;
      /** Whether a file that is there may be replaced. */
      readonly replaces: boolean;
    };

const runOptions = {
  profile: { type: 'string' },
  owner: { type: 'string' },
  input: { type: 'string' },
  text: { type: 'string' },
  json: { type: 'string' },
  output: { type: 'string' },
  replace: { type: 'boolean' },
  'token-stdin': { type: 'boolean' },
} as const;

/** The arguments without the folder of the program, which a development runtime is given as well. */
export function ownArguments(args: readonly string[], isPackaged: boolean): readonly string[] {
  const folder = isPackaged ? -1 : args.findIndex((argument) => !argument.startsWith('-'));
  return folder === -1 ? args : args.filter((_argument, index) => index !== folder);
}

/**
 * Reads the arguments behind the program's name. Chromium's own switches, which Electron leaves in place, are skipped where
 * they come before the command; anything that is no command asks for the window.
 */
export function parseCommandLine(args: readonly string[]): Command {
  const isAboutProgram = (name: string) => args.includes(name) && !args.includes('run');
  if (isAboutProgram('--help') || isAboutProgram('-h')) return { kind: 'help' };
  if (isAboutProgram('--version')) return { kind: 'version' };
  const words = args.filter((argument) => !argument.startsWith('-'));
  if (words[0] !== 'run') return { kind: 'window', paths: words };
  const rest = args.slice(args.indexOf('run') + 1);
  if (rest.includes('--help') || rest.includes('-h')) return { kind: 'help' };
  try {
    return parseRun(rest);
  } catch (error) {
    // `parseArgs` says in its message which argument it does not know.
    return { kind: 'misuse', problem: error instanceof Error ? error.message : String(error) };
  }
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
  return {
    kind: 'run',
    service,
    profile: values.profile,
    ...(values.owner !== undefined && { owner: values.owner }),
    readsSecret: values['token-stdin'] === true,
    input,
    ...(values.output !== undefined && { output: values.output }),
    replaces: values.replace === true,
  };
}

function misuse(problem: string): Command {
  return { kind: 'misuse', problem };
}
