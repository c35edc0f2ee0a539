import { withoutEscapeCodes } from '../ground/escape-codes';

/** A line by which a shell, a runtime or a tool tells that it failed. */
interface LineSign {
  readonly name: string;
  /** Where it has to stand among the lines of the text. */
  readonly place: 'first-or-last' | 'last-three' | 'last';
  readonly pattern: RegExp;
}

/** Several lines by which a runtime reports an exception. */
interface ReportSign {
  readonly name: string;
  /** Its first line. */
  readonly opens: RegExp;
  /** The lines behind it; at least one, unless `closes` is there. A report of which the first line is enough has none. */
  readonly goesOn?: RegExp;
  /** The line behind those, where there has to be one. */
  readonly closes?: RegExp;
  /** How many lines of something else may follow a report at the end of a text. */
  readonly mostLinesBehind: number;
}

/**
 * Signs of failure, all of them whole lines in the words of a shell, a runtime, a tool or an operating system. OSCAR
 * answers 200 however a program ends, so this is the only way to tell; a poem that mentions an error has none of these.
 */
const lineSigns: readonly LineSign[] = [
  {
    name: 'shell',
    place: 'first-or-last',
    pattern:
      /^(?:\S*\/|-)?(?:(?:a|ba|da|fi|k|z)?sh|[\w.-]*script[\w.-]*|[\w.-]+\.sh)(?:\^M)?(?::\d+)?: (?:(?:line )?\d+: )?.*(?:not found|not found: \S+|[Uu]nknown command.*|[Pp]ermission denied|No such file or directory|[Ss]yntax error.*|[Ii]llegal option .*|[Bb]ad substitution|bad interpreter.*|unexpected EOF while .*|[Cc]an't open .*|cannot (?:open|create) .*|Is a directory|[Ee]xec format error|unbound variable|parameter not set|too many arguments|not a valid identifier|\(error token is ".*"\)|cannot execute: .*|(?:integer|unary operator|binary operator) expected|Argument list too long|Resource temporarily unavailable|No child processes|Cannot allocate memory)$/,
  },
  {
    name: 'missing-or-denied',
    place: 'first-or-last',
    pattern:
      /^(?:(?:write|read) error|[\w./+-]+): (?:.*: )?(?:.*\[Errno \d+\] )?(?:command not found|applet not found|No such file or directory\.?|Permission denied|Cannot allocate memory|No space left on device|Read-only file system|Is a directory|Not a directory|Argument list too long|Too many open files|Input\/output error|Disk quota exceeded|File name too long|Exec format error|Connection (?:refused|timed out|reset by peer)|Network is unreachable|Name or service not known\.?|Temporary failure in name resolution)$|^\[Errno \d+\] \S/,
  },
  {
    name: 'usage',
    place: 'first-or-last',
    pattern:
      /^[\w.+-]+: (?:missing (?:file )?operand\b.*|(?:invalid|illegal|unknown) option -- '?\w'?|un(?:recognized|known) option '.+'|option '.+' requires an argument|invalid input)$|^Try '[^']+ --help' for more information\.$/,
  },
  {
    name: 'signal',
    place: 'last',
    pattern:
      /^(?:.*: (?:line )?\d+: +\d+ )?(?:Killed|Terminated|Segmentation fault|Aborted|Bus error|Illegal instruction|Floating point exception|Trace\/breakpoint trap|Bad system call|CPU time limit exceeded|File size limit exceeded)(?: *\(core dumped\))?$|^.*: (?:line )?\d+: +\d+ (?:Killed|Terminated|Segmentation fault|Aborted|Bus error|Illegal instruction|Floating point exception)\b|^signal: \w+$/,
  },
  {
    name: 'memory',
    place: 'last-three',
    pattern:
      /^(?:\S+: )*(?:(?:\w+\.)*MemoryError(?:: .*)?|[Oo]ut of memory|Cannot allocate memory)$|java\.lang\.OutOfMemoryError|JavaScript heap out of memory|CUDA out of memory|^Out of memory: Killed process|^runtime: out of memory|^memory allocation of \d+ bytes failed$/,
  },
  {
    name: 'r',
    place: 'last-three',
    pattern:
      /^(?:Execution halted|Ausführung angehalten|Ejecución interrumpida|Exécution arrêtée|Esecuzione interrotta|Execução interrompida)$/,
  },
  { name: 'r', place: 'first-or-last', pattern: /^Error in \S.* : (?![-+.\d])\S|^Error in [^(]*\(.*\) ?: ?$/ },
  {
    name: 'jq',
    place: 'first-or-last',
    pattern: /^(?:jq: )?parse error: .* at (?:EOF at )?line \d+, column \d+$|^jq: error\b|^jq: \d+ compile errors?$/,
  },
  {
    name: 'java',
    place: 'first-or-last',
    pattern:
      /^Exception in thread ".*" [\w.$]+(?:Exception|Error)\b|^Error: A JNI error has occurred|^# A fatal error has been detected by the Java Runtime Environment:$/,
  },
  { name: 'dotnet', place: 'first-or-last', pattern: /^Unhandled [Ee]xception[.:] / },
  {
    name: 'perl',
    place: 'first-or-last',
    pattern:
      /^Can't locate \S+ in @INC\b|^.+ at (?:\S+\.(?:pl|pm|t|cgi)|-e|[^\s/]*\/\S+) line \d+\.$|^.+ had (?:too many|compilation) errors\.$|^BEGIN failed--compilation aborted\b|^syntax error at \S+ line \d+, (?:near|at) /,
  },
  { name: 'ruby', place: 'first-or-last', pattern: /^\S+:\d+:in [`'].+': .+|^\S+\.rb:\d+: syntax errors? / },
  {
    name: 'php',
    place: 'first-or-last',
    pattern: /^(?:PHP |<b>)?(?:(?:Catchable |Recoverable )?[Ff]atal|Parse) error(?:<\/b>)?: +\S|^PHP Fatal error\b/,
  },
  {
    name: 'matlab',
    place: 'first-or-last',
    pattern:
      /^\{?Error using \S+(?: \(line \d+\))?$|^Error in \S+ \(line \d+\)$|^(?:Undefined|Unrecognized) (?:function|variable|function or variable) '.+'/,
  },
  { name: 'lua', place: 'first-or-last', pattern: /^lua(?:jit)?[\d.]*: \S+:\d+: / },
  {
    name: 'fortran',
    place: 'first-or-last',
    pattern: /^Fortran runtime error: |^forrtl: (?:severe|error) |^ERROR STOP\b|^STOP [1-9]\d*$/,
  },
  {
    name: 'c',
    place: 'first-or-last',
    pattern:
      /^terminate called (?:after throwing an instance of|without an active exception)|: Assertion [`'‘].*['’] failed\.$|^\*\*\* (?:stack smashing|buffer overflow) detected \*\*\*|^(?:double free or corruption|free\(\): invalid|munmap_chunk\(\): invalid|malloc\(\): )|error while loading shared libraries: |^libc\+\+abi: terminating |^==\d+==ERROR: \w+Sanitizer: |^\*\*\* Error in [`'].*': |^Assertion failed: .+, (?:function|file) /,
  },
  {
    name: 'python-start',
    place: 'first-or-last',
    pattern: /^\S*python[\d.]*: (?:No module named |can't |Error while )|^Fatal Python error: /,
  },
  {
    name: 'imagemagick',
    place: 'first-or-last',
    pattern: / @ (?:error|fatal)\/[\w-]+\.c\/\w+\/\d+\.?$|^gm \w+: /,
  },
  {
    name: 'pictures',
    place: 'first-or-last',
    pattern:
      /^(?:vips: )?Vips\w+: \S|^libpng error: |^Not a JPEG file: |^TIFF\w+: (?!Warning)\S|: Cannot read TIFF header\.$/,
  },
  {
    name: 'ffmpeg',
    place: 'first-or-last',
    pattern:
      /^Conversion failed!$|: Invalid data found when processing input$|^Error (?:opening|initializing|parsing|splitting|selecting) (?:the )?(?:input|output|option|filter|argument|encoder|decoder|codec)|^At least one output file must be specified$|^Unknown (?:encoder|decoder) '|^Output file .*does not contain any stream$/,
  },
  {
    name: 'gdal',
    place: 'first-or-last',
    pattern: /^(?:\S+ \S+ )?ERROR \d+: \S|^FAILURE: \S|^(?:gdal|ogr)\w* failed - /,
  },
  {
    name: 'tesseract',
    place: 'first-or-last',
    pattern:
      /^Tesseract couldn't load any languages!|^Error (?:opening data file |during processing\.$)|^Error in \w+: \S|^Error, can(?:not|'t) /,
  },
  {
    name: 'genomics',
    place: 'first-or-last',
    pattern:
      /^\[E::\w+\] |^[\w.-]+(?: [\w.-]+)?: [Ff]ailed to (?:open|read|load|parse|write|create)\b|^\[\w+\] fail to |^EXITING because of FATAL ERROR\b|^A USER ERROR has occurred: |^\*{3,} ERROR\b|: truncated file\. Aborting\.?$|^\w+(?:Error|Exception) in (?:rule|line|file) |^Error executing process > '/,
  },
  {
    name: 'blast',
    place: 'first-or-last',
    pattern: /^BLAST (?:engine|Database|query\/options) error: |^Command line argument error: /,
  },
  {
    name: 'transfer',
    place: 'first-or-last',
    pattern:
      /^curl: \(\d+\) |^wget: (?:unable to|missing|bad|server returned|can't|error)|^(?:ssh|scp|rsync|sftp): .*(?:failed|refused|error|Could not resolve)|^rsync error: |^mc: <ERROR> |^(?:fatal error: )?An error occurred \(\w+\) when calling the |^Unable to locate credentials\b|^Could not connect to the endpoint URL: /,
  },
  {
    name: 'archive',
    place: 'first-or-last',
    pattern:
      /^tar: (?:.*Cannot |Exiting with failure|This does not look like|Unexpected EOF|Child returned status|Error )|^(?:gzip|bzip2|xz|zstd): .*(?:not in \w+ format|[Uu]nexpected end|[Ff]ile format not recogni[sz]ed|is not a bzip2 file|[Uu]nsupported format)|^unzip: +cannot |End-of-central-directory signature not found/,
  },
  { name: 'opencv', place: 'first-or-last', pattern: /^OpenCV\(\S+\) .*: error: \(-?\d+:/ },
  {
    name: 'container',
    place: 'first-or-last',
    pattern:
      /^exec \S+: (?:exec format error|no such file or directory|permission denied)$|^standard_init_linux\.go:\d+: |^OCI runtime \w+ failed: |^(?:docker: )?Error response from daemon: |^Error from server \(/,
  },
  {
    name: 'poppler',
    place: 'first-or-last',
    pattern:
      /^(?:pdf\w+: )?I\/O Error: Couldn't open file '|^Syntax Error(?: \(\d+\))?: \S|^Command Line Error: \S|^qpdf: \S.*: (?:can't|unable|invalid)\b|^! (?:LaTeX|Package \S+) Error: |^! +==> Fatal error occurred/,
  },
  {
    name: 'log',
    place: 'first-or-last',
    pattern:
      /^(?:FATA|PANI)\[\d+\] |\blevel=(?:fatal|panic)\b|^F\d{4} [\d:.]+ +\d+ \S+\] |^(?:[\d-]+ [\d:.]+: )?F \S+\.cc:\d+\] |^\*\*\* Check failure stack trace: \*\*\*$|^\[(?:FATAL|CRITICAL)\] \S|^ERROR \d+ \(\w+\)(?: at line \d+)?: /,
  },
  {
    name: 'node',
    place: 'first-or-last',
    pattern:
      /^npm (?:ERR!|error) \S|^Uncaught (?:\w+)?Error: \S|^\(node:\d+\) Unhandled\w+: |^Unhandled rejection \w*Error: /,
  },
  { name: 'sox', place: 'first-or-last', pattern: /^\S*sox\S* FAIL / },
  {
    name: 'build',
    place: 'first-or-last',
    pattern: /^CMake Error\b|^make(?:\[\d+\])?: \*\*\* |^sed: -e expression |^ERROR ~ /,
  },
  {
    name: 'exit-status',
    place: 'first-or-last',
    pattern: /^(?:.*[: ])?(?:non-zero )?exit (?:status|code):? [1-9]\d*\.?$/,
  },
  {
    // A number behind the colon is a measure: `Error: 0.05`.
    name: 'error-line',
    place: 'first-or-last',
    pattern: /^(?:\S+: )?(?:(?:fatal|FATAL|Fatal) )?(?:error|Error|ERROR|fatal|Fatal|FATAL): +(?![-+.\d])\S/,
  },
  {
    name: 'python-error',
    place: 'last',
    pattern:
      /^(?:[a-z_]\w*\.)*[A-Z]\w*Error: \S|^(?:[a-z_]\w*\.)+(?:error|timeout|BadZipFile|TimeoutExpired|[A-Z]\w*Exception): \S/,
  },
];

/** Lines that may follow a report: a script often prints a little after its program failed. A text about an error goes on for longer. */
const fewLines = 5;

const reportSigns: readonly ReportSign[] = [
  {
    name: 'python-traceback',
    opens: /^(?: {2}\+ Exception Group )?Traceback \(most recent call last\):$/,
    goesOn: /^ /,
    closes: /^[A-Za-z_][\w.]*(?::.*)?$/,
    mostLinesBehind: fewLines,
  },
  // Node adds the members of the error and its own version.
  { name: 'node', opens: /^(?:Uncaught )?\w*Error\b/, goesOn: /^ {4}at /, mostLinesBehind: 8 },
  {
    name: 'java',
    opens: /^(?:Exception in thread ".*" |Caused by: )?[\w.$]+(?:Exception|Error)(?:: .*)?$/,
    goesOn: /^\s+(?:at |\.\.\. \d)/,
    mostLinesBehind: fewLines,
  },
  { name: 'rust', opens: /^thread '.*' (?:\(\d+\) )?panicked at /, mostLinesBehind: fewLines },
  { name: 'usage', opens: /^usage: /, goesOn: /^\s/, closes: /^\S+: error: /, mostLinesBehind: fewLines },
];

/** Where Node says which line of a program threw, before it says what. */
const nodePlace = /^(?:file:\/\/)?\/\S+:\d+$|^node:\S+:\d+$|^\[eval\]:\d+$/;
/** How many lines Node writes between that place and the name of the error. */
const nodePreludeLines = 4;

// No sign is longer. The limit keeps the patterns quick on very long lines.
const lineLimit = 500;

/**
 * Whether the text that a program printed looks like its failure: by the line it begins or ends with, or by the report of
 * an exception at its beginning, whatever follows, or near its end.
 * @param start the beginning of the text
 * @param end its end, which may overlap the beginning or be the same
 * @returns the name of the sign that was found
 */
export function findFailureSign(start: string, end: string): string | undefined {
  const startLines = linesOf(start);
  const endLines = linesOf(end);
  const first = startLines.at(0) ?? '';
  const last = endLines.at(-1) ?? '';
  const report =
    reportSigns.find((sign) => startsWithReport(startLines, sign)) ??
    reportSigns.find((sign) => endsWithReport(endLines, sign));
  if (report) return report.name;
  if (hasGoPanic(startLines, first) || hasGoPanic(endLines)) return 'go';
  const sought = { 'first-or-last': [first, last], 'last-three': endLines.slice(-3), last: [last] };
  return lineSigns.find(({ place, pattern }) => sought[place].some((line) => pattern.test(line)))?.name;
}

function startsWithReport(lines: readonly string[], sign: ReportSign): boolean {
  const prelude = nodePlace.test(lines[0] ?? '') ? nodePreludeLines : 0;
  for (let at = 0; at <= prelude; at += 1) if (endOfReport(lines, at, sign) !== undefined) return true;
  return false;
}

function endsWithReport(lines: readonly string[], sign: ReportSign): boolean {
  for (let at = 0; at < lines.length; at += 1) {
    const end = endOfReport(lines, at, sign);
    if (end === undefined) continue;
    if (lines.length - end <= sign.mostLinesBehind) return true;
    // The lines of one report are not searched for the beginning of another.
    at = end - 1;
  }
  return false;
}

/** The line behind a report that begins at a line; `undefined` where none does. */
function endOfReport(lines: readonly string[], at: number, { opens, goesOn, closes }: ReportSign): number | undefined {
  if (!opens.test(lines[at] ?? '')) return undefined;
  let end = at + 1;
  if (goesOn) {
    while (end < lines.length && goesOn.test(lines[end] ?? '')) end += 1;
    if (end === at + 1 && !closes) return undefined;
  }
  if (!closes) return end;
  return closes.test(lines[end] ?? '') ? end + 1 : undefined;
}

/** Go names its goroutines behind a panic, however many lines its message has. */
function hasGoPanic(lines: readonly string[], first?: string): boolean {
  const isPanic = (line: string) => /^(?:panic|fatal error): /.test(line);
  const at = first === undefined ? lines.findIndex(isPanic) : isPanic(first) ? 0 : -1;
  return at >= 0 && lines.slice(at + 1).some((line) => /^goroutine \d+ \[/.test(line));
}

const failureKeys = new Set(['error', 'message', 'status', 'code', 'detail']);

/** Whether a JSON value is nothing but the report of an error. */
export function isErrorObject(json: unknown): boolean {
  if (typeof json !== 'object' || json === null || Array.isArray(json) || !('error' in json)) return false;
  return Boolean(json.error) && Object.keys(json).every((key) => failureKeys.has(key));
}

/**
 * How binary files begin once every byte that is no UTF-8 is gone or replaced: the supervisor passes on what a program
 * prints as text, so nothing can bring such a file back.
 * @see grycap/faas-supervisor, `faassupervisor/utils.py`
 */
const printedFileStarts: readonly RegExp[] = [
  /^\ufffd*PNG\r?\n\u001a\r?\n/,
  /^[\ufffd\0-\u001f]{0,12}(?:JFIF|Exif)\0/,
  /^GIF8[79]a[^]{0,16}[\0\ufffd]/,
  /^RIFF[^]{0,4}(?:WEBPVP8|WAVE[a-zA-Z]{3}[a-zA-Z ][\0-\u001f]|AVI LIST)/,
  /^\0\0[^]{0,2}ftyp/,
  /^(?:II\*\0|MM\0\*)/,
  /^PK\u0003\u0004[\0-\u0040]/,
  /^\u001f\ufffd?\u0008[^]{0,4}\0/,
  /^ID3[\u0002-\u0004]\0/,
  /^(?:OggS|fLaC)\0/,
  /^\ufffd?(?:HDF\r?\n\u001a\r?\n|NUMPY[\u0001-\u0003]\0)/,
  /^BM[^]{0,4}\0{2,4}/,
  /^SQLite format 3\0/,
  /^%PDF-\d\.\d[^]{0,2000}[\0\ufffd]/,
];
/** With a greater share of unreadable characters than this, a program did not mean to print text. */
const lostShare = 0.1;
const leastLostCharacters = 32;

/** Whether a program printed a file that is no text, whose bytes are lost since. */
export function isPrintedFile(start: string): boolean {
  if (printedFileStarts.some((pattern) => pattern.test(start))) return true;
  const lost = start.match(/[\ufffd]/g)?.length ?? 0;
  return lost >= leastLostCharacters && lost > start.length * lostShare;
}

/** The lines that have something in them; PHP sets its messages apart by line breaks of HTML, Java by signs. */
function linesOf(text: string): readonly string[] {
  return withoutEscapeCodes(text)
    .split(/\r?\n/)
    .filter((line) => !['', '<br />', '#'].includes(line.trim()))
    .map((line) => line.slice(0, lineLimit));
}
