import type { HistoryEntry } from '../history/history';

/** Other ways to run a service. */
export type RunCommandForm = 'curl' | 'oscar-cli' | 'python';

/** What a command has to know besides the entry. */
export interface RunCommandInput {
  /** Typed text, all of it; absent for a file. */
  readonly text?: string;
  /** Whether the answer is base64 of one file and nothing else, so that it can be decoded. */
  readonly isBase64: boolean;
  /** Name for what comes back. */
  readonly fileName: string;
}

// A longer text is a file: nobody wants to look for the end of such a line.
const longestInlineText = 2000;
const requestType = 'application/octet-stream';

/**
 * The same invocation for a terminal or a script. The token is read from the environment variable `OSCAR_TOKEN`; an
 * input file is looked for in the current folder, by its name, and long text in `input.txt` or `input.json`.
 */
export function runCommand(form: RunCommandForm, entry: HistoryEntry, input: RunCommandInput): string {
  switch (form) {
    case 'curl':
      return curl(entry, input);
    case 'oscar-cli':
      return oscarCli(entry, input);
    case 'python':
      return python(entry, input);
  }
}

function curl(entry: HistoryEntry, input: RunCommandInput): string {
  const text = inlineText(input);
  const target = `> ${quoted(`./${input.fileName}`)}`;
  return oneCommand([
    `${text === undefined ? `base64 < ${quoted(`./${inputName(entry)}`)}` : `printf %s ${quoted(text)} | base64`} |`,
    `tr -d '\\n' |`,
    `curl --silent --show-error --fail --header "Authorization: Bearer $OSCAR_TOKEN"`,
    `--header 'Content-Type: ${requestType}' --data-binary @- ${quoted(runUrl(entry))}`,
    input.isBase64 ? `| base64 --decode ${target}` : target,
  ]);
}

// It takes a service's own token only together with the address, and decodes the answer itself.
function oscarCli(entry: HistoryEntry, input: RunCommandInput): string {
  const text = inlineText(input);
  return oneCommand([
    `oscar-cli service run ${quoted(entry.serviceName)}`,
    `--endpoint ${quoted(entry.endpoint)} --token "$OSCAR_TOKEN"`,
    text === undefined ? `--file-input ${quoted(`./${inputName(entry)}`)}` : `--text-input ${quoted(text)}`,
    `--output ${quoted(`./${input.fileName}`)}`,
  ]);
}

function python(entry: HistoryEntry, input: RunCommandInput): string {
  const text = inlineText(input);
  const content =
    text === undefined ? `pathlib.Path(${literal(inputName(entry))}).read_bytes()` : `${literal(text)}.encode()`;
  return [
    'import base64, os, pathlib, urllib.request',
    '',
    `content = ${content}`,
    'request = urllib.request.Request(',
    `    ${literal(runUrl(entry))},`,
    '    data=base64.b64encode(content),',
    `    headers={"Authorization": "Bearer " + os.environ["OSCAR_TOKEN"], "Content-Type": ${literal(requestType)}},`,
    ')',
    'with urllib.request.urlopen(request) as response:',
    '    answer = response.read()',
    `pathlib.Path(${literal(input.fileName)}).write_bytes(${input.isBase64 ? 'base64.b64decode(answer)' : 'answer'})`,
    '',
  ].join('\n');
}

function oneCommand(lines: readonly string[]): string {
  return `${lines.join(' \\\n  ')}\n`;
}

function runUrl({ endpoint, serviceName, owner }: HistoryEntry): string {
  const query = owner === undefined ? '' : `?owner=${encodeURIComponent(owner)}`;
  return `${endpoint.replace(/\/+$/, '')}/run/${encodeURIComponent(serviceName)}${query}`;
}

function inputName({ input }: HistoryEntry): string {
  if (input?.kind === 'file') return input.name;
  return input?.kind === 'json' ? 'input.json' : 'input.txt';
}

/** The text where it fits into a command. No argument can hold a zero; a lone surrogate is sent as U+FFFD. */
function inlineText({ text }: RunCommandInput): string | undefined {
  if (text === undefined || text.length > longestInlineText || text.includes('\0')) return undefined;
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

/** One word for a POSIX shell, whatever is in it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A Python string: JSON's escapes are among Python's, and what JSON leaves alone Python does too. */
function literal(text: string): string {
  return JSON.stringify(text);
}
