import type { PayloadEncoding } from '../answer/answer';
import { trimEndOf } from '../ground/trim';
import type { HistoryEntry, HistoryInput } from '../history/history';

/** Other ways to run a service. */
export type RunCommandForm = 'curl' | 'oscar-cli' | 'python';

/** What was run where, on what. */
export interface CommandRun extends Pick<HistoryEntry, 'endpoint' | 'serviceName' | 'owner'> {
  readonly input?: {
    readonly kind: HistoryInput['kind'];
    /** File name; absent for typed text. */
    readonly name?: string;
  };
}

/** What a command has to know besides the run. */
export interface RunCommandInput {
  /** Typed text, all of it; absent for a file. */
  readonly text?: string;
  /** How the result is wrapped in the answer. */
  readonly encoding: PayloadEncoding;
  /** Whether lines of the supervisor's log come with the result. */
  readonly hasLog: boolean;
  /** Whether a text is base64 by accident, which oscar-cli then decodes. */
  readonly couldBeBase64: boolean;
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
export function runCommand(form: RunCommandForm, run: CommandRun, input: RunCommandInput): string {
  switch (form) {
    case 'curl':
      return curl(run, input);
    case 'oscar-cli':
      return oscarCli(run, input);
    case 'python':
      return python(run, input);
  }
}

function curl(run: CommandRun, input: RunCommandInput): string {
  const text = inlineText(input);
  return oneCommand([
    `${text === undefined ? `base64 < ${quoted(`./${inputName(run)}`)}` : `printf %s ${quoted(text)} | base64`} |`,
    `tr -d '\\n' |`,
    `curl --silent --show-error --fail --header "Authorization: Bearer $OSCAR_TOKEN"`,
    `--header 'Content-Type: ${requestType}' --data-binary @- ${quoted(runUrl(run))}`,
    ...shellUnwrapping(input),
    `> ${quoted(`./${input.fileName}`)}`,
  ]);
}

// It takes a service's own token only together with the address. It decodes every answer that is nothing but base64, also a
// text that is base64 by accident, which is encoded again here; all other answers it leaves as they are.
function oscarCli(run: CommandRun, input: RunCommandInput): string {
  const text = inlineText(input);
  const target = quoted(`./${input.fileName}`);
  const isPlainFile = input.encoding === 'base64' && !input.hasLog;
  const isAccident = input.encoding === 'none' && !input.hasLog && input.couldBeBase64;
  return oneCommand([
    `oscar-cli service run ${quoted(run.serviceName)}`,
    `--endpoint ${quoted(run.endpoint)} --token "$OSCAR_TOKEN"`,
    text === undefined ? `--file-input ${quoted(`./${inputName(run)}`)}` : `--text-input ${quoted(text)}`,
    ...(isPlainFile
      ? [`--output ${target}`]
      : [...(isAccident ? [`| base64`] : shellUnwrapping(input)), `> ${target}`]),
  ]);
}

function python(run: CommandRun, input: RunCommandInput): string {
  const text = inlineText(input);
  const content =
    text === undefined ? `pathlib.Path(${literal(inputName(run))}).read_bytes()` : `${literal(text)}.encode()`;
  return [
    `import base64, os, pathlib, ${input.hasLog ? 're, ' : ''}urllib.request`,
    '',
    `content = ${content}`,
    'request = urllib.request.Request(',
    `    ${literal(runUrl(run))},`,
    '    data=base64.b64encode(content),',
    `    headers={"Authorization": "Bearer " + os.environ["OSCAR_TOKEN"], "Content-Type": ${literal(requestType)}},`,
    ')',
    'with urllib.request.urlopen(request) as response:',
    '    answer = response.read()',
    ...pythonUnwrapping(input),
    `pathlib.Path(${literal(input.fileName)}).write_bytes(answer)`,
    '',
  ].join('\n');
}

/** Takes the result out of an answer in a pipeline: log lines, the line feed behind everything, and the encoding go. */
function shellUnwrapping({ encoding, hasLog }: RunCommandInput): readonly string[] {
  const lines = hasLog ? [`| LC_ALL=C awk '${logStrippingAwk}'`] : [];
  switch (encoding) {
    case 'none':
      return hasLog ? lines : [`| LC_ALL=C awk 'BEGIN { ORS = "" } NR > 1 { print "\\n" } { print }'`];
    case 'base64':
      return [...lines, '| base64 --decode'];
    case 'json-string-base64':
      return [...lines, `| tr -d '"' | base64 --decode`];
    case 'data-uri':
      return [...lines, `| tr -d '"' | sed 's/^data:[^,]*,//' | base64 --decode`];
  }
}

// The log ends with the entry "Creating response"; without it, at the levels above INFO, with its last entry.
// `print` instead of `printf`, which older programs allow some thousand characters only.
const logStrippingAwk = [
  'BEGIN { ORS = ""; i = 0; entry = "^[0-9][0-9-]* [0-9:]*,[0-9]* - supervisor - [A-Z]* - " }',
  '!past && / - supervisor - INFO - Creating response\\r?$/ { n = 0; past = 1; next }',
  '{ line[n++] = $0 }',
  'END { if (!past) while (i < n && line[i] ~ entry) i++',
  'while (n > i && line[n - 1] ~ entry) n--',
  'for (first = i; i < n; i++) { if (i > first) print "\\n"; print line[i] } }',
].join('\n    ');

/** Like `shellUnwrapping`, in Python. */
function pythonUnwrapping({ encoding, hasLog }: RunCommandInput): readonly string[] {
  const log = hasLog
    ? [
        'entry = rb"\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3} - supervisor - [A-Z]+ - .*"',
        'answer = re.sub(rb"\\A(?:(?s:.*?) - supervisor - INFO - Creating response\\r?\\n|(?:" + entry + rb"\\n)+)", b"", answer)',
        'answer = re.sub(rb"(?m)(?:^" + entry + rb"\\n?)+\\Z", b"", answer)',
      ]
    : [];
  const ending = 'answer = answer[:-1] if answer.endswith(b"\\n") else answer';
  switch (encoding) {
    case 'none':
      return [...log, ending];
    case 'base64':
      return [...log, 'answer = base64.b64decode(answer)'];
    case 'json-string-base64':
      return [...log, `answer = base64.b64decode(answer.replace(b'"', b""))`];
    case 'data-uri':
      return [...log, `answer = base64.b64decode(answer.replace(b'"', b"").split(b",", 1)[1])`];
  }
}

function oneCommand(lines: readonly string[]): string {
  return `${lines.join(' \\\n  ')}\n`;
}

function runUrl({ endpoint, serviceName, owner }: CommandRun): string {
  const query = owner === undefined ? '' : `?owner=${encodeURIComponent(owner)}`;
  return `${trimEndOf(endpoint, '/')}/run/${encodeURIComponent(serviceName)}${query}`;
}

function inputName({ input }: CommandRun): string {
  return input?.name ?? (input?.kind === 'json' ? 'input.json' : 'input.txt');
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
