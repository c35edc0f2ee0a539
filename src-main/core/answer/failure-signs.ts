/** A way in which a failed program shows in what it printed. */
interface FailureSign {
  readonly name: string;
  /** Where it stands: on the first or last line, on one of the last three, or as several lines that end near an end. */
  readonly place: 'first-or-last' | 'last-three' | 'last' | 'lines';
  readonly pattern: RegExp;
}

/**
 * Signs of failure, all of them whole lines in the words of a shell, a runtime or an operating system. OSCAR answers 200
 * however a program ends, so this is the only way to tell; a poem that mentions an error has none of these.
 */
const signs: readonly FailureSign[] = [
  {
    // A script often goes on a little after its program stopped, hence up to five more lines; a text that explains a
    // traceback goes on for longer.
    name: 'python-traceback',
    place: 'lines',
    pattern: /^Traceback \(most recent call last\):\n(?: .*\n)+[A-Za-z_][\w.]*(?::.*)?\n(?:.*\n){0,5}(?![^])/m,
  },
  {
    name: 'shell',
    place: 'first-or-last',
    pattern:
      /^(?:\S*\/)?(?:(?:a|ba|da|k|z)?sh|[\w.-]*script[\w.-]*|[\w.-]+\.sh): (?:(?:line )?\d+: )?.*(?:not found|[Pp]ermission denied|No such file or directory|[Ss]yntax error.*|[Cc]an't open .*|cannot (?:open|create) .*|Is a directory|Exec format error|unbound variable|parameter not set)$/,
  },
  {
    name: 'missing-or-denied',
    place: 'first-or-last',
    pattern:
      /^[\w./+-]+: (?:.*: )?(?:.*\[Errno \d+\] )?(?:command not found|No such file or directory|Permission denied|Cannot allocate memory|No space left on device)$/,
  },
  {
    name: 'signal',
    place: 'last',
    pattern:
      /^(?:.*: (?:line )?\d+: +\d+ (?:Killed|Terminated|Segmentation fault|Aborted|Bus error|Illegal instruction)\b.*|(?:Killed|Terminated|Segmentation fault|Aborted|Bus error|Illegal instruction)(?: +\(core dumped\))?)$/,
  },
  {
    name: 'memory',
    place: 'last-three',
    pattern:
      /^(?:\S+: )*(?:(?:\w+\.)*MemoryError(?:: .*)?|[Oo]ut of memory|Cannot allocate memory)$|java\.lang\.OutOfMemoryError|JavaScript heap out of memory|CUDA out of memory|^Out of memory: Killed process/,
  },
  { name: 'node', place: 'lines', pattern: /^(?:Uncaught )?\w*Error\b.*\n(?: {4}at .*\n)+(?:.*\n){0,8}(?![^])/m },
  {
    name: 'java',
    place: 'lines',
    pattern:
      /^(?:Exception in thread ".*" |Caused by: )?[\w.$]+(?:Exception|Error)(?:: .*)?\n(?:\s+(?:at |\.\.\. \d).*\n)+(?:.*\n){0,5}(?![^])/m,
  },
  { name: 'go', place: 'lines', pattern: /^(?:panic|fatal error): .*\n(?:.*\n)*?goroutine \d+ \[/m },
  { name: 'rust', place: 'lines', pattern: /^thread '.*' (?:\(\d+\) )?panicked at .*\n(?:.*\n){0,5}(?![^])/m },
  { name: 'r', place: 'last-three', pattern: /^Execution halted$/ },
  {
    name: 'exit-status',
    place: 'first-or-last',
    pattern: /^(?:.*[: ])?(?:non-zero )?exit (?:status|code):? [1-9]\d*\.?$/,
  },
  {
    // A number behind the colon is a measure: `Error: 0.05`.
    name: 'error-line',
    place: 'first-or-last',
    pattern: /^(?:\S+: )?(?:(?:fatal|FATAL) )?(?:error|Error|ERROR|fatal|Fatal|FATAL): (?![-+.\d])\S/,
  },
  { name: 'python-error', place: 'last', pattern: /^(?:[a-z_]\w*\.)*[A-Z]\w*Error: \S/ },
];

// Keeps the patterns quick on text with endless lines; no sign is longer.
const lineLimit = 500;

/**
 * Whether the text that a program printed looks like its failure.
 * @param start the beginning of the text
 * @param end its end, which may overlap the beginning or be the same
 * @returns the name of the sign that was found
 */
export function findFailureSign(start: string, end: string): string | undefined {
  const startLines = linesOf(start);
  const endLines = linesOf(end);
  const first = startLines.at(0) ?? '';
  const last = endLines.at(-1) ?? '';
  const sought = {
    'first-or-last': [first, last],
    'last-three': endLines.slice(-3),
    last: [last],
    lines: [`${endLines.join('\n')}\n`],
  };
  return signs.find(({ place, pattern }) => sought[place].some((text) => pattern.test(text)))?.name;
}

const failureKeys = new Set(['error', 'message', 'status', 'code', 'detail']);

/** Whether a JSON value is nothing but the report of an error. */
export function isErrorObject(json: unknown): boolean {
  if (typeof json !== 'object' || json === null || Array.isArray(json) || !('error' in json)) return false;
  return Boolean(json.error) && Object.keys(json).every((key) => failureKeys.has(key));
}

function linesOf(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => line.slice(0, lineLimit));
}
